using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;

namespace ThiDua.Bench;

/// <summary>
/// Import of result rows as a whole process, in turns with its yardstick: the sqlite3 shell (or psql) importing the same file, making two
/// indexes and one GROUP BY. Both are told in one run, so that the ratio does not depend on what else the machine was doing. Then what comes after
/// a first import: the same file again, the same rows in another order, a correction of 10,000 rows, everything counted again.
/// </summary>
public sealed class ImportBeside : IDisposable
{
    private const int Corrected = 10_000;

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-bench-").FullName;
    private readonly Invented invented;
    private readonly string? postgres;
    private readonly Installed filled;

    /// <param name="postgres">Address of a server on which databases may be made; null: SQLite.</param>
    public ImportBeside(int rows, string? postgres)
    {
        this.postgres = postgres;
        invented = new(rows);
        filled = new(At("base"), postgres);
        filled.Fill(invented, results: false);
        invented.WriteResults(At("other-order.csv"), Enumerable.Range(0, rows).Select(i => rows - 1 - i));
        invented.WriteResults(At("correction.csv"), invented.Some(Corrected), from: "12/2024");
        File.WriteAllText(At("yardstick.sql"), postgres is null ? $"""
            .mode csv
            .import {filled.Results} result
            {Rest}
            """ : $"""
            create table result ({string.Join(", ", Invented.ResultHeads.Select(c => $"\"{c}\" text"))});
            \copy result from '{filled.Results}' csv header
            {Rest}
            """);
    }

    private const string Rest = """
        create index by_person on result ("Mã số BHXH", "Loại hình", "Số biên lai");
        create index by_officer on result ("Mã cán bộ vận động");
        select count(*) from (select "Mã cán bộ vận động", "Loại hình", count(*) from result group by 1, 2) as groups;
        """;

    public void Run(int runs)
    {
        string[] works = ["yardstick", "thidua import results", "the same file again", "the same rows in the opposite order", "a correction of 10,000 rows", "everything counted again from the facts"];
        var all = works.ToDictionary(w => w, _ => new List<Measured>());
        var run = filled;
        for (var i = 0; i < runs; i++)
        {
            all[works[0]].Add(Yardstick());
            run = filled.CopyTo(At("run"));
            all[works[1]].Add(run.Timed("import", "results", filled.Results));
            all[works[2]].Add(run.Timed("import", "results", filled.Results));
            all[works[3]].Add(run.Timed("import", "results", At("other-order.csv")));
            all[works[4]].Add(run.Timed("import", "results", At("correction.csv")));
            all[works[5]].Add(Recounted(run));
        }
        Console.WriteLine(string.Create(Culture, $"{(postgres is null ? "SQLite" : "PostgreSQL")}. {invented.Rows:N0} result rows ({new FileInfo(filled.Results).Length / 1048576.0:0.0} MiB), {invented.Officers:N0} officers, {invented.Units:N0} units; {runs} runs, medians; whole processes but for the last line."));
        Console.WriteLine();
        Console.WriteLine("| work | seconds | against the yardstick | against the first import | peak memory |");
        Console.WriteLine("|---|---|---|---|---|");
        var (yard, first) = (Median(all[works[0]]), Median(all[works[1]]));
        foreach (var work in works)
        {
            var m = Median(all[work]);
            var name = work == "yardstick" ? postgres is null ? "sqlite3: .import, two indexes, one GROUP BY" : "psql: COPY, two indexes, one GROUP BY" : work;
            Console.WriteLine(string.Create(Culture, $"| {name} | {m.Seconds:0.00} | {m.Seconds / yard.Seconds:0.00} × | {m.Seconds / first.Seconds:0.000} × | {m.PeakBytes / 1048576.0:0} MiB |"));
        }
        run.Timed("verify");
        Console.WriteLine();
        Console.WriteLine("Verified after.");
    }

    private Measured Yardstick()
    {
        if (postgres is null)
        {
            File.Delete(At("yard.db"));
            return Measured.Of("sqlite3", At("yard.db"), ".read " + At("yardstick.sql"));
        }
        var yard = new Installed(At("yard"), postgres);
        yard.MakeDatabase();
        return Measured.Of("psql", "-q", "-d", Uri(yard.Postgres!), "-f", At("yardstick.sql"));
    }

    private static Measured Recounted(Installed run)
    {
        using var db = Db.Open(run.Folder, run.Postgres);
        using var transaction = db.BeginVerifying();
        var clock = Stopwatch.StartNew();
        Recount.Beside(db, InsuranceCatalog.PaymentWindows);
        var seconds = clock.Elapsed.TotalSeconds;
        return new(seconds, Process.GetCurrentProcess().PeakWorkingSet64, "");
    }

    private static Measured Median(List<Measured> all) => all.OrderBy(m => m.Seconds).ElementAt(all.Count / 2);

    private static string Uri(string address) => new NpgsqlConnectionStringBuilder(address) is var a ? $"host={a.Host} port={a.Port} user={a.Username} dbname={a.Database}" : "";

    private string At(string name) => Path.Combine(folder, name);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
