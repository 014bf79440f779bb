using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ThiDua.Bench;

/// <summary>
/// A whole country on PostgreSQL, from its files to its standings: filled, asked at every level, read by many while one more file is taken in, held against
/// what its files must come to, corrected, verified. What was measured is printed at once, so that a step that fails takes nothing with it.
/// </summary>
public sealed class Drill : IDisposable
{
    private const int Visitors = 200;
    private const int Corrected = 10_000;

    /// <summary>Months that are taken in while others read.</summary>
    private const int Held = 2;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(45);

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-drill-").FullName;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Installed country;
    private readonly (int Units, int Officers, long Receipts) size;
    private readonly bool keep;
    private bool failed;

    /// <param name="server">Of PostgreSQL, on which databases may be made.</param>
    /// <param name="keep">Leaves database and data folder where they are.</param>
    public Drill(int units, int officers, long receipts, string server, bool keep)
    {
        (size, this.keep) = ((units, officers, receipts), keep);
        country = new(Path.Combine(folder, "drill"), server, today: "2025-01-01");
    }

    /// <returns>Whether every step was done and came to what it must.</returns>
    public bool Run(int sites, bool verify)
    {
        Say($"data folder {country.Folder}, database {new Npgsql.NpgsqlConnectionStringBuilder(country.Postgres).Database}");
        Head(string.Create(Culture, $"A whole country on PostgreSQL: {size.Units:N0} units, {size.Officers:N0} officers, {size.Receipts:N0} receipts; whole processes."), "step", "seconds", "rows", "rows/s", "peak memory");
        if (Try("the files of the country", Make) is not { } files || !Done("import", () => Fill(files))) return false;
        Try("size", () => Line("database", "–", "–", "–", $"{Size()} on disk"));
        Ask(files);
        Try("readers", () => Read(files, sites));
        Head("Against the plan, and after.", "step", "seconds", "rows", "rows/s", "peak memory");
        Try("standings as planned", () => Compare(files));
        Try("correction", () =>
        {
            var correction = files.WriteCorrection([.. Months(files).SkipLast(Held + 1)], (int)Math.Min(Corrected, Math.Max(1, size.Receipts / 10)));
            Import("a correction on top", correction, isPlanned: false);
            Timed("standings of the whole country after it", "standings", "9936");
        });
        if (verify) Try("verify", () => Timed("verify", "verify"));
        return !failed;
    }

    private InventedCountry Make()
    {
        Say("making the files");
        var started = clock.Elapsed;
        var files = new InventedCountry(Path.Combine(folder, "files"), size.Units, size.Officers, size.Receipts);
        Rows("the files of the country are made", (clock.Elapsed - started).TotalSeconds, files.Files.Sum(f => f.Rows), null);
        return files;
    }

    /// <summary>All but the months that are held back.</summary>
    private void Fill(InventedCountry files)
    {
        country.MakeDatabase();
        Timed("campaign add 9936", "campaign", "add", "9936");
        foreach (var file in files.Files.Where(f => f.Kind != "results")) Import("import " + file.Kind, file);
        var all = (Seconds: 0.0, Rows: 0L, Peak: 0L);
        foreach (var year in Months(files).SkipLast(Held).GroupBy(f => f.Name["results-".Length..][..4]))
        {
            var (seconds, rows, peak) = (0.0, 0L, 0L);
            foreach (var file in year)
            {
                var month = Taken(file);
                (seconds, rows, peak) = (seconds + month.Seconds, rows + file.Rows, Math.Max(peak, month.PeakBytes));
            }
            Rows($"import results, the {year.Count()} files of {year.Key}", seconds, rows, peak);
            all = (all.Seconds + seconds, all.Rows + rows, Math.Max(all.Peak, peak));
        }
        Rows("import results, all of these", all.Seconds, all.Rows, all.Peak);
    }

    private void Ask(InventedCountry files)
    {
        Head("Standings by the command line, whole processes.", "question", "median", "slowest", "times", "peak memory");
        Try("standings", () => Asked("whole country", ["standings", "9936"]));
        Try("standings", () => Asked("whole country, as workbook", ["standings", "9936", "--xlsx", Path.Combine(folder, "standings.xlsx")]));
        Try("standings", () => Asked("each province, --under", [.. files.Provinces.Select(p => (string[])["standings", "9936", "--under", p])]));
        Try("standings", () => Asked("a commune, --under", ["standings", "9936", "--under", files.Communes[0]]));
        Try("standings", () => Asked("officers of a commune", ["standings", "9936", "--of", "officers", "--under", files.Communes[0]]));
    }

