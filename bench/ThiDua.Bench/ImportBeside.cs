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

    /// <param name="postgres">Address of a server on which databases may be made; null: SQLite.</param>
    public ImportBeside(int rows, string? postgres)
    {
        this.postgres = postgres;
        invented = new(rows);
        invented.WriteUnits(At("units.csv"));
        invented.WriteOfficers(At("officers.csv"));
        invented.WriteResults(At("results.csv"));
        var lines = File.ReadAllLines(At("results.csv"));
        File.WriteAllLines(At("other-order.csv"), [lines[0], .. lines.Skip(1).Reverse()]);
        File.WriteAllLines(At("correction.csv"), [lines[0], .. lines.Skip(1).Where((_, i) => i % Math.Max(1, rows / Corrected) == 0).Select(l => l.Replace(",11/2024,", ",12/2024,", StringComparison.Ordinal))]);
        File.WriteAllText(At("yardstick.sql"), postgres is null ? $"""
            .mode csv
            .import {At("results.csv")} result
            {Rest}
            """ : $"""
            create table result ({string.Join(", ", lines[0].Split(',').Select(c => $"\"{c}\" text"))});
            \copy result from '{At("results.csv")}' csv header
            {Rest}
            """);
        Make("base");
        ThiDua("base", "campaign", "add", "9936");
        ThiDua("base", "import", "units", At("units.csv"));
        ThiDua("base", "import", "officers", At("officers.csv"));
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
        for (var i = 0; i < runs; i++)
        {
            all[works[0]].Add(Yardstick());
            Copy();
            all[works[1]].Add(ThiDua("run", "import", "results", At("results.csv")));
            all[works[2]].Add(ThiDua("run", "import", "results", At("results.csv")));
            all[works[3]].Add(ThiDua("run", "import", "results", At("other-order.csv")));
            all[works[4]].Add(ThiDua("run", "import", "results", At("correction.csv")));
            all[works[5]].Add(Recounted());
        }
        ThiDua("run", "verify");
        Console.WriteLine(string.Create(Culture, $"{(postgres is null ? "SQLite" : "PostgreSQL")}. {invented.Rows:N0} result rows ({new FileInfo(At("results.csv")).Length / 1048576.0:0.0} MiB), {invented.Officers:N0} officers, {invented.Units:N0} units; {runs} runs, medians; whole processes but for the last line; verified after."));
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
    }

    private Measured Yardstick()
    {
        if (postgres is null)
        {
            File.Delete(At("yard.db"));
            return Timed("sqlite3", At("yard.db"), ".read " + At("yardstick.sql"));
        }
        Make("yard");
        return Timed("psql", "-q", "-d", Uri(Address("yard")), "-f", At("yardstick.sql"));
    }

    private Measured Recounted()
    {
        using var db = Db.Open(At("run"), postgres is null ? null : Address("run"));
        using var transaction = db.BeginRecording();
        var clock = Stopwatch.StartNew();
        Recount.Everything(db, InsuranceCatalog.PaymentWindows);
        var seconds = clock.Elapsed.TotalSeconds;
        transaction.Rollback();
        return new(seconds, Process.GetCurrentProcess().PeakWorkingSet64);
    }

    private static Measured Median(List<Measured> all) => all.OrderBy(m => m.Seconds).ElementAt(all.Count / 2);

    private Measured ThiDua(string data, params string[] arguments) =>
        Timed("dotnet", [Path.Combine(AppContext.BaseDirectory, "thidua.dll"), .. arguments, "--data", At(data), "--today", "2024-11-30", .. postgres is null ? (string[])[] : ["--db", Address(data)]]);

    internal static Measured Timed(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using (var sync = Process.Start("sync")) sync.WaitForExit(); // nobody pays for what the one before left to be written
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(250)) // the peak only grows, and looking costs a little
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // it ended between the two looks
            }
        }
        process.WaitForExit();
        _ = reading.Result;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        return new(clock.Elapsed.TotalSeconds, peak);
    }

    private void Copy()
    {
        Make("run", "base");
        if (Directory.Exists(At("run"))) Directory.Delete(At("run"), recursive: true);
        Directory.CreateDirectory(At("run"));
        foreach (var file in Directory.EnumerateFiles(At("base"))) File.Copy(file, Path.Combine(At("run"), Path.GetFileName(file)));
    }

    /// <summary>A database of the server, anew; on SQLite nothing, since the program makes its file.</summary>
    private void Make(string name, string? like = null)
    {
        if (postgres is null) return;
        NpgsqlConnection.ClearAllPools(); // who copies a database must be alone with it
        using var server = new NpgsqlConnection(postgres);
        server.Open();
        foreach (var sql in (string[])[$"drop database if exists bench_{name} with (force)", $"create database bench_{name}{(like is null ? "" : $" template bench_{like}")}"])
        {
#pragma warning disable CA2100 // names of our own
            using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 600 };
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    private string Address(string name) => new NpgsqlConnectionStringBuilder(postgres) { Database = "bench_" + name }.ToString();

    private static string Uri(string address) => new NpgsqlConnectionStringBuilder(address) is var a ? $"host={a.Host} port={a.Port} user={a.Username} dbname={a.Database}" : "";

    private string At(string name) => Path.Combine(folder, name);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal readonly record struct Measured(double Seconds, long PeakBytes);
}
