using System.Text;
using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Privacy;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Privacy;

/// <summary>Forgetting erases what is personal and nothing that is counted (P-4, P-7).</summary>
public sealed class ForgetTests
{
    private const string Gone = "đã xoá theo yêu cầu";

    private static Office Ready(Engine engine, DateOnly? today = null)
    {
        var office = new Office(engine, today: today);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers.Replace("Đến ngày", "Đến ngày,Số định danh", StringComparison.Ordinal).Replace("PB1,,\n", "PB1,,,012345678901\n", StringComparison.Ordinal), "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + """
            Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha
            Phan A,,012345670001,TN,TM,17/11/2024,BL2,11/2024,3,A1,cha
            Phan B,8900000002,,TN,TM,16/11/2024,BL3,11/2024,3,A1,mẹ

            """, "ket-qua.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,012345670001,TN,DT,18/11/2024,BL4,02/2025,3,A1,cha\n", "noi.csv");
        return office;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_forgotten_is_gone_with_all_linked_to_him_and_every_standing_stays(Engine engine)
    {
        using var office = Ready(engine);
        var (standings, why) = (Bytes(office), office.Why("A1"));
        Assert.Equal(2, new ForgetPersons(office.Installation).Person("8900000001", "xin xoá", dryRun: true).Subjects.Count);
        Assert.Equal(["Phan A · 012345670001", "Phan A · 8900000001", "Phan B · 8900000002"], SealTests.Persons(office, "A1").Distinct().Order(StringComparer.Ordinal));

        Assert.Equal(2, new ForgetPersons(office.Installation).Person("8900000001", "xin xoá", dryRun: false).Subjects.Count);

        Assert.Equal([Gone, "Phan B · 8900000002"], SealTests.Persons(office, "A1").Distinct().Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(standings, Bytes(office));
        Assert.Equal(why, office.Why("A1"));
        office.MustVerify();
        using var db = office.Installation.Open();
        Assert.Equal(["5 xin xoá", "5 xin xoá"], db.Query<string>("select recording_id || ' ' || reason from forgotten order by person_id"));
        Assert.Equal((1L, 1L), (db.One<long>("select count(*) from person_salt"), db.One<long>("select count(distinct person_id) from sealed")));
        Assert.Equal([], new ForgetPersons(office.Installation).Person("8900000001", "lần nữa", dryRun: false).Subjects);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_later_file_that_names_him_again_is_sealed_anew_and_the_old_rows_stay_forgotten(Engine engine)
    {
        using var office = Ready(engine);
        new ForgetPersons(office.Installation).Person("8900000002", "xin xoá", dryRun: false);
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan B,8900000002,,TN,TM,16/11/2024,BL3,11/2024,3,A1,mẹ\nPhan B,8900000002,,TN,TM,19/11/2024,BL9,11/2024,3,A2,mẹ\n", "lai.csv");

        Assert.Equal([Gone], SealTests.Persons(office, "A1").Where(p => !p.StartsWith("Phan A", StringComparison.Ordinal)).Distinct());
        Assert.Equal(["Phan B · 8900000002"], SealTests.Persons(office, "A2").Distinct());
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_officer_is_forgotten_by_his_code(Engine engine)
    {
        using var office = Ready(engine);
        Assert.Single(new ForgetPersons(office.Installation).Officer("A1", "nghỉ việc", dryRun: false).Subjects);
        office.MustVerify();
        using var db = office.Installation.Open();
        Assert.Equal(0, db.One<long>("select count(*) from officer_sealed s join officer o on o.officer_id = s.officer_id where o.code = 'A1'"));
        Assert.Equal(6, db.One<long>("select count(*) from officer_salt"));
    }

    /// <summary>The salt is what opens: it must be in no byte of the store any more, nor in its log of pages.</summary>
    [Fact]
    public void The_salt_of_the_forgotten_is_in_no_byte_of_the_store()
    {
        using var office = Ready(Engine.Sqlite);
        using var held = office.Installation.Open();
        var salts = held.Query<byte[]>("select salt from person_salt s where exists (select 1 from receipt r where r.person_id = s.person_id and r.receipt_no = 'BL3')");
        Assert.Contains("thidua.db", Holding(), StringComparison.Ordinal);

        new ForgetPersons(office.Installation).Person("8900000002", "xin xoá", dryRun: false);

        Assert.Equal("", Holding());

        string Holding() => string.Join(' ', Directory.EnumerateFiles(office.Folder).Where(f =>
        {
            using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray().AsSpan().IndexOf(salts.Single()) >= 0;
        }).Select(Path.GetFileName));
    }

    /// <summary>9936 says 24 months after 30/11/2024; a campaign that says nothing needs everyone without end.</summary>
    [Theory]
    [InlineData(Engine.Sqlite, 2026, 11, 30, 0), InlineData(Engine.Sqlite, 2026, 12, 1, 3), InlineData(Engine.Sqlite, 2031, 12, 1, 3)]
    [InlineData(Engine.Postgres, 2026, 11, 30, 0), InlineData(Engine.Postgres, 2026, 12, 1, 3)]
    public void Who_has_no_campaign_left_that_needs_him_is_due(Engine engine, int year, int month, int day, int due)
    {
        using var office = Ready(engine);
        var later = office.Installation with { Today = new(year, month, day) };
        Assert.Equal(due, new ForgetPersons(later).Due("hết hạn", dryRun: true).Subjects.Count);
        Assert.DoesNotContain(Gone, SealTests.Persons(office, "A1"));
        var standings = Bytes(office);

        Assert.Equal(due, new ForgetPersons(later).Due("hết hạn", dryRun: false).Subjects.Count);

        Assert.Equal(due > 0, SealTests.Persons(office, "A1").All(p => p == Gone));
        Assert.Equal(standings, Bytes(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_campaign_that_goes_on_keeps_whom_it_needs_and_those_linked_to_them(Engine engine)
    {
        using var office = Ready(engine);
        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml"));
        var path = Path.Combine(office.Folder, "sau.yaml");
        File.WriteAllText(path, text.Replace("id: \"9936\"", "id: \"sau\"", StringComparison.Ordinal).Replace("window: {from: 2024-11-15, to: 2024-11-30", "window: {from: 2024-11-17, to: 2024-12-31", StringComparison.Ordinal)
            .Replace("cover-ended: {from: 2024-01-01", "cover-ended: {from: 2024-11-17", StringComparison.Ordinal).Replace("to: 2024-09-30", "to: 2024-11-30", StringComparison.Ordinal).Replace("retention: {months: 24, reading: retention}\n", "", StringComparison.Ordinal));
        new AddCampaign(office.Installation).Add(path);
        Assert.Single(new ForgetPersons(office.Installation with { Today = new(2026, 12, 1) }).Due("hết hạn", dryRun: false).Subjects);
        Assert.Equal([Gone, "Phan A · 012345670001", "Phan A · 8900000001"], SealTests.Persons(office, "A1").Distinct().Order(StringComparer.Ordinal).OrderBy(p => p != Gone));
    }

    internal static string Bytes(Office office)
    {
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open())
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
        {
            var ground = Ground.Of(db, office.Installation, "9936", new());
            StandingsJson.Write(json, ground, new StandingsQueries(db, ground).Standings(new()));
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
