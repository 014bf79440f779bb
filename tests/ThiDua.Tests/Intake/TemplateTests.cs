using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>A template is a file that would be taken: its heads are found, its lists hold what the office has.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData(FileKind.Units), InlineData(FileKind.Officers), InlineData(FileKind.Relatives), InlineData(FileKind.Results), InlineData(FileKind.Cards), InlineData(FileKind.Targets), InlineData(FileKind.Figures)]
    public void Its_heads_are_found_again(FileKind kind)
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, kind, office.Installation.Day, stream);
        Assert.Equal(kind, TableFile.Recognise(stream, "mau.xlsx"));
        stream.Position = 0;
        using var file = TableFile.Open(stream, "mau.xlsx", kind);
        Assert.Equal(ThiDua.Intake.Files.KnownColumns.Of(kind).Count, file.Headers.Count);
        Assert.Empty(file.Rows(new(2024, 11, 30)));
    }

    [Fact]
    public void Its_lists_offer_only_codes_that_are_known_and_in_being_today()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày,Đến ngày\nXP2,Xã Hai,,xã,xã phường,,\nXP1,Xã Một,,xã,xã phường,,\nCU,Xã Cũ,,xã,xã phường,,31/10/2024\nSAU,Xã Sau,,xã,xã phường,01/01/2025,\nTREO,Xã Treo,KHONG-CO,xã,xã phường,,\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày,Đến ngày\nB2,Lê Cam,XP1,,\nB1,Lê Bình,XP1,,\nB3,Lê Đi,XP1,,31/10/2024\nB4,Lê Treo,LA,,\n", "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan Z,8900000009,,TN,TM,17/11/2024,BL9,11/2024,3,Z9,cha\n", "ket-qua.csv");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nNHAM,Xã Nhầm,xã\n", "nham.csv");
        office.Withdraw("nham.csv");

        Assert.Equal(["XP1", "XP2"], List(office, FileKind.Officers, "Mã đơn vị *"));
        Assert.Equal(["XP1", "XP2"], List(office, FileKind.Units, "Mã đơn vị cấp trên"));
        Assert.Equal(["B1", "B2"], List(office, FileKind.Results, "Mã cán bộ vận động *"));
        Assert.Equal(["B1", "B2"], List(office, FileKind.Relatives, "Mã cán bộ *"));
        Assert.Equal(["HGD", "TN"], List(office, FileKind.Results, "Loại hình *").Order(StringComparer.Ordinal));
    }

    /// <summary>What the drop-down list of a column offers: its validation names a range of the hidden sheet.</summary>
    private static string[] List(Office office, FileKind kind, string head)
    {
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, kind, office.Installation.Day, stream);
        using var zip = new System.IO.Compression.ZipArchive(stream);
        var (form, lists) = (Sheet(1), Sheet(2));
        var column = Cells(form).Single(c => c.Text == head).At.TrimEnd('1');
        var validation = form.Descendants().Where(e => e.Name.LocalName == "dataValidation").Single(e => ((string)e.Attribute("sqref")!).StartsWith(column + "2:", StringComparison.Ordinal));
        Assert.Equal("list", (string)validation.Attribute("type")!);
        var range = validation.Elements().Single(e => e.Name.LocalName == "formula1").Value.Split('!')[1].Split(':').Select(r => r.Trim('$').Split('$')).ToList();
        Assert.Contains("state=\"hidden\"", Part("xl/workbook.xml"), StringComparison.Ordinal);
        var last = int.Parse(range[1][1], System.Globalization.CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(1, last).Select(row => Cells(lists).Single(c => c.At == $"{range[0][0]}{row}").Text)];

        System.Xml.Linq.XElement Sheet(int number) => System.Xml.Linq.XElement.Parse(Part($"xl/worksheets/sheet{number}.xml"));

        string Part(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }

        static IEnumerable<(string At, string Text)> Cells(System.Xml.Linq.XElement sheet) => sheet.Descendants().Where(e => e.Name.LocalName == "c").Select(c => ((string)c.Attribute("r")!, c.Value));
    }

    [Fact]
    public void LibreOffice_opens_it()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, FileKind.Relatives, office.Installation.Day, stream);
        Assert.Equal(["Mã cán bộ *,Quan hệ *,Họ và tên,Ngày sinh,Số định danh,Mã số BHXH,Miễn trừ"], LibreOffice.AsCsv(stream.ToArray()));
    }
}
