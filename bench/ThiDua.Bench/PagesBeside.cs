using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ThiDua.Bench;

/// <summary>
/// The pages that everybody opens, of an office of 60 units and of the whole country in one tree (3 levels), in turns from two running
/// sites, beside a static file of the same server: what a page costs must not grow with the country.
/// </summary>
public sealed partial class PagesBeside : IDisposable
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
        string At(string file) => Path.Combine(folder, name + "-" + file);
        invented.WriteUnits(At("units.csv"));
        invented.WriteOfficers(At("officers.csv"));
        invented.WriteResults(At("results.csv"));
        string ThiDua(params string[] arguments) => Program(name, arguments);
        ThiDua("campaign", "add", "9936");
        ThiDua("import", "units", At("units.csv"));
        ThiDua("import", "officers", At("officers.csv"));
        ThiDua("import", "results", At("results.csv"));
        ThiDua("admin", "first", "quan-tri", "--shown", "Quản trị");
        ThiDua("admin", "account", "add", "van-phong", "--shown", "Văn phòng");
        ThiDua("admin", "role", "give", "van-phong", "standing-office", "--unit", "TW");
        var link = Link().Match(ThiDua("admin", "link", "van-phong")).Value;
        return new(Info(name, "serve"), link);
    }

    private string Program(string data, params string[] arguments)
    {
        using var process = Process.Start(Info(data, arguments))!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private ProcessStartInfo Info(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "thidua.dll"), .. arguments, "--data", Path.Combine(folder, data), "--today", "2024-11-30"]) start.ArgumentList.Add(argument);
        return start;
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    [GeneratedRegex("/vao/[^ \\s\"]+")]
    private static partial Regex Link();

    public void Dispose()
    {
        foreach (var (_, site) in sites) site.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
