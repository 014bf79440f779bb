using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ThiDua.Intake;
using ThiDua.Intake.Marking;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Intake;

/// <summary>The user's own workbook back: everything as it was, and beside each row what became of it.</summary>
public sealed class MarkedReportTests
{
    private const string SheetPart = "xl/worksheets/sheet1.xml";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Every_other_part_keeps_its_bytes_and_the_sheet_differs_by_the_marks_alone()
    {
        var original = Workbook("31/11/2024");
        var marked = Marked(original, out var result);

        Assert.Equal((3, 1, 1, 1), (result.Rows, result.Accepted, result.Waiting, result.Rejected));
        var (before, after) = (Parts(original), Parts(marked));
        Assert.Equal(["xl/commentsThiDua.xml", "xl/drawings/vmlDrawingThiDua.vml", "xl/worksheets/_rels/sheet1.xml.rels"], after.Keys.Except(before.Keys).Order(StringComparer.Ordinal));
        Assert.Equal([], before.Keys.Except(after.Keys));
        Assert.Equal(["[Content_Types].xml", "xl/styles.xml", SheetPart], before.Keys.Where(p => !before[p].SequenceEqual(after[p])).Order(StringComparer.Ordinal));

        var sheet = Tree(after[SheetPart]);
        Assert.Equal(
            [
                "Kết quả nhập | Lý do | Cách sửa",
                "Mới, nhận được",
                "Không nhận được | Ngày biên lai: “31/11/2024” không phải là ngày có thật. | Sửa ngày rồi nhập lại tệp.",
                "Chờ xử lý | Mã cán bộ vận động: Chưa có cán bộ mã ZZ trong danh sách. | Dòng sẽ tự được nhận khi nhập danh sách có mã này.",
            ],
            sheet.Descendants(Main + "row").Select(r => string.Join(" | ", r.Elements(Main + "c").Where(IsNew).Select(c => c.Value))).Where(t => t.Length > 0));
        Assert.Equal(["F5", "J6"], Tree(after["xl/commentsThiDua.xml"]).Descendants(Main + "comment").Select(c => (string)c.Attribute("ref")!));

        // Without what was added, the sheet is the one that came.
        var marks = sheet.Descendants(Main + "c").Where(c => (string?)c.Attribute("r") is "F5" or "J6").ToList();
        Assert.Equal(2, marks.Select(c => (string)c.Attribute("s")!).Distinct().Count());
        foreach (var cell in marks) cell.SetAttributeValue("s", "0");
        sheet.Descendants(Main + "c").Where(IsNew).Remove();
        sheet.Elements(Main + "cols").Remove();
        sheet.Elements(Main + "legacyDrawing").Remove();
        Assert.Equal(Canonical(Tree(before[SheetPart])), Canonical(sheet));
    }

    [Fact]
    public void Notes_that_are_there_stay_and_the_new_ones_stand_beside_them()
    {
        var once = Marked(Workbook("31/11/2024"), out _);
        var twice = Parts(Marked(once, out _));
        var comments = Tree(twice["xl/commentsThiDua.xml"]).Descendants(Main + "comment").ToList();
        Assert.Equal(["F5", "J6"], comments.Select(c => (string)c.Attribute("ref")!));
        Assert.All(comments, c => Assert.Equal(2, c.Descendants(Main + "t").Count()));
        Assert.Equal(Parts(once)["xl/drawings/vmlDrawingThiDua.vml"].Length, twice["xl/drawings/vmlDrawingThiDua.vml"].Length);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Mended_in_the_marked_workbook_the_row_is_taken(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Results, Workbook("31/11/2024"), "ket-qua.xlsx");
        var mended = Edited(Marked(Workbook("31/11/2024"), out _), "F5", "30/11/2024");
        var result = office.Import(FileKind.Results, mended, "ket-qua-da-sua.xlsx");
        Assert.Equal((3, 1, 1, 1, 0), (result.Rows, result.Accepted, result.Unchanged, result.Waiting, result.Rejected));
    }

    [Fact]
    public void Of_a_text_file_a_workbook_is_made()
    {
        using var office = Ready(Engine.Sqlite);
        using var output = new MemoryStream();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\nPhan B,89,,TN,TM,16/11/2024,BL2,11/2024,3,A1,cha\n"));
        new ImportFile(office.Installation).Import(new(content, "ket-qua.csv", FileKind.Results, null, true, false, new MarkedReport(output, Language.Vi)));
        var rows = Tree(Parts(output.ToArray())[SheetPart]).Descendants(Main + "row").Select(r => string.Join(" | ", r.Elements(Main + "c").Select(c => c.Value))).ToList();
        Assert.Equal(
            [
                "Họ và tên | Mã số BHXH | Số định danh | Loại hình | Phương án | Ngày biên lai | Số biên lai | Từ tháng | Số tháng | Mã cán bộ vận động | Quan hệ | Kết quả nhập | Lý do | Cách sửa",
                "Phan A | 8900000001 |  | TN | TM | 16/11/2024 | BL1 | 11/2024 | 3 | A1 | cha | Mới, nhận được",
                "Phan B | 89 |  | TN | TM | 16/11/2024 | BL2 | 11/2024 | 3 | A1 | cha | Không nhận được | Mã số BHXH: 89 có 2 chữ số, cần 10. | Hãy kiểm tra lại số.",
            ],
            rows);
    }

