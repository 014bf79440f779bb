using ThiDua.Core.Insurance;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Worklist;

namespace ThiDua.Tests.Worklist;

/// <summary>A person decides on rows that wait; what he decided holds from then on and can be taken back.</summary>
public sealed class SettleTests
{
    private const string Results = "Họ và tên,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_second_claim_taken_moves_the_credit_and_comes_back_when_taken_back(Engine engine)
    {
        using var office = SecondClaim(engine);
        var before = office.Now;
        Assert.Equal(["second-claim 1 ket-qua.csv#3 B2 …001 BL1 against ket-qua.csv#2 B1"], Waiting(office));

        var settled = office.Settle("ket-qua.csv", 3, SettledAs.Taken);

        Assert.Equal(["communes XP1 1/2 #1 met", "communes XP2 0/0 # not"], Shown(office));
        Assert.Equal(["ket-qua.csv#2 staff-voluntary-si not-counted superseded"], office.Why("B1"));
        Assert.Equal(["ket-qua.csv#3 staff-voluntary-si counted counted-new"], office.Why("B2"));
        Assert.Equal([], Waiting(office));
        Assert.Equal(["ket-qua.csv#2 staff-voluntary-si counted counted-new"], office.Why("B1", new(KnownAt: before)));
        office.MustVerify();

        // A correction by the first officer is now the second claim, and the file taken again changes nothing.
        var again = office.Import(FileKind.Results, Results + "Phan A,8900000001,,TN,TM,17/11/2024,BL1,11/2024,3,B1,cha\n", "sua.csv");
        Assert.Equal((0, 1), (again.Accepted, again.Waiting));
        office.Withdraw("sua.csv");

        office.Withdraw(settled.Sha256);
        Assert.Equal(["ket-qua.csv#2 staff-voluntary-si counted counted-new"], office.Why("B1"));
        Assert.Equal(["second-claim 1 ket-qua.csv#3 B2 …001 BL1 against ket-qua.csv#2 B1"], Waiting(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void All_rows_that_wait_are_reached_page_by_page(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Results, Results + string.Concat(Enumerable.Range(10, 120).Select(i => $"Phan A,8900000{i:000},,TN,TM,16/11/2024,BL{i},11/2024,3,Z{i},cha\n")), "cho.csv");
        office.Import(FileKind.Results, Results + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha\nPhan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B2,cha\n", "hai.csv");
        using var db = office.Installation.Open();
        var queries = new WaitingQueries(db, Ground.Of(db, office.Installation, "9936", new()));

        Assert.Equal(["officer-unknown 120 2-51 next 51", "second-claim 1 3-3 next "], Pages(new()));
        Assert.Equal(["officer-unknown 120 52-101 next 101"], Pages(new("officer-unknown", Skip: 50)));
        Assert.Equal(["officer-unknown 120 102-121 next "], Pages(new("officer-unknown", Skip: 100)));
        Assert.Equal(["officer-unknown 120 2-121 next ", "second-claim 1 3-3 next "], Pages(new(Take: int.MaxValue)));
        var (rows, after) = (new List<int>(), (ThiDua.Core.Basics.RowId?)null);
        do
        {
            var part = queries.ByReason(new("officer-unknown", 7, After: after)).Single();
            rows.AddRange(part.First.Select(r => r.Shown.Row));
            after = part.Next;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(2, 120), rows);

        string[] Pages(Slice slice) => [.. queries.ByReason(slice).Select(w => $"{w.Reason.Code} {w.Count} {w.First[0].Shown.Row}-{w.First[^1].Shown.Row} next {w.Next?.Row}")];
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_row_set_aside_counts_for_nobody_and_is_known_when_it_comes_again(Engine engine)
    {
        using var office = SecondClaim(engine);
        office.Settle("ket-qua.csv", 3, SettledAs.SetAside);

        Assert.Equal(["ket-qua.csv#3 staff-voluntary-si not-counted set-aside"], office.Why("B2"));
        var again = office.Import(FileKind.Results, Results + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B2,cha\n", "lai.csv");
        Assert.Equal((1, 0), (again.Unchanged, again.Waiting));
        office.MustVerify();
    }

    [Theory]
    [InlineData(Engine.Sqlite, SettledAs.ByNationalId, "ket-qua.csv#4 staff-voluntary-si counted counted-new")]
    [InlineData(Engine.Sqlite, SettledAs.BySiNumber, "ket-qua.csv#4 staff-voluntary-si not-counted kind-continued")]
    [InlineData(Engine.Postgres, SettledAs.ByNationalId, "ket-qua.csv#4 staff-voluntary-si counted counted-new")]
    [InlineData(Engine.Postgres, SettledAs.BySiNumber, "ket-qua.csv#4 staff-voluntary-si not-counted kind-continued")]
    public void A_contradiction_is_read_by_one_of_its_numbers(Engine engine, SettledAs choice, string expected)
    {
        using var office = Ready(engine);
        // Row 4 names the national id of a new person and the SI number of Phan A, whom row 2 paired with another.
        office.Import(FileKind.Results, Results + """
            Phan A,8900000001,089190000001,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha
            Phan B,8900000002,,TN,TM,16/11/2024,BL2,11/2024,3,B1,cha
            Phan A,8900000001,089190000009,TN,TM,18/11/2024,BL3,11/2024,3,B2,cha
            """, "ket-qua.csv");
        Assert.Equal(["identifiers-contradict 1 ket-qua.csv#4 B2 …001 · …009 BL3 against ket-qua.csv#2 B1"], Waiting(office));

        office.Settle("ket-qua.csv", 4, choice);

        Assert.Equal([expected], office.Why("B2"));
        Assert.Equal([], Waiting(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Other_waiting_rows_can_be_set_aside(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Số định danh,Mã số BHXH,Miễn trừ\nB1,cha,Phan A,089190000001,,\nB1,không có,,,,\n", "than-nhan.csv");
        office.Import(FileKind.Results, Results + "Phan C,8900000003,,TN,TM,16/11/2024,BL9,11/2024,3,Z9,cha\n", "ket-qua.csv");
        Assert.Equal(["none-beside-relatives 1 than-nhan.csv#3 B1   against ", "officer-unknown 1 ket-qua.csv#2 Z9 …003 BL9 against "], Waiting(office));

        office.Settle("than-nhan.csv", 3, SettledAs.SetAside);
        office.Settle("ket-qua.csv", 2, SettledAs.SetAside);

        Assert.Equal([], Waiting(office));
        Assert.Equal(["ket-qua.csv#2 SetAside thử", "than-nhan.csv#3 SetAside thử"], Decided(office));
        office.MustVerify();
    }

    [Fact]
    public void Only_a_row_that_waits_is_settled_and_only_as_its_reason_allows()
    {
        using var office = SecondClaim(Engine.Sqlite);
        Assert.Equal("not-waiting", Assert.Throws<SettleException>(() => office.Settle("ket-qua.csv", 2, SettledAs.SetAside)).Code);
        Assert.Equal("not-a-choice", Assert.Throws<SettleException>(() => office.Settle("ket-qua.csv", 3, SettledAs.ByNationalId)).Code);
        Assert.Equal("row-unknown", Assert.Throws<SettleException>(() => office.Settle("ket-qua.csv", 99, SettledAs.SetAside)).Code);
        new SettleRow(office.Installation).Settle("ket-qua.csv", 3, SettledAs.Taken, "thử", dryRun: true);
        Assert.Equal(["second-claim 1 ket-qua.csv#3 B2 …001 BL1 against ket-qua.csv#2 B1"], Waiting(office));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Of_files_of_one_name_the_row_that_waits_is_meant(Engine engine)
    {
        using var office = SecondClaim(engine);
        office.Import(FileKind.Results, Results + "Phan B,8900000002,,TN,TM,17/11/2024,BL2,11/2024,3,B1,cha\nPhan C,8900000003,,TN,TM,17/11/2024,BL3,11/2024,3,B1,cha\n", "ket-qua.csv");
        Assert.Equal(["second-claim ket-qua.csv@4#3 B2"], Found(office, "ket-qua.csv", 3));
        Assert.Equal([], Found(office, "ket-qua.csv@5", 3));
        Assert.Equal("not-waiting", Assert.Throws<SettleException>(() => office.Settle("ket-qua.csv@5", 3, SettledAs.SetAside)).Code);

        office.Settle("ket-qua.csv", 3, SettledAs.Taken);

        Assert.Equal(["ket-qua.csv#3 staff-voluntary-si counted counted-new"], office.Why("B2"));
        Assert.Equal(["ket-qua.csv#3 Taken thử"], Decided(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void When_rows_of_several_files_of_one_name_wait_the_import_has_to_be_named(Engine engine)
    {
        using var office = SecondClaim(engine);
        office.Import(FileKind.Results, Results + "Phan B,8900000002,,TN,TM,17/11/2024,BL2,11/2024,3,B2,cha\nPhan B,8900000002,,TN,TM,17/11/2024,BL2,11/2024,3,B1,cha\n", "ket-qua.csv");
        // The same rows under the same name are the same rows.
        office.Import(FileKind.Results, Results + "Phan X,8900000009,,TN,TM,17/11/2024,BL9,11/2024,3,B1,cha\nPhan B,8900000002,,TN,TM,17/11/2024,BL2,11/2024,3,B1,cha\n", "ket-qua.csv");

        var several = Assert.Throws<SettleException>(() => office.Settle("ket-qua.csv", 3, SettledAs.SetAside));
        Assert.Equal(("several", "ket-qua.csv 3 ket-qua.csv@6#3, ket-qua.csv@4#3"), (several.Code, string.Join(' ', several.Arguments)));
        Assert.Equal("several", Assert.Throws<SettleException>(() => Found(office, "ket-qua.csv", 3)).Code);

        Assert.Equal(["second-claim ket-qua.csv@5#3 B1"], Found(office, "ket-qua.csv@6", 3));
        office.Settle("ket-qua.csv@4", 3, SettledAs.SetAside);
        Assert.Equal(["second-claim 1 ket-qua.csv#3 B1 …002 BL2 against ket-qua.csv#2 B2"], Waiting(office));
        office.Settle("ket-qua.csv", 3, SettledAs.SetAside);
        Assert.Equal([], Waiting(office));
        office.MustVerify();
    }

    [Fact]
    public void A_name_that_can_mean_rows_of_several_officers_opens_none_of_them()
    {
        using var office = SecondClaim(Engine.Sqlite);
        office.Import(FileKind.Results, Results + "Phan B,8900000002,,TN,TM,17/11/2024,BL2,11/2024,3,B1,cha\nPhan C,8900000003,,TN,TM,17/11/2024,BL3,11/2024,3,B1,cha\n", "ket-qua.csv");
        using var db = office.Installation.Open();
        var places = new ThiDua.Access.Places(db, office.Installation);
        Assert.Equal([places.Officer("B1"), null, places.Officer("B2"), places.Officer("B1"), null],
            [places.OfficerOfRow("ket-qua.csv", 2), places.OfficerOfRow("ket-qua.csv", 3), places.OfficerOfRow("ket-qua.csv@4", 3), places.OfficerOfRow("ket-qua.csv@5", 3), places.OfficerOfRow("ket-qua.csv@1", 3)]);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_looks_what_a_decision_would_change_is_told_that_a_file_is_being_taken_in(Engine engine)
    {
        using var office = SecondClaim(engine);
        using (var db = office.Installation.Open())
        using (db.BeginRecording())
        {
            Assert.Equal("busy", Assert.Throws<SettleException>(() => new SettleRow(office.Installation).Settle("ket-qua.csv", 3, SettledAs.Taken, "", dryRun: true, wait: false)).Code);
        }
        Assert.Equal(3, new SettleRow(office.Installation).Settle("ket-qua.csv", 3, SettledAs.Taken, "", dryRun: true, wait: false).Row);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_sees_some_units_sees_the_decisions_about_rows_of_their_officers(Engine engine)
    {
        using var office = SecondClaim(engine);
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB3,Lê Dung,XP2\n", "can-bo-hai.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Số định danh,Mã số BHXH,Miễn trừ\nB3,cha,Phan D,089190000001,,\nB3,không có,,,,\n", "than-nhan.csv");
        office.Settle("ket-qua.csv", 3, SettledAs.SetAside);
        office.Settle("than-nhan.csv", 3, SettledAs.SetAside);
        Assert.Equal(["than-nhan.csv#3 SetAside thử", "ket-qua.csv#3 SetAside thử"], Decided(office));
        Assert.Equal(["ket-qua.csv#3 SetAside thử"], Decided(office, "XP1"));
        Assert.Equal(["than-nhan.csv#3 SetAside thử"], Decided(office, "XP2"));
    }

    private static Office SecondClaim(Engine engine)
    {
        var office = Ready(engine);
        office.Import(FileKind.Results, Results + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha\nPhan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B2,cha\n", "ket-qua.csv");
        return office;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_reorganisation_that_waits_for_a_unit_stands_on_the_list_as_any_row(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Reorganisations, "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản\n01/07/2025,sáp nhập,XP1,XP9,1/NQ\n", "sap-xep.csv");
        Assert.Equal(["unit-unknown 1 sap-xep.csv#2 XP1   against "], Waiting(office));
    }

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nXP1,Xã Một,,xã,xã phường\nXP2,Xã Hai,,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\nB2,Lê Cam,XP1\n", "can-bo.csv");
        return office;
    }

    private static string[] Shown(Office office) => office.Lines("staff-voluntary-si");

    private static string[] Waiting(Office office)
    {
        using var db = office.Installation.Open();
        return [.. new WaitingQueries(db, Ground.Of(db, office.Installation, "9936", new())).ByReason().SelectMany(g => g.First.Select(r =>
            $"{g.Reason.Code} {g.Count} {r.Shown.File}#{r.Shown.Row} {r.Shown.Officer} {r.Shown.Person} {r.Shown.Receipt} against {(r.Against is { } a ? $"{a.File}#{a.Row} {a.Officer}" : "")}"))];
    }

    private static string[] Found(Office office, string file, int row)
    {
        using var db = office.Installation.Open();
        return new WaitingQueries(db, Ground.Of(db, office.Installation, "9936", new())).Find(file, row) is { } found
            ? [$"{found.Reason.Code} {FindRow.Named(found.Row.Shown.File, found.Row.Shown.Import)}#{found.Row.Shown.Row} {found.Row.Shown.Officer}"] : [];
    }

    /// <param name="unit">Only what concerns this one; null: everything.</param>
    private static string[] Decided(Office office, string? unit = null)
    {
        using var db = office.Installation.Open();
        var within = unit is null ? null : db.Query<int>("select unit_id from unit where code = @unit", new { unit }).ToHashSet();
        return [.. new WaitingQueries(db, Ground.Of(db, office.Installation, "9936", new()), within: within).Settled().Select(s => $"{s.File}#{s.Row} {s.Choice} {s.Why}")];
    }
}
