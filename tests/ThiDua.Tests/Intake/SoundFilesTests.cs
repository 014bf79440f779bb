using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>What sound files of real offices hold beside their rows, and what they must not do to the organisation.</summary>
public sealed class SoundFilesTests
{
    [Theory]
    [InlineData("A,Khối phòng ban,,")]
    [InlineData("B,Khối xã phường,,7")]
    [InlineData("II.1,Khối xã phường,,7")]
    [InlineData(",Cộng khối phòng ban,,5")]
    [InlineData(",Cộng (2 đơn vị),,5")]
    [InlineData(",TỔNG (I+II),,12")]
    [InlineData(",Grand total,,12")]
    [InlineData("I,Phòng 1,,")]
    public void Groups_and_totals_with_their_sums_are_no_rows(string line) => Assert.Equal(
        ["P1", "X1"],
        Reading.Rows(FileKind.Targets, $"STT,Mã đơn vị,Chỉ tiêu,Giao\n1,P1,won-back-hi,5\n{line}\n2,X1,won-back-hi,7\n").Select(r => ((TargetRow)r.Value!).UnitCode));

    [Fact]
    public void A_person_whose_code_is_a_word_for_sums_is_told() =>
        Assert.Equal("Mã đơn vị missing(Mã đơn vị)", Reading.Findings(Assert.Single(Reading.Rows(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nCONG,Nguyễn Công,\n"))));

    [Fact]
    public void Two_columns_for_one_number_of_a_person_refuse_the_file() => Assert.Equal(
        "column-twice", Reading.Refused(FileKind.Relatives, "Mã cán bộ,Quan hệ,Số định danh,CCCD\nA1,con,,079000000099\n").Code);

    [Theory]
    [InlineData("702.000,50", 702001, "+Số tiền amount-rounded(702000.5|702001)")]
    [InlineData("1.234.567,89", 1234568, "+Số tiền amount-rounded(1234567.89|1234568)")]
    [InlineData("702,000", 702000, "+Số tiền thousands-assumed(702,000|702000)")]
    public void Money_is_whole_dong(string text, long amount, string findings)
    {
        var row = Reading.Result(("Số tiền", text));
        Assert.Equal((amount, findings), (Reading.Value(row).Amount, Reading.Findings(row)));
    }

    [Fact]
    public void A_number_that_lost_its_digits_is_told_as_such() =>
        Assert.StartsWith("Mã số BHXH scientific", Reading.Findings(Reading.Result(("Mã số BHXH", "1.23456789E8"))), StringComparison.Ordinal);

    [Theory, InlineData("0.500"), InlineData("46.150")]
    public void A_dot_before_three_digits_is_not_taken_in_a_percentage(string text) => Assert.StartsWith(
        "Thực hiện ambiguous-percentage",
        Reading.Findings(Assert.Single(Reading.Rows(FileKind.Figures, $"Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện (%)\nD1,si-coverage,31/12/2024,{text}\n"))), StringComparison.Ordinal);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_unit_is_never_put_under_itself(Engine engine)
    {
        using var office = new Office(engine);
        const string Head = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\n";
        office.Import(FileKind.Units, Head + "LX,Thành phố,,UBND,\nP1,Phòng 1,LX,phòng,phòng ban\n", "don-vi.csv");
        var circle = office.Import(FileKind.Units, Head + "LX,Thành phố,P1,UBND,\n", "vong.csv");
        var pair = office.Import(FileKind.Units, Head + "X3,Xã 3,X4,xã,xã phường\nX4,Xã 4,X3,xã,xã phường\n", "hai.csv");
        Assert.Equal((1, "units-in-circle"), (circle.Rejected, Assert.Single(circle.Issues).Code));
        Assert.Equal((1, 1, "units-in-circle"), (pair.Waiting, pair.Rejected, Assert.Single(pair.Issues, i => i.Row == 3).Code));
        // Two units change places on one day, in whichever order the rows stand.
        const string Dated = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\n";
        const string down = "LX,Thành phố,P1,UBND,,01/01/2025\n";
        const string up = "P1,Phòng 1,,phòng,phòng ban,01/01/2025\n";
        Assert.Equal((2, 0), office.Import(FileKind.Units, Dated + down + up, "doi-cho.csv") is var swapped ? (swapped.Accepted, swapped.Rejected) : default);
        office.MustVerify();
    }

    [Fact]
    public void A_name_with_its_tone_elsewhere_and_a_group_without_accents_are_the_same()
    {
        using var office = new Office(Engine.Sqlite);
        const string Head = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\n";
        office.Import(FileKind.Units, (Head + "P1,Phòng Hoà Bình,,phòng,PHONG BAN\n").Normalize(System.Text.NormalizationForm.FormD), "nfd.csv");
        Assert.Equal(1, office.Import(FileKind.Units, Head + "P1,Phòng Hòa Bình,,phòng,PHONG BAN\n", "khac.csv").Unchanged);
        Assert.Equal(["departments P1 0/0 # not"], office.Lines("staff-voluntary-si"));
    }

    [Fact]
    public void A_target_of_persons_is_a_whole_number()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nP1,Phòng 1,phòng,phòng ban\n", "don-vi.csv");
        var targets = office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nP1,won-back-hi,\"2,5\"\n", "chi-tieu.csv");
        Assert.Equal((1, "not-whole"), (targets.Rejected, Assert.Single(targets.Issues).Code));
    }
}
