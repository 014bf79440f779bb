using ThiDua.Core.Reminders;
using ThiDua.Core.Standings;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Reminders;

/// <summary>The call list with what came of each contact, and the standing by collector (9936/VI.6.b, VI.6.c).</summary>
public sealed class CallTests
{
    private const string Cards = """
        Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã,Điện thoại
        8900000002,Phan Ân,01/10/2023,30/09/2024,30280,0901000002
        8900000003,Phan Bình,01/10/2023,30/09/2024,30280,
        8900000004,Phan Cúc,01/10/2023,30/09/2024,30280,
        8900000005,Phan Dung,01/10/2023,30/09/2024,30280,

        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_came_of_each_call_orders_the_list_and_who_has_cover_again_leaves_it(Engine engine)
    {
        using var office = Filled(engine);
        Assert.Equal(["002 NVT-01 New", "003  New", "004  New", "005  New"], List(office));
        Record(office, "8900000002", "refused");
        Record(office, "8900000003", "not-reached", day: new(2024, 11, 28));
        Record(office, "8900000004", "call-again", again: new(2024, 12, 5));
        Assert.Equal(["003  Due not-reached 29/11", "005  New", "004  Later call-again 05/12", "002 NVT-01 Ended refused"], List(office));

        office.Import(FileKind.Results, Results("Phan Bình,8900000003,,HGD,TL,29/11/2024,BL9,11/2024,12,B1,cha,NVT-02"), "ve.csv");
        Assert.Equal(["005  New", "004  Later call-again 05/12", "002 NVT-01 Ended refused", "003  won back 29/11"], List(office));
        office.MustVerify();

        office.Withdraw("ve.csv");
        Assert.Equal(["003  Due not-reached 29/11", "005  New", "004  Later call-again 05/12", "002 NVT-01 Ended refused"], List(office));
        office.Withdraw("the.csv");
        Assert.Equal([], List(office));
        Assert.Equal(["refused"], History(office, "8900000002"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_contact_taken_back_holds_no_longer_and_stays_in_the_history(Engine engine)
    {
        using var office = Filled(engine);
        Record(office, "8900000002", "promised");
        Record(office, "8900000002", "refused");
        new RecordContact(office.Installation).TakeBack("9936", "8900000002", null, "ghi nhầm người");
        Assert.Equal(["promised", "refused", "- 2 ghi nhầm người"], History(office, "8900000002"));
        Assert.Equal(["003  New", "004  New", "005  New", "002 NVT-01 Later promised 03/12"], List(office));
        new RecordContact(office.Installation).TakeBack("9936", "8900000002", null, "ghi nhầm người");
        Assert.Equal("nothing-to-take-back", Assert.Throws<ContactException>(() => new RecordContact(office.Installation).TakeBack("9936", "8900000002", null, "thử")).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_contact_is_found_when_two_numbers_are_found_to_be_one_person(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Cards, "Số định danh,Họ và tên,Giá trị từ,Giá trị đến,Mã xã\n089090000001,Phan Dung,01/10/2023,30/09/2024,30280\n", "the-2.csv");
        Record(office, "089090000001", "refused");
        office.Import(FileKind.Cards, "Số định danh,Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã\n089090000001,8900000005,Phan Dung,01/09/2023,31/08/2024,30280\n", "the-3.csv");
        Assert.Equal(["refused"], History(office, "8900000005"));
        Assert.Equal(["002 NVT-01 New", "003  New", "004  New", "001  Ended refused"], List(office)); // named by the number of the card that ended last
        office.Withdraw("the-3.csv");
        Assert.Equal([], History(office, "8900000005"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Collectors_are_ranked_by_the_persons_whose_credited_receipt_they_collected(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Results, Results("""
            Phan Bình,8900000003,,HGD,TL,29/11/2024,BL9,11/2024,12,B1,cha,NVT-02
            Phan Cúc,8900000004,,HGD,TL,29/11/2024,BL10,11/2024,12,B1,cha,NVT-03
            Phan Cúc,8900000004,,HGD,TL,30/11/2024,BL11,11/2024,12,B1,cha,NVT-02
            Phan X,8900000007,,TN,TM,16/11/2024,BL3,11/2024,12,B2,cha,
            """), "ve.csv");
        new RecordContact(office.Installation).Record("9936", new("8900000002", "promised", null, null, null, "NVT-01"));
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        Assert.Equal(
            [new(1, "NVT-02", 1, 1, 0, 0), new(1, "NVT-03", 1, 1, 0, 0), new(3, "NVT-01", 0, 0, 0, 1), new(null, null, 1, 0, 1, 0)],
            new CollectorQueries(db, ground).Standing(new CallQueries(db, ground).All()));
    }

    [Fact]
    public void Collectors_add_up_to_what_the_standings_count()
    {
        var folder = Directory.CreateTempSubdirectory("thidua-sample-").FullName;
        try
        {
            var installation = ThiDua.Web.Sample.Installation(folder, null);
            ThiDua.Web.Sample.Fill(installation, _ => { });
            using var db = installation.Open();
            var ground = Ground.Of(db, installation, "9936", new());
            var standings = new StandingsQueries(db, ground);
            var collectors = new CollectorQueries(db, ground);
            var credits = collectors.Credits();
            var measured = ground.Campaign.Indicators.Where(i => i.Receipts is not null).ToList();
            Assert.Equal(
                measured.Select(i => $"{i.Id} {standings.Standings(new(StandingOf.Officers, Indicator: i.Id)).SelectMany(s => s.Rows).Sum(r => r.Numerator):0}"),
                measured.Select(i => $"{i.Id} {credits.Count(c => c.Indicator.Id == i.Id)}"));
            Assert.Equal(
                standings.Standings(new(Indicator: "won-back-hi")).SelectMany(s => s.Rows).Sum(r => r.Numerator),
                collectors.Standing(new CallQueries(db, ground).All()).Sum(r => r.WonBack));
            Assert.All(measured.Where(i => i.Id is "staff-voluntary-si" or "staff-one-relative-hi" or "won-back-hi"), i => Assert.NotEqual(0, credits.Count(c => c.Indicator.Id == i.Id)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_to_be_called_is_the_same_for_collectors_and_list(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Results, Results("Phan Bình,8900000003,,HGD,TM,01/10/2023,BL2,10/2023,12,B1,cha,NVT-01\nPhan Cúc,8900000004,,HGD,TM,01/10/2023,BL3,10/2023,12,B1,cha,NVT-01"), "cu-2.csv");
        Record(office, "8900000003", "call-again", again: new(2024, 12, 5));
        Record(office, "8900000004", "refused");
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        var calls = new CallQueries(db, ground).All();
        Assert.Equal(["002"], calls.Where(CallFilter.Of(null, "NVT-01", "to-call").Takes).Select(p => p.Masked[1..]));
        Assert.Equal([(null, 1), ("NVT-01", 1)], new CollectorQueries(db, ground).Standing(calls).Select(r => (r.Collector, (int)r.ToCall)).Order());
    }

    [Theory]
    [InlineData("khac", null, null, null, "outcome-unknown")]
    [InlineData("promised", "2024-12-01", null, null, "day-ahead")]
    [InlineData("call-again", null, null, null, "again-needed")]
    [InlineData("call-again", null, "2024-11-29", null, "again-before")]
    [InlineData("promised", null, null, "gọi số 0901000002", "note-number")]
    public void What_cannot_be_so_is_refused_and_nothing_is_kept(string outcome, string? day, string? again, string? note, string code)
    {
        using var office = Filled(Engine.Sqlite);
        Assert.Equal(code, Assert.Throws<ContactException>(() => new RecordContact(office.Installation).Record("9936",
            new("8900000002", outcome, day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), again is null ? null : DateOnly.ParseExact(again, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), note, null))).Code);
        Assert.Equal([], History(office, "8900000002"));
    }

    [Fact]
    public void Equals_share_a_rank_and_the_next_is_left_out() => Assert.Equal([1, 2, 2, 4], Calling.Ranks([9, 5, 5, 1]));

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Cards, Cards, "the.csv");
        office.Import(FileKind.Results, Results("Phan Ân,8900000002,,HGD,TM,01/10/2023,BL1,10/2023,12,B1,cha,NVT-01"), "cu.csv");
        return office;
    }

    private static string Results(string rows) => LongXuyenTests.Head.Replace("\n", ",Mã nhân viên thu\n", StringComparison.Ordinal) + rows + "\n";

    private static void Record(Office office, string person, string outcome, DateOnly? day = null, DateOnly? again = null) =>
        new RecordContact(office.Installation).Record("9936", new(person, outcome, day, again, null, null));

    private static string[] List(Office office)
    {
        using var db = office.Installation.Open();
        return [.. new CallQueries(db, Ground.Of(db, office.Installation, "9936", new())).All()
            .Select(p => $"{p.Masked[1..]} {p.Collector} {(p.Back is { } back ? $"won back {back:dd}/{back:MM}" : p.State + (p.Last is { } last ? " " + last.Outcome + (last.Again is { } again ? $" {again:dd}/{again:MM}" : "") : ""))}")];
    }

    private static string[] History(Office office, string person)
    {
        using var db = office.Installation.Open();
        var who = FindPerson.Find(db, office.Installation.OpenTokens(), person);
        return [.. new ContactQueries(db, Ground.Of(db, office.Installation, "9936", new())).Of(who).Select(c => c.Outcome ?? $"- {c.TakesBack} {c.Note}")];
    }
}
