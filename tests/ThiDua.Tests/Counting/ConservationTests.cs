using ThiDua.Core.Standings;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Counting;

/// <summary>Nothing is lost between facts, ledger, attainments, totals and standings, shown on the sample.</summary>
public sealed class ConservationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-conservation-").FullName;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Ledger_sums_are_attainments_are_totals_are_standings(Engine engine)
    {
        var installation = Filled(engine);
        using var db = installation.Open();
        foreach (var asOf in new DateOnly[] { new(2024, 11, 15), new(2024, 11, 22), new(2024, 11, 30), new(2024, 12, 31) })
        {
            var ground = Ground.Of(db, installation, "9936", new(AsOf: asOf));
            var queries = new StandingsQueries(db, ground);
            foreach (var indicator in ground.Campaign.Indicators.Where(i => i.Receipts is not null))
            {
                var number = queries.IndicatorNo(indicator);
                var roster = queries.Roster().Select(r => r.Officer).ToHashSet();
                var ledger = db.Query<Sum>("select officer_id as Subject, cast(sum(delta) as bigint) as Persons from credit where indicator_no = @number and part = 0 and day <= @day group by officer_id",
                    new { number, day = ThiDua.Database.Stored.Day(asOf) }).Where(s => roster.Contains((int)s.Subject)).Sum(s => s.Persons);
                var officers = queries.OfficerTotals(indicator).Values.Sum(a => a.Persons);
                var own = queries.OwnTotals(indicator).Values.Sum(a => a.Persons);
                // Every unit of the sample hangs under LX, so the children of LX hold everything but LX's own.
                var standing = queries.Standings(new(StandingOf.Units, Under: "LX", Indicator: indicator.Id)).Single().Rows;
                var counted = queries.Standings(new(StandingOf.Officers, Under: "LX", Indicator: indicator.Id)).Single().Rows.Sum(r => r.Numerator);

                Assert.Equal((ledger, ledger, (decimal)ledger), (officers, own, counted));
                if (!StandingsQueries.IsRate(indicator, StandingOf.Units)) Assert.Equal(ledger, standing.Sum(r => r.Numerator));
                else Assert.Equal(roster.Count, standing.Sum(r => r.Denominator));
            }
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Totals_and_ledger_made_again_beside_the_stored_ones_are_the_same_bytes(Engine engine)
    {
        using var db = Filled(engine).Open();
        var before = Recount.CountedTables.Select(t => VerifyStore.Digest(db, t)).ToList();
        Assert.All(Recount.CountedTables, t => Assert.True(db.One<long>($"select count(*) from {t}") > 0, t));

        Assert.Equal(before[^1], VerifyStore.Digest(db, "unit_total", $"({Recount.Totals}) made"));

        foreach (var table in Recount.CountedTables) db.Execute($"delete from {table} where day > 20241015");
        using (db.BeginVerifying())
        {
            Recount.Beside(db, InsuranceCatalog.PaymentWindows);
            Assert.Equal(before, Recount.CountedTables.Select(t => VerifyStore.Digest(db, t)));
        }
        Assert.All(Recount.CountedTables.Zip(before), t => Assert.NotEqual(t.Second, VerifyStore.Digest(db, t.First))); // nothing stored was touched
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Installation Filled(Engine engine)
    {
        var installation = Sample.Installation(folder, engine == Engine.Postgres ? PostgresCluster.NewDatabase() : null);
        Sample.Fill(installation, _ => { });
        return installation;
    }

    private sealed record Sum
    {
        public long Subject { get; init; }
        public long Persons { get; init; }
    }
}
