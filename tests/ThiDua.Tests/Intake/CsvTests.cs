using System.Text;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Intake;

namespace ThiDua.Tests.Intake;

public sealed class CsvTests
{
    private const string Members = "Mã cán bộ,Mã đơn vị,Từ ngày,Đến ngày\nCB01,D1,01/02/2024,\nCB02,D2,,\n";

    private static readonly FileRow[] MemberRows =
        [new MemberRow("CB01", "D1", new(2024, 2, 1), null) { Row = 2 }, new MemberRow("CB02", "D2", null, null) { Row = 3 }];

    [Fact]
    public void A_results_row_is_read_whole() => Assert.Equal(
        new ResultRow("Nguyễn Văn An", "1975-03-04", "7912345678", "079075001234", Scheme.VoluntarySocialInsurance, JoiningHint.New, new(2024, 11, 15), "BL001",
            Month.Of(2024, 11), 6, 1_782_000, "CB001", Relation.Mother, "NV01", null) { Row = 2 },
        Reading.Result().Value);

    [Theory, InlineData(','), InlineData(';'), InlineData('\t')]
    public void Each_separator_is_found(char separator) =>
        Assert.Equal(MemberRows, Reading.Rows(FileKind.Members, Members.Replace(',', separator)).Select(r => r.Value));

    [Theory, InlineData("\n"), InlineData("\r\n"), InlineData("\r")]
    public void Each_line_end_is_one_line(string end) =>
        Assert.Equal(MemberRows, Reading.Rows(FileKind.Members, Members.Replace("\n", end, StringComparison.Ordinal)).Select(r => r.Value));

    [Theory, InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE")]
    public void A_byte_order_mark_is_understood(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Assert.Equal(MemberRows, Reading.Rows(FileKind.Members, [.. encoding.GetPreamble(), .. encoding.GetBytes(Members)]).Select(r => r.Value));
    }

    [Fact]
    public void The_line_that_names_the_separator_is_no_row() =>
        Assert.Equal(["CB01"], Reading.Rows(FileKind.Members, "sep=;\nMã cán bộ;Mã đơn vị\nCB01;D1\n").Select(r => ((MemberRow)r.Value!).OfficerCode));

    [Fact]
    public void Separators_inside_quotes_do_not_separate() => Assert.Equal(
        [new UnitRow("A", "Phòng \"Kế hoạch\", Tài chính", null, "phòng", null, null, null, null, "hành chính") { Row = 2 }],
        Reading.Rows(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nA,\"Phòng \"\"Kế hoạch\"\", Tài chính\",phòng\n").Select(r => r.Value));

    [Fact]
    public void The_row_is_the_one_that_a_spreadsheet_shows() => Assert.Equal(
        [(2, "Một hai"), (4, "Ba")],
        Reading.Rows(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\r\nA,\"Một\r\nhai\",x\r\n\r\nB,Ba,x\r\n").Select(r => (r.Row, ((UnitRow)r.Value!).Name)));

    [Fact]
    public void A_last_line_without_its_end_is_a_row() =>
        Assert.Equal(2, Reading.Rows(FileKind.Members, Members.TrimEnd('\n')).Count);

    [Fact]
    public void A_quote_that_is_never_closed_refuses_the_file()
    {
        var refused = Reading.Refused(FileKind.Members, "Mã cán bộ,Mã đơn vị\nCB01,D1\nCB02,\"D2\nCB03,D3\n");
        Assert.Equal(("quote-open", "3"), (refused.Code, refused.Arguments[0]));
    }

    [Theory, InlineData(32_768), InlineData(10_000_000)]
    public void A_cell_longer_than_a_spreadsheet_holds_rejects_its_row(int length)
    {
        var text = "Mã cán bộ,Mã đơn vị,Ghi chú\nCB01,D1," + new string('x', length) + "\nCB02," + new string('y', length) + ",\nCB03,D3,\n";
        var content = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = Reading.Rows(FileKind.Members, content);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12_000_000);
        Assert.Equal(["Ghi chú too-long()", "Mã đơn vị too-long()", ""], rows.Select(Reading.Findings));
        Assert.Equal([false, false, true], rows.Select(r => r.Value is not null));
    }

    [Fact]
    public void A_cell_as_long_as_a_spreadsheet_holds_is_kept() =>
        Assert.Equal(32_767, Reading.Value(Reading.Result(("Ghi chú", new('x', 32_767)))).Note!.Length);

    [Fact]
    public void Text_that_is_no_text_is_refused()
    {
        Assert.Equal("binary", Reading.Refused(FileKind.Members, Members + "\0\0CB").Code);
        Assert.Equal("utf16-unmarked", Reading.Refused(FileKind.Members, Encoding.Unicode.GetBytes(Members)).Code);
        Assert.Equal("binary", Reading.Refused(FileKind.Members, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Members + "\0")]).Code);
    }

    [Fact]
    public void Damaged_utf8_is_refused_with_its_line()
    {
        var bytes = Encoding.UTF8.GetBytes(Members);
        var refused = Reading.Refused(FileKind.Members, [.. bytes, .. "CB03,"u8, 0xEC, .. "\n"u8]);
        Assert.Equal(("not-utf8", "4"), (refused.Code, refused.Arguments[0]));
    }

    [Fact]
    public void A_line_of_endless_columns_is_refused() =>
        Assert.Equal("too-many-columns", Reading.Refused(FileKind.Members, Members + new string(',', 20_000)).Code);

    [Fact]
    public void Text_is_composed_and_cleaned() => Assert.Equal(
        "Nguyễn Văn Hòa",
        Reading.Value(Reading.Result(("Họ và tên", " \u200bNguyễn  Văn\u00a0\nHo\u0300a\u202e "))).Name);

    [Fact]
    public void An_eth_in_the_place_of_Đ_is_mended() => Assert.Equal("Đặng Văn Đô", Reading.Value(Reading.Result(("Họ và tên", "Ðặng Văn Ðô"))).Name);

    [Fact]
    public void Unknown_columns_are_kept() => Assert.Equal(
        [KeyValuePair.Create("Dân tộc", "Kinh")], Reading.Value(Reading.Result(("Dân tộc", "Kinh"), ("STT", "1"))).Extra);

    [Fact]
    public void Findings_come_with_the_cells_as_written()
    {
        var row = Assert.Single(Reading.Rows(FileKind.Members, "Mã cán bộ,Mã đơn vị,Từ ngày,Phụ\nCB01,D1,31/11/2024,z\n"));
        Assert.Equal(["CB01", "D1", "31/11/2024", "z"], row.Cells);
        Assert.Equal([new RowIssue(2, "Từ ngày", "no-such-day", ["31/11/2024"], true)], row.Issues);
        Assert.Equal("“31/11/2024” không phải là ngày có thật. Sửa ngày rồi nhập lại tệp.", Reading.Say(row));
    }
}
