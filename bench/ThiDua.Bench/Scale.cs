using System.Globalization;

namespace ThiDua.Bench;

/// <summary>
/// Import of result rows into two installations, one of which is larger in everything: rows, officers, units. What one row costs must hardly grow, the
/// memory not at all.
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
        var (one, other) = (Import(small), Import(large));
        Console.WriteLine();
        Console.WriteLine(string.Create(Culture, $"Time of a row: {Growth(one.Seconds / small, other.Seconds / large)} (goal: at most +15 %). Peak memory: {Growth(one.PeakBytes, other.PeakBytes)} (goal: none)."));
    }

    private Measured Import(int rows)
    {
        Console.Error.WriteLine(string.Create(Culture, $"filling an installation for {rows:N0} rows"));
        var (invented, installed) = (new Invented(rows), new Installed(Path.Combine(folder, string.Create(Culture, $"scale-{rows}")), server));
        made.Add(installed);
        installed.Fill(invented, results: false);
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
