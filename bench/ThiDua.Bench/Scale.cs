using System.Globalization;

namespace ThiDua.Bench;

/// <summary>
/// Import of result rows: a few into a small country, as few into a large one, many into that. What one row costs must hardly grow, and the memory of the large country
/// not at all, however many rows come.
/// </summary>
public sealed class Scale : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-scale-").FullName;
    private readonly string? server;
    private readonly List<Installed> made = [];

    /// <param name="server">Of PostgreSQL, on which databases may be made; null: SQLite.</param>
    public Scale(string? server) => this.server = server;

    public void Run(int small, int large)
    {
        Console.WriteLine(server is null ? "SQLite." : "PostgreSQL.");
        Console.WriteLine();
        Console.WriteLine("| result rows | officers | units | seconds | microseconds a row | peak memory |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var (invented, installed) = Filled(small);
        var one = Import(invented, installed, small);
        (invented, installed) = Filled(large);
        var beside = installed.CopyTo(Path.Combine(folder, "beside"));
        made.Add(beside);
        invented.WriteResults(beside.Results, Enumerable.Range(0, small));
        var few = Import(invented, beside, small);
        var many = Import(invented, installed, large);
        Console.WriteLine();
        Console.WriteLine(string.Create(Culture, $"Time of a row, from the first to the last: {Growth(one.Seconds / small, many.Seconds / large)} (goal: at most +15 %). Peak memory for more rows in the same country: {Growth(few.PeakBytes, many.PeakBytes)} (goal: none); for a larger country too: {Growth(one.PeakBytes, many.PeakBytes)}."));
    }

    private (Invented Invented, Installed Installed) Filled(int rows)
    {
        Console.Error.WriteLine(string.Create(Culture, $"filling an installation for {rows:N0} rows"));
        var (invented, installed) = (new Invented(rows), new Installed(Path.Combine(folder, string.Create(Culture, $"scale-{rows}")), server));
        made.Add(installed);
        installed.Fill(invented, results: false);
        return (invented, installed);
    }

    private static Measured Import(Invented invented, Installed installed, int rows)
    {
        Console.Error.WriteLine("taking them in");
        var measured = installed.Timed("import", "results", installed.Results);
        Console.WriteLine(string.Create(Culture, $"| {rows:N0} | {invented.Officers:N0} | {invented.Units:N0} | {measured.Seconds:0.00} | {measured.Seconds * 1e6 / rows:0.00} | {measured.PeakMebibytes:0} MiB |"));
        return measured;
    }

    private static string Growth(double from, double to) => string.Create(Culture, $"{100 * ((to / from) - 1):+0.0;-0.0;0} %");

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose()
    {
        foreach (var installed in made) installed.DropDatabase();
        Directory.Delete(folder, recursive: true);
    }
}
