using System.Globalization;
using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>A correction touches what it is about, however much else the store holds.</summary>
public sealed class TouchedRowsTests
{
    private const int Persons = 300;
    private const int Officers = 30;
    private const int Units = 6;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_correction_of_three_rows_writes_rows_of_these_persons_their_officers_and_units_only(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, Lines("Mã đơn vị,Tên đơn vị,Loại,Nhóm", Units, u => $"PB{u},Phòng {u},phòng,phòng ban"), "don-vi.csv");
        office.Import(FileKind.Officers, Lines("Mã cán bộ,Họ và tên,Mã đơn vị", Officers, o => $"A{o},Lê An,PB{o % Units}"), "can-bo.csv");
        var results = Lines("Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ", Persons,
            i => $"Phan A,{8_900_000_000 + i},TN,TM,16/11/2024,BL{i},11/2024,3,A{i % Officers},cha");
        Assert.Equal(Persons, office.Import(FileKind.Results, results, "ket-qua.csv").Accepted);

        // Of two persons of officer A0 and one of A1 it was no new joining after all.
        var rows = results.Split('\n');
        var corrected = office.Import(FileKind.Results, string.Join('\n', [rows[0], .. new[] { 0, 1, Officers }.Select(i => rows[1 + i].Replace(",TM,", ",DT,", StringComparison.Ordinal)), ""]), "dinh-chinh.csv");
        Assert.Equal((3, 3), (corrected.Rows, corrected.Corrected));

        Assert.Equal(
            ["receipt 3", "credit 3", "attainment A0 A1", "unit_total PB0 PB1"],
            [
                .. Touched(office, "select 'receipt ' || count(distinct person_id) from receipt where recording_id = @e", corrected.Recording!.Value),
                .. Touched(office, "select 'credit ' || count(distinct person_id) from credit where recording_id = @e", corrected.Recording!.Value),
                "attainment " + string.Join(' ', Touched(office, "select distinct o.code from attainment a join officer o on o.officer_id = a.officer_id where a.recording_id = @e order by o.code", corrected.Recording!.Value)),
                "unit_total " + string.Join(' ', Touched(office, "select distinct u.code from unit_total t join unit u on u.unit_id = t.unit_id where t.recording_id = @e order by u.code", corrected.Recording!.Value)),
            ]);
        // What began on one day and lapses on another is taken back on both.
        Assert.Equal(["3 6 4 4"], Touched(office, """
            select (select count(*) from receipt where recording_id = @e) || ' ' || (select count(*) from credit where recording_id = @e)
              || ' ' || (select count(*) from attainment where recording_id = @e) || ' ' || (select count(*) from unit_total where recording_id = @e)
            """, corrected.Recording!.Value));
        office.MustVerify();
    }

    private static List<string> Touched(Office office, string sql, long recording)
    {
        using var db = office.Installation.Open();
        return db.Query<string>(sql, new { e = recording });
    }

    private static string Lines(string head, int count, Func<int, FormattableString> line)
    {
        var text = new StringBuilder(head).Append('\n');
        for (var i = 0; i < count; i++) text.Append(line(i).ToString(CultureInfo.InvariantCulture)).Append('\n');
        return text.ToString();
    }
}
