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
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, kind, stream);
        Assert.Equal(kind, TableFile.Recognise(stream, "mau.xlsx"));
        stream.Position = 0;
        using var file = TableFile.Open(stream, "mau.xlsx", kind);
        Assert.Equal(ThiDua.Intake.Files.KnownColumns.Of(kind).Count, file.Headers.Count);
        Assert.Empty(file.Rows(new(2024, 11, 30)));
    }

    [Fact]
    public void LibreOffice_opens_it()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        using var stream = new MemoryStream();
        using (var db = office.Installation.Open()) WriteTemplate.Write(db, FileKind.Relatives, stream);
        Assert.Equal(["Mã cán bộ *,Quan hệ *,Họ và tên,Ngày sinh,Số định danh,Mã số BHXH,Miễn trừ"], LibreOffice.AsCsv(stream.ToArray()));
    }
}
