using ThiDua.Clusters;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>Who is in which cluster in a year, who leads it, and who did before (4268/A.I.1–4, A.I.5.d).</summary>
public sealed class KeptClusterTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_division_of_a_year_is_accepted_changed_replaced_and_taken_back(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        var accepted = new AcceptClusters(office.Installation).Accept("04", 2023);
        Assert.Equal(["2023 1: 040 042 043 052 053", "2023 2: 045 047 048 049 051"], Lines(office, "04", 2023));

        var placed = new PlaceMember(office.Installation).Place("04", 2023, "053", "2", " đi lại gần hơn ");
        new PlaceMember(office.Installation).Place("04", 2023, "043", null, "sáp nhập");
        Assert.Equal(["2023 1: 040 042 052", "2023 2: 045 047 048 049 051 053(đi lại gần hơn)"], Lines(office, "04", 2023));
        Assert.Equal([], Lines(office, "04", 2022)); // each year its own
        Assert.Equal("2023 1: 040 042 052", Lines(office, "04", 2024)[0]); // and the nearest one before where there is none

        office.Withdraw(placed.Sha256);
        Assert.Equal(["2023 1: 040 042 052 053", "2023 2: 045 047 048 049 051"], Lines(office, "04", 2023));

        // a new list stands in place of all before it, and what was before holds again when it is taken back
        var again = new AcceptClusters(office.Installation).Accept("04", 2023, new(2022, 12, 1));
        Assert.Equal("2023 1: 040 042 043 052 053", Lines(office, "04", 2023)[0]);
        new WithdrawFile(office.Installation).TakeBack("clusters", again.Sha256, "thử");
        Assert.Equal("2023 1: 040 042 052 053", Lines(office, "04", 2023)[0]);
        office.Withdraw(accepted.Sha256);
        Assert.Equal([], Lines(office, "04", 2023));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Head_and_deputy_are_in_office_from_the_day_of_their_election_and_the_standing_office_moves_with_it(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        new AcceptClusters(office.Installation).Accept("04", 2023);
        Elect("040", "042", new(2023, 1, 10));
        var second = Elect("052", null, new(2024, 1, 12));

        Assert.Equal(["1 - - at -, 0", "2 - - at -, 0"], Leaders(office, new(2023, 1, 9), elections: 0));
        Assert.Equal(["1 040 042 at 040, 2", "2 - - at -, 0"], Leaders(office, new(2023, 1, 10)));
        Assert.Equal(["1 040 042 at 040, 2", "2 - - at -, 0"], Leaders(office, new(2024, 1, 11)));
        Assert.Equal(["1 052 - at 052, 2", "2 - - at -, 0"], Leaders(office, new(2024, 1, 12)));

        // who left the cluster does not lead it any more, and is not replaced by who led before
        new PlaceMember(office.Installation).Place("04", 2023, "052", "2", "điều chỉnh");
        Assert.Equal("1 - - at -, 2", Leaders(office, new(2024, 1, 12))[0]);
        office.Withdraw(second.Sha256);
        Assert.Equal("1 040 042 at 040, 1", Leaders(office, new(2024, 1, 12))[0]);
        office.MustVerify();

        RecordedClusters Elect(string head, string? deputy, DateOnly day) => new ElectHead(office.Installation).Elect("04", "1", head, deputy, day, "01/BB");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clusters_of_provinces_and_blocks_of_units_are_entered_from_their_lists(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nBT,Ban Thu,ban\nVP,Văn phòng,ban\n", "don-vi.csv");
        var place = new PlaceMember(office.Installation);
        place.Place("provinces", 2024, "68", "VII", "Danh sách kèm theo");
        place.Place("provinces", 2024, "64", "VII", "Danh sách kèm theo");
        place.Place("blocks", 2024, "BT", "I", "Danh sách kèm theo");

        Assert.Equal(["2024 VII: 64(Danh sách kèm theo) 68(Danh sách kèm theo)"], Lines(office, "provinces", 2024));
        Assert.Equal(["2024 I: BT(Danh sách kèm theo)"], Lines(office, "blocks", 2024));
        new ElectHead(office.Installation).Elect("provinces", "VII", "68", null, new(2024, 1, 5), null);
        new AcceptClusters(office.Installation).Repeat("provinces", 2025);
        place.Place("provinces", 2025, "66", "VII", "bổ sung");
        Assert.Equal(["2024 VII: 64(Danh sách kèm theo) 68(Danh sách kèm theo)", "2025 VII: 64 66(bổ sung) 68"], Lines(office, "provinces", 2024).Concat(Lines(office, "provinces", 2025)));
        Assert.Equal("cluster.nothing-to-repeat", Assert.Throws<RefusedEntryException>(() => new AcceptClusters(office.Installation).Repeat("provinces", 2025)).Key);
        Assert.Equal("cluster-member-unknown", Assert.Throws<QuestionException>(() => place.Place("blocks", 2024, "XX", "I", "thử")).Code);
        Assert.Equal("cluster-member-unknown", Assert.Throws<QuestionException>(() => place.Place("04", 2024, "001", "1", "thử")).Code); // of another province
        office.MustVerify();
    }

    [Fact]
    public void What_cannot_be_so_is_refused()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var (accept, place, elect) = (new AcceptClusters(office.Installation), new PlaceMember(office.Installation), new ElectHead(office.Installation));
        accept.Accept("04", 2024);

        Assert.Equal(
            ["cluster.year-wrong", "cluster.reason-missing", "cluster.already-in", "cluster.not-in", "cluster.name-too-long", "cluster.same-unit", "cluster.day-ahead", "cluster.not-member", "cluster.not-member"],
            new Action[]
            {
                () => accept.Accept("04", 24), () => place.Place("04", 2024, "040", "2", " "), () => place.Place("04", 2024, "040", "1", "thử"), () => place.Place("04", 2024, "056", null, "thử"), () => place.Place("04", 2024, "040", new('x', 41), "thử"),
                () => elect.Elect("04", "1", "040", "040", null, null), () => elect.Elect("04", "1", "040", null, office.Installation.Day.AddDays(1), null), () => elect.Elect("04", "1", "051", null, null, null), () => elect.Elect("04", "1", "040", null, new(2023, 5, 1), null),
            }.Select(a => Assert.Throws<RefusedEntryException>(a).Key));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_standing_office_named_by_hand_holds_until_the_next_election_or_until_it_is_taken_back(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        new AcceptClusters(office.Installation).Accept("04", 2023);
        new ElectHead(office.Installation).Elect("04", "1", "040", null, new(2023, 1, 10), null);
        Name("Phòng TCCB, BHXH tỉnh", new(2023, 2, 1));
        var second = Name("Phòng Chế độ, BHXH tỉnh", new(2023, 3, 1));

        Assert.Equal("1 040 - at 040, 1", Leaders(office, new(2023, 1, 31))[0]);
        Assert.Equal("1 040 - at Phòng TCCB, BHXH tỉnh (12/BHXH: đơn vị cụm trưởng chưa có bộ phận), 1", Leaders(office, new(2023, 2, 1))[0]);
        Assert.Equal("1 040 - at Phòng Chế độ, BHXH tỉnh (12/BHXH: đơn vị cụm trưởng chưa có bộ phận), 1", Leaders(office, new(2023, 3, 1))[0]);
        office.Withdraw(second.Sha256);
        Assert.StartsWith("1 040 - at Phòng TCCB", Leaders(office, new(2023, 3, 1))[0], StringComparison.Ordinal);

        // whoever is elected next has a desk of his own
        new ElectHead(office.Installation).Elect("04", "1", "052", null, new(2024, 1, 12), null);
        Assert.Equal("1 052 - at 052, 2", Leaders(office, new(2024, 1, 12))[0]);
        Assert.Equal(["Phòng TCCB, BHXH tỉnh (2023-02-01, 12/BHXH) in place of 040", "Phòng Chế độ, BHXH tỉnh (2023-03-01, 12/BHXH) in place of Phòng TCCB, BHXH tỉnh"], Trail(office));
        office.MustVerify();

        RecordedClusters Name(string desk, DateOnly day) => new NameStandingOffice(office.Installation).Name("04", "1", desk, day, " đơn vị cụm trưởng chưa có bộ phận ", "12/BHXH");
    }

    [Fact]
    public void A_standing_office_is_named_with_reason_day_and_document_or_not_at_all()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var name = new NameStandingOffice(office.Installation);
        new AcceptClusters(office.Installation).Accept("04", 2024);
        Assert.Equal(
            ["cluster.office.incomplete", "cluster.office.incomplete", "cluster.office.incomplete", "cluster.office.too-long", "cluster.office.day-ahead", "cluster.office.no-cluster", "cluster.office.no-cluster"],
            new Action[]
            {
                () => name.Name("04", "1", " ", null, "vì", "1"), () => name.Name("04", "1", "Phòng", null, null, "1"), () => name.Name("04", "1", "Phòng", null, "vì", ""), () => name.Name("04", "1", "Phòng", null, new('x', 201), "1"),
                () => name.Name("04", "1", "Phòng", office.Installation.Day.AddDays(1), "vì", "1"), () => name.Name("04", "3", "Phòng", null, "vì", "1"), () => name.Name("04", "1", "Phòng", new(2023, 5, 1), "vì", "1"),
            }.Select(a => Assert.Throws<RefusedEntryException>(a).Key));
    }

    private static List<string> Trail(Office office)
    {
        using var db = office.Installation.Open();
        return db.Query<string>("select after || ' in place of ' || before from trail where act = 'cluster-standing-office' order by entry_no");
    }

    private static List<string> Lines(Office office, string among, int year)
    {
        using var db = office.Installation.Open();
        var kept = new ClusterQueries(db, among).On(new(year, 12, 31), withReasons: true);
        return [.. kept.Clusters.Select(c => $"{kept.Year} {c.Name}: {string.Join(' ', c.Members.Select(m => m.Member + (m.Reason is null ? "" : $"({m.Reason})")))}")];
    }

    private static List<string> Leaders(Office office, DateOnly day, int? elections = null)
    {
        using var db = office.Installation.Open();
        return [.. new ClusterQueries(db, "04").On(day, withReasons: false).Clusters.Select(c =>
            $"{c.Name} {c.Leading?.Head ?? "-"} {c.Leading?.Deputy ?? "-"} at {(c.Named is { } named ? $"{named.Office} ({named.Document}: {named.Reason})" : c.StandingOffice?.Member ?? "-")}, {elections ?? c.History.Count}")];
    }
}