    [Fact]
    public void LibreOffice_opens_it_and_shows_the_same_cells()
    {
        var marked = Marked(Workbook("31/11/2024"), out _);
        Assert.Equal(
            [
                "KẾT QUẢ,,,,,,,,,,,,,,",
                "\"Phụ lục kèm theo\",,,,,,,,,,,,,,".Replace("\"", "", StringComparison.Ordinal),
                "Họ và tên,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ,Tổng,Kết quả nhập,Lý do,Cách sửa",
                "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha,6,\"Mới, nhận được\",,",
                "Phan B,8900000002,,TN,TM,31/11/2024,BL2,11/2024,3,A1,cha,,Không nhận được,Ngày biên lai: “31/11/2024” không phải là ngày có thật.,Sửa ngày rồi nhập lại tệp.",
                "Phan C,8900000003,,TN,TM,16/11/2024,BL3,11/2024,3,ZZ,cha,,Chờ xử lý,Mã cán bộ vận động: Chưa có cán bộ mã ZZ trong danh sách.,Dòng sẽ tự được nhận khi nhập danh sách có mã này.",
            ],
            LibreOffice.AsCsv(marked));
    }

    /// <summary>The workbook with one cell typed over, as a spreadsheet does it: the rest of the package stays.</summary>
    public static byte[] Edited(byte[] workbook, string cell, string text)
    {
        var sheet = Tree(Parts(workbook)[SheetPart]);
        var target = sheet.Descendants(Main + "c").Single(c => (string?)c.Attribute("r") == cell);
        target.SetAttributeValue("t", "inlineStr");
        target.ReplaceNodes(new XElement(Main + "is", new XElement(Main + "t", text)));
        using var package = new MemoryStream();
        package.Write(workbook);
        using (var zip = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(SheetPart)!.Delete();
            using var part = zip.CreateEntry(SheetPart).Open();
            sheet.Save(part);
        }
        return package.ToArray();
    }

    private static byte[] Marked(byte[] original, out ImportResult result)
    {
        using var office = Ready(Engine.Sqlite);
        using var content = new MemoryStream(original);
        using var output = new MemoryStream();
        result = new ImportFile(office.Installation).Import(new(content, "ket-qua.xlsx", FileKind.Results, null, DryRun: true, Strict: false, new MarkedReport(output, Language.Vi)));
        return output.ToArray();
    }

    /// <summary>A workbook as offices have them: a merged title, a filter, a formula, a rule that colours, a hidden sheet.</summary>
    private static byte[] Workbook(string day)
    {
        object?[][] rows =
        [
            ["KẾT QUẢ"], ["Phụ lục kèm theo"], [.. LongXuyenTests.Head.Trim().Split(','), "Tổng"],
            ["Phan A", "8900000001", null, "TN", "TM", "16/11/2024", "BL1", "11/2024", 3, "A1", "cha", new Formula("SUM(I4:I5)", "6")],
            ["Phan B", "8900000002", null, "TN", "TM", day, "BL2", "11/2024", 3, "A1", "cha"],
            ["Phan C", "8900000003", null, "TN", "TM", "16/11/2024", "BL3", "11/2024", 3, "ZZ", "cha"],
        ];
        XlsxWriter Write() => new XlsxWriter().Sheet("Kết quả", null, rows).Sheet("Danh mục", "hidden", ["ẩn"]);
        var sheet = Encoding.UTF8.GetString(Parts(Write().Bytes())[SheetPart]).Replace("</sheetData>",
            "</sheetData><autoFilter ref=\"A3:L6\"/><mergeCells count=\"1\"><mergeCell ref=\"A1:K1\"/></mergeCells>"
            + "<conditionalFormatting sqref=\"I4:I6\"><cfRule type=\"cellIs\" priority=\"1\" operator=\"lessThan\"><formula>1</formula></cfRule></conditionalFormatting>"
            + "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>", StringComparison.Ordinal);
        return Write().Bytes((SheetPart, sheet));
    }

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        return office;
    }

    private static bool IsNew(XElement cell) => ((string)cell.Attribute("r")!)[0] > 'L';

    private static XElement Tree(byte[] part) => XElement.Load(new MemoryStream(part));

    private static string Canonical(XElement sheet)
    {
        var copy = new XElement(sheet);
        foreach (var element in copy.DescendantsAndSelf())
        {
            element.ReplaceAttributes(element.Attributes().Where(a => !a.IsNamespaceDeclaration && !(a.Name == "s" && a.Value == "0")).OrderBy(a => a.Name.ToString(), StringComparer.Ordinal));
        }
        return copy.ToString(SaveOptions.DisableFormatting);
    }

    private static Dictionary<string, byte[]> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var copy = new MemoryStream();
            using var from = e.Open();
            from.CopyTo(copy);
            return copy.ToArray();
        });
    }
}
