using System.Globalization;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Oracle;

/// <summary>Campaign sct against a naive reckoning written from the contract alone: periods, latest credit, sleeping, ties.</summary>
[Collection(nameof(Alone))]
public sealed class OracleSctTests
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("THIDUA_SEEDS") ?? "300", CultureInfo.InvariantCulture);

    private static readonly DateOnly Today = new(2026, 4, 1);

    private static readonly DateOnly[] Days =
        [new(2024, 5, 8), new(2024, 5, 9), new(2024, 9, 30), new(2024, 12, 31), new(2025, 1, 1), new(2025, 4, 10), new(2025, 8, 31), new(2025, 12, 31), new(2026, 3, 15)];

    [Fact]
    public void On_sqlite_every_number_of_sct_is_what_the_naive_reckoning_says() => OracleTests.OnSqlite("sct", Today, Seeds, Agree);

    [Fact]
    public void On_postgresql_too() => OracleTests.OnPostgres("sct", Today, Math.Max(10, Seeds / 50), Agree);

    private static void Agree(Office office, int seed)
    {
        var steps = OracleScenario.RandomSct(seed);
        var moments = new List<DateTimeOffset>();
        foreach (var step in steps)
        {
            if (step is OracleWithdrawal withdrawal) office.Withdraw(withdrawal.File);
            else if (step is OracleImport import) office.Import(Enum.Parse<FileKind>(import.Kind, ignoreCase: true), import.Csv(), import.File, campaign: import.Kind == "targets" ? "sct" : null);
            moments.Add(office.Now);
        }
        using var db = office.Installation.Open();
        foreach (var day in Days)
        {
            foreach (var period in new[] { "", "2024", "2025" }) MustAgree(db, office, seed, steps, day, null, period);
        }
        for (var known = 1; known < steps.Count; known++)
        {
            MustAgree(db, office, seed, [.. steps.Take(known)], Days[(seed + known) % Days.Length], moments[known - 1], known % 3 == 0 ? "2024" : known % 3 == 1 ? "" : "2025");
        }
        if (seed % 20 == 0) office.MustVerify();
    }

    private static void MustAgree(Db db, Office office, int seed, IReadOnlyList<OracleStep> known, DateOnly asOf, DateTimeOffset? knownAt, string period) => OracleTests.MustBe(
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {known.Count} steps known, as of {asOf:yyyy-MM-dd}, period {period}"),
        [.. OracleSct.Standings(known, asOf, period).Select(l => l.ToString())], [.. Lines(db, office, new(asOf, knownAt, Period: period.Length == 0 ? null : period))]);

    private static IEnumerable<string> Lines(Db db, Office office, Vantage vantage)
    {
        var queries = new StandingsQueries(db, Ground.Of(db, office.Installation, "sct", vantage));
        return queries.Standings(new(StandingOf.Units)).Concat(queries.Standings(new(StandingOf.Officers))).SelectMany(OracleTests.Lines);
    }
}
