using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("0012345678", "0012345678", "")]
    [InlineData("12345678", "0012345678", "+Mã số BHXH zeros-restored(12345678|0012345678)")]
    [InlineData("912345678", "0912345678", "+Mã số BHXH zeros-restored(912345678|0912345678)")]
    [InlineData("79 1234 5678", "7912345678", "")]
    [InlineData("79.1234.5678", "7912345678", "")]
    [InlineData("'7912345678", "7912345678", "")]
    [InlineData("=\"\"0012345678\"\"", "0012345678", "")]
    [InlineData("７９１２３４５６７８", "7912345678", "")]
    [InlineData("1234567", null, "Mã số BHXH wrong-length(1234567|10|7)")]
    [InlineData("12345678901", null, "Mã số BHXH wrong-length(12345678901|10|11)")]
    [InlineData("79I234567O", null, "Mã số BHXH letters-in-number-suggest(79I234567O|10|7912345670)")]
    [InlineData("79l2345678", null, "Mã số BHXH letters-in-number-suggest(79l2345678|10|7912345678)")]
    [InlineData("79X2345678", null, "Mã số BHXH letters-in-number(79X2345678|10)")]
    [InlineData("7.9E+09", null, "Mã số BHXH scientific(7.9E+09)")]
    [InlineData("HC4797912345678", null, "Mã số BHXH card-instead-of-number(HC4797912345678|7912345678)")]
    [InlineData("=1+1", null, "Mã số BHXH formula-text(=1+1)")]
    [InlineData("=HYPERLINK(1)", null, "Mã số BHXH formula-text(=HYPERLINK(1))")]
    public void An_si_number_has_ten_digits(string text, string? number, string findings)
    {
        var row = Reading.Result(("Mã số BHXH", text));
        Assert.Equal((number, findings), ((row.Value as ThiDua.Intake.ResultRow)?.SiNumber, Reading.Findings(row)));
    }

    [Theory]
    [InlineData("001099000001", "001099000001", "")]
    [InlineData("1099000001", "001099000001", "+Số định danh zeros-restored(1099000001|001099000001)")]
    [InlineData("79075001234", "079075001234", "+Số định danh zeros-restored(79075001234|079075001234)")]
    [InlineData("079.075.001.234", "079075001234", "")]
    [InlineData("123456789", null, "Số định danh old-identity-card(123456789)")]
    [InlineData("12345678", null, "Số định danh wrong-length(12345678|12|8)")]
    [InlineData("0790750012345", null, "Số định danh wrong-length(0790750012345|12|13)")]
    [InlineData("O79O75OO1234", null, "Số định danh letters-in-number-suggest(O79O75OO1234|12|079075001234)")]
    [InlineData("8.9E+11", null, "Số định danh scientific(8.9E+11)")]
    [InlineData("1,099E+10", null, "Số định danh scientific(1,099E+10)")]
    public void A_national_id_has_twelve_digits(string text, string? number, string findings)
    {
        var row = Reading.Result(("Số định danh", text));
        Assert.Equal((number, findings), ((row.Value as ThiDua.Intake.ResultRow)?.NationalId, Reading.Findings(row)));
    }

    [Theory]
    [InlineData("79123456", "0079123456", "+Mã số BHXH zeros-restored(79123456|0079123456)")]
    [InlineData("7.9123456789E9", "7912345678", "")]
    [InlineData("7912345678", "7912345678", "")]
    public void Numbers_of_a_workbook_are_repaired_likewise(string stored, string number, string findings)
    {
        var row = Reading.XlsxResult(("Mã số BHXH", new Stored(stored == "7.9123456789E9" ? "7.912345678E9" : stored)));
        Assert.Equal((number, findings), (Reading.Value(row).SiNumber, Reading.Findings(row)));
    }

    [Theory]
    [InlineData("8.9099000001E10", "089099000001", "+Số định danh zeros-restored(89099000001|089099000001)")]
    [InlineData("89099000001", "089099000001", "+Số định danh zeros-restored(89099000001|089099000001)")]
    public void National_ids_too(string stored, string number, string findings)
    {
        var row = Reading.XlsxResult(("Số định danh", new Stored(stored)));
        Assert.Equal((number, findings), (Reading.Value(row).NationalId, Reading.Findings(row)));
    }

    [Fact]
    public void Other_codes_of_a_workbook_become_their_plain_digits()
    {
        var row = Reading.Value(Reading.XlsxResult(("Mã cán bộ vận động", 1001), ("Số biên lai", new Stored("1.2345678E7")), ("Mã nhân viên thu", "007")));
        Assert.Equal(("1001", "12345678", "007"), (row.OfficerCode, row.Number, row.CollectorCode));
    }

    [Fact]
    public void A_code_that_lost_digits_or_became_a_date_rejects_the_row()
    {
        Assert.Equal("Số biên lai scientific(123456789012345000)", Reading.Findings(Reading.XlsxResult(("Số biên lai", new Stored("1.23456789012345E+17")))));
        Assert.Equal("Số biên lai date-in-code(02/01/2024)", Reading.Findings(Reading.XlsxResult(("Số biên lai", new DateOnly(2024, 1, 2)))));
        Assert.Equal("Số biên lai scientific(8.9E+11)", Reading.Findings(Reading.Result(("Số biên lai", "8.9E+11"))));
        Assert.Equal("“8.9E+11” là số đã bị bảng tính rút gọn, mất chữ số. Định dạng cột là Văn bản rồi điền lại mã.", Reading.Say(Reading.Result(("Số biên lai", "8.9E+11"))));
    }

    [Theory, InlineData("12E5"), InlineData("00123"), InlineData("BL-01/2024"), InlineData("A.01.02")]
    public void Codes_are_text(string code) => Assert.Equal(code, Reading.Value(Reading.Result(("Số biên lai", code))).Number);

    [Fact]
    public void Whoever_has_no_identifier_is_nobody()
    {
        Assert.Equal("Mã số BHXH no-identifier-given()", Reading.Findings(Reading.Result(("Mã số BHXH", ""), ("Số định danh", ""))));
        Assert.Null(Reading.Value(Reading.Result(("Mã số BHXH", ""))).SiNumber);
        Assert.Equal(
            ["Mã số BHXH no-identifier-given()"],
            Reading.Rows(ThiDua.Intake.FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến\n,Lê Hà,01/01/2024,31/12/2024\n").Select(Reading.Findings));
        Assert.Equal(
            [""], Reading.Rows(ThiDua.Intake.FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nCB1,con,Lê Hà,\n").Select(Reading.Findings));
    }
}
