using System.Globalization;

namespace ThiDua.Bench;

/// <summary>
/// The pages that everybody opens, of an office of 60 units and of the whole country in one tree (3 levels), in turns from two running
/// sites, beside a static file of the same server: what a page costs must not grow with the country.
/// </summary>
public sealed class PagesBeside : IDisposable
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("static file", "/star.svg"), ("board", "/c/9936"), ("standings", "/c/9936/xep-hang"), ("page of a unit", "/c/9936/don-vi/DV0001"), ("standings through API", "/api/v1/campaigns/9936/standings?indicator=staff-voluntary-si"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-pages-").FullName;
    private readonly List<(string Name, Running Site)> sites = [];

    public PagesBeside(int units, int rows)
    {
        sites.Add(("60 units", Start("small", Invented.Office(60, 30_000))));
        sites.Add((string.Create(Culture, $"{units:N0} units"), Start("country", Invented.Country(units, rows))));
    }

    public void Run(int times)
    {
        Console.WriteLine("| page | site | KiB | first | median | 95 % | requests a second of one visitor |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (page, address) in Pages)
        {
            foreach (var (name, site) in sites)
            {
                var first = site.Get(address);
                var all = Enumerable.Range(0, times).Select(_ => site.Get(address)).OrderBy(g => g.Milliseconds).ToList();
                var (median, late) = (all[times / 2], all[times * 95 / 100]);
                Console.WriteLine(string.Create(Culture, $"| {page} | {name} | {median.Bytes / 1024.0:0} | {first.Milliseconds:0.0} ms | {median.Milliseconds:0.0} ms | {late.Milliseconds:0.0} ms | {1000 / median.Milliseconds:0} |"));
            }
        }
    }

    private Running Start(string name, Invented invented)
    {
        var site = new Installed(Path.Combine(folder, name));
        site.Fill(invented, results: true);
        return site.Serve();
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose()
    {
        foreach (var (_, site) in sites) site.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
