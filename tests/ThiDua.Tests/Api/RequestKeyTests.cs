using System.Net;
using ThiDua.Database;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Api;

/// <summary>A request that names itself is done once, whatever happens to its answer.</summary>
public sealed class RequestKeyTests
{
    private const string Address = "imports?kind=results&file=them.csv";
    private static readonly string File = SmallTown.Results.Split('\n')[0] + "\nPhan Z,8900000099,TN,TM,16/11/2024,BL99,11/2024,3,A1,cha\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task The_same_request_gets_the_same_answer_also_after_a_restart(Engine engine)
    {
        await using var site = await ApiSite.Start(engine);
        var first = await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        await site.Restart();
        var again = await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        var without = await site.Send("POST", Address, File);
        Assert.Equal((HttpStatusCode.OK, first.Text, 1), (again.Status, again.Text, (int)again.Json["accepted"]!));
        Assert.Equal(0, (int)without.Json["accepted"]!);
        Assert.Equal(4, Imports(site));
    }

    [Theory]
    [InlineData(Address, "khác")]
    [InlineData("imports?kind=results&file=ten-khac.csv", null)]
    [InlineData("imports/00000000/withdrawal?reason=a", null)]
    public async Task Another_request_under_the_same_key_is_refused(string address, string? body)
    {
        await using var site = await ApiSite.Start();
        await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        var other = await site.Send("POST", address, body ?? File, ("Idempotency-Key", "k1"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:thidua:key-reused"), (other.Status, (string?)other.Json["type"]));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Of_two_at_once_one_is_done_and_the_other_waits_its_turn(Engine engine)
    {
        await using var site = await ApiSite.Start(engine);
        using var db = site.Office.Installation.Open();
        var held = db.BeginRecording(); // both requests arrive while the store is busy
        var first = site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        var second = site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        var refused = await await Task.WhenAny(first, second);
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        var done = (await Task.WhenAll(first, second)).Single(a => a.Status != refused.Status);
        Assert.Equal((HttpStatusCode.Conflict, "urn:thidua:key-running", HttpStatusCode.OK, 1), (refused.Status, (string?)refused.Json["type"], done.Status, (int)done.Json["accepted"]!));
        Assert.Equal(4, Imports(site));
    }

    [Fact]
    public async Task A_background_import_under_a_key_is_filed_once()
    {
        await using var site = await ApiSite.Start();
        (string, string)[] headers = [("Idempotency-Key", "k1"), ("Prefer", "respond-async")];
        var first = await site.Send("POST", Address, File, headers);
        await site.Over(first.Headers.Location!.ToString());
        var again = await site.Send("POST", Address, File, headers);
        var other = await site.Send("POST", Address, "khác", headers);
        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location, "taken"), (again.Status, again.Headers.Location, (string?)again.Json["state"]));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 4), (other.Status, Imports(site)));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_its_days_and_must_be_short()
    {
        await using var site = await ApiSite.Start();
        await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        Change(site, "update request_key set at = '2024-11-22T00:00:00.000Z'");
        var later = await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        Assert.Equal((HttpStatusCode.OK, 0), (later.Status, (int)later.Json["accepted"]!));
        var empty = await site.Send("POST", Address, File, ("Idempotency-Key", new string('k', 256)));
        Assert.Equal((HttpStatusCode.BadRequest, "urn:thidua:key-length"), (empty.Status, (string?)empty.Json["type"]));
    }

    [Fact]
    public async Task What_was_refused_may_go_better_under_the_same_key()
    {
        await using var site = await ApiSite.Start();
        const string Problem = "campaigns/9936/problems?unit=XP9&text=a";
        var refused = await site.Send("POST", Problem, "", ("Idempotency-Key", "k1"));
        await site.Send("POST", "imports?kind=units&file=them-don-vi.csv", SmallTown.Units + "\nXP9,Phường Mỹ Thới,LX,phường,xã phường,\n");
        var taken = await site.Send("POST", Problem, "", ("Idempotency-Key", "k1"));
        var again = await site.Send("POST", Problem, "", ("Idempotency-Key", "k1"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, 1, taken.Text), (refused.Status, taken.Status, (int)taken.Json["number"]!, again.Text));
    }

    [Fact]
    public async Task What_was_done_is_answered_also_when_its_answer_cannot_be_kept()
    {
        await using var site = await ApiSite.Start();
        Change(site, "create trigger full before insert on request_key begin select raise(abort, 'full'); end");
        var done = await site.Send("POST", Address, File, ("Idempotency-Key", "k1"));
        Assert.Equal((HttpStatusCode.OK, 1), (done.Status, (int)done.Json["accepted"]!));
    }

    private static long Imports(ApiSite site)
    {
        using var db = site.Office.Installation.Open();
        return db.One<long>("select count(*) from import");
    }

    private static void Change(ApiSite site, string sql)
    {
        using var db = site.Office.Installation.Open();
        db.Execute(sql);
    }
}
