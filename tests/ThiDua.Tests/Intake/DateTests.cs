using ThiDua.Core.Basics;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class DateTests
{
    [Theory]
    [InlineData("05/01/2024")]
    [InlineData("5/1/2024")]
    [InlineData("2024-01-05")]
    [InlineData("05-01-2024")]
    [InlineData("05.01.2024")]
    [InlineData("05/01/2024 08:30:00")]
    [InlineData("2024-01-05T00:00:00")]
    [InlineData("5/1/2024 8:30:00 PM")]
    public void A_day_is_read(string text) => Assert.Equal(new DateOnly(2024, 1, 5), Reading.Value(Reading.Result(("Ngày biên lai", text))).Date);

    [Theory]
    [InlineData("31/11/2024", "no-such-day(31/11/2024)")]
    [InlineData("29/02/2023", "no-such-day(29/02/2023)")]
    [InlineData("00/01/2024", "no-such-day(00/01/2024)")]
    [InlineData("2024-13-01", "no-such-day(2024-13-01)")]
    [InlineData("12/31/2024", "month-before-day(12/31/2024|31/12/2024)")]
    [InlineData("15/11/24", "two-digit-year(15/11/24)")]
    [InlineData("15/11/1024", "day-out-of-range(15/11/1024)")]
    [InlineData("hôm qua", "not-a-day(hôm qua)")]
    [InlineData("15/11", "not-a-day(15/11)")]
    [InlineData("45611", "not-a-day(45611)")]
    [InlineData("01/12/2024", "receipt-in-future(2024-12-01|2024-11-30)")]
    [InlineData("", "missing(Ngày biên lai)")]
    public void A_day_that_is_none_rejects_the_row(string text, string finding)
    {
        var row = Reading.Result(("Ngày biên lai", text));
        Assert.Null(row.Value);
        Assert.Equal("Ngày biên lai " + finding, Reading.Findings(row));
    }

    [Fact]
    public void A_receipt_of_the_future_says_what_to_do() => Assert.Equal(
        "Biên lai ghi ngày 01/12/2024, sau hôm nay (30/11/2024). Sửa ngày rồi nhập lại tệp.", Reading.Say(Reading.Result(("Ngày biên lai", "01/12/2024"))));

    [Theory]
    [InlineData("45301", XlsxStyle.Date)]
    [InlineData("45301", XlsxStyle.CustomDate)]
    [InlineData("45301.75", XlsxStyle.Date)]
    [InlineData("45301", XlsxStyle.Plain)]
    public void A_date_cell_is_a_day(string stored, XlsxStyle style)
    {
        var row = Reading.Value(Reading.XlsxResult(("Ngày biên lai", new Stored(stored, style)), ("Từ tháng", new Stored(stored, style))));
        Assert.Equal((new DateOnly(2024, 1, 10), Month.Of(2024, 1)), (row.Date, row.From));
    }

    [Fact]
    public void Workbooks_that_count_from_1904_are_understood()
    {
        object?[][] table = [["Mã cán bộ", "Mã đơn vị", "Từ ngày"], ["CB1", "D1", new DateOnly(2024, 1, 10)]];
        Assert.Equal(
            [new MemberRow("CB1", "D1", new(2024, 1, 10), null) { Row = 2 }],
            Reading.Rows(FileKind.Members, new XlsxWriter { Uses1904 = true }.Sheet(table).Bytes()).Select(r => r.Value));
    }

    [Theory]
    [InlineData("60", "not-a-day(60)")]
    [InlineData("-5", "not-a-day(-5)")]
    [InlineData("1E+300", "not-a-day(1E+300)")]
    public void A_serial_that_is_no_day_rejects_the_row(string stored, string finding) =>
        Assert.Equal("Ngày biên lai " + finding, Reading.Findings(Reading.XlsxResult(("Ngày biên lai", new Stored(stored, XlsxStyle.Date)))));

    [Theory]
    [InlineData("11/2024")]
    [InlineData("2024-11")]
    [InlineData("15/11/2024")]
    [InlineData("2024-11-01")]
    [InlineData("11-2024")]
    public void A_month_is_read(string text) => Assert.Equal(Month.Of(2024, 11), Reading.Value(Reading.Result(("Từ tháng", text))).From);

    [Theory, InlineData("13/2024"), InlineData("0/2024"), InlineData("11/24"), InlineData("tháng 9"), InlineData("11")]
    public void A_month_that_is_none_rejects_the_row(string text) =>
        Assert.Equal($"Từ tháng not-a-month({text})", Reading.Findings(Reading.Result(("Từ tháng", text))));

    [Theory]
    [InlineData("04/03/1975", "1975-03-04")]
    [InlineData("1975-03-04", "1975-03-04")]
    [InlineData("1975", "1975")]
    [InlineData("00/00/1975", "1975")]
    [InlineData("03/1975", "1975")]
    [InlineData("", null)]
    public void A_birth_date_is_a_day_or_a_year(string text, string? born) => Assert.Equal(born, Reading.Value(Reading.Result(("Ngày sinh", text))).Born);

    [Theory]
    [InlineData("1975", "1975")]
    [InlineData("27457", "1975-03-04")]
    [InlineData("12000", "1932-11-07")]
    public void A_birth_date_may_be_a_bare_number_of_a_workbook(string stored, string born) =>
        Assert.Equal(born, Reading.Value(Reading.XlsxResult(("Ngày sinh", new Stored(stored)))).Born);

    [Theory]
    [InlineData("30/02/1975", "no-such-day(30/02/1975)")]
    [InlineData("01/12/2024", "born-in-future(2024-12-01)")]
    [InlineData("2025", "born-in-future(2025)")]
    public void A_birth_date_that_cannot_be_rejects_the_row(string text, string finding) =>
        Assert.Equal("Ngày sinh " + finding, Reading.Findings(Reading.Result(("Ngày sinh", text))));

    [Fact]
    public void What_ends_before_it_starts_is_rejected() => Assert.Equal(
        ["Giá trị đến ends-before-start(2024-02-01|2024-01-31)"],
        Reading.Rows(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến\n7912345678,Lê Hà,01/02/2024,31/01/2024\n").Select(Reading.Findings));
}
