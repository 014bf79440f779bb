using System.IO.Compression;
using System.Net;
using System.Text;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>Files that a unit gives with its dossier: what is taken, how it lies, how it goes out.</summary>
public sealed class EvidenceTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj<<>>endobj trailer<<>>"u8.ToArray();
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9];
    private static readonly byte[] Jpg = [0xFF, 0xD8, 0xFF, 0xE0, 9];
    private static readonly byte[] Old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 9];

    [Fact]
    public void What_a_file_of_a_dossier_is_called_is_what_it_is()
    {
        (string Name, byte[] Content, string Expected)[] given =
        [
            ("Báo cáo số 5.pdf", Pdf, "pdf Báo-cáo-số-5.pdf"), ("a.docx", Package("word/document.xml"), "docx a.docx"), ("a.XLSX", Package("xl/workbook.xml"), "xlsx a.xlsx"), ("a.jpeg", Jpg, "jpg a.jpg"), ("a.png", Png, "png a.png"),
            ("../../etc/passwd.png", Png, "png passwd.png"), ("C:\\x\\=cmd|'.png", Png, "png cmd.png"), ("….png", Png, "png tep.png"), (new string('a', 300) + ".png", Png, "png " + new string('a', 80) + ".png"),
            ("a.svg", "<svg/>"u8.ToArray(), "file-kind"), ("a.html", "<html>"u8.ToArray(), "file-kind"), ("a.exe", "MZ"u8.ToArray(), "file-kind"), ("a", Pdf, "file-kind"), ("a.zip", Package("word/document.xml"), "file-kind"),
            ("a.docm", Package("word/document.xml"), "file-macros"), ("a.docx", Package("word/document.xml", "word/vbaProject.bin"), "file-macros"), ("a.docx", Package("word/document.xml", type: "application/vnd.ms-word.document.macroEnabled.main+xml"), "file-macros"),
            ("a.xlsx", Package("xl/workbook.xml", type: "application/vnd.ms-office.vbaProject"), "file-macros"), ("a.pdf", "%PDF-1.7 /OpenAction<</S/JavaScript/JS(app.alert(1))>>"u8.ToArray(), "file-macros"),
            ("a.pdf", "%PDF-1.7 /OpenAction<</S/Java#53cript/JS(app.alert(1))>>"u8.ToArray(), "file-macros"), ("a.pdf", "%PDF-1.7 /S/#4Caunch"u8.ToArray(), "file-macros"), ("a.pdf", "%PDF-1.7 #4 #zz /OpenAction[3 0 R/Fit]#"u8.ToArray(), "pdf a.pdf"),
            ("a.docx", Package("word/document.xml", "word/embeddings/oleObject1.bin"), "file-embedded"), ("a.xlsx", Package("xl/workbook.xml", "xl/activeX/activeX1.xml"), "file-embedded"), ("a.docx", Package("word/document.xml", "word/embeddings/Microsoft_Excel_Sheet1.xlsx"), "docx a.docx"),
            ("a.docx", Related("attachedTemplate", "https://mau.example/a.dotm"), "file-remote"), ("a.docx", Related("attachedTemplate", "file://may-khac/mau/a.dotm"), "file-remote"), ("a.docx", Related("attachedTemplate", @"\\may-khac\mau\a.dotm"), "file-remote"),
            ("a.docx", Related("oleObject", "http://mau.example/a.xls"), "file-remote"), ("a.docx", Related("attachedTemplate", "file:///C:/Users/Lan/Normal.dotm"), "docx a.docx"), ("a.docx", Related("hyperlink", "https://baohiemxahoi.gov.vn"), "docx a.docx"),
            ("a.docx", Package("word/document.xml", "word/_rels/settings.xml.rels"), "file-other"),
            ("a.pdf", "%PDF-1.7 trailer<</Encrypt 5 0 R>>"u8.ToArray(), "file-locked"), ("a.docx", Old, "file-locked"), ("a.xlsx", Old, "file-locked"),
            ("a.pdf", Png, "file-other"), ("a.png", Pdf, "file-other"), ("a.jpg", Png, "file-other"), ("a.docx", Package("xl/workbook.xml"), "file-other"), ("a.docx", "PK\x03\x04 hỏng"u8.ToArray(), "file-other"), ("a.pdf", "<svg/>"u8.ToArray(), "file-other"),
            ("a.pdf", [], "file-empty"), ("a.pdf", [.. Pdf, .. new byte[EvidenceFile.MostBytes]], "file-too-large"),
        ];
        Assert.Equal(given.Select(g => g.Expected), given.Select(g => Judged(g.Name, g.Content)));

        static string Judged(string name, byte[] content)
        {
            try
            {
                var (type, file) = EvidenceFile.Judge(name, content);
                return $"{type} {file}";
            }
            catch (SubmissionException e)
            {
                return e.Code;
            }
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Files_lie_sealed_and_open_only_as_those_of_their_unit(Engine engine)
    {
        using var office = Filled(engine);
        byte[] canary = [.. Pdf, .. "mật thư 7391"u8];
        var id = new KeepEvidence(office.Installation).Keep(Given("thu.pdf", canary));
        Assert.Equal("file-there: thu-hai.pdf, thu.pdf", DossierSubmissionTests.Refused(() => new KeepEvidence(office.Installation).Keep(Given("thu-hai.pdf", canary))));
        using var db = office.Installation.Open();
        Assert.Equal(-1, db.One<byte[]>("select content from evidence")!.AsSpan().IndexOf("7391"u8));
        var held = EvidenceQueries.Content(db, office.Installation, 1, "PB1", id)!.Value;
        Assert.Equal(("thu.pdf", Convert.ToHexString(canary)), (held.File, Convert.ToHexString(held.Content)));
        Assert.Null(EvidenceQueries.Content(db, office.Installation, 1, "XP1", id));
        Assert.Null(EvidenceQueries.Content(db, office.Installation, 2, "PB1", id));
        Assert.Equal("file-not-there", DossierSubmissionTests.Refused(() => new KeepEvidence(office.Installation).TakeBack("9936", "XP1", null, id, "thử")));
        Assert.Equal("file-no-reason", DossierSubmissionTests.Refused(() => new KeepEvidence(office.Installation).TakeBack("9936", "PB1", null, id, " ")));
        new KeepEvidence(office.Installation).TakeBack("9936", "PB1", null, id, "nhầm");
        Assert.Equal("file-not-there", DossierSubmissionTests.Refused(() => new KeepEvidence(office.Installation).TakeBack("9936", "PB1", null, id, "nhầm")));
        Assert.Equal(["evidence 9936 PB1 1", "evidence-taken-back 9936 PB1 1"], db.Query<string>("select act || ' ' || subject from trail where act like 'evidence%' order by entry_no"));
        office.MustVerify();
    }

    [Fact]
    public void A_dossier_has_thirty_files_and_fifty_megabytes_at_most()
    {
        using var office = Filled(Engine.Sqlite);
        var keep = new KeepEvidence(office.Installation);
        for (var i = 0; i < 5; i++) keep.Keep(Given($"to-{i}.png", [.. Png, (byte)i, .. new byte[EvidenceFile.MostBytes - Png.Length - 1]]));
        Assert.Equal("files-too-large: them.png", DossierSubmissionTests.Refused(() => keep.Keep(Given("them.png", Png))));
        for (var i = 1; i <= 5; i++) keep.TakeBack("9936", "PB1", null, i, "nặng quá");
        for (var i = 0; i < KeepEvidence.MostFiles; i++) keep.Keep(Given($"nho-{i}.png", [.. Png, (byte)i]));
        Assert.Equal("files-too-many: them.png", DossierSubmissionTests.Refused(() => keep.Keep(Given("them.png", Png))));
    }

    /// <summary>Over the wire: refused in a sentence, served as a file to keep and never as a page; not to the unit beside, nor under its address.</summary>
    [Fact]
    public async Task A_file_goes_out_as_a_file_to_keep_and_to_nobody_beside()
    {
        await using var api = await ApiSite.Start();
        var installation = api.Office.Installation;
        new FreezeStanding(installation).Freeze("9936", "PB2", new(), null);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };
        var (own, beside) = (Clerk(installation, "lan", "PB2"), Clerk(installation, "mai", "XP1"));

        Assert.Contains("Không nhận tệp “a.svg”", await Sent("a.svg", "<svg onload=alert(1)>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("dù tên ghi thế", await Sent("a.pdf", "<svg onload=alert(1)>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("lớn hơn 10 MB", await Sent("a.pdf", new byte[EvidenceFile.MostBytes + 1]), StringComparison.Ordinal);
        Assert.Contains("minh-chung/1", await Sent("ảnh =1.png", Png), StringComparison.Ordinal);

        using var file = await Get("/c/9936/ho-so/PB2/minh-chung/1", own);
        Assert.Equal(("application/octet-stream", "attachment", Convert.ToHexString(Png)), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType, Convert.ToHexString(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))));
        Assert.Equal(("ảnh--1.png", "nosniff"), (file.Content.Headers.ContentDisposition.FileNameStar, file.Headers.GetValues("X-Content-Type-Options").Single()));
        foreach (var (address, cookie) in new[] { ("/c/9936/ho-so/PB2/minh-chung/1", beside), ("/c/9936/ho-so/XP1/minh-chung/1", beside), ("/c/9936/ho-so/PB2/minh-chung/2", own), ("/c/9999/ho-so/PB2/minh-chung/1", own) })
        {
            using var answer = await Get(address, cookie);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        async Task<string> Sent(string name, byte[] content)
        {
            using var answer = await Form.Send(client, "/c/9936/ho-so/PB2", "/c/9936/ho-so/PB2/minh-chung", own, [("is", "evidence")], ("file", name, content));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            using var request = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location);
            request.Headers.Add("Cookie", string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(c => c.Split(';')[0]).Append(own) : [own]));
            using var page = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        async Task<HttpResponseMessage> Get(string address, string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", cookie);
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    private static string Clerk(Installation installation, string name, string unit)
    {
        var account = new CreateAccount(installation).Create(name, name);
        new GrantRole(installation).Give(account, Role.UnitClerk, unit, Days.Always, "thử");
        return "thidua=" + new Sessions(installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
    }

    private static GivenFile Given(string name, byte[] content) => new("9936", "PB1", null, null, "evidence", null, name, content);

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nLX,UBND thành phố,,cơ quan,\nPB1,Phòng Giáo dục,LX,phòng,phòng ban\nXP1,Phường Mỹ Bình,LX,phường,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,PB1\nB1,Phạm Dung,XP1\n", "can-bo.csv");
        return office;
    }

    /// <summary>A document that names something of another place.</summary>
    private static byte[] Related(string type, string target) => Package("word/document.xml", "word/_rels/settings.xml.rels", said:
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>");

    private static byte[] Package(string part, string? more = null, string type = "application/xml", string said = "x")
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("[Content_Types].xml", $"<Types><Override PartName=\"/x\" ContentType=\"{type}\"/></Types>"), (part, "<x/>") }.Concat(more is null ? [] : [(more, said)]))
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return package.ToArray();
    }
}
