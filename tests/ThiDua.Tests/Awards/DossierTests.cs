using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ThiDua.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>9936/V.2: minutes, submission and list from frozen figures, on both engines.</summary>
public sealed class DossierTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-dossier-").FullName;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Figures_stay_frozen_until_they_are_frozen_again_for_a_reason(Engine engine)
    {
        using var office = Filled(engine);
        var first = Write(office);
        Assert.Equal(("PB1", "Phòng Giáo dục", false, null), (first.Frozen.Figures.Unit, first.Frozen.Figures.UnitName, first.HasChanged, first.Frozen.Reason));
        Assert.Equal(["staff-voluntary-si 1/2 50.00 50.00 True", "staff-all-relatives-hi 0/2 0.00 100.00 False", "won-back-hi 0/ 0  "],
            first.Frozen.Figures.Indicators.Select(i => $"{i.Id} {i.Numerator}/{i.Denominator} {i.Value} {i.Target} {i.Met}"));
        Assert.Equal(["A2 Trần Bình 1"], first.Frozen.Figures.Officers.Select(o => $"{o.Code} {o.Name} {o.Persons}"));

        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan Z,8900000009,,TN,TM,17/11/2024,BL9,11/2024,3,A1,cha\n", "them.csv");
        var again = Write(office);
        Assert.Equal((first.Frozen.Sha256, true), (again.Frozen.Sha256, again.HasChanged));

        var anew = Write(office, "bổ sung kết quả");
        Assert.Equal((false, "bổ sung kết quả", 2L), (anew.HasChanged, anew.Frozen.Reason, Count(office)));
        Assert.NotEqual(first.Frozen.Sha256, anew.Frozen.Sha256);
        Assert.Equal(["A1", "A2"], anew.Frozen.Figures.Officers.Select(o => o.Code));
        Assert.Equal(new DateOnly(2024, 12, 4), anew.LastDay);
        office.MustVerify();
    }

    [Fact]
    public void Every_number_of_the_papers_is_one_of_the_frozen_figures()
    {
        using var office = Filled(Engine.Sqlite);
        var dossier = Write(office);
        Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx"], dossier.Files.Where(f => f.EndsWith(".docx", StringComparison.Ordinal)).Select(Path.GetFileName));
        string[] indicators =
        [
            "1 | Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện | 1/2 | 50,00\u00a0% | 50\u00a0% | Đạt",
            "2 | Cán bộ có đầy đủ thân nhân tham gia BHYT | 0/2 | 0,00\u00a0% | 100\u00a0% | Chưa đạt",
            "3 | Người có thẻ BHYT hết hạn 01–09/2024 đã tham gia lại | 0 |  |  | Không giao",
        ];
        const string Officer = "1 | Trần Bình |  | Vận động được 1 người, được tính ở: BHXH tự nguyện (1 người).";
        Assert.Equal([.. indicators, Officer], Rows(dossier.Files[0]));
        Assert.Equal(indicators, Rows(dossier.Files[1]));
        Assert.Equal([" | Không đề nghị | ", Officer], Rows(dossier.Files[2]));
        Assert.Contains($"mã kiểm tra {dossier.Frozen.Sha256[..12]}", Text(dossier.Files[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Word_finds_no_fault_in_them_and_LibreOffice_makes_PDF()
    {
        using var office = Filled(Engine.Sqlite);
        var dossier = Write(office);
        foreach (var file in dossier.Files.Where(f => f.EndsWith(".docx", StringComparison.Ordinal)))
        {
            using var document = WordprocessingDocument.Open(file, isEditable: false);
            Assert.Equal([], new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            Assert.Equal((11906u, 16838u), (document.MainDocumentPart!.Document!.Body!.Descendants<PageSize>().Single().Width!.Value, document.MainDocumentPart.Document.Body.Descendants<PageSize>().Single().Height!.Value));
        }
        Assert.True(dossier.HasPdf);
        Assert.All(dossier.Files.Where(f => f.EndsWith(".pdf", StringComparison.Ordinal)), f => Assert.Equal("%PDF-"u8.ToArray(), File.ReadAllBytes(f)[..5]));
    }

    [Fact]
    public void Verify_finds_frozen_figures_that_were_changed()
    {
        using var office = Filled(Engine.Sqlite);
        Write(office);
        using (var db = office.Installation.Open()) db.Execute("update frozen_standing set content = replace(content, '50.00', '60.00')");
        Assert.Equal(["frozen-figures"], new VerifyStore(office.Installation).Verify().Where(i => !i.Holds).Select(i => i.Code));
    }

    [Fact]
    public void The_command_answers_with_its_files()
    {
        using var town = new ThiDua.Tests.Cli.SmallTown();
        var answer = town.Command.Must("dossier", "9936", "--unit", "PB2", "--out", folder, "--json").Json;
        Assert.Equal(("9936", "PB2", "2024-11-30", false), ((string?)answer["campaign"], (string?)answer["unit"], (string?)answer["asOf"], (bool)answer["changedSince"]!));
        Assert.All((JsonArray)answer["files"]!, f => Assert.True(File.Exists((string?)f)));
        Assert.Equal(1, town.Command.Run("dossier", "9936", "--unit", "LX", "--out", folder).ExitCode);
        Assert.Equal(2, town.Command.Run("dossier", "9936", "--out", folder).ExitCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A2,cha\n", "ket-qua.csv");
        return office;
    }

    private Dossier Write(Office office, string? refreeze = null) => new WriteDossier(office.Installation).Write("9936", "PB1", new(), refreeze, folder);

    private static long Count(Office office)
    {
        using var db = office.Installation.Open();
        return db.One<long>("select count(*) from frozen_standing");
    }

    /// <summary>The rows of bordered tables, heads left out.</summary>
    private static string[] Rows(string file)
    {
        using var document = WordprocessingDocument.Open(file, isEditable: false);
        return [.. document.MainDocumentPart!.Document!.Body!.Elements<Table>().Where(t => t.Descendants<TableBorders>().Any())
            .SelectMany(t => t.Elements<TableRow>().Skip(1)).Select(r => string.Join(" | ", r.Elements<TableCell>().Select(c => c.InnerText)))];
    }

    private static string Text(string file)
    {
        using var document = WordprocessingDocument.Open(file, isEditable: false);
        return document.MainDocumentPart!.Document!.Body!.InnerText;
    }
}
