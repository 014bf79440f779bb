using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class XlsxTests
{
    private static readonly object?[] Head = ["Mã cán bộ", "Mã đơn vị"];

    [Fact]
    public void The_first_visible_sheet_with_the_head_is_read()
    {
        var content = new XlsxWriter()
            .Sheet("Ẩn", "hidden", Head, ["CB0", "D0"]).Sheet("Ẩn kỹ", "veryHidden", Head, ["CB0", "D0"]).Sheet("Hướng dẫn", null, ["Đọc trước khi nhập"])
            .Sheet("Danh sách", null, Head, ["CB1", "D1"]).Sheet("Khác", null, Head, ["CB2", "D2"]).Bytes();
        using var stream = new MemoryStream(content);
        using var file = TableFile.Open(stream, "a.xlsx", FileKind.Members);
        Assert.Equal("Danh sách", file.Sheet);
        Assert.Equal([new MemberRow("CB1", "D1", null, null) { Row = 2 }], file.Rows(Reading.Today).Select(r => r.Value));
        Assert.Equal(file.Length, file.BytesRead);
    }

    [Fact]
    public void A_workbook_of_hidden_sheets_is_refused() =>
        Assert.Equal("no-visible-sheet", Reading.Refused(FileKind.Members, new XlsxWriter().Sheet("A", "hidden", Head, ["CB1", "D1"]).Bytes()).Code);

    [Fact]
    public void Of_a_formula_the_stored_value_counts()
    {
        Assert.Equal("BL7", Reading.Value(Reading.XlsxResult(("Số biên lai", new Formula("\"BL\"&7", "BL7")))).Number);
        Assert.Equal(12, Reading.Value(Reading.XlsxResult(("Số tháng", new RawCell("<c r=\"@\"><f>6*2</f><v>12</v></c>")))).Months);
    }

    [Theory]
    [InlineData("#N/A"), InlineData("#REF!"), InlineData("#DIV/0!")]
    public void An_error_value_rejects_the_row(string error)
    {
        Assert.Equal($"Số tháng error-value({error})", Reading.Findings(Reading.XlsxResult(("Số tháng", new ErrorCell(error)))));
        Assert.Equal($"Họ và tên error-value({error})", Reading.Findings(Reading.XlsxResult(("Họ và tên", new ErrorCell(error)))));
    }

    [Fact]
    public void A_formula_never_computed_rejects_the_row() =>
        Assert.Equal("Số tháng formula-without-value()", Reading.Findings(Reading.XlsxResult(("Số tháng", new Formula("6*2", null)))));

    [Fact]
    public void Texts_may_be_inline_rich_or_escaped() => Assert.Equal(
        [("CB1", "Lê Hà"), ("CB2", "Lê Hà"), ("CB3", "Lê Hà"), ("CB4", "A_x_B & <C>")],
        Reading.Rows(
            FileKind.Officers, ["Mã cán bộ", "Họ và tên", "Mã đơn vị"],
            ["CB1", new Inline(" Lê  Hà "), "D1"],
            ["CB2", new RawCell("<c r=\"@\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>Lê </t></r><r><t>Hà</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>"), "D1"],
            ["CB3", new Inline("Lê_x000D_\nHà"), "D1"],
            ["CB4", "A_x_B & <C>", "D1"]).Select(r => (((OfficerRow)r.Value!).Code, ((OfficerRow)r.Value!).Name)));

    [Fact]
    public void Rows_and_cells_may_lack_their_places()
    {
        var sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + "<row><c t=\"inlineStr\"><is><t>Mã cán bộ</t></is></c><c t=\"inlineStr\"><is><t>Mã đơn vị</t></is></c></row><row/>"
            + "<row r=\"7\"><c r=\"B7\" t=\"inlineStr\"><is><t>D1</t></is></c><c r=\"A7\" t=\"inlineStr\"><is><t>CB1</t></is></c></row></sheetData></worksheet>";
        Assert.Equal([new MemberRow("CB1", "D1", null, null) { Row = 7 }], Reading.Rows(FileKind.Members, new XlsxWriter().Sheet().Bytes(("xl/worksheets/sheet1.xml", sheet))).Select(r => r.Value));
    }

    [Fact]
    public void A_long_cell_rejects_its_row()
    {
        var rows = Reading.Rows(FileKind.Members, [.. Head, "Ghi chú"], ["CB1", "D1", new string('x', 100_000)], ["CB2", new Inline(new('y', 1_000_000)), null], ["CB3", "D3", new string('z', 32_767)]);
        Assert.Equal(["Ghi chú too-long()", "Mã đơn vị too-long()", ""], rows.Select(Reading.Findings));
    }

    [Fact]
    public void A_cell_far_to_the_right_is_no_harm() => Assert.Single(Reading.Rows(
        FileKind.Members, Head, ["CB1", "D1", new RawCell("<c r=\"XFD2\" t=\"inlineStr\"><is><t>x</t></is></c>")]));

    [Theory]
    [InlineData("<c r=\"XFE2\"><v>1</v></c>"), InlineData("<c r=\"@\" t=\"s\"><v>99</v></c>"), InlineData("<c r=\"@\" s=\"x\"><v>1</v></c>"), InlineData("<c r=\"7\"><v>1</v></c>"), InlineData("<c r=\"@\"><v>1</c>")]
    public void A_sheet_that_makes_no_sense_is_damaged(string cell) =>
        Assert.Equal("damaged", Reading.Refused(FileKind.Members, new XlsxWriter().Sheet(Head, ["CB1", "D1", new RawCell(cell)]).Bytes()).Code);

    [Fact]
    public void Blank_strings_and_styled_empty_cells_are_blank() => Assert.Equal(
        [new MemberRow("CB1", "D1", null, null) { Row = 2 }],
        Reading.Rows(FileKind.Members, [.. Head, "Từ ngày"], ["CB1", "D1", new RawCell("<c r=\"@\" s=\"1\"/>")], [" ", "", new RawCell("<c r=\"@\" t=\"str\"><v></v></c>")]).Select(r => r.Value));
}
