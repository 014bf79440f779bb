using System.Diagnostics;
using System.Globalization;

namespace ThiDua.Bench;

/// <summary>
/// Import of result rows as a whole process, in turns with its yardstick: the sqlite3 shell importing the same file, making two
/// indexes and one GROUP BY. Both are told in one run, so that the ratio does not depend on what else the machine was doing.
/// </summary>
public sealed class ImportBeside : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-bench-").FullName;
    private readonly Invented invented;

    public ImportBeside(int rows)
    {
        invented = new(rows);
        invented.WriteUnits(At("units.csv"));
        invented.WriteOfficers(At("officers.csv"));
        invented.WriteResults(At("results.csv"));
        File.WriteAllText(At("yardstick.sql"), $"""
            .mode csv
            .import {At("results.csv")} result
            create index by_person on result ("Mã số BHXH", "Loại hình", "Số biên lai");
            create index by_officer on result ("Mã cán bộ vận động");
            select count(*) from (select "Mã cán bộ vận động", "Loại hình", count(*) from result group by 1, 2);
            """);
        ThiDua("base", "campaign", "add", "9936");
        ThiDua("base", "import", "units", At("units.csv"));
        ThiDua("base", "import", "officers", At("officers.csv"));
    }

    public void Run(int runs)
    {
        var (yard, first, again) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        for (var i = 0; i < runs; i++)
        {
            File.Delete(At("yard.db"));
            yard.Add(Time("sqlite3", At("yard.db"), ".read " + At("yardstick.sql")));
            Copy();
            first.Add(ThiDua("run", "import", "results", At("results.csv")));
            again.Add(ThiDua("run", "import", "results", At("results.csv")));
        }
        ThiDua("run", "verify");
        Print(yard, first, again);
    }

    private void Print(List<Measured> yard, List<Measured> first, List<Measured> again)
    {
        var bytes = new FileInfo(At("results.csv")).Length;
        Console.WriteLine(string.Create(Culture, $"{invented.Rows:N0} result rows ({bytes / 1048576.0:0.0} MiB), {invented.Officers:N0} officers, {invented.Units:N0} units; {yard.Count} runs, medians of whole processes; verified after."));
        Console.WriteLine();
        Console.WriteLine("| work | seconds | against the yardstick | peak memory |");
        Console.WriteLine("|---|---|---|---|");
        var measure = Median(yard);
        Line("sqlite3: .import, two indexes, one GROUP BY", Median(yard), measure);
        Line("thidua import results", Median(first), measure);
        Line("thidua import results, the same file again", Median(again), measure);
    }

    private static void Line(string work, Measured measured, Measured yardstick) => Console.WriteLine(string.Create(Culture,
        $"| {work} | {measured.Seconds:0.00} | {measured.Seconds / yardstick.Seconds:0.00} × | {measured.PeakBytes / 1048576.0:0} MiB |"));

    private static Measured Median(List<Measured> all) => all.OrderBy(m => m.Seconds).ElementAt(all.Count / 2);

    private Measured ThiDua(string data, params string[] arguments) =>
        Time("dotnet", [Path.Combine(AppContext.BaseDirectory, "thidua.dll"), .. arguments, "--data", At(data), "--today", "2024-11-30"]);

    private static Measured Time(string program, params string[] arguments)
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
        if (Directory.Exists(At("run"))) Directory.Delete(At("run"), recursive: true);
        Directory.CreateDirectory(At("run"));
        foreach (var file in Directory.EnumerateFiles(At("base"))) File.Copy(file, Path.Combine(At("run"), Path.GetFileName(file)));
    }

    private string At(string name) => Path.Combine(folder, name);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private readonly record struct Measured(double Seconds, long PeakBytes);
}
