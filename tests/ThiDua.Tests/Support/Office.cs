using System.Text;
using ThiDua.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Worklist;

namespace ThiDua.Tests.Support;

/// <summary>Engines on which everything stored is tested alike.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>A small installation of its own for one test, with a clock that the test moves, spoken to as an office would.</summary>
public sealed class Office : IDisposable
{
    private readonly Clock clock = new();
    private readonly string folder;

    /// <param name="from">A folder of an installation to start from, for tests that need very many of them.</param>
    /// <param name="minutes">What its clock had reached.</param>
    /// <param name="remembers">As the site does, beside whom others import.</param>
    public Office(Engine engine, string? campaign = "9936", DateOnly? today = null, string? from = null, int minutes = 0, bool remembers = false)
    {
        var day = today ?? new DateOnly(2024, 11, 30);
        folder = engine == Engine.Postgres ? Directory.CreateTempSubdirectory("thidua-test-").FullName
            : from is not null ? EmptyStore.CopyOf(from) : EmptyStore.New(campaign, day);
        clock.Minutes = minutes;
        Installation = new(folder, engine == Engine.Postgres ? PostgresCluster.NewDatabase() : null, clock, day) { Remembers = remembers };
        if (engine == Engine.Postgres && campaign is not null) new AddCampaign(Installation).Add(campaign);
    }

    public Installation Installation { get; }

    public string Folder => folder;

    /// <summary>The moment now; each recording is one minute after the one before.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public ImportResult Import(FileKind kind, string csv, string file = "tep.csv", bool dryRun = false, bool strict = false, string? campaign = null) =>
        Import(kind, Encoding.UTF8.GetBytes(csv), file, dryRun, strict, campaign);

    public ImportResult Import(FileKind kind, byte[] content, string file, bool dryRun = false, bool strict = false, string? campaign = null)
    {
        clock.Minutes++;
        using var stream = new MemoryStream(content);
        return new ImportFile(Installation).Import(new(stream, file, kind, campaign ?? (kind is FileKind.Targets or FileKind.Figures ? "9936" : null), dryRun, strict));
    }

    public void Withdraw(string file)
    {
        clock.Minutes++;
        new WithdrawFile(Installation).Withdraw(file, "thử");
    }

    public Settled Settle(string file, int row, SettledAs choice)
    {
        clock.Minutes++;
        return new SettleRow(Installation).Settle(file, row, choice, "thử");
    }

    public IReadOnlyList<Standing> Standings(StandingsQuestion? question = null, Vantage? vantage = null, string campaign = "9936")
    {
        using var db = Installation.Open();
        return new StandingsQueries(db, Ground.Of(db, Installation, campaign, vantage ?? new())).Standings(question ?? new());
    }

    /// <summary>One line per row: indicator group code numerator/denominator rank met.</summary>
    public string[] Lines(string indicator, Vantage? vantage = null, StandingOf of = StandingOf.Units) =>
        [.. Standings(new(of, Indicator: indicator), vantage).SelectMany(s => s.Rows.Select(r =>
            $"{s.Group?.Id} {r.Code} {r.Numerator:0}/{r.Denominator:0} #{r.Rank} {(r.Met switch { true => "met", false => "not", null => "-" })}"))];

    /// <summary>One line per row and indicator: file#row indicator verdict reason-code.</summary>
    public string[] Why(string officer, Vantage? vantage = null)
    {
        using var db = Installation.Open();
        var ground = Ground.Of(db, Installation, "9936", vantage ?? new());
        return [.. new ExplainQueries(db, ground, new StandingsQueries(db, ground), InsuranceCatalog.PaymentWindows).OfOfficer(officer)
            .Select(e => $"{e.File}#{e.Row.Row} {e.Indicator.Id} {ReasonText.VerdictCode(e.Verdict.Kind)} {e.Verdict.Reason.Code}")];
    }

    public void MustVerify() => Assert.Equal([], new VerifyStore(Installation).Verify().Where(i => !i.Holds).Select(i => i.Code + " " + string.Join(" ", i.Details)));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal sealed class Clock : TimeProvider
    {
        public int Minutes { get; set; }

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2024, 11, 30, 1, 0, 0, TimeSpan.Zero).AddMinutes(Minutes);
    }
}
