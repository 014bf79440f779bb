using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Core.Standings;
using ThiDua.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Organisation;

/// <summary>
/// Long Xuyên, whose 13 wards and communes of 15/11/2024 were 12 from 01/01/2025 (resolution 1285/NQ-UBTVQH15: Đông Xuyên went; that Mỹ Xuyên took it
/// in is of this test) and 4 from 01/7/2025 (1654/NQ-UBTVQH15). Officers are invented: ward n has one officer more than ward n - 1.
/// </summary>
public sealed class ReorganisationTests
{
    private static readonly string[] Wards = ["30280", "30283", "30285", "30286", "30289", "30292", "30295", "30298", "30301", "30304", "30307", "30310", "30313"];
    private static readonly DateOnly Closing = new(2024, 11, 30);

    private const string FirstMerger = "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Khoản\n01/01/2025,sáp nhập,XP-30285,XP-30286,1285/NQ-UBTVQH15,\n";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Long_Xuyen_has_13_units_then_12_then_4_and_the_same_results_on_the_tree_of_each_day(Engine engine)
    {
        using var office = LongXuyen(engine);
        var before = office.Lines("staff-voluntary-si");
        TakeAll(office);
        var (winter, summer) = (new Vantage(Tree: new(2025, 1, 1)), new Vantage(Tree: new(2025, 7, 1)));
        Assert.Equal(before, office.Lines("staff-voluntary-si"));
        Assert.Equal([13, 12, 4], new[] { new Vantage(), winter, summer }.Select(v => office.Lines("staff-voluntary-si", v).Length));
        // Wards 1 … 13 have 1 … 13 officers, each with one counted relative in every second: 0 1 1 2 2 3 3 4 4 5 5 6 6 = 42 of 91.
        Assert.Equal(
            ["communes XP-30307 16/36 #4 not", "communes XP-30292 11/23 #1 not", "communes XP-30301 9/19 #2 not", "communes XP-30313 6/13 #3 not"],
            office.Lines("staff-voluntary-si", summer).OrderBy(l => Array.IndexOf(["XP-30307", "XP-30292", "XP-30301", "XP-30313"], l.Split(' ')[1])));
        foreach (var vantage in new[] { new Vantage(), winter, summer, new Vantage(AsOf: new(2024, 11, 20)), new Vantage(AsOf: new(2024, 11, 20), Tree: new(2025, 7, 1)) })
        {
            Assert.Equal((vantage, Sum(office, vantage with { Tree = null })), (vantage, Sum(office, vantage)));
        }
        // As of a later day the officers are in the units of that day, and on the tree of November in those of November.
        var later = new Vantage(AsOf: new(2025, 7, 1));
        Assert.Equal(4, office.Lines("staff-voluntary-si", later).Length);
        Assert.Equal(Sum(office, later), Sum(office, later with { Tree = Closing }));
        Assert.Equal(before.Select(l => l.Split(' ')[1]).Order(), office.Lines("staff-voluntary-si", later with { Tree = Closing }).Select(l => l.Split(' ')[1]).Order());
        Assert.Equal([("XP-30280", 0m, 1m), ("XP-30313", 6m, 13m)], Rows(office, new(AsOf: new(2024, 11, 30), Tree: Closing)).Where(r => r.Code is "XP-30280" or "XP-30313").OrderBy(r => r.Code));
        AssertSound(office);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void The_award_of_November_finds_whom_to_honour_when_the_ward_is_gone(Engine engine)
    {
        using var office = LongXuyen(engine);
        TakeAll(office);
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        Assert.Equal(["Phường Đông Xuyên"], ground.Units.Known.Select(u => ground.Units.On(u, Closing)).Where(u => u?.Code == "XP-30285").Select(u => u!.Name));
        foreach (var (review, name) in new[] { (Closing, "Phường Đông Xuyên"), (new(2025, 1, 20), "Phường Mỹ Xuyên"), (new DateOnly(2025, 7, 1), "Phường Long Xuyên") })
        {
            Assert.Equal((review, "Phường Đông Xuyên", name), new HonourList(db, ground).On(review).Where(h => h.UnitCode == "XP-30285").Select(h => (review, h.Unit, h.UnitNow)).Distinct().Single());
        }
    }

    /// <summary>Who works in the unit that took its place has the dossier that was frozen before: at the door, in lists and behind the wall.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void The_dossier_of_a_ward_that_is_gone_is_its_successors(Engine engine)
    {
        using var office = LongXuyen(engine);
        new FreezeStanding(office.Installation).Freeze("9936", "XP-30285", new(), null);
        var clerks = new[] { "XP-30285", "XP-30286", "XP-30283", "XP-30307", "LX" }.ToDictionary(w => w, w =>
        {
            var account = new CreateAccount(office.Installation).Create("thu-" + w.ToLowerInvariant(), w, null);
            new GrantRole(office.Installation).Give(account, Role.UnitClerk, w, Days.Always, "thử");
            return account;
        });
        Assert.Equal(["LX", "XP-30285"], Having(new(2024, 11, 30)));
        TakeAll(office);
        Assert.Equal(["LX", "XP-30285"], Having(new(2024, 11, 30)));
        Assert.Equal(["LX", "XP-30285", "XP-30286"], Having(new(2025, 1, 20)));
        Assert.Equal(["LX", "XP-30285", "XP-30307"], Having(new(2025, 7, 1)));

        IEnumerable<string> Having(DateOnly day)
        {
            var installation = office.Installation with { Today = day };
            foreach (var (ward, account) in clerks.OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                using var db = installation.Open();
                var (viewer, unit) = (Viewer.Of(db, installation, account), db.One<int>("select unit_id from unit where code = 'XP-30285'"));
                var may = viewer.Rights.MayUnit(Act.MakeDossier, unit);
                using var limited = (installation with { Limit = viewer.Limit }).Open();
                Assert.Equal((ward, may, engine == Engine.Sqlite || may), (ward, viewer.Within(Act.MakeDossier)!.Contains(unit), limited.One<long>("select count(*) from frozen_standing") == 1));
                if (may) yield return ward;
            }
        }
    }

    /// <summary>Only who ever had a post in the units or where they came from is looked at; nobody is missed by it, whichever day and units are meant.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void The_officers_of_units_are_those_of_the_whole_roster_who_are_in_them(Engine engine)
    {
        using var office = LongXuyen(engine);
        TakeAll(office);
        // The code of a ward that went is used again for another one, which has an officer of its own.
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nXP-30285,Phường Mới,LX,phường,xã phường,01/08/2025\n", "lai.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nMOI,Lê Mới,XP-30285,01/08/2025\n", "moi.csv");
        using var db = office.Installation.Open();
        using var limited = (office.Installation with { Limit = new Limit(new HashSet<int> { db.One<int>("select unit_id from unit where code = 'XP-30286'") }, null) }).Open(); // the wall hides names, not who is where
        var last = Recordings.KnownAt(db, null);
        foreach (var (asked, known, day) in new[] { (db, last, Closing), (db, last, new(2025, 1, 20)), (db, last, new(2025, 7, 1)), (db, last, new(2025, 9, 1)), (db, last - 1, new(2025, 9, 1)), (limited, last, new(2025, 1, 20)), (limited, last, new DateOnly(2025, 9, 1)) })
        {
            var units = LoadOrganisation.Units(db, known);
            var all = LoadOrganisation.AllPostRows(db, known).Select(o => (Officer: o.Key, Posts: LoadOrganisation.Posts(o.Value, units))).ToList();
            var found = units.Known.ToDictionary(u => u, u => LoadOrganisation.OfficersOf(asked, known, units, day, new HashSet<int> { u }).Order().ToList());
            Assert.Equal(units.Known.Select(u => (day, u, string.Join(',', all.Where(o => LoadOrganisation.UnitOf(o.Posts, day) == u).Select(o => o.Officer).Order()))),
                units.Known.Select(u => (day, u, string.Join(',', found[u]))));
            Assert.Equal((day, all.Count(o => LoadOrganisation.UnitOf(o.Posts, day) is not null)), (day, LoadOrganisation.OfficersOf(asked, known, units, day, units.Known.ToHashSet()).Count));
            Assert.True(found.Values.Sum(f => f.Count) > 80);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_reorganisation_is_tried_taken_once_corrected_and_taken_back(Engine engine)
    {
        using var office = LongXuyen(engine);
        var later = new Vantage(AsOf: new(2025, 1, 15));
        var before = office.Lines("staff-voluntary-si", later);
        office.Import(FileKind.Reorganisations, FirstMerger, "sap-xep.csv", dryRun: true);
        Assert.Equal(before, office.Lines("staff-voluntary-si", later));
        Assert.Equal((1, 0), Outcome(office.Import(FileKind.Reorganisations, FirstMerger, "sap-xep.csv")));
        var merged = office.Lines("staff-voluntary-si", later);
        Assert.Equal(12, merged.Length);
        Assert.Equal((0, 1), Outcome(office.Import(FileKind.Reorganisations, FirstMerger + "\n", "sap-xep-2.csv")));
        Assert.Equal(1, office.Import(FileKind.Reorganisations, FirstMerger.Replace("1285/NQ-UBTVQH15,", "1285/NQ-UBTVQH15,Điều 1", StringComparison.Ordinal), "sap-xep-3.csv").Corrected);
        Assert.Equal(merged, office.Lines("staff-voluntary-si", later));
        foreach (var file in new[] { "sap-xep-3.csv", "sap-xep-2.csv", "sap-xep.csv" }) office.Withdraw(file);
        Assert.Equal(before, office.Lines("staff-voluntary-si", later));
        AssertSound(office);

        static (int, int) Outcome(ImportResult result) => (result.Accepted, result.Unchanged);
    }

    [Theory]
    [InlineData(Engine.Sqlite, "số người", "2", "11", 2, 2)]
    [InlineData(Engine.Postgres, "tỷ lệ", "25%", "75%", 3, 4)]
    public void Officers_of_a_divided_unit_go_by_headcount_or_share_and_their_results_with_them(Engine engine, string by, string part, string rest, int first, int after)
    {
        using var office = LongXuyen(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nA,Xã A,LX,xã,xã phường,01/02/2025\nB,Xã B,LX,xã,xã phường,01/02/2025\n", "moi.csv");
        office.Import(FileKind.Reorganisations,
            $"Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n01/02/2025,chia,XP-30313,A,1/NQ,{by},{part}\n01/02/2025,chia,XP-30313,B,1/NQ,{by},{rest}\n", "chia.csv");
        // 13 officers in the order of their codes; those with an even number have a counted relative.
        var expected = new[] { ("A", (decimal)(first / 2), (decimal)first), ("B", 6m - (first / 2), 13m - first) };
        Assert.Equal(expected, Rows(office, new(Tree: new(2025, 2, 1))).Where(r => r.Code is "A" or "B").OrderBy(r => r.Code));
        // Somebody is entered later who was there then: as if he had been known before, and nobody else comes off the roster.
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nCB-00,Lê Văn Đầu,XP-30313,01/01/2024\n", "them.csv");
        Assert.Equal([("A", (after - 1) / 2, (decimal)after), ("B", 6m - ((after - 1) / 2), 14m - after)], Rows(office, new(Tree: new(2025, 2, 1))).Where(r => r.Code is "A" or "B").OrderBy(r => r.Code));
        AssertSound(office);
        office.Withdraw("them.csv");
        Assert.Equal(expected, Rows(office, new(Tree: new(2025, 2, 1))).Where(r => r.Code is "A" or "B").OrderBy(r => r.Code));
        AssertSound(office);
    }

    /// <summary>Files may come in any order and any pieces: who goes where with a divided unit follows from what they say together.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_division_says_the_same_whatever_comes_first(Engine engine)
    {
        const string units = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nA,Xã A,LX,xã,xã phường,01/02/2025\nB,Xã B,LX,xã,xã phường,01/02/2025\n";
        const string head = "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n";
        const string merger = "01/01/2025,sáp nhập,XP-30310,XP-30313,1/NQ,,\n";
        const string toA = "01/02/2025,chia,XP-30313,A,2/NQ,số người,10\n";
        const string toB = "01/02/2025,chia,XP-30313,B,2/NQ,số người,15\n";
        (FileKind Kind, string Text) officers = (FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\n" + string.Concat(Enumerable.Range(1, 13).Select(i => $"CB-13-{i},Lê Văn {i},XP-30313\n")));
        foreach (var files in new (FileKind Kind, string Text)[][]
        {
            [officers, (FileKind.Units, units), (FileKind.Reorganisations, head + merger + toA + toB)],
            [(FileKind.Units, units), (FileKind.Reorganisations, head + merger + toA + toB), officers],
            [(FileKind.Reorganisations, head + toB), (FileKind.Reorganisations, head + merger), officers, (FileKind.Units, units), (FileKind.Reorganisations, head + toA)],
        })
        {
            using var office = LongXuyen(engine, "XP-30313");
            foreach (var (i, (kind, text)) in files.Index()) office.Import(kind, text, $"tep-{i}.csv");
            // 12 officers came with the merger, 13 were there: 25, in the order of their codes CB-12-… and CB-13-…
            Assert.Equal([("A", 10m), ("B", 15m)], Rows(office, new(AsOf: new(2025, 3, 1))).Where(r => r.Code is "A" or "B").Select(r => (r.Code, r.Of)).Order());
            AssertSound(office);
        }
    }

    /// <summary>What was counted in a unit for which nothing stands on the tree of another day has a row of its own there: the totals of both are equal.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void What_a_dissolved_unit_had_and_what_a_new_one_brings_stands_outside_the_tree_of_the_other_day(Engine engine)
    {
        using var office = LongXuyen(engine);
        office.Import(FileKind.Reorganisations, "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản\n01/02/2025,giải thể,XP-30313,,1/QĐ\n", "giai-the.csv");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nMOI,Phường mới,LX,phường,xã phường,01/02/2025\n", "moi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nCB-12-12,Lê Văn 12,MOI,01/02/2025\n", "di.csv");
        foreach (var (asOf, tree, outside) in new[] { (Closing, new DateOnly(2025, 2, 1), ("-", 6m, 13m)), (new(2025, 2, 1), Closing, ("-", 1m, 1m)) })
        {
            Assert.Equal(outside, Rows(office, new(AsOf: asOf, Tree: tree)).Single(r => r.Code == "-"));
            Assert.Equal(Sum(office, new(AsOf: asOf)), Sum(office, new(AsOf: asOf, Tree: tree)));
            Assert.DoesNotContain(Rows(office, new(AsOf: asOf)), r => r.Code == "-");
        }
        AssertSound(office);
    }

    /// <summary>How a unit is divided is said by all its rows together: one part changed changes who goes where, and taken back it was never said.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_corrected_part_tells_all_officers_of_the_unit_apart_anew(Engine engine)
    {
        using var office = LongXuyen(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nA,Xã A,LX,xã,xã phường,01/02/2025\nB,Xã B,LX,xã,xã phường,01/02/2025\n", "moi.csv");
        office.Import(FileKind.Reorganisations, Parts(2, 11), "chia-1.csv");
        Assert.Equal([("A", 2m), ("B", 11m)], Sizes());
        Assert.Equal((1, 1), Outcome(office.Import(FileKind.Reorganisations, Parts(5, 11), "chia-2.csv"))); // 13 officers in the proportion 5 : 11
        Assert.Equal([("A", 4m), ("B", 9m)], Sizes());
        Assert.Equal((0, 2), Outcome(office.Import(FileKind.Reorganisations, Parts(5, 11) + "\n", "chia-3.csv")));
        Assert.Equal([("A", 4m), ("B", 9m)], Sizes());
        office.Withdraw("chia-3.csv");
        office.Withdraw("chia-2.csv");
        Assert.Equal([("A", 2m), ("B", 11m)], Sizes());
        AssertSound(office);

        static string Parts(int a, int b) => $"Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n01/02/2025,chia,XP-30313,A,1/NQ,số người,{a}\n01/02/2025,chia,XP-30313,B,1/NQ,số người,{b}\n";
        static (int, int) Outcome(ImportResult result) => (result.Corrected, result.Unchanged);
        IEnumerable<(string, decimal)> Sizes() => Rows(office, new(Tree: new(2025, 2, 1))).Where(r => r.Code is "A" or "B").Select(r => (r.Code, r.Of)).Order();
    }

    [Fact]
    public void By_list_officers_go_by_their_own_posts_and_a_row_waits_for_units_that_are_not_known()
    {
        using var office = LongXuyen(Engine.Sqlite);
        var waiting = office.Import(FileKind.Reorganisations,
            "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Đơn vị chính\n01/02/2025,chia,XP-30283,A,1/NQ,\n01/02/2025,chia,XP-30283,B,1/NQ,có\n01/02/2025,giải thể,XP-30280,,2/QĐ,\n", "chia.csv");
        Assert.Equal((1, 2), (waiting.Accepted, waiting.Waiting));
        var on = new Vantage(AsOf: new(2025, 2, 1));
        Assert.DoesNotContain(Rows(office, on), r => r.Code is "A" or "B" or "XP-30280");
        Assert.Contains(Rows(office, on), r => r.Code == "XP-30283");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nA,Xã A,LX,xã,xã phường,01/02/2025\nB,Xã B,LX,xã,xã phường,01/02/2025\n", "moi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nCB-02-1,Lê Văn A,A,01/02/2025\n", "di.csv");
        Assert.Equal([("A", 1m), ("B", 1m)], Rows(office, on).Where(r => r.Code is "A" or "B" or "XP-30283").Select(r => (r.Code, r.Of)).Order());
        AssertSound(office);
    }

    [Fact]
    public void What_waits_or_can_hardly_be_is_told_with_the_cell_that_says_it()
    {
        using var office = LongXuyen(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nA,Xã A,LX,xã,xã phường,01/03/2025\n", "moi.csv");
        var told = office.Import(FileKind.Reorganisations,
            "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n01/02/2025,sáp nhập,XX,XP-30280,1/NQ,,\n01/02/2025,sáp nhập,XP-30283,YY,1/NQ,,\n"
            + "01/02/2025,chia,XP-30313,A,1/NQ,tỷ lệ,60%\n01/02/2025,chia,XP-30313,XP-30310,1/NQ,tỷ lệ,60%\n", "chia.csv");
        Assert.Equal(
            ["2 Mã đơn vị cũ unit-unknown XX", "3 Mã đơn vị mới unit-unknown YY", "4 Phần shares-over-whole XP-30313 120", "4 Mã đơn vị mới successor-not-there A 01/02/2025", "5 Phần shares-over-whole XP-30313 120"],
            told.Issues.Select(i => $"{i.Row} {i.Column} {i.Code} {string.Join(' ', i.Arguments)}"));
    }

    /// <summary>Provinces are joined too, districts fall away, and what nobody's map knows is told.</summary>
    [Fact]
    public void The_map_of_the_State_joins_provinces_and_puts_communes_under_them()
    {
        using var office = new Office(Engine.Sqlite, today: new(2025, 8, 1));
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính\nVN,BHXH Việt Nam,,cơ quan,,\nT89,BHXH tỉnh An Giang,VN,BHXH tỉnh,,89\nT91,BHXH tỉnh Kiên Giang,VN,BHXH tỉnh,,91\nT01,BHXH Thành phố Hà Nội,VN,BHXH tỉnh,,01\n"
            + "H883,Thành phố Long Xuyên,T89,huyện,,883\nX30280,Phường Mỹ Bình,H883,phường,xã phường,30280\nX30285,Phường Đông Xuyên,H883,phường,xã phường,30285\n", "don-vi.csv");
        var proposed = new ProposeReorganisation(office.Installation);
        var steps = proposed.Steps();
        Assert.Equal(["T89 T91 T91 VN", "T91 T91 T91 VN", "X30280 X30307 X30307 T91"], steps.Select(s => $"{s.Old.Code} {s.NewCode} {s.NewCode} {s.NewParent}"));
        Assert.Equal(["H883", "X30285"], proposed.Left().Select(u => u.Code));
        var units = office.Import(FileKind.Units, ProposeReorganisation.UnitsCsv(steps), "don-vi-07.csv");
        Assert.Equal((2, 0, 0), (units.Accepted + units.Corrected + units.Unchanged, units.Waiting, units.Rejected));
        Assert.Equal(3, office.Import(FileKind.Reorganisations, ProposeReorganisation.StepsCsv(steps), "sap-xep-07.csv").Accepted);
        using var db = office.Installation.Open();
        var chart = LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
        Assert.Equal(["H883", "T01", "T91", "VN", "X30285", "X30307"], chart.Known.Select(u => chart.On(u, new(2025, 7, 1))).OfType<ThiDua.Core.Organisation.UnitStatement>().Select(u => u.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_cannot_be_is_told_with_the_cell_that_says_it()
    {
        using var office = LongXuyen(Engine.Sqlite);
        var result = office.Import(FileKind.Reorganisations,
            "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n01/02/2025,giải thể,XP-30283,XP-30280,1/NQ,,\n01/02/2025,sáp nhập,XP-30283,,1/NQ,,\n01/02/2025,chia,XP-30283,XP-30280,1/NQ,số người,\n01/02/2025,gộp,XP-30283,XP-30280,1/NQ,,\n", "sai.csv", dryRun: true);
        Assert.Equal([(2, "Mã đơn vị mới", "dissolved-with-successor"), (3, "Mã đơn vị mới", "successor-missing"), (4, "Phần", "part-missing"), (5, "Hình thức", "unknown-word")],
            result.Issues.Select(i => (i.Row, i.Column!, i.Code)));
    }

    /// <param name="without">Code of a unit whose officers are not known yet.</param>
    private static Office LongXuyen(Engine engine, string? without = null)
    {
        var office = new Office(engine, today: new(2025, 8, 1));
        var names = AdministrativeUnits.On(Closing)!.Communes;
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính\nLX,UBND thành phố Long Xuyên,,cơ quan,,883\n"
            + string.Concat(Wards.Select(w => $"XP-{w},{names[w].Name},LX,phường,xã phường,{w}\n")), "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\n"
            + string.Concat(Wards.SelectMany((w, i) => Enumerable.Range(1, "XP-" + w == without ? 0 : i + 1).Select(n => $"CB-{i + 1:00}-{n},Lê Văn {n},XP-{w},01/01/2024\n"))), "can-bo.csv");
        office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n"
            + string.Concat(Wards.SelectMany((_, i) => Enumerable.Range(1, i + 1).Where(n => n % 2 == 0).Select(n => $"Trần Thị {n},89{i:00}{n:000000},TN,TM,{15 + n}/11/2024,B{i}-{n},11/2024,12,CB-{i + 1:00}-{n},mẹ\n"))), "ket-qua.csv");
        return office;
    }

    /// <summary>The merger of January, then what the State's map proposes for July.</summary>
    private static void TakeAll(Office office)
    {
        Assert.Equal(1, office.Import(FileKind.Reorganisations, FirstMerger, "sap-xep-01.csv").Accepted);
        var steps = new ProposeReorganisation(office.Installation).Steps();
        Assert.Equal((12, 4, 0), (steps.Select(s => s.Old.Code).Distinct().Count(), steps.Select(s => s.NewCode).Distinct().Count(), steps.Count(s => s.IsDoubtful)));
        var units = office.Import(FileKind.Units, ProposeReorganisation.UnitsCsv(steps), "don-vi-07.csv");
        Assert.Equal((4, 0, 0), (units.Accepted, units.Waiting, units.Rejected));
        var taken = office.Import(FileKind.Reorganisations, ProposeReorganisation.StepsCsv(steps), "sap-xep-07.csv");
        Assert.Equal((12, 0, 0), (taken.Accepted, taken.Waiting, taken.Rejected));
    }

    private static List<(string Code, decimal Have, decimal Of)> Rows(Office office, Vantage vantage) =>
        [.. office.Standings(new(Indicator: "staff-voluntary-si"), vantage).SelectMany(s => s.Rows).Select(r => (r.Code, r.Numerator ?? 0, r.Denominator ?? 0))];

    private static (decimal, decimal) Sum(Office office, Vantage vantage) => (Rows(office, vantage).Sum(r => r.Have), Rows(office, vantage).Sum(r => r.Of));

    private static void AssertSound(Office office)
    {
        Assert.Equal([], new VerifyStore(office.Installation).Verify().Where(i => !i.Holds).Select(i => i.Code));
        using var db = office.Installation.Open();
        var days = new[] { Closing, new(2025, 1, 15), new DateOnly(2025, 7, 1) };
        foreach (var vantage in days.SelectMany(asOf => days.Select(tree => new Vantage(AsOf: asOf, Tree: tree)))) AssertOwnOfficers(db, Ground.Of(db, office.Installation, "9936", vantage));
    }

    /// <summary>What is read for one unit alone is what reading everybody says of it.</summary>
    private static void AssertOwnOfficers(Db db, Ground ground)
    {
        var all = new StandingsQueries(db, ground);
        var (rollup, indicator) = (all.Listing(), ground.Indicators.First(i => i.Id == "staff-voluntary-si"));
        var standing = all.Standings(new(StandingOf.Officers, Indicator: indicator.Id)).SelectMany(s => s.Rows).ToDictionary(r => r.Code, r => r.Numerator);
        foreach (var unit in all.Listed().ToList())
        {
            var expected = all.Roster().Where(r => rollup.ListedFor(r.Post.Unit)?.Code == unit.Code).Select(r => (r.Officer, r.Post.Code, r.Post.Name, r.Post.Unit)).Order().ToList();
            var alone = new StandingsQueries(db, ground);
            Assert.Equal(expected, alone.RosterOf(unit.Code).Select(r => (r.Officer, r.Post.Code, r.Post.Name, r.Post.Unit)).Order());
            Assert.Equal(expected.Select(e => (e.Code, standing[e.Code])).Order(), alone.OfficersOf(indicator, unit.Code).Select(r => (r.Code, r.Numerator)).Order());
        }
    }
}
