using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Oracle;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Standings;

/// <summary>What moved a unit: every cause by its name, and the differences add up exactly.</summary>
public sealed class ChangeTests
{
    private const string Results = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Each_cause_is_named_with_its_file_and_its_officers(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\nXP2,Xã Hai,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nB1,Lê Bình,XP1,\nB2,Lê Cam,XP1,\nB3,Lê Đan,XP2,\n", "can-bo.csv");
        office.Import(FileKind.Results, Results + Row(1, "B1") + Row(9, "B9"), "truoc.csv");
        var since = Known(office);
        office.Import(FileKind.Results, Results + Row(2, "B2") + Row(3, "B3"), "them.csv");
        office.Import(FileKind.Results, Results + Row(2, "B2", "DT"), "sua.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày\nB1,Lê Bình,XP2,20/11/2024\nB9,Lê Chín,XP1,\n", "chuyen.csv");
        using var db = office.Installation.Open();
        var change = Changes(db, office, since, Known(office)).Of("XP1", "staff-voluntary-si");
        Assert.Equal("1/2 #1 → 1/2 #2", $"{Shown(change.Before!)} → {Shown(change.After)}");
        Assert.Equal(
            ["Added them.csv +1/+0 B2", "Corrected sua.csv -1/+0 B2", "Officers chuyen.csv +0/+0 B1,B9"],
            change.Lines.Select(Shown));
        Assert.Equal(["XP2"], change.Overtaken.Select(o => o.After.Code));
        Assert.Equal(["XP1"], Changes(db, office, since, Known(office)).Of("XP2", "staff-voluntary-si").FellBehind.Select(o => o.After.Code));

        office.Withdraw("them.csv");
        Assert.Equal(
            ["Added them.csv +1/+0 B3", "Officers chuyen.csv +1/+1 B1", "Withdrawal them.csv -1/+0 B3"],
            Changes(db, office, since, Known(office)).Of("XP2", "staff-voluntary-si").Lines.Select(Shown));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void New_rows_and_corrections_of_one_file_are_told_apart_by_officer(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\nB2,Lê Cam,XP1\nB3,Lê Đan,XP1\nB4,Lê Én,XP1\n", "can-bo.csv");
        office.Import(FileKind.Results, Results + Row(1, "B1") + Row(2, "B2", "DT") + Row(3, "B3", "DT"), "tuan-1.csv");
        var since = Known(office);
        // B1's receipt is taken back by a correction, B2's counts by one, B3 has a correction and a new person, B4 is new; within the file BL6 is stated twice.
        office.Import(FileKind.Results, Results + Row(1, "B1", "DT") + Row(2, "B2") + Row(3, "B3") + Row(5, "B3") + Row(6, "B4", "DT") + Row(6, "B4"), "tuan-2.csv");
        using var db = office.Installation.Open();
        Assert.Equal(
            ["Added tuan-2.csv +1/+0 B4", "Corrected tuan-2.csv +0/+0 B1,B2", "AddedAndCorrected tuan-2.csv +1/+0 B3"],
            Changes(db, office, since, Known(office)).Of("XP1", "staff-voluntary-si").Lines.Select(Shown));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Since_the_end_of_a_day_what_ended_by_itself_is_told(Engine engine)
    {
        using var office = WithoutFixedDay(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\nB2,Lê Cam,XP1\nB3,Lê Đan,XP1\n", "can-bo.csv");
        // One month paid for October lasts until 30/11; B3's receipt is dated after the first day asked for.
        office.Import(FileKind.Results, Results + "Phan 1,8900000001,TN,TM,16/10/2024,BL1,10/2024,1,B1,cha\nPhan 2,8900000002,TN,TM,16/10/2024,BL2,10/2024,3,B2,cha\nPhan 3,8900000003,TN,TM,25/11/2024,BL3,11/2024,3,B3,cha\n", "ket-qua.csv");
        using var db = office.Installation.Open();
        var now = Ground.Of(db, office.Installation, "9936", new());
        var lapsed = Since(ChangeQueries.EndOf(db, office.Installation, now, new(2024, 11, 30)));

        Assert.Equal(["Days  -1/+0 B1"], lapsed.Lines.Select(Shown));
        Assert.Equal(("3/3 #1", "2/3 #1", -1L, 0L), (Shown(lapsed.Before!), Shown(lapsed.After), lapsed.Numerator, lapsed.Denominator));
        Assert.Equal(["Days  +0/+0 B1,B3"], Since(ChangeQueries.Before(db, office.Installation, now, Known(office) + 1, new(2024, 11, 20))).Lines.Select(Shown));
        Assert.Equal([], Since(ChangeQueries.EndOf(db, office.Installation, now, new(2024, 12, 31))).Lines);
        // Before anything was known there was nothing: all of it came of files.
        Assert.Equal(["Officers can-bo.csv +0/+3 B1,B2,B3", "Added ket-qua.csv +2/+0 B2,B3"], Since(ChangeQueries.EndOf(db, office.Installation, now, new(2024, 11, 29))).Lines.Select(Shown));

        UnitChange Since(Ground then) => new ChangeQueries(db, then, now).Of("XP1", "staff-voluntary-si");
    }

    [Fact]
    public void Differences_over_days_add_up_whatever_happened()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            using var office = WithoutFixedDay(Engine.Sqlite);
            foreach (var step in OracleScenario.Random(seed))
            {
                if (step is OracleWithdrawal withdrawal) office.Withdraw(withdrawal.File);
                else if (step is OracleImport import) office.Import(Enum.Parse<FileKind>(import.Kind, ignoreCase: true), import.Csv(), import.File);
            }
            using var db = office.Installation.Open();
            var now = Ground.Of(db, office.Installation, "9936", new());
            var half = Known(office) / 2;
            foreach (var day in new DateOnly[] { new(2024, 11, 10), new(2024, 11, 20), new(2024, 11, 30), new(2024, 12, 15) })
            {
                foreach (var then in new[] { ChangeQueries.EndOf(db, office.Installation, now, day), ChangeQueries.Before(db, office.Installation, now, half, day) })
                {
                    MustAddUp(office.Standings(), new(db, then, now), mayHaveTree: true, seed);
                }
            }
        }
    }

    [Fact]
    public void Differences_add_up_whatever_happened()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            using var office = new Office(Engine.Sqlite, today: new(2024, 12, 31));
            var organised = false;
            foreach (var step in OracleScenario.Random(seed))
            {
                var before = Known(office);
                if (step is OracleWithdrawal withdrawal) office.Withdraw(withdrawal.File);
                else if (step is OracleImport import)
                {
                    organised = import.Kind == "units";
                    office.Import(Enum.Parse<FileKind>(import.Kind, ignoreCase: true), import.Csv(), import.File);
                }
                if (Known(office) > before) AddUp(office, before, mayHaveTree: organised || step is OracleWithdrawal, seed);
            }
        }
    }

    /// <summary>Campaign 9936 as if it measured on whatever day it is: what lapses then is seen.</summary>
    private static Office WithoutFixedDay(Engine engine)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml")).Where(l => !l.StartsWith("as-of:", StringComparison.Ordinal))
            .Select(l => l.StartsWith("window:", StringComparison.Ordinal) ? "window: {from: 2024-10-01, to: 2025-01-31, clause: IV}" : l);
        var office = new Office(engine, campaign: null, today: new(2024, 12, 31));
        new ThiDua.Campaigns.AddCampaign(office.Installation).AddText(string.Join('\n', lines), "khong-chot.yaml");
        return office;
    }

    private static void AddUp(Office office, long before, bool mayHaveTree, int seed)
    {
        using var db = office.Installation.Open();
        MustAddUp(office.Standings(new(StandingOf.Units)), Changes(db, office, before, Known(office)), mayHaveTree, seed);
    }

    private static void MustAddUp(IReadOnlyList<Standing> standings, ChangeQueries changes, bool mayHaveTree, int seed)
    {
        foreach (var standing in standings)
        {
            foreach (var row in standing.Rows)
            {
                var change = changes.Of(row.Code, standing.IndicatorId);
                Assert.Equal((seed, change.Numerator), (seed, change.Lines.Sum(l => l.Numerator)));
                if (standing.IsRate) Assert.Equal((seed, change.Denominator), (seed, change.Lines.Sum(l => l.Denominator)));
                if (!mayHaveTree) Assert.DoesNotContain(change.Lines, l => l.Cause == ChangeCause.Tree);
            }
        }
    }

    private static ChangeQueries Changes(Db db, Office office, long then, long now)
    {
        var latest = Ground.Of(db, office.Installation, "9936", new());
        return new(db, Ground.Of(db, office.Installation, latest.Stored, then, new()), Ground.Of(db, office.Installation, latest.Stored, now, new()));
    }

    private static long Known(Office office)
    {
        using var db = office.Installation.Open();
        return Recordings.KnownAt(db, null);
    }

    private static string Row(int person, string officer, string hint = "TM") => $"Phan {person},890000000{person},TN,{hint},16/11/2024,BL{person},11/2024,3,{officer},cha\n";

    private static string Shown(StandingRow row) => $"{row.Numerator:0}/{row.Denominator:0} #{row.Rank}";

    private static string Shown(ChangeLine line) => $"{line.Cause} {line.File} {line.Numerator:+0;-0;+0}/{line.Denominator:+0;-0;+0} {string.Join(',', line.Officers)}";
}