    private void Asked(string what, params string[][] questions)
    {
        Say("asking: " + what);
        var all = questions.Select(q => country.Timed(q)).OrderBy(m => m.Seconds).ToList();
        Line(what, string.Create(Culture, $"{all[all.Count / 2].Seconds:0.00} s"), string.Create(Culture, $"{all[^1].Seconds:0.00} s"), Plain(all.Count), string.Create(Culture, $"{all.Max(m => m.PeakMebibytes):0} MiB"));
    }

    private void Read(InventedCountry files, int count)
    {
        Say("starting the site");
        List<Running> sites = [country.Serve(over: null)];
        try
        {
            while (sites.Count < count) sites.Add(country.ServeAgain());
            Head(string.Create(Culture, $"Pages for one who is over the whole country; first page {sites[0].FirstPage.TotalSeconds:0.00} s after the start of the site."), "page", "KiB", "first", "median after", "95 %", "times");
            Try("page", () => Page(sites[0], "static file", "/star.svg"));
            Try("page", () => Page(sites[0], "board", "/c/9936"));
            Try("page", () => Page(sites[0], "standings", "/c/9936/xep-hang"));
            Try("page", () => Page(sites[0], "standings of a province", "/c/9936/xep-hang?under=" + files.Provinces[0]));
            Try("page", () => Page(sites[0], "page of a province", "/c/9936/don-vi/" + files.Provinces[0]));
            Try("page", () => Page(sites[0], "page of a commune", "/c/9936/don-vi/" + files.Communes[0]));
            Try("page", () => Page(sites[0], "standings through API", "/api/v1/campaigns/9936/standings?indicator=staff-voluntary-si"));
            Load(files, sites);
        }
        finally
        {
            foreach (var site in sites) site.Dispose();
            country.EndQuestions(); // a site that is gone does not end what it asked, and the next step would be measured beside it
        }
    }

    private void Page(Running site, string name, string address)
    {
        Say("asking for " + address);
        var (first, until) = (site.Get(address), clock.Elapsed + TimeSpan.FromSeconds(30));
        var all = new List<double>();
        while (all.Count < 20 && (all.Count == 0 || clock.Elapsed < until)) all.Add(site.Get(address).Milliseconds);
        all.Sort();
        Line(name, string.Create(Culture, $"{first.Bytes / 1024.0:0}"), string.Create(Culture, $"{first.Milliseconds:0.0} ms"), string.Create(Culture, $"{all[all.Count / 2]:0.0} ms"), string.Create(Culture, $"{all[all.Count * 95 / 100]:0.0} ms"), Plain(all.Count));
    }

    /// <summary>
    /// Twice, since what the site remembers for one it remembers for all who may see the same: readers who are over the whole country, and readers each
    /// over a part of his own. Each time with nothing else, then while one of the months that were held back is taken in.
    /// </summary>
    private void Load(InventedCountry files, List<Running> sites)
    {
        Head(string.Create(Culture, $"{Visitors} signed-in readers at once from {sites.Count} site{(sites.Count == 1 ? "" : "s")} on the machine of the database: board, standings, page of a unit."),
            "readers", "while", "requests/s", "median", "95 %", "99 %", "pages", "failed");
        string[] own = [.. Enumerable.Range(0, Visitors).Select(i => i % 4 == 0 ? files.Provinces[i / 4 % files.Provinces.Count] : files.Communes[(int)((long)i * files.Communes.Count / Visitors)])];
        var held = Months(files)[^Held..];
        var imports = new List<(string Step, CountryFile File)>();
        foreach (var (who, reach, file) in new (string, string[]?, CountryFile)[] { ("over the whole country", null, held[0]), ("each over a unit of his own", own, held[1]) })
        {
            Try("readers " + who, () =>
            {
                Say($"{Visitors} readers sign in, {who}");
                using var readers = new Readers(country, sites, reach is null ? "ca-nuoc" : "don-vi", [.. own.Select((unit, i) => (reach?[i], unit))]);
                Say(string.Create(Culture, $"they read for {Quiet.TotalSeconds:0} seconds"));
                Line(who, "nothing else", readers.ReadWhile(Task.Delay(Quiet)).GetAwaiter().GetResult().Told);
                Say("they read while a file is taken in");
                var importing = Task.Run(() => Taken(file));
                Line(who, file.Name + " is taken in", readers.ReadWhile(importing).GetAwaiter().GetResult().Told);
                importing.GetAwaiter().GetResult();
                imports.Add(($"{file.Name}, beside readers {who}", file));
            });
        }
        Console.WriteLine();
        Console.WriteLine("Memory of the sites at most: " + string.Join(", ", sites.Select(s => string.Create(Culture, $"{s.PeakMebibytes:0} MiB"))) + ".");
        Head("The imports beside them, and the one of the month before with nobody there.", "step", "seconds", "rows", "rows/s", "peak memory");
        var before = Months(files)[^(Held + 1)];
        foreach (var (step, file) in imports.Prepend((before.Name + ", alone", before))) Rows(step, taken[file.Name].Seconds, file.Rows, taken[file.Name].PeakBytes);
    }

