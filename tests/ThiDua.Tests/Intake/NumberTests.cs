using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class NumberTests
{
    private static ReadRow Figure(string text, string head = "Thực hiện", Func<string, bool>? isPercentage = null) => Assert.Single(Reading.Rows(
        FileKind.Figures, System.Text.Encoding.UTF8.GetBytes($"Mã đơn vị;Chỉ tiêu;Ngày chốt;{head}\nD1;si-coverage;29/11/2024;\"{text}\"\n"), isPercentage));

    private static ReadRow StoredFigure(string text, XlsxStyle style = XlsxStyle.Plain) => Assert.Single(Reading.Rows(
        FileKind.Figures, ["Mã đơn vị", "Chỉ tiêu", "Ngày chốt", "Thực hiện"], ["D1", "si-coverage", "29/11/2024", new Stored(text, style)]));

    [Theory]
    [InlineData("46,15", "46.15", "")]
    [InlineData("46.15", "46.15", "")]
    [InlineData("46,15%", "46.15", "")]
    [InlineData("46,150%", "46.150", "")]
    [InlineData("1.234.567,89", "1234567.89", "")]
    [InlineData("1,234,567.89", "1234567.89", "")]
    [InlineData("1.234.567", "1234567", "")]
    [InlineData("1234567", "1234567", "")]
    [InlineData("1 234 567,5", "1234567.5", "")]
    [InlineData("0.125", "0.125", "+Thực hiện decimals-assumed(0.125|0,125)")]
    [InlineData("1234.567", "1234567", "+Thực hiện thousands-assumed(1234.567|1234567)")]
    [InlineData("-3,5", "-3.5", "")]
    [InlineData("46.150", "46150", "+Thực hiện thousands-assumed(46.150|46150)")]
    [InlineData("46,150", "46.150", "+Thực hiện decimals-assumed(46,150|46,15)")]
    public void A_number_is_read_as_written(string text, string value, string findings)
    {
        var row = Figure(text);
        Assert.Equal((value, findings), (Assert.IsType<FigureRow>(row.Value).Value.ToString(CultureInfo.InvariantCulture), Reading.Findings(row)));
    }

    [Theory, InlineData("1.23.456"), InlineData("1,2,3"), InlineData("1.234,5.6"), InlineData("12a"), InlineData("~5"), InlineData("."), InlineData("5,"), InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_rejects_the_row(string text) => Assert.Equal($"Thực hiện not-a-number({text})", Reading.Findings(Figure(text)));

    [Fact]
    public void In_a_percentage_a_dot_before_three_digits_is_refused_with_its_fix()
    {
        Assert.Equal("Thực hiện ambiguous-percentage(46.150%|46,150)", Reading.Findings(Figure("46.150%")));
        Assert.Equal("Thực hiện ambiguous-percentage(46.150|46,150)", Reading.Findings(Figure("46.150", head: "Thực hiện (%)")));
        Assert.Equal("Thực hiện ambiguous-percentage(46.150|46,150)", Reading.Findings(Figure("46.150", isPercentage: i => i == "si-coverage")));
        Assert.Equal(
            ["Giao ambiguous-percentage(46.150|46,150)"], Reading.Rows(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nD1,Tỷ lệ bao phủ BHXH,46.150\n").Select(Reading.Findings));
        Assert.Equal("“46.150%” có thể là hai số khác nhau. Phần lẻ viết bằng dấu phẩy: 46,150.", Reading.Say(Figure("46.150%")));
    }

    [Theory]
    [InlineData("46.15", "46.15")]
    [InlineData("46.150000000000006", "46.15")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1.2345E3", "1234.5")]
    [InlineData("1E-3", "0.001")]
    [InlineData("123456789012345678", "123456789012346000")]
    public void A_number_of_a_workbook_is_exact_to_fifteen_digits(string stored, string value)
    {
        var row = StoredFigure(stored);
        Assert.Equal((value, ""), (ThiDua.Intake.Files.Numbers.Invariant(Assert.IsType<FigureRow>(row.Value).Value), Reading.Findings(row)));
    }

    [Fact]
    public void A_percent_cell_means_what_it_shows()
    {
        var row = StoredFigure("0.4615", XlsxStyle.Percent);
        Assert.Equal((46.15m, "+Thực hiện percent-cell(0,4615|46,15)"), (Assert.IsType<FigureRow>(row.Value).Value, Reading.Findings(row)));
    }

    [Fact]
    public void A_number_beyond_all_measure_rejects_the_row() => Assert.Equal("Thực hiện not-a-number(1E+300)", Reading.Findings(StoredFigure("1E+300")));

    [Theory]
    [InlineData("702000", 702_000, "")]
    [InlineData("702.000", 702_000, "+Số tiền thousands-assumed(702.000|702000)")]
    [InlineData("702,000", 702_000, "+Số tiền thousands-assumed(702,000|702000)")]
    [InlineData("1.404.000 đ", 1_404_000, "")]
    [InlineData("1.404.000,00 đồng", 1_404_000, "")]
    [InlineData("", null, "")]
    public void Money_is_whole(string text, int? amount, string findings)
    {
        var row = Reading.Result(("Số tiền", text));
        Assert.Equal(((long?)amount, findings), (Reading.Value(row).Amount, Reading.Findings(row)));
    }

    [Theory]
    [InlineData("Số tiền", "-702000", "amount-negative()")]
    [InlineData("Số tiền", "nhiều", "not-a-number(nhiều)")]
    [InlineData("Số tháng", "0", "months-not-positive(0)")]
    [InlineData("Số tháng", "-6", "months-not-positive(-6)")]
    [InlineData("Số tháng", "702000", "months-too-many(702000)")]
    [InlineData("Số tháng", "2,5", "not-whole(2.5)")]
    [InlineData("Số tháng", "", "missing(Số tháng)")]
    [InlineData("Số tháng", "=6*2", "formula-text(=6*2)")]
    public void What_cannot_be_rejects_the_row(string column, string text, string finding)
    {
        var row = Reading.Result((column, text));
        Assert.Null(row.Value);
        Assert.Equal($"{column} {finding}", Reading.Findings(row));
    }

    [Fact]
    public void A_cancellation_needs_no_months()
    {
        var row = Reading.Value(Reading.Result(("Phương án", "HUY"), ("Từ tháng", ""), ("Số tháng", ""), ("Số tiền", "-702000")));
        Assert.Equal((JoiningHint.Cancelled, Month.Of(2024, 11), 0, -702_000L), (row.Hint, row.From, row.Months, row.Amount));
        Assert.Equal(0, Reading.Value(Reading.Result(("Phương án", "Hủy"), ("Số tháng", "0"))).Months);
        Assert.Equal("Số tháng months-not-positive(-6)", Reading.Findings(Reading.Result(("Phương án", "HUY"), ("Số tháng", "-6"))));
    }

    [Fact]
    public void Targets_are_read_exactly() => Assert.Equal(
        [new TargetRow("D1", "Tỷ lệ bao phủ BHXH", "2024", 46.15m, 50m) { Row = 2 }],
        Reading.Rows(FileKind.Targets, ["Mã đơn vị", "Chỉ tiêu", "Kỳ", "Giao", "Đăng ký"], ["D1", "Tỷ lệ bao phủ BHXH", 2024, new Stored("46.150000000000006"), 50]).Select(r => r.Value));

    [Fact]
    public void A_negative_target_is_rejected() => Assert.Equal(
        ["Giao negative-number()"], Reading.Rows(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nD1,x,-1\n").Select(Reading.Findings));
}
