using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Privacy;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Privacy;

/// <summary>A seal opens where it was put and nowhere else; what was done to it is found and named, and nothing falls over it (AC-13, AC-20).</summary>
public sealed class SealTests
{
    private const string Two = "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\nPhan B,8900000002,,TN,TM,16/11/2024,BL2,11/2024,3,A1,mẹ\n";

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + Two, "mot.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + Two.Replace("BL", "BM", StringComparison.Ordinal), "hai.csv");
        office.MustVerify();
        return office;
    }

    private const string One = "(select min(person_id) from receipt)";
    private const string Other = "(select max(person_id) from receipt)";
    private const string First = "(select min(recording_id) from receipt)";
    private const string Second = "(select max(recording_id) from receipt)";

    public static TheoryData<Engine, string, string, string> Attacks()
    {
        var attacks = new (string Sql, string Named)[]
        {
            // swapped between two persons
            ($"update sealed set content = (select s.content from sealed s where s.person_id = {Other} and s.recording_id = sealed.recording_id) where person_id = {One} and recording_id = {First}", "damaged mot.csv#2; no-values mot.csv#2"),
            // put again under another file of the same person
            ($"update sealed set content = (select s.content from sealed s where s.person_id = sealed.person_id and s.recording_id = {First}) where person_id = {One} and recording_id = {Second}", "damaged hai.csv#2; no-values hai.csv#2"),
            // moved to another row of the same file
            ($"update sealed set row_no = 9 where person_id = {One} and recording_id = {First}", "damaged mot.csv#9; no-values mot.csv#2"),
            // with another person's salt
            ($"update person_salt set salt = (select s.salt from person_salt s where s.person_id = {Other}) where person_id = {One}", "damaged mot.csv#2; damaged hai.csv#2; no-values mot.csv#2; no-values hai.csv#2"),
            // taken away, without a record of forgetting
            ($"delete from sealed where person_id = {One} and recording_id = {First}", "no-values mot.csv#2"),
            ($"delete from person_salt where person_id = {One}", "no-values mot.csv#2; no-values hai.csv#2"),
        };
        var data = new TheoryData<Engine, string, string, string>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            foreach (var (sql, named) in attacks) data.Add(engine, sql, named, "");
            data.Add(engine, $"update sealed set content = @content where person_id = {One} and recording_id = {First}", "damaged mot.csv#2; no-values mot.csv#2", "cut");
            data.Add(engine, $"update sealed set content = @content where person_id = {One} and recording_id = {First}", "damaged mot.csv#2; no-values mot.csv#2", "bit");
            data.Add(engine, $"update sealed set content = @content where person_id = {One} and recording_id = {First}", "damaged mot.csv#2; no-values mot.csv#2", "empty");
        }
        return data;
    }

    [Theory, MemberData(nameof(Attacks))]
    public void AC_13_what_was_done_to_a_seal_is_named_and_hinders_no_answer(Engine engine, string sql, string named, string change)
    {
        using var office = Ready(engine);
        using (var db = office.Installation.Open())
        {
            var content = db.One<byte[]>($"select content from sealed where person_id = {One} and recording_id = {First}")!;
            if (change == "bit") content[^1] ^= 1;
            db.Execute(sql, new { content = change switch { "cut" => content[..^1], "empty" => [], _ => content } });
        }
        var fault = new VerifyStore(office.Installation).Verify().Where(i => !i.Holds).Select(i => $"{i.Code}: {string.Join("; ", i.Details)}");
        Assert.Equal(["sealed-values: " + named], fault);
        Assert.Equal(4, Persons(office, "A1").Count);
    }

    [Fact]
    public void Every_bit_of_a_seal_matters_and_so_does_where_it_lies()
    {
        using var office = new Office(Engine.Sqlite);
        using var db = office.Installation.Open();
        var key = SealKey.Open(db);
        var (salt, row) = (new byte[SealKey.SaltLength], new RowId(3, 2));
        var content = key.Seal('p', 7, row, salt, new byte[SealKey.NonceLength], "{}"u8);
        Assert.Equal("{}"u8.ToArray(), key.Open('p', 7, row, salt, content, out _));
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            content[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Null(key.Open('p', 7, row, salt, content, out var state));
            Assert.Equal(bit / 8 is >= 1 and < 5 ? SealState.OtherKey : SealState.Damaged, state);
            content[bit / 8] ^= (byte)(1 << bit % 8);
        }
        foreach (var (of, subject, at) in new (char, long, RowId)[] { ('o', 7, row), ('p', 8, row), ('p', 7, new(4, 2)), ('p', 7, new(3, 3)) })
        {
            Assert.Null(key.Open(of, subject, at, salt, content, out _));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void With_another_key_file_or_none_it_is_said_that_nothing_opens(Engine engine)
    {
        using var office = Ready(engine);
        var key = Path.Combine(office.Folder, KeyFile.Name);
        File.WriteAllText(key, new string('0', 64));
        var locked = "chưa mở được: thiếu tệp khoá, hoặc tệp khoá khác";
        Assert.Equal([locked], Persons(office, "A1").Distinct());
        Assert.Contains("other-key 4 × sealed", new VerifyStore(office.Installation).Verify().Single(i => i.Code == "sealed-values").Details);
        Assert.Equal("other-key", Assert.Throws<RefusedFileException>(() => office.Import(FileKind.Results, LongXuyenTests.Head + Two, "ba.csv")).Code);
        File.Delete(key);
        Assert.Equal([locked], Persons(office, "A1").Distinct());
    }

    /// <summary>A person in several batches of one file has a part from each; all of them open.</summary>
    [Fact]
    public void A_person_in_several_batches_of_a_file_is_read_whole()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        using (var db = office.Installation.Open())
        using (var transaction = db.BeginRecording())
        {
            var seal = new SealRows(db, SealedOf.Persons);
            seal.Write<string>([new(5, new(2, 2), "một"), new(5, new(2, 3), "hai"), new(6, new(2, 4), "ba")], (json, name) => PersonalValues.Write(json, [], ("name", name)));
            seal.Write<string>([new(5, new(2, 9), "bốn")], (json, name) => PersonalValues.Write(json, [new("Cột lạ", "x")], ("name", name)));
            Assert.Equal(["5 2", "5 9", "6 4"], db.Query<string>("select person_id || ' ' || row_no from sealed order by person_id, row_no"));
            var opened = ReadSealed.OfPersons(db, [5]);
            Assert.Equal(["một", "hai", "đã xoá theo yêu cầu", "bốn"], new[] { 2, 3, 4, 9 }.Select(r => opened[new(2, r)]).Select(v => PersonalValues.WhyGone(v, Language.Vi) ?? v["name"]));
        }
    }

    internal static List<string> Persons(Office office, string officer)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        return [.. new ExplainQueries(db, ground, new StandingsQueries(db, ground), InsuranceCatalog.PaymentWindows).OfOfficer(officer).Select(e => ReasonText.Person(e.Personal, true))];
    }
}
