using DocumentFormat.OpenXml.Spreadsheet;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>A template is a file that would be taken: its heads are found, its lists hold what the office has.</summary>
public sealed class TemplateTests
{
    private static readonly DateOnly Today = new(2024, 11, 30);

    [Theory]
    [InlineData(FileKind.Units), InlineData(FileKind.Officers), InlineData(FileKind.Relatives), InlineData(FileKind.Results), InlineData(FileKind.Cards), InlineData(FileKind.Targets), InlineData(FileKind.Figures)]
    public void Its_heads_are_found_again(FileKind kind)
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, kind, Today, stream);
        Assert.Equal(kind, TableFile.Recognise(stream, "mau.xlsx"));
        stream.Position = 0;
        using var file = TableFile.Open(stream, "mau.xlsx", kind);
        Assert.Equal(ThiDua.Intake.Files.KnownColumns.Of(kind).Count, file.Headers.Count);
        Assert.Empty(file.Rows(new(2024, 11, 30)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Its_lists_offer_the_units_and_officers_of_today_and_no_code_that_nothing_stands_behind(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày,Đến ngày\nLX,Thành phố,,UBND,,,\nPB1,Phòng Một,LX,phòng,phòng ban,,\nPB2,Phòng Hai,LX,phòng,phòng ban,,31/10/2024\nPB3,Phòng Ba,LX,phòng,phòng ban,01/12/2024,\nPB4,Phòng Bốn,ZZ,phòng,phòng ban,,\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày,Đến ngày\nA1,Lê An,PB1,,\nA2,Lê Bình,PB1,,31/10/2024\nA3,Lê Cam,PB9,,\n", "can-bo.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nA9,cha,Phan A,8900000001\n", "than-nhan.csv");
        Assert.Equal("Mã đơn vị *: LX PB1", ListsOf(office, FileKind.Officers).Single(l => l.StartsWith("Mã đơn vị", StringComparison.Ordinal)));
        Assert.Equal("Mã đơn vị cấp trên: LX PB1", ListsOf(office, FileKind.Units)[0]);
        Assert.Equal("Mã cán bộ *: A1", ListsOf(office, FileKind.Relatives)[0]);
        Assert.Equal("Mã cán bộ vận động *: A1", ListsOf(office, FileKind.Results).Single(l => l.StartsWith("Mã cán bộ", StringComparison.Ordinal)));
    }

    /// <summary>Head of each column that has a list: the words of the list, as the validation of the column leads to the hidden sheet.</summary>
    private static List<string> ListsOf(Office office, FileKind kind)
    {
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, kind, Today, stream);
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(stream, isEditable: false);
        var book = document.WorkbookPart!;
        var sheets = book.Workbook!.Descendants<Sheet>().ToList();
        var (form, lists) = (Part(sheets[0]), Part(sheets[1]));
        Assert.Null(sheets[0].State);
        Assert.Equal(SheetStateValues.Hidden, sheets[1].State!.Value);
        return [.. form.Descendants<DataValidation>().OrderBy(v => v.SequenceOfReferences!.InnerText, StringComparer.Ordinal).Select(v =>
        {
            var column = string.Concat(v.SequenceOfReferences!.InnerText.TakeWhile(char.IsLetter));
            var (from, to) = v.GetFirstChild<Formula1>()!.Text.Split('!')[1].Replace("$", "", StringComparison.Ordinal).Split(':') is [var a, var b] ? (a, b) : throw new InvalidDataException(v.OuterXml);
            var letter = string.Concat(from.TakeWhile(char.IsLetter));
            var words = lists.Descendants<Cell>().Where(c => string.Concat(c.CellReference!.Value!.TakeWhile(char.IsLetter)) == letter).Select(c => c.InnerText).Where(t => t.Length > 0).ToList();
            Assert.Equal(($"{letter}1", $"{letter}{words.Count}"), (from, to));
            return $"{form.Descendants<Cell>().First(c => c.CellReference == column + "1").InnerText}: {string.Join(' ', words)}";
        })];

        Worksheet Part(Sheet sheet) => ((DocumentFormat.OpenXml.Packaging.WorksheetPart)book.GetPartById(sheet.Id!)).Worksheet!;
    }

    [Fact]
    public void LibreOffice_opens_it()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, FileKind.Relatives, Today, stream);
        Assert.Equal(["Mã cán bộ *,Quan hệ *,Họ và tên,Ngày sinh,Số định danh,Mã số BHXH,Miễn trừ"], LibreOffice.AsCsv(stream.ToArray()));
    }
}
