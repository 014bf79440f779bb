using System.Globalization;
using System.Text;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Counting;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Oracle;

/// <summary>
/// The program against a naive reckoning of the same files, written from the contract alone: thousands of small, nasty campaigns,
/// every outcome, every as-of day that matters, every state of knowledge.
/// </summary>
[Collection(nameof(Alone))]
public sealed class OracleTests
{
    /// <summary>More of them with THIDUA_SEEDS.</summary>
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("THIDUA_SEEDS") ?? "1700", CultureInfo.InvariantCulture);

    private static readonly DateOnly Today = new(2024, 12, 31);

    private static readonly DateOnly[] Days =
        [new(2024, 11, 14), new(2024, 11, 15), new(2024, 11, 18), new(2024, 11, 22), new(2024, 11, 26), new(2024, 11, 30), new(2024, 12, 1), new(2024, 12, 5), new(2024, 12, 31)];

    [Fact]
    public void On_sqlite_every_number_is_what_the_naive_reckoning_says() => OnSqlite("9936", Today, Seeds, Agree);

    [Fact]
    public void On_postgresql_too() => OnPostgres("9936", Today, Math.Max(20, Seeds / 50), Agree);

    internal static void OnSqlite(string campaign, DateOnly today, int seeds, Action<Office, int> agree)
    {
        // Files are small here: taken three rows at a time, persons come up in several batches as they do in large files.
        var usual = (ImportFile.BatchRows, CountPersons.BatchSize, Held.AtMost);
        (ImportFile.BatchRows, CountPersons.BatchSize, Held.AtMost) = (3, 4, 5); // and the numbers of one person lie in several sets; what is held is forgotten every other batch
        using var template = new Office(Engine.Sqlite, campaign, today);
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            using var office = new Office(Engine.Sqlite, campaign: null, today: today, from: template.Folder, remembers: seed % 2 == 1);
            agree(office, seed);
        });
        (ImportFile.BatchRows, CountPersons.BatchSize, Held.AtMost) = usual;
    }

    internal static void OnPostgres(string campaign, DateOnly today, int seeds, Action<Office, int> agree) =>
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            using var office = new Office(Engine.Postgres, campaign, today, remembers: seed % 2 == 1);
            agree(office, seed);
        });

    private static void Agree(Office office, int seed)
    {
        var steps = OracleScenario.Random(seed);
        var moments = new List<DateTimeOffset>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is OracleWithdrawal withdrawal) office.Withdraw(withdrawal.File);
            else
            {
                var import = (OracleImport)steps[i];
                var result = office.Import(Enum.Parse<FileKind>(import.Kind, ignoreCase: true), import.Csv(), import.File);
                var expected = OracleStandings.OfLast([.. steps.Take(i + 1)]);
                MustBe($"seed {seed}, step {i + 1}, {import.Kind} {import.File}", [expected.ToString()],
                    [new OracleOutcomes(result.Accepted, result.Unchanged, result.Corrected, result.Waiting, result.Rejected).ToString()]);
            }
            moments.Add(office.Now);
        }
        using var db = office.Installation.Open();
        foreach (var day in Days) MustAgree(db, office, seed, steps, day, null);
        for (var known = 1; known < steps.Count; known++)
        {
            MustAgree(db, office, seed, [.. steps.Take(known)], new(2024, 11, 30), moments[known - 1]);
            MustAgree(db, office, seed, [.. steps.Take(known)], Days[(seed + known) % Days.Length], moments[known - 1]);
        }
        if (seed % 10 == 0) office.MustVerify();
    }

    private static void MustAgree(Db db, Office office, int seed, IReadOnlyList<OracleStep> known, DateOnly asOf, DateTimeOffset? knownAt) => MustBe(
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {known.Count} steps known, as of {asOf:yyyy-MM-dd}"),
        [.. OracleStandings.Standings(known, asOf).Select(l => l.ToString())], [.. Lines(db, office, new(asOf, knownAt))]);

    private static IEnumerable<string> Lines(Db db, Office office, Vantage vantage)
    {
        var queries = new StandingsQueries(db, Ground.Of(db, office.Installation, "9936", vantage));
        var standings = queries.Standings(new(StandingOf.Units)).Concat(queries.Standings(new(StandingOf.Officers))).ToList();
        string[] order = ["staff-voluntary-si", "staff-all-relatives-hi", "staff-one-relative-hi", "won-back-hi", "staff-one-person-hi"];
        foreach (var id in order)
        {
            foreach (var line in standings.Where(s => s.IndicatorId == id).SelectMany(Lines)) yield return line;
        }
    }

    internal static IEnumerable<string> Lines(Standing standing) => standing.Rows.Select(row => new OracleLine(
        standing.IndicatorId, standing.Of == StandingOf.Units ? "units" : "officers", standing.Group?.Id, row.Rank, row.Code, row.Name, row.Numerator ?? 0, row.Denominator,
        standing.IsRate ? row.Value?.ToPercent() : row.Numerator?.ToString(CultureInfo.InvariantCulture),
        StandingsTables.PlainTarget(standing, row) is { Length: > 0 } target ? target : null, row.Met).ToString());

    internal static void MustBe(string where, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        if (expected.SequenceEqual(actual)) return;
        var text = new StringBuilder(where).AppendLine();
        foreach (var line in expected.Except(actual)) text.AppendLine("  reckoned " + line);
        foreach (var line in actual.Except(expected)) text.AppendLine("  program  " + line);
        if (expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal))) text.AppendLine("  (the same lines in another order)");
        Assert.Fail(text.ToString());
    }
}

/// <summary>Tests that take the whole machine run when no page is waited for by a browser.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
