using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
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
        Assert.Equal(("PB1", "Phòng Giáo dục", null), (first.Frozen.Figures.Unit, first.Frozen.Figures.UnitName, first.Frozen.Reason));
        Assert.Equal([], Changes(office));
        Assert.Equal(["staff-voluntary-si 1/2 50.00 50.00 True", "staff-all-relatives-hi 0/2 0.00 100.00 False", "won-back-hi 0/ 0  "],
            first.Frozen.Figures.Indicators.Select(i => $"{i.Id} {i.Numerator}/{i.Denominator} {i.Value} {i.Target} {i.Met}"));
        Assert.Equal(["A2 Trần Bình 1"], first.Frozen.Figures.Officers.Select(o => $"{o.Code} {o.Name} {o.Persons}"));

        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan Z,8900000009,,TN,TM,17/11/2024,BL9,11/2024,3,A1,cha\n", "them.csv");
        var again = Write(office);
        Assert.Equal(first.Frozen.Sha256, again.Frozen.Sha256);
        Assert.Equal(["Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện result 1/2 → 2/2", "Nguyễn An officer-new  → 1"], Changes(office));

        var anew = Write(office, "bổ sung kết quả");
        Assert.Equal(("bổ sung kết quả", 2L), (anew.Frozen.Reason, Count(office)));
        Assert.Equal([], Changes(office));
        Assert.NotEqual(first.Frozen.Sha256, anew.Frozen.Sha256);
        Assert.Equal(["A1", "A2"], anew.Frozen.Figures.Officers.Select(o => o.Code));
        Assert.Equal(new DateOnly(2024, 12, 4), Line(office).LastDay);
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
        Assert.Equal([Officer], Rows(dossier.Files[2]));
        Assert.Contains("Tập thể Phòng Giáo dục chưa đạt đủ các chỉ tiêu của nhóm", Text(dossier.Files[2]), StringComparison.Ordinal);
        // The head of the trail stands on paper, and the trail has it.
        using (var db = office.Installation.Open()) Assert.True(ThiDua.Trail.VerifyTrail.Has(db, dossier.Frozen.TrailHead![..16]));
        Assert.Contains($"mã kiểm tra {dossier.Frozen.Sha256[..12]}, đầu nhật ký {dossier.Frozen.TrailHead[..16]}", Text(dossier.Files[2]), StringComparison.Ordinal);
    }

    /// <summary>Figures that stand nowhere else: whatever number a paper says is one of them, of its template, or of the campaign.</summary>
    [Fact]
    public void No_paper_says_a_number_that_is_not_frozen()
    {
        using var office = Filled(Engine.Sqlite);
        using var db = office.Installation.Open();
        var campaign = ThiDua.Campaigns.LoadCampaigns.One(db, "9936", long.MaxValue)!.Campaign;
        var figures = new FrozenFigures("9936", new string('a', 64), "PB1", "Phòng Giáo dục", new(2024, 11, 30), new(2024, 11, 30), true, 1,
            [new("i", "Cán bộ", null, "70707", "80808", "87.50", "61.00", true, 3, 9), new("j", "Người", null, "1234.5", null, "1234.5", "9090", false, 3, 9)],
            [new("A1", "Nguyễn An", "Trưởng phòng", 5151, 1, null, [new("i", "BHYT", 5050), new("j", "BHXH", 101)])]);
        var frozen = new Frozen(1, figures, "", new string('b', 64), new(2024, 11, 30, 2, 3, 0, TimeSpan.Zero), null);
        string[] given = ["70.707", "80.808", "87,50", "61", "1.234,5", "9.090", "5.151", "5.050", "101", "1", "2", "2024", "09", "03", "30", "11"];
        string[] used = [];
        foreach (var paper in DossierPapers.Of(campaign))
        {
            var template = File.ReadAllText(Path.Combine(Repository.Root, "templates", "dossier", paper.Id + ".txt"));
            var known = WordPaper.Numbers(template + " " + campaign.Title.Vi + " " + campaign.Document.Number + " " + ThiDua.Texts.Written.Day(campaign.Document.Date!.Value) + " " + campaign.Document.Issuer.Vi);
            var file = Path.Combine(folder, paper.Id + ".docx");
            using (var output = File.Create(file)) ThiDua.Documents.StatePaper.Write(output, DossierPapers.Blocks(paper, frozen, campaign));
            var said = WordPaper.Numbers(WordPaper.Words(File.ReadAllBytes(file)));
            Assert.Equal([], said.Except(given).Except(known));
            used = [.. used, .. said];
        }
        Assert.Equal([], given.Except(used));
    }

    [Fact]
    public void Papers_propose_nobody_beyond_the_quota()
    {
        using var office = Filled(Engine.Sqlite);
        using var db = office.Installation.Open();
        var campaign = ThiDua.Campaigns.LoadCampaigns.One(db, "9936", long.MaxValue)!.Campaign;
        campaign = campaign with { Awards = [.. campaign.Awards.Select(a => a with { Quota = 1 })] };
        var figures = new FrozenFigures("9936", new string('a', 64), "PB1", "Phòng Giáo dục", new(2024, 11, 30), new(2024, 11, 30), true, 2,
            [new("i", "Cán bộ", null, "7", "8", "87.50", "61.00", true, 3, 9)],
            [new("A1", "Nguyễn An", null, 5, 1, true, [new("i", "BHYT", 5)]), new("A2", "Trần Bình", null, 4, 2, false, [new("i", "BHYT", 4)])]);

        Assert.Equal("Nguyễn An | Đề nghị khen thưởng 1 cá nhân | ngoài số lượng được xét", Said(figures));
        Assert.Equal("Trần Bình, Phòng Giáo dục | Đề nghị khen thưởng 1 cá nhân | Đề nghị tặng giấy khen cho tập thể", Said(figures with { CollectiveRank = 1, Officers = [figures.Officers[0] with { WithinQuota = false }, figures.Officers[1] with { WithinQuota = true }] }));
        Assert.Equal((false, true), ((figures with { IsEligible = false, Officers = [figures.Officers[1]] }).Qualifies, figures.Qualifies));

        string Said(FrozenFigures frozen)
        {
            var file = Path.Combine(folder, "quota.docx");
            using (var output = File.Create(file)) ThiDua.Documents.StatePaper.Write(output, DossierPapers.Blocks(DossierPapers.Find(campaign, "danh-sach"), new(1, frozen, "", new string('b', 64), new(2024, 11, 30, 2, 3, 0, TimeSpan.Zero), null), campaign));
            var (text, rows) = (Text(file), Rows(file));
            string[] sentences = ["Đề nghị khen thưởng 1 cá nhân", "Đề nghị khen thưởng 2 cá nhân", "Đề nghị tặng giấy khen cho tập thể", "ngoài số lượng được xét"];
            return string.Join(" | ", [string.Join(", ", rows.Select(r => r.Split(" | ")[1]).Order(StringComparer.Ordinal).Reverse()), .. sentences.Where(s => text.Contains(s, StringComparison.Ordinal))]);
        }
    }

    [Fact]
    public async Task Frozen_numbers_lead_to_the_reasons_of_the_moment_at_which_they_were_frozen()
    {
        await using var site = await ThiDua.Tests.Api.ApiSite.Start();
        new FreezeStanding(site.Office.Installation).Freeze("9936", "PB2", new(), null);
        site.Office.Import(FileKind.Results, ThiDua.Tests.Cli.SmallTown.Results.Split('\n')[0] + "\nPhan Z,8900000099,TN,TM,16/11/2024,BL99,11/2024,3,A3,cha\n", "them.csv");

        var page = System.Net.WebUtility.HtmlDecode(await site.Client.GetStringAsync("/c/9936/ho-so/PB2", TestContext.Current.CancellationToken));
        var address = System.Text.RegularExpressions.Regex.Match(page, "class=\"why\" href=\"([^\"]*staff-voluntary-si[^\"]*)\"").Groups[1].Value;
        var reasons = System.Net.WebUtility.HtmlDecode(await site.Client.GetStringAsync(address, TestContext.Current.CancellationToken));

        Assert.Contains("Phòng Y tế: vì sao 1 / 2?", reasons, StringComparison.Ordinal);
        var moment = new DateTimeOffset(2024, 11, 30, 17, 2, 3, 456, TimeSpan.Zero);
        Assert.Equal(moment, StandingsAddress.Read(null, StandingsAddress.Write(moment)).KnownAt);
    }

    [Fact]
    public async Task A_step_with_a_day_that_cannot_be_read_is_refused()
    {
        await using var site = await ThiDua.Tests.Api.ApiSite.Start();
        // A client that follows by itself would leave its key behind.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = site.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = site.Client.DefaultRequestHeaders.Authorization;
        new FreezeStanding(site.Office.Installation).Freeze("9936", "PB2", new(), null);
        Assert.Contains("Không đọc được ngày", await Signed("31/02/2024"), StringComparison.Ordinal);
        Assert.DoesNotContain("Không đọc được ngày", await Signed("30/11/2024"), StringComparison.Ordinal);
        using var db = site.Office.Installation.Open();
        Assert.Equal([20241130], db.Query<int>("select day from dossier_step"));

        async Task<string> Signed(string day)
        {
            var form = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/c/9936/ho-so/PB2", TestContext.Current.CancellationToken));
            var token = System.Text.RegularExpressions.Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            using var answer = await client.PostAsync("/c/9936/ho-so/PB2/giay-to/to-trinh", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = "signed", ["text"] = "12/TTr", ["day"] = day }), TestContext.Current.CancellationToken);
            return System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_paper_is_signed_sent_and_received_and_signed_again_when_its_figures_were_frozen_again(Engine engine)
    {
        using var office = Filled(engine);
        Assert.Equal("NotBegun: NotMade NotMade NotMade", State(office));
        Assert.Equal("not-made", Refused(office, "to-trinh", PaperStepKind.Signed, "12/TTr"));
        Write(office);
        Assert.Equal("Underway: Made Made Made", State(office));
        Assert.Equal("not-signed", Refused(office, "to-trinh", PaperStepKind.Sent));
        Assert.Equal("no-number", Refused(office, "to-trinh", PaperStepKind.Signed, " "));
        Assert.Equal("before-figures", Refused(office, "to-trinh", PaperStepKind.Signed, "12/TTr", 29));
        foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" })
        {
            Record(office, paper, PaperStepKind.Signed, "12/TTr");
            Record(office, paper, PaperStepKind.Sent);
        }
        Assert.Equal(("Complete: Sent Sent Sent", "Phòng Y tế"), (State(office), Line(office).Papers[1].State.Sent!.Office));

        Record(office, "to-trinh", PaperStepKind.Returned, "thiếu chữ ký");
        Assert.Equal("Underway: Sent Returned Sent", State(office));
        new RecordStep(office.Installation).TakeBack("9936", "PB1", "to-trinh");
        Record(office, "to-trinh", PaperStepKind.Received);
        Assert.Equal("Complete: Sent Received Sent", State(office));
        Assert.Equal(["Signed", "Sent", "Returned taken back", "Received"], Line(office).Papers[1].History.Select(s => s.Kind + (s.TakenBackAt is null ? "" : " taken back")));

        Write(office, "sửa số");
        Assert.Equal("Underway: Sent! Received! Sent!", State(office));
        Assert.Equal("outdated", Refused(office, "to-trinh", PaperStepKind.Returned, "cũ"));
        Record(office, "to-trinh", PaperStepKind.Signed, "13/TTr");
        Assert.Equal("Underway: Sent! Signed Sent!", State(office));
        Assert.Equal("Late: Sent! Signed Sent!", State(office, new(2024, 12, 5)));
        office.MustVerify();
    }

    [Fact]
    public void Who_is_honoured_is_found_under_the_name_of_the_closing_day_and_of_the_review()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính,Từ ngày,Đến ngày
            LX,UBND thành phố,,cơ quan,,,,
            XP1,Phường Mỹ Long,LX,phường,xã phường,30283,,31/12/2024
            XP9,Phường Mỹ Bình,LX,phường,xã phường,30283,01/01/2025,
            XP2,Phường Mỹ Hoà,LX,phường,xã phường,,,31/12/2024
            XP3,Phường Mỹ Quý,LX,phường,xã phường,,,
            """, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày,Đến ngày\nB1,Phạm Dung,XP1,,\nB2,Võ Em,XP2,,\nB3,Đỗ Gấm,XP3,,\n", "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha\nPhan B,8900000002,,TN,TM,16/11/2024,BL2,11/2024,3,B2,cha\n", "ket-qua.csv");
        new FreezeStanding(office.Installation).Freeze("9936", "XP1", new(), null);
        using var db = office.Installation.Open();
        Assert.Equal([
            "giay-khen-ca-nhan B1 Phường Mỹ Long → Phường Mỹ Bình, frozen", "giay-khen-ca-nhan B2 Phường Mỹ Hoà → , known"],
            new HonourList(db, Ground.Of(db, office.Installation, "9936", new())).On(new(2025, 1, 15)).Select(h => $"{h.Award.Id} {h.Subject} {h.Unit} → {h.UnitNow}, {(h.IsFrozen ? "frozen" : "known")}"));
    }

    [Theory, InlineData("soffice", true), InlineData("word", false)]
    public void LibreOffice_is_looked_for_where_programs_are(string name, bool isThere)
    {
        File.WriteAllText(Path.Combine(folder, name), "");
        Assert.Equal(isThere, ThiDua.Documents.PdfConverter.IsInstalled(Path.Combine(folder, "other") + Path.PathSeparator + folder));
    }

    [Fact]
    public void Word_finds_no_fault_in_them_and_LibreOffice_makes_PDF()
    {
        using var office = Filled(Engine.Sqlite);
        var dossier = Write(office, withPdf: true);
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
        var bundle = town.Command.Must("dossier", "9936", "--unit", "PB2", "--bundle", Path.Combine(folder, "ho-so.zip"), "--json").Json;
        Assert.Equal(Path.Combine(folder, "ho-so.zip"), (string?)bundle["files"]!.AsArray().Single());
        using (var zip = System.IO.Compression.ZipFile.OpenRead(Path.Combine(folder, "ho-so.zip"))) Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx", "muc-luc.csv"], zip.Entries.Select(e => e.FullName).Where(n => !n.EndsWith(".pdf", StringComparison.Ordinal)));
        Assert.Equal(2, town.Command.Run("dossier", "9936", "--unit", "PB2", "--paper", "bien-ban", "--received", "--bundle", Path.Combine(folder, "b.zip")).ExitCode);
        Assert.Equal((false, "underway", true), ((bool)answer["complete"]!, (string?)answer["state"], (bool)answer["qualifies"]!));
        town.Command.Must("dossier", "9936", "--unit", "PB2", "--paper", "to-trinh", "--signed", "12/TTr-PYT");
        var sent = town.Command.Must("dossier", "9936", "--unit", "PB2", "--paper", "to-trinh", "--sent", "--day", "30/11/2024", "--json").Json;
        Assert.Equal(["bien-ban made   ", "to-trinh sent 12/TTr-PYT 2024-11-30 Phòng Y tế", "danh-sach made   "], sent["papers"]!.AsArray().Select(p => $"{p!["id"]} {p["state"]} {p["number"]} {p["sent"]} {p["sentTo"]}"));
        Assert.Equal(["bien-ban", "danh-sach"], sent["missing"]!.AsArray().Select(p => (string?)p));
        Assert.Equal(1, town.Command.Run("dossier", "9936", "--unit", "PB2", "--paper", "bien-ban", "--received").ExitCode);
        Assert.Equal(2, town.Command.Run("dossier", "9936", "--unit", "PB2", "--paper", "bien-ban", "--received", "--take-back").ExitCode);
        Assert.Equal(1, town.Command.Run("dossier", "9936", "--unit", "LX", "--out", folder).ExitCode);
        Assert.Equal(2, town.Command.Run("dossier", "9936", "--out", folder).ExitCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal static Office Filled(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A2,cha\n", "ket-qua.csv");
        return office;
    }

    /// <param name="withPdf">Takes the office program several seconds, so only who needs it asks.</param>
    private Dossier Write(Office office, string? refreeze = null, bool withPdf = false) => new WriteDossier(office.Installation).Write("9936", "PB1", new(), refreeze, folder, withPdf);

    private static void Record(Office office, string paper, PaperStepKind kind, string? text = null, int day = 30) =>
        new RecordStep(office.Installation).Record(new("9936", "PB1", paper, kind, text, new(2024, 11, day)));

    private static string Refused(Office office, string paper, PaperStepKind kind, string? text = null, int day = 30) =>
        Assert.Throws<StepException>(() => Record(office, paper, kind, text, day)).Code;

    private static DossierLine Line(Office office, DateOnly? today = null)
    {
        using var db = office.Installation.Open();
        return new DossierQueries(db, Ground.Of(db, office.Installation, "9936", new()), today ?? office.Installation.Day).Of("PB1");
    }

    private static string State(Office office, DateOnly? today = null)
    {
        var line = Line(office, today);
        return $"{line.Standing}: {string.Join(' ', line.Papers.Select(p => p.State.Standing + (p.State.IsOutdated ? "!" : "")))}";
    }

    private static string[] Changes(Office office)
    {
        using var db = office.Installation.Open();
        return [.. DossierQueries.Changes(db, office.Installation, Ground.Of(db, office.Installation, "9936", new()).Campaign, Line(office), ThiDua.Texts.Language.Vi).Select(c => $"{c.Subject} {c.What} {c.Then} → {c.Now}")];
    }

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
