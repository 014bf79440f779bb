using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class HeaderTests
{
    private static readonly MemberRow Member = new("CB01", "D1", null, null);

    [Theory]
    [InlineData("Mã cán bộ,Mã đơn vị\nCB01,D1")]
    [InlineData("Mã đơn vị,Mã cán bộ\nD1,CB01")]
    [InlineData("MA CAN BO,ma-don-vi\nCB01,D1")]
    [InlineData("mã  cán bộ (*),\"Mã\nđơn vị\"\nCB01,D1")]
    [InlineData("Mã CB,Mã ĐV\nCB01,D1")]
    [InlineData("Officer code,Unit code\nCB01,D1")]
    [InlineData("Ma\u0303 ca\u0301n bo\u0323\u0302,Ma\u0303 đơn vi\u0323\nCB01,D1")]
    public void Columns_are_found_by_their_heads(string csv) =>
        Assert.Equal([Member], Reading.Rows(FileKind.Members, csv).Select(r => r.Value! with { Row = 0 }));

    [Theory]
    [InlineData("Số CCCD/ĐDCN", "Mã BHXH", "Họ tên", "Mã CB vận động")]
    [InlineData("CCCD/ĐDCN/hộ chiếu", "Số BHXH", "Họ tên người tham gia", "Mã cán bộ")]
    [InlineData("Số căn cước", "Số sổ BHXH", "Họ, tên", "Mã CBCCVC")]
    public void Results_know_common_names_of_columns(string national, string si, string name, string officer)
    {
        var csv = $"STT;{name};Năm sinh;{si};{national};Loại hình;PA;Ngày BL;Số BL;Từ tháng/năm;Số tháng;Số tiền phải đóng;{officer};Mối quan hệ;Mã NV thu\n"
            + "1;Lê Hà;1975;7912345678;079075001234;HGD;TM;15/11/2024;01;11/2024;12;1263600;CB01;con;NV1\n";
        var row = Reading.Value(Assert.Single(Reading.Rows(FileKind.Results, csv)));
        Assert.Equal(("Lê Hà", "1975", "7912345678", "079075001234", "01", "CB01", "NV1", 0), (row.Name, row.Born, row.SiNumber, row.NationalId, row.Number, row.OfficerCode, row.CollectorCode, row.Extra.Count));
    }

    [Fact]
    public void Titles_may_stand_above() => Assert.Equal(
        [Member with { Row = 5 }],
        Reading.Rows(FileKind.Members, "BẢO HIỂM XÃ HỘI TỈNH,,\nDANH SÁCH,,\n,,\nSTT,Mã cán bộ,Mã đơn vị\n1,CB01,D1\n").Select(r => r.Value));

    [Fact]
    public void A_head_in_two_lines_with_a_merged_cell_is_read() => Assert.Equal(
        [new CardRow("7912345678", null, "Lê Hà", null, "HC4797912345678", new(2024, 1, 1), new(2024, 12, 31), null, null, null) { Row = 4 }],
        Reading.Rows(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị,,Mã thẻ\n,,từ,đến,\n(1),(2),(3),(4),(5)\n7912345678,Lê Hà,01/01/2024,31/12/2024,HC4797912345678\n").Select(r => r.Value));

    [Fact]
    public void A_head_over_several_known_columns_names_none_of_them() => Assert.Equal(
        [new OfficerRow("CB01", "Lê Hà", "1980", null, null, "D1", null, null, null, null, null) { Row = 3 }],
        Reading.Rows(FileKind.Officers, "Cán bộ,,,Đơn vị\nMã cán bộ,Họ và tên,Năm sinh,Mã đơn vị\nCB01,Lê Hà,1980,D1\n").Select(r => r.Value));

    [Theory]
    [InlineData("(1),(2),(3),(4)")]
    [InlineData("1,2,3,4")]
    [InlineData("A,B,1,2")]
    [InlineData("A,B,(1),(2)=(1)+1")]
    public void A_numbering_row_is_no_row(string numbering) => Assert.Equal(
        ["CB01"], Reading.Rows(FileKind.Members, $"Mã cán bộ,Mã đơn vị,Từ ngày,Đến ngày\n{numbering}\nCB01,D1,,\n").Select(r => ((MemberRow)r.Value!).OfficerCode));

    [Fact]
    public void Short_codes_are_no_numbering() => Assert.Equal(
        [new TargetRow("3", "2", null, 4, null) { Row = 2 }, new TargetRow("5", "2", null, 7, null) { Row = 3 }],
        Reading.Rows(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\n3,2,,4\n5,2,,7\n").Select(r => r.Value));

    [Theory]
    [InlineData(",,,,")]
    [InlineData("I,Tăng,,,")]
    [InlineData(",I. Phường Mỹ Bình,,,")]
    [InlineData("I. Phường Mỹ Bình,,,,")]
    [InlineData(",Tổng cộng,,,12")]
    [InlineData("Cộng,,,,12")]
    [InlineData(",TỔNG SỐ: 5 người,,,12")]
    [InlineData("STT,Mã cán bộ,Mã đơn vị,Từ ngày,Số")]
    public void Blank_rows_groups_totals_and_repeated_heads_are_no_rows(string line) => Assert.Equal(
        ["CB01", "CB02"],
        Reading.Rows(FileKind.Members, $"STT,Mã cán bộ,Mã đơn vị,Từ ngày,Số\n1,CB01,D1,,\n{line}\n2,CB02,D1,,\n").Select(r => ((MemberRow)r.Value!).OfficerCode));

    [Theory]
    [InlineData("2,CB02,,,", "Mã đơn vị missing(Mã đơn vị)")]
    [InlineData(",CB02,,,", "Mã đơn vị missing(Mã đơn vị)")]
    [InlineData("2,Cộng Hòa,,01/01/2024,", "Mã đơn vị missing(Mã đơn vị)")]
    public void A_row_that_lacks_cells_is_told_and_not_passed_over(string line, string findings) =>
        Assert.Equal(findings, Reading.Findings(Assert.Single(Reading.Rows(FileKind.Members, $"STT,Mã cán bộ,Mã đơn vị,Từ ngày,Số\n{line}\n"))));

    [Fact]
    public void A_required_column_missing_refuses_the_file_with_its_name()
    {
        var refused = Reading.Refused(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Ngày biên lai,Số biên lai,Từ tháng,Mã cán bộ vận động,Quan hệ\nA,1,TN,,,,,\n");
        Assert.Equal("column-missing Số tháng 1", $"{refused.Code} {string.Join(' ', refused.Arguments)}");
        Assert.Equal("Thiếu cột bắt buộc: Số tháng (dòng tiêu đề: dòng 1). Hãy thêm cột rồi nhập lại tệp.", refused.Say(ThiDua.Texts.Language.Vi));
    }

    [Fact]
    public void Results_and_cards_need_a_column_of_identifiers() => Assert.Equal(
        "Mã số BHXH / Số định danh", Reading.Refused(FileKind.Cards, "Họ và tên,Giá trị từ,Giá trị đến\nA,,\n").Arguments[0]);

    [Fact]
    public void A_required_column_twice_refuses_the_file()
    {
        var refused = Reading.Refused(FileKind.Members, "Mã cán bộ,Mã đơn vị,Mã CB\nCB01,D1,CB01\n");
        Assert.Equal("column-twice Mã cán bộ A C", $"{refused.Code} {string.Join(' ', refused.Arguments)}");
    }

    [Fact]
    public void A_table_without_a_head_is_refused()
    {
        Assert.Equal("no-header", Reading.Refused(FileKind.Members, "CB01,D1\nCB02,D2\n").Code);
        Assert.Equal("empty", Reading.Refused(FileKind.Members, "").Code);
        Assert.Equal("empty", Reading.Refused(FileKind.Members, "\uFEFF\n \n").Code);
    }

    [Fact]
    public void Headers_and_the_place_of_a_column_are_told()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("Ghi chú,Mã ĐV,Mã CB\n"));
        using var file = TableFile.Open(stream, "a.csv", FileKind.Members);
        Assert.Equal(["Ghi chú", "Mã ĐV", "Mã CB"], file.Headers);
        Assert.Equal((2, 1, -1, 0), (file.PositionOf("Mã cán bộ"), file.PositionOf("Mã đơn vị"), file.PositionOf("Từ ngày"), file.PositionOf("Ghi chú")));
        Assert.Empty(file.Rows(Reading.Today));
        Assert.Equal(file.Length, file.BytesRead);
    }

    [Theory]
    [InlineData("Mã đơn vị,Tên đơn vị,Loại", FileKind.Units)]
    [InlineData("Mã cán bộ,Họ và tên,Mã đơn vị", FileKind.Officers)]
    [InlineData("Mã cán bộ,Mã đơn vị,Từ ngày", FileKind.Members)]
    [InlineData("Mã cán bộ,Quan hệ,Họ và tên", FileKind.Relatives)]
    [InlineData("Họ và tên,Mã số BHXH,Loại hình,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ", FileKind.Results)]
    [InlineData("Họ và tên,Mã số BHXH,Giá trị từ,Giá trị đến", FileKind.Cards)]
    [InlineData("Mã đơn vị,Chỉ tiêu,Giao", FileKind.Targets)]
    [InlineData("Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện", FileKind.Figures)]
    [InlineData("Mã đơn vị,Loại,Tên,Tóm tắt thành tích", FileKind.Nominees)]
    [InlineData("Mặt hàng,Giá", null)]
    public void The_kind_is_recognised_by_its_columns(string head, FileKind? kind)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(head + "\n"));
        using var xlsx = new MemoryStream(new XlsxWriter().Sheet([.. head.Split(',')]).Bytes());
        Assert.Equal((kind, kind), (TableFile.Recognise(csv, "a.csv"), TableFile.Recognise(xlsx, "a.xlsx")));
    }
}