    private void Compare(InventedCountry files)
    {
        Say("standings against the plan");
        var told = country.Timed("standings", "9936", "--as-of", "2024-11-30", "--json");
        var different = files.Different(told.Output);
        Rows("standings of 30/11/2024 are as planned", told.Seconds, null, told.PeakBytes);
        if (different.Count > 0) throw new InvalidOperationException($"{different.Count} lines differ from the plan: {string.Join("; ", different.Take(3))}");
    }

    private readonly Dictionary<string, Measured> taken = [];

    private void Import(string step, CountryFile file, bool isPlanned = true) => Rows(step, Taken(file, isPlanned).Seconds, file.Rows, taken[file.Name].PeakBytes);

    /// <exception cref="InvalidOperationException">Something else became of its rows than was planned.</exception>
    private Measured Taken(CountryFile file, bool isPlanned = true)
    {
        Say(string.Create(Culture, $"taking in {file.Name}, {file.Rows:N0} rows"));
        var measured = country.Timed("import", file.Kind, file.Path, "--json");
        taken[file.Name] = measured with { Output = "" };
        using var answer = JsonDocument.Parse(measured.Output);
        var outcome = CountryFile.Told(answer.RootElement);
        Say(string.Create(Culture, $"  {measured.Seconds:0.0} s, {measured.PeakMebibytes:0} MiB: {outcome}"));
        return !isPlanned || outcome == file.Outcome ? taken[file.Name] : throw new InvalidOperationException($"{file.Name}: {outcome}; planned was {file.Outcome}.");
    }

    private void Timed(string step, params string[] arguments)
    {
        Say(step);
        var measured = country.Timed(arguments);
        Rows(step, measured.Seconds, null, measured.PeakBytes);
    }

    private string Size()
    {
        using var db = Database.Db.OpenAsItIs(country.Folder, country.Postgres);
        return db.One<string>("select pg_size_pretty(pg_database_size(current_database()))")!;
    }

    private static List<CountryFile> Months(InventedCountry files) => [.. files.Files.Where(f => f.Kind == "results")];

    private T? Try<T>(string step, Func<T> work) where T : class
    {
        T? made = null;
        Done(step, () => made = work());
        return made;
    }

    private void Try(string step, Action work) => Done(step, work);

    /// <summary>What stops a step is told in the table, and the next one is tried.</summary>
    private bool Done(string step, Action work)
    {
        try
        {
            work();
            return true;
        }
#pragma warning disable CA1031 // an hour of measuring must not be lost to whatever it was
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed = true;
            Line($"**failed: {step}**", e.Message.ReplaceLineEndings(" ").Replace('|', '/'));
            Say(e.ToString());
            return false;
        }
    }

    private static void Rows(string step, double seconds, long? rows, long? peak) =>
        Line(step, string.Create(Culture, $"{seconds:0.00}"), rows is { } r ? Plain(r) : "–", rows is { } n ? Plain((long)(n / seconds)) : "–", peak is { } p ? string.Create(Culture, $"{p / 1048576.0:0} MiB") : "–");

    private static void Head(string title, params string[] heads)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Line(heads);
        Console.WriteLine("|" + string.Concat(heads.Select(_ => "---|")));
    }

    private static void Line(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>For whoever waits: where it is, and how long it has been.</summary>
    private void Say(string what) => Console.Error.WriteLine(string.Create(Culture, $"{clock.Elapsed:hh\\:mm\\:ss} {what}"));

    private static string Plain(long number) => number.ToString("N0", Culture);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose()
    {
        if (keep) return;
        country.DropDatabase();
        Directory.Delete(folder, recursive: true);
    }
}
