using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Worklist;

namespace ThiDua.Tests.Organisation;

/// <summary>SCT/II.3: the trade union's tree beside the administrative one. An officer's credit is one fact; only where it is summed differs.</summary>
public sealed class MembersTests
{
    private const string Head = "Mã cán bộ,Mã đơn vị,Từ ngày,Đến ngày\n";
    private static readonly DateOnly EndOf2024 = new(2024, 12, 31);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Standings_through_the_union_go_by_membership_on_the_day(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        Assert.Equal(["CD2 1/2 #1", "CD1 1/4 #2", "- 1/2 #"], Under(office, "staff-with-relative", EndOf2024, order: true));
        // From 2025 on B1 is a member of CD2; Người Một sleeps in April.
        Assert.Equal(["CD2 1/3", "CD1 0/3", "- 1/2"], Under(office, "staff-with-relative", new(2025, 4, 20)));
        Assert.Equal(["A1 1", "C1 1", "A2 0", "B1 0", "B2 0", "D1 0"], office.Standings(new(StandingOf.Officers, Under: "CD", Indicator: "relatives-maintained"), new(EndOf2024), "sct").SelectMany(s => s.Rows.Select(r => $"{r.Code} {r.Numerator}")));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Rows_wait_are_taken_up_corrected_repeated_and_withdrawn_like_those_of_officers(Engine engine)
    {
        using var office = new Office(engine, "sct", new(2025, 6, 1));
        Assert.Equal("0 0 0 2 0 officer-unknown@Mã cán bộ officer-unknown@Mã cán bộ", Import(office, "A1,CD1,,\nB1,CD2,01/01/2025,\n", "a.csv"));
        office.Import(FileKind.Units, IndustryAndTrade.Units, "don-vi.csv");
        office.Import(FileKind.Officers, IndustryAndTrade.Officers, "can-bo.csv");
        Assert.Equal(["CD1 1", "CD2 1", "- 6"], Sizes(office));
        Assert.Equal("0 2 0 0 0", Import(office, "A1,CD1,,\nB1,CD2,01/01/2025,\n", "lai.csv"));

        // Same officer, tree and first day: a correction; another first day: a move. Taking the old file again changes nothing.
        Assert.Equal("1 0 1 1 0 unit-unknown@Mã đơn vị", Import(office, "A1,CD2,,\nB1,CD1,01/02/2025,\nC1,CD9,,\n", "b.csv"));
        Assert.Equal(["CD1 1", "CD2 1", "- 6"], Sizes(office));
        Assert.Equal("0 2 0 0 0", Import(office, "A1,CD1,,\nB1,CD2,01/01/2025,\n", "lai-nua.csv"));
        Assert.Equal(["CD1 1", "CD2 1", "- 6"], Sizes(office));
        var known = office.Now;

        // Where somebody works stands in the officers file.
        Assert.Equal("0 0 0 1 0 unit-administrative@Mã đơn vị", Import(office, "D1,KC,,\n", "c.csv"));
        Assert.Equal(["unit-administrative D1", "unit-unknown C1"], Waiting(office));
        office.Withdraw("c.csv");
        office.Withdraw("b.csv");
        Assert.Equal([], Waiting(office));
        Assert.Equal(["CD1 1", "CD2 1", "- 6"], Sizes(office));
        Assert.Equal(["A1 CD1", "B1 CD2"], MembersOf(office, null));
        Assert.Equal(["A1 CD2", "B1 CD1"], MembersOf(office, known));
        office.MustVerify();
    }

    /// <summary>For any trees and memberships both trees come to the same totals, whatever unit of the second tree is asked under.</summary>
    [Fact]
    public void Whatever_the_memberships_both_trees_come_to_the_same_totals()
    {
        using var template = new Office(Engine.Sqlite, "sct", new(2025, 6, 1));
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            using var office = new Office(Engine.Sqlite, campaign: null, today: new(2025, 6, 1), from: template.Folder);
            var (units, unions, officers) = (random.Next(1, 6), random.Next(1, 7), random.Next(1, 10));
            office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Cây,Đến ngày\n"
                + string.Concat(Enumerable.Range(0, units).Select(i => $"U{i},Đơn vị {i},{(i == 0 ? "" : $"U{random.Next(i)}")},phòng,,{(random.Next(6) == 0 ? "31/12/2024" : "")}\n"))
                + string.Concat(Enumerable.Range(0, unions).Select(i => $"C{i},Công đoàn {i},{(i == 0 || random.Next(5) == 0 ? "" : $"C{random.Next(i)}")},công đoàn,công đoàn,{(random.Next(8) == 0 ? "31/03/2025" : "")}\n")), "u.csv");
            office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày,Đến ngày\n"
                + string.Concat(Enumerable.Range(0, officers).Select(i => $"O{i},Người {i},U{random.Next(units)},,{(random.Next(5) == 0 ? "31/01/2025" : "")}\n")), "o.csv");
            office.Import(FileKind.Members, Head + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"O{random.Next(officers)},C{random.Next(unions)},{(random.Next(2) == 0 ? "" : "01/02/2025")},{(random.Next(3) == 0 ? "30/04/2025" : "")}\n")), "m.csv");
            office.Import(FileKind.Results, IndustryAndTrade.ResultHead + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(i => $"Người,79000000{i:00},TN,TM,{random.Next(1, 28):00}/{random.Next(7, 13):00}/2024,R{i},12/2024,{random.Next(1, 7)},O{random.Next(officers)},con\n")), "r.csv");

            foreach (var day in new DateOnly[] { new(2024, 12, 31), new(2025, 2, 1), new(2025, 5, 1) })
            {
                foreach (var period in new[] { null, "2024" })
                {
                    string[] whole = [.. office.Standings(new(), new(day, Period: period), "sct").Select(Total)];
                    for (var c = 0; c < unions; c++) Assert.Equal(whole, office.Standings(new(Under: $"C{c}"), new(day, Period: period), "sct").Select(Total));
                }
            }
        }

        static string Total(Standing standing) => $"{standing.IndicatorId} {standing.Rows.Sum(r => r.Numerator):0}/{standing.Rows.Sum(r => r.Denominator):0}";
    }

    private static string Import(Office office, string rows, string file)
    {
        var result = office.Import(FileKind.Members, Head + rows, file);
        return string.Join(' ', [$"{result.Accepted} {result.Unchanged} {result.Corrected} {result.Waiting} {result.Rejected}", .. result.Issues.Select(i => $"{i.Code}@{i.Column}")]);
    }

    private static string[] Under(Office office, string indicator, DateOnly day, bool order = false) =>
        [.. office.Standings(new(Under: "CD", Indicator: indicator), new(day), "sct").SelectMany(s => s.Rows.Select(r => $"{r.Code} {r.Numerator:0}/{r.Denominator:0}{(order ? $" #{r.Rank}" : "")}"))];

    /// <summary>How many officers go into each row.</summary>
    private static string[] Sizes(Office office) =>
        [.. office.Standings(new(Under: "CD", Indicator: "staff-with-relative"), null, "sct").SelectMany(s => s.Rows.Select(r => $"{r.Code} {r.Denominator:0}"))];

    private static IEnumerable<string> MembersOf(Office office, DateTimeOffset? knownAt)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "sct", new(null, knownAt));
        foreach (var row in office.Standings(new(StandingOf.Officers, Under: "CD", Indicator: "relatives-maintained"), new(null, knownAt), "sct").SelectMany(s => s.Rows).OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            var officer = db.One<int>("select officer_id from officer where code = @code", new { code = row.Code });
            var rows = ThiDua.Organisation.LoadOrganisation.AllMemberRows(db, ground.Known)[officer].Select(r => r.Statement).ToList();
            var unit = new ThiDua.Core.Organisation.Memberships(rows, 1, ground.Units).On("công đoàn", ground.AsOf);
            yield return $"{row.Code} {ground.Units.Latest(unit!.Value)!.Code}";
        }
    }

    private static string[] Waiting(Office office)
    {
        using var db = office.Installation.Open();
        return [.. new WaitingQueries(db, Ground.Of(db, office.Installation, "sct", new())).ByReason().SelectMany(w => w.First.Select(r => $"{w.Reason.Code} {r.Shown.Officer}"))];
    }
}
