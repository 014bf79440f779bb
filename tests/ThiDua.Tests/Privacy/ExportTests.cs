using ThiDua.Core.Standings;
using ThiDua.Documents;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Privacy;

/// <summary>A table that names people says who took it out and when (AC-16).</summary>
public sealed class ExportTests
{
    [Fact]
    public void A_table_of_officers_says_who_took_it_out_and_when()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var standings = office.Standings(new(StandingOf.Officers, Indicator: "staff-voluntary-si"));
        var exported = Exported.Now(office.Installation with { Actor = "=lan" });
        const string Line = "Xuất bởi =lan lúc 08:02 ngày 30/11/2024. Có tên người: không chuyển tiếp ngoài công việc.";

        Assert.Equal(Line, StandingsTables.Csv(standings, Language.Vi, exported).Split("\r\n")[^2]);
        Assert.Equal(Line, ThiDua.Reminders.CallTables.Csv([], exported, Language.Vi).Split("\r\n")[^2]);
        Assert.DoesNotContain("Xuất bởi", ThiDua.Reminders.CallTables.Csv([], null, Language.Vi), StringComparison.Ordinal);
        Assert.DoesNotContain("Xuất bởi", StandingsTables.Csv(standings, Language.Vi), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        StandingsTables.WriteXlsx(stream, standings, Language.Vi, exported);
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var sheet = new StreamReader(zip.GetEntry(WorkbookWriter.FirstSheet)!.Open());
        Assert.Contains(Line, sheet.ReadToEnd(), StringComparison.Ordinal);
    }
}
