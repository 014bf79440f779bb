using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents.Certificates;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>From an issued decision to the paper on the wall, and back from the code on it to what is true.</summary>
public sealed class CertificateTests
{
    private static readonly Uri Site = new("https://thidua.example.vn/");

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Each_line_that_stands_has_one_certificate_in_the_words_of_the_decision(Engine engine)
    {
        using var office = Town(engine);
        var at = office.Installation;
        var draft = Draft(at);
        Assert.Equal("draft", Assert.Throws<CertificateException>(() => Plan(at, draft)).Code);
        Assert.Throws<DecisionException>(() => Plan(at, 99));
        Issue(at, draft);
        var batch = Plan(at, draft);
        Assert.Equal(["P1 Phạm Dung|Võ Em", "P2 Đỗ Gấm"], batch.Units.Select(u => $"{u.Unit} {string.Join('|', u.Sheets.Select(s => s.Rows.First(r => r.Line.Text == "{ten-ca-nhan}").Text))}"));
        var said = string.Join('\n', batch.Units[0].Sheets[0].Rows.Select(r => r.Text));
        foreach (var words in new[] { "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ LONG XUYÊN", "GIẤY KHEN", "Phạm Dung", "Phường Mỹ Bình", "Quyết định số 312/QĐ-UBND", "ngày 30 tháng 11 năm 2024", "Vào sổ khen thưởng số: 01 – 312/QĐ-UBND", "Long Xuyên, ngày 30 tháng 11 năm 2024", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Phó" })
            Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Equal(("nobody", "all-revoked"), (Assert.Throws<CertificateException>(() => Plan(at, draft, unit: "LX")).Code, Revoked()));
        Assert.Equal("template-unknown", Assert.Throws<CertificateException>(() => new MakeCertificates(at).Plan(new("9936", draft, "bang"))).Code);

        string Revoked()
        {
            new RevokeDecision(at).Revoke("9936", draft, [1], "Khai man", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
            var left = Plan(at, draft);
            Assert.Equal((2, 1), (left.Count, left.LeftOut));
            return Assert.Throws<CertificateException>(() => new MakeCertificates(at).Plan(new("9936", draft, Line: 1))).Code;
        }
    }

    [Fact]
    public void A_bundle_has_a_page_for_each_and_a_folder_a_file_for_each_unit_always_with_the_same_bytes()
    {
        using var office = Town(Engine.Sqlite);
        var no = Draft(office.Installation);
        Issue(office.Installation, no);
        byte[] Zip()
        {
            using var output = new MemoryStream();
            MakeCertificates.Zip(output, Plan(office.Installation, no));
            return output.ToArray();
        }
        var zip = Zip();
        Assert.Equal(zip, Zip());
        using var read = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(["P1.pdf", "P2.pdf"], read.Entries.Select(e => e.FullName));
        using var bundle = new MemoryStream();
        MakeCertificates.Pdf(bundle, Plan(office.Installation, no));
        Assert.Equal(3, Poppler.Text(bundle.ToArray()).Split('\f').Count(p => p.Contains("GIẤY KHEN", StringComparison.Ordinal)));
        Poppler.Picture(bundle.ToArray(), "certificate-bundle");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void The_code_proves_itself_says_what_was_withdrawn_and_every_changed_bit_is_a_forgery(Engine engine)
    {
        using var office = Town(engine);
        var at = office.Installation;
        var no = Draft(at);
        Issue(at, no);
        var code = CodeOf(at, no, 1);
        Assert.Matches("^[A-Z2-7]{100,220}$", code);
        var found = CertificateQueries.Check(at, "https://thidua.example.vn/chung-nhan/" + code.ToLowerInvariant());
        Assert.Equal((CertificateState.Valid, "312/QĐ-UBND", new DateOnly(2024, 11, 30), 1, "Phạm Dung", "Phường Mỹ Bình"), (found.State, found.Fact!.Number, found.Fact.Day, found.Fact.Line, found.Name, found.Unit));
        using (var codes = CertificateCodes.Of(at))
        {
            Assert.Equal(1, CertificateCodes.Read(code, codes.Checked)!.Line); // without the store
            for (var i = 0; i < code.Length; i++) foreach (var other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".Where(c => c != code[i])) Assert.Null(codes.Read(code[..i] + other + code[(i + 1)..]));
            Assert.Null(codes.Read(code + "A"));
            Assert.Null(codes.Read(code[..^1]));
            Assert.Null(codes.Read(""));
            Assert.Null(CertificateCodes.Read(code, (codes.Checked[0] == 'A' ? "B" : "A") + codes.Checked[1..]));
        }
        var elsewhere = Directory.CreateTempSubdirectory("thidua-elsewhere-"); // another office, with a key of its own
        Assert.Equal(CertificateState.Forged, CertificateQueries.Check(new(elsewhere.FullName, null, TimeProvider.System, null), code).State);
        elsewhere.Delete(recursive: true);

        var entry = new RevokeDecision(at).Revoke("9936", no, [1], "Khai man", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        var withdrawn = CertificateQueries.Check(at, code);
        Assert.Equal((CertificateState.Withdrawn, ("320/QĐ-UBND", at.Day)), (withdrawn.State, withdrawn.RevokedBy!.Value));
        Assert.Contains("đã bị thu hồi theo quyết định 320/QĐ-UBND ngày 30/11/2024", CertificateQueries.Said(withdrawn, Language.Vi), StringComparison.Ordinal);
        Assert.Equal(CertificateState.Valid, CertificateQueries.Check(at, CodeOf(at, no, 2)).State);
        new RevokeDecision(at).TakeBack("9936", entry, "ghi nhầm");
        Assert.Equal(CertificateState.Valid, CertificateQueries.Check(at, code).State);
        using (var db = at.Open()) entry = DecisionQueries.Find(db, "9936", no).Issue!.Entry;
        new RevokeDecision(at).TakeBack("9936", entry, "ghi nhầm số");
        Assert.StartsWith("Mã này do cơ quan tạo, nhưng quyết định 312/QĐ-UBND", CertificateQueries.Said(CertificateQueries.Check(at, code), Language.Vi), StringComparison.Ordinal);
        Issue(at, no, "313/QĐ-UBND");
        Assert.Equal(CertificateState.Withdrawn, CertificateQueries.Check(at, code).State); // its number is none any more
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_office_changes_a_template_and_goes_back_and_what_is_wrong_is_said_by_line(Engine engine)
    {
        using var office = Town(engine);
        var at = office.Installation;
        var change = new ChangeCertificateTemplate(at);
        var shipped = CertificateTemplates.ShippedText("giay-khen");
        Assert.Equal(["4 unknown-word"], change.Change("giay-khen", shipped.Replace("frame: gold", "frame: silver", StringComparison.Ordinal)).Select(f => $"{f.Line} {f.Code}"));
        Assert.Equal("template-unknown", Assert.Throws<CertificateException>(() => change.Change("khac", shipped)).Code);
        Assert.Equal("does-not-fit", Assert.Throws<CertificateException>(() => change.Change("giay-khen", shipped.Replace("size: 34, smallest: 15, rows: 2, x: 32, y: 87, width: 233", "size: 34, smallest: 34, rows: 1, x: 32, y: 87, width: 33", StringComparison.Ordinal))).Code);
        // Long names are as good as short ones, and whose it is stands on each.
        Assert.Equal("does-not-fit", Assert.Throws<CertificateException>(() => change.Change("giay-khen", shipped.Replace("size: 34, smallest: 15, rows: 2", "size: 34, smallest: 34, rows: 1", StringComparison.Ordinal))).Code);
        Assert.Equal(("person-not-named", "collective-not-named"), (Unnamed("{ten-ca-nhan}"), Unnamed("{ten-tap-the}")));
        foreach (var id in CertificateTemplates.Ids) Assert.Equal([], ChangeCertificateTemplate.Read(CertificateTemplates.ShippedText(id)).Faults);
        Assert.Equal([], change.Change("giay-khen", shipped.Replace("GIẤY KHEN", "GIẤY KHEN TẶNG", StringComparison.Ordinal)));
        var no = Draft(at);
        Issue(at, no);
        Assert.Contains(Plan(at, no).Units[0].Sheets[0].Rows, r => r.Text == "GIẤY KHEN TẶNG");
        office.MustVerify();
        change.TakeShipped("giay-khen");
        Assert.Contains(Plan(at, no).Units[0].Sheets[0].Rows, r => r.Text == "GIẤY KHEN");
        office.MustVerify();

        string Unnamed(string field)
        {
            var refused = Assert.Throws<CertificateException>(() => change.Change("giay-khen", shipped.Replace(field, "{co-quan}", StringComparison.Ordinal)));
            Assert.Contains("{ten} hoặc " + field, refused.Say(Language.Vi), StringComparison.Ordinal);
            return refused.Code;
        }
    }

    /// <summary>One letter, or one long text, stops one certificate, and its name is said wherever the others are made.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_line_that_cannot_be_printed_is_named_and_the_others_are_made(Engine engine)
    {
        using var office = Town(engine, "Lý 李 Em", remembers: true);
        var at = office.Installation;
        var no = Draft(at);
        Issue(at, no);
        var batch = Plan(at, no);
        Assert.Equal((2, "2 Lý 李 Em letter-nowhere 李"), (batch.Count, string.Join('|', batch.Refused.Select(r => $"{r.Line.No} {r.Line.Name} {r.Why.Code} {r.Why.Arguments[0]}"))));
        Assert.Contains("các phông khác đi kèm cũng không có: làm giấy này bằng tay.", batch.Refused[0].Why.Say(Language.Vi), StringComparison.Ordinal);
        Assert.Equal(["P1.pdf", "P2.pdf", MakeCertificates.RefusedList], Listed(out var list));
        Assert.Equal($"2. Lý 李 Em (Phường Mỹ Bình): {batch.Refused[0].Why.Say(Language.Vi)}", list.Trim());
        Assert.Equal(0, new MakeCertificates(at).Plan(new("9936", no, Line: 2)).Count);
        using (var db = at.Open())
        {
            var decision = DecisionQueries.Find(db, "9936", no);
            var found = MakeCertificates.Refused(db, decision, null);
            Assert.Equal(batch.Refused.Select(r => (r.Line.No, r.Why.Say(Language.Vi))), found.Select(r => (r.Line.No, r.Why.Say(Language.Vi))));
            Assert.Same(found, MakeCertificates.Refused(db, decision, null)); // once for a recording
            Assert.Single(MakeCertificates.Refused(db, decision, "phoi-in-san"));
            Assert.Equal("template-unknown", Assert.Throws<CertificateException>(() => MakeCertificates.Refused(db, decision, "khac")).Code);
        }
        new RevokeDecision(at).Revoke("9936", no, [2], "Ghi sai tên", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        Assert.Equal([], Plan(at, no).Refused);
        using (var db = at.Open()) Assert.Equal([], MakeCertificates.Refused(db, DecisionQueries.Find(db, "9936", no), null));

        string[] Listed(out string text)
        {
            using var output = new MemoryStream();
            MakeCertificates.Zip(output, batch);
            using var read = new ZipArchive(output);
            using var lines = new StreamReader(read.GetEntry(MakeCertificates.RefusedList)!.Open());
            text = lines.ReadToEnd();
            return [.. read.Entries.Select(e => e.FullName)];
        }
    }

    /// <summary>Which paper it is, is said by the decision; where it is not, somebody says it, and not the program.</summary>
    [Theory]
    [InlineData("giay-khen-huyen", "Khen thưởng của Chủ tịch", "giay-khen"), InlineData("bang-khen-tinh", "Giấy khen", "bang-khen"), InlineData("chien-si-thi-dua-co-so", "Bằng khen của Tổng Giám đốc", "bang-khen")]
    [InlineData(null, "Giấy khen của Tổng Giám đốc", "giay-khen"), InlineData(null, "Tặng bằng khen", "bang-khen"), InlineData(null, "Giấy khen, Bằng khen", null)]
    [InlineData(null, "Khen thưởng của Tổng Giám đốc cho cá nhân", null), InlineData("co-thi-dua-chinh-phu", "Cờ thi đua", null)]
    public void The_paper_is_the_one_of_the_decision(string? form, string title, string? template) => Assert.Equal(template, CertificateTemplates.Usual(form, title));

    [Fact]
    public void Where_the_decision_says_neither_paper_a_template_must_be_chosen()
    {
        using var office = Town(Engine.Sqlite);
        var at = office.Installation;
        var no = Draft(at);
        using (var db = at.Open()) db.Execute("update award_decision_line set form = null, title = 'Khen thưởng của Tổng Giám đốc cho cá nhân'"); // as plans 3096 and 4225 call theirs
        Issue(at, no);
        var batch = Plan(at, no);
        Assert.Equal((0, "template-to-choose template-to-choose template-to-choose"), (batch.Count, string.Join(' ', batch.Refused.Select(r => r.Why.Code))));
        Assert.Contains("“Khen thưởng của Tổng Giám đốc cho cá nhân”", batch.Refused[0].Why.Say(Language.Vi), StringComparison.Ordinal);
        Assert.Equal(3, new MakeCertificates(at).Plan(new("9936", no, "giay-khen")).Count);
    }

    [Fact]
    public void A_template_that_this_version_does_not_read_is_told_and_the_way_back_is_open()
    {
        using var office = Town(Engine.Sqlite);
        var at = office.Installation;
        var no = Draft(at);
        Issue(at, no);
        var shipped = CertificateTemplates.ShippedText("giay-khen");
        new ChangeCertificateTemplate(at).Change("giay-khen", shipped.Replace("GIẤY KHEN", "GIẤY KHEN TẶNG", StringComparison.Ordinal));
        using (var db = at.Open())
        {
            db.Execute("update certificate_template set content = @content", new { content = shipped + "shadow: gold\n" });
            var held = CertificateTemplates.Find(db, "giay-khen");
            Assert.Equal((null, "Giấy khen, A4 ngang, có khung", true), (held.Readable, held.Title.Vi, held.IsOwn));
            Assert.Equal("template-unread", Assert.Throws<CertificateException>(() => held.Template).Code);
        }
        Assert.Equal(["template-unread"], Plan(at, no).Refused.Select(r => r.Why.Code).Distinct());
        new ChangeCertificateTemplate(at).TakeShipped("giay-khen");
        Assert.Equal(3, Plan(at, no).Count);
    }

    /// <summary>An address is passed on with what programs hang onto it, and a page may be pasted with the code in its query.</summary>
    [Fact]
    public void What_hangs_onto_an_address_is_no_part_of_the_code()
    {
        foreach (var said in new[] { "ABCD2345", "abcd 2345", "ABCD-2345", "https://thidua.example.vn/chung-nhan/abcd2345", "https://thidua.example.vn/chung-nhan/ABCD2345/", "HTTPS://THIDUA.EXAMPLE.VN/CHUNG-NHAN/ABCD2345?utm_source=zalo&x=/y", "https://thidua.example.vn/chung-nhan/ABCD2345#noi-dung", "https://thidua.example.vn/chung-nhan?ma=ABCD+2345&lang=en", "https://thidua.example.vn/chung-nhan?ma=https%3A%2F%2Fthidua.example.vn%2Fchung-nhan%2FABCD2345" })
            Assert.Equal("ABCD2345", CertificateCodes.Cleaned(said));
        Assert.Equal("", CertificateCodes.Cleaned(""));
    }

    /// <summary>Without an address that people know the code stands alone: this machine's own leads nobody anywhere.</summary>
    [Fact]
    public void What_the_code_vouches_for_is_what_the_paper_says_and_it_leads_to_no_machine_of_ours()
    {
        using var office = Town(Engine.Sqlite);
        var no = Draft(office.Installation);
        Issue(office.Installation, no);
        var sheet = new MakeCertificates(office.Installation).Plan(new("9936", no, Line: 1)).Units[0].Sheets[0];
        Assert.Matches("^[A-Z2-7]{100,220}$", sheet.Code!);
        using var codes = CertificateCodes.Of(office.Installation);
        var fact = codes.Read(sheet.Code!)!;
        string Row(string field) => string.Join(' ', sheet.Rows.Where(r => r.Line.Text == field).Select(r => r.Text));
        Assert.Equal(fact.Digest, CertificateCodes.Digest(Row("{ten-ca-nhan}"), Row("{chuc-vu-don-vi}")));
        Assert.Equal(fact.Digest, CertificateCodes.Digest("  PHẠM  DUNG ", "PHƯỜNG MỸ BÌNH"));
        Assert.NotEqual(fact.Digest, CertificateCodes.Digest("Võ Em", "Phường Mỹ Bình"));
        Assert.NotEqual(fact.Digest, CertificateCodes.Digest("Phạm Dung", ""));
        // A blank that has no place for the unit is vouched for without it, and holds as well.
        new ChangeCertificateTemplate(office.Installation).Change("giay-khen", string.Join('\n', CertificateTemplates.ShippedText("giay-khen").Split('\n').Where(l => !l.Contains("{chuc-vu-don-vi}", StringComparison.Ordinal))));
        var bare = new MakeCertificates(office.Installation).Plan(new("9936", no, Line: 1)).Units[0].Sheets[0].Code!;
        Assert.Equal(CertificateCodes.Digest("Phạm Dung", ""), codes.Read(bare)!.Digest);
        Assert.Equal((CertificateState.Valid, CertificateState.Valid), (CertificateQueries.Check(office.Installation, bare).State, CertificateQueries.Check(office.Installation, sheet.Code!).State));
        var (position, unit) = (CertificateFields.Example.Line.Position!, CertificateFields.Example.Line.Unit);
        Assert.Equal([$"{position}, {unit}", unit, position, ""], CertificateFields.PlacesOf(SubjectKind.Individual, "Ân", position, unit));
        Assert.Equal(["", "", "", ""], CertificateFields.PlacesOf(SubjectKind.Collective, unit, null, unit));
    }

    [Fact]
    public void A_day_is_written_as_papers_of_the_State_write_it()
    {
        Assert.Equal(["ngày 05 tháng 01 năm 2025", "ngày 28 tháng 02 năm 2025", "ngày 09 tháng 3 năm 2025", "ngày 10 tháng 9 năm 2025", "ngày 31 tháng 12 năm 2025"],
            new DateOnly[] { new(2025, 1, 5), new(2025, 2, 28), new(2025, 3, 9), new(2025, 9, 10), new(2025, 12, 31) }.Select(Written.PaperDay));
        var (decision, line) = CertificateFields.Example;
        var fields = CertificateFields.Of(decision with { Day = new(2025, 3, 9) }, line);
        Assert.Equal(("ngày 09 tháng 3 năm 2025", "Long Xuyên, ngày 09 tháng 3 năm 2025"), (fields["ngay-quyet-dinh"], fields["noi-va-ngay"]));
    }

    /// <summary>A file from a token holds the certificate that seals beside the one that signs; pages of many certificates stand in a tree.</summary>
    [Fact]
    public void The_certificate_that_signs_is_taken_from_a_file_of_several_and_signs_twenty_pages()
    {
        var clock = TimeProvider.System;
        using var seals = Certificate("CN=Mat ma", X509KeyUsageFlags.KeyEncipherment);
        using var signs = Certificate("CN=Chu ky", X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);
        byte[] Pfx(params X509Certificate2[] all) => new X509Certificate2Collection(all).Export(X509ContentType.Pfx, "x")!;
        Assert.Equal("key-not-for-signing", Assert.Throws<CertificateException>(() => PdfSignature.Of(Pfx(seals), "x", clock)).Code);
        using var bare = X509CertificateLoader.LoadCertificate(signs.RawData);
        Assert.Equal("key-without-key", Assert.Throws<CertificateException>(() => PdfSignature.Of(Pfx(bare), "x", clock)).Code);
        using var pages = new MemoryStream();
        DrawCertificate.Pdf(pages, Enumerable.Range(1, 20).Select(i => CertificateFields.Lay(ChangeCertificateTemplate.Read(CertificateTemplates.ShippedText("giay-khen")).Template!, CertificateFields.Example.Decision, CertificateFields.Example.Line with { Name = $"Người thứ {i}" }, "CODE" + i)), "Giấy khen", new(2024, 11, 30));
        foreach (var file in new[] { Pfx(seals, signs), Pfx(signs, seals) })
        {
            using var signature = PdfSignature.Of(file, "x", clock);
            var (_, said) = Poppler.Signatures(signature.Sign(pages.ToArray()));
            Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
            Assert.Contains("Chu ky", said, StringComparison.Ordinal);
            Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        }
        // The key of another one stands beside the certificate: it signs, and what it signs is worth nothing.
        using var other = RSA.Create(2048);
        var contents = new Pkcs12SafeContents();
        var ids = new Pkcs9LocalKeyId([1]);
        contents.AddCertificate(bare).Attributes.Add(ids);
        contents.AddKeyUnencrypted(other).Attributes.Add(ids);
        var built = new Pkcs12Builder();
        built.AddSafeContentsUnencrypted(contents);
        built.SealWithMac("x", HashAlgorithmName.SHA256, 1000);
        using var wrong = PdfSignature.Of(built.Encode(), "x", clock);
        Assert.Equal("key-does-not-sign", Assert.Throws<CertificateException>(() => wrong.Sign(pages.ToArray())).Code);
    }

    private static X509Certificate2 Certificate(string name, X509KeyUsageFlags usage)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    [Fact]
    public void A_signed_file_is_valid_to_another_program_and_a_changed_one_is_not()
    {
        using var office = Town(Engine.Sqlite);
        var no = Draft(office.Installation);
        Issue(office.Installation, no);
        using var bundle = new MemoryStream();
        MakeCertificates.Pdf(bundle, Plan(office.Installation, no));
        var pdf = bundle.ToArray();
        var key = Key("mật khẩu", new(2024, 1, 1), new(2034, 1, 1));
        Assert.Equal("key-unread", Assert.Throws<CertificateException>(() => PdfSignature.Of(key, "khác", office.Installation.Clock)).Code);
        Assert.Equal("key-unread", Assert.Throws<CertificateException>(() => PdfSignature.Of([1, 2, 3], "", office.Installation.Clock)).Code);
        Assert.Equal("key-expired", Assert.Throws<CertificateException>(() => PdfSignature.Of(Key("", new(2010, 1, 1), new(2011, 1, 1)), "", office.Installation.Clock)).Code);
        using var signature = PdfSignature.Of(key, "mật khẩu", office.Installation.Clock);
        var signed = signature.Sign(pdf);
        Assert.Equal(pdf, signed[..pdf.Length]);
        var (_, said) = Poppler.Signatures(signed);
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n'), l => l.StartsWith("Signature #", StringComparison.Ordinal));
        Assert.Equal(Poppler.Text(pdf), Poppler.Text(signed));
        signed[pdf.Length / 2] ^= 1;
        Assert.DoesNotContain("Signature is Valid", Poppler.Signatures(signed).Output, StringComparison.Ordinal);
        using var zipped = new MemoryStream();
        MakeCertificates.Zip(zipped, Plan(office.Installation, no), signature.Sign);
        using var read = new ZipArchive(zipped);
        foreach (var entry in read.Entries)
        {
            using var one = new MemoryStream();
            using (var from = entry.Open()) from.CopyTo(one);
            Assert.Contains("Signature is Valid", Poppler.Signatures(one.ToArray()).Output, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_4225_III_2_winners_and_what_was_written_of_them_are_public_and_who_is_revoked_is_not(Engine engine)
    {
        using var office = Town(engine);
        var at = office.Installation;
        var winners = new ReleaseWinners(at);
        var no = Draft(at);
        Assert.Equal("release-draft", Assert.Throws<CertificateException>(() => winners.Release("9936", no)).Code);
        Issue(at, no);
        Assert.Equal([], Public());
        winners.Release("9936", no);
        Assert.Equal("released-already", Assert.Throws<CertificateException>(() => winners.Release("9936", no)).Code);
        Assert.Equal(["Phạm Dung", "Võ Em", "Đỗ Gấm"], Public());
        var news = new EnteredNews("Gương điển hình phường Mỹ Bình", "https://baoangiang.example.vn/guong", "Báo An Giang", at.Day, [(no, 1), (no, 1)]);
        foreach (var (wrong, code) in new[]
        {
            (news with { Title = " " }, "news-title-missing"), (news with { Link = "" }, "news-link-missing"), (news with { Link = "javascript:alert(1)" }, "news-link-wrong"), (news with { Link = "/bai" }, "news-link-wrong"), (news with { Link = "https://a:b@c.vn/" }, "news-link-wrong"),
            (news with { Day = null }, "news-day-missing"), (news with { Day = at.Day.AddDays(1) }, "news-day-ahead"), (news with { Winners = [(no, 9)] }, "news-winner-gone"), (news with { Title = new('a', 301) }, "too-long"),
        }) Assert.Equal(code, Assert.Throws<CertificateException>(() => winners.Note("9936", wrong)).Code);
        winners.Note("9936", news);
        new RevokeDecision(at).Revoke("9936", no, [2], "Khai man", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        Assert.Equal(["Phạm Dung", "Đỗ Gấm"], Public());
        string entry;
        using (var db = at.Open())
        {
            var held = WinnerQueries.Of(db, "9936");
            var item = held.News.Single();
            Assert.Equal((news.Title, news.Link, 1), (item.Title, item.Link, item.Winners.Count));
            Assert.Equal([new HonourCount("Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện", CommendationType.Movement, "Chủ tịch Ủy ban nhân dân thành phố Long Xuyên", 0, 2, 1_420_000)], HonourStatistics.Of(held.Issued, null, null, Language.Vi));
            Assert.Equal([], HonourStatistics.Of(held.Issued, at.Day.AddDays(1), null, Language.Vi));
            entry = item.Entry;
        }
        // Of whom nobody stands any more, nothing is shown that was written of him; what is about nobody stays.
        winners.Note("9936", news with { Title = "Lễ trao thưởng", Link = "https://baoangiang.example.vn/le", Winners = [] });
        Assert.Equal(["Gương điển hình phường Mỹ Bình", "Lễ trao thưởng"], News());
        var revoked = new RevokeDecision(at).Revoke("9936", no, [1], "Khai man", new("321/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        Assert.Equal(("Đỗ Gấm", "Lễ trao thưởng"), (string.Join('|', Public()), string.Join('|', News())));
        new RevokeDecision(at).TakeBack("9936", revoked, "ghi nhầm");
        office.MustVerify();
        Assert.Equal("take-back-reason-missing", Assert.Throws<CertificateException>(() => winners.TakeBack("9936", entry, "")).Code);
        winners.TakeBack("9936", entry, "sai địa chỉ");
        Assert.Equal("entry-gone", Assert.Throws<CertificateException>(() => winners.TakeBack("9936", entry, "sai")).Code);
        office.MustVerify();

        string[] Public()
        {
            using var db = at.Open();
            return [.. WinnerQueries.Public(db, "9936").Winners.Select(w => w.Name)];
        }

        string[] News()
        {
            using var db = at.Open();
            return [.. WinnerQueries.Public(db, "9936").News.Select(n => n.Title).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>What was shown to everybody was that issue; one under another number is shown when somebody says so.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_release_ends_with_the_issue_for_which_it_was_given(Engine engine)
    {
        using var office = Town(engine);
        var at = office.Installation;
        var no = Draft(at);
        Issue(at, no);
        new ReleaseWinners(at).Release("9936", no);
        Assert.Equal((3, 1, "9936"), Shown());
        string entry;
        using (var db = at.Open()) entry = DecisionQueries.Find(db, "9936", no).Issue!.Entry;
        new RevokeDecision(at).TakeBack("9936", entry, "ghi nhầm số");
        Assert.Equal((0, 0, ""), Shown());
        Issue(at, no, "313/QĐ-UBND");
        Assert.Equal((0, 0, ""), Shown());
        new ReleaseWinners(at).Release("9936", no);
        Assert.Equal((3, 1, "9936"), Shown());
        office.MustVerify();

        (int, int, string) Shown()
        {
            using var db = at.Open();
            return (WinnerQueries.Public(db, "9936").Winners.Count, WinnerQueries.Of(db, "9936").Released.Count, string.Join(' ', WinnerQueries.Campaigns(db)));
        }
    }

    /// <summary>Three officers of two wards, whom both steps of plan 9936 agreed to.</summary>
    /// <param name="second">How the second one is called.</param>
    /// <param name="more">So many others besides, of the second ward.</param>
    internal static Office Town(Engine engine, string second = "Võ Em", int more = 0, bool remembers = false)
    {
        var office = new Office(engine, remembers: remembers);
        var others = Enumerable.Range(1, more).ToList();
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nLX,Thành phố Long Xuyên,,thành phố,\nP1,Phường Mỹ Bình,LX,phường,xã phường\nP2,Phường Mỹ Hoà,LX,phường,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, $"Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Phạm Dung,P1\nB2,{second},P1\nC1,Đỗ Gấm,P2\n{string.Concat(others.Select(i => $"D{i},Người Thứ {i},P2\n"))}", "can-bo.csv");
        office.Import(FileKind.Results, $"""
            Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
            Người Một,8900000011,HGD,TM,19/11/2024,X1,11/2024,12,B1,cha
            Người Hai,8900000012,HGD,TM,19/11/2024,X2,11/2024,12,B2,cha
            Người Ba,8900000013,HGD,TM,19/11/2024,X3,11/2024,12,C1,cha
            {string.Join('\n', others.Select(i => $"Người Khác {i},{8900001000 + i},HGD,TM,19/11/2024,Y{i},11/2024,12,D{i},cha"))}
            """, "ket-qua.csv");
        new FreezeStanding(office.Installation).FreezeAll("9936", new());
        foreach (var step in new[] { "sum-up", "submit" }) ReviewTests.Step(office.Installation, step, ReviewOutcome.Agreed, [.. Keys, .. More(more)], Role.StandingOffice, campaign: "9936");
        new ConfirmRate(office.Installation).Record(RewardMoney.Of(RewardCatalog.Rewards, "giay-khen-huyen", SubjectKind.Individual, new(2024, 11, 30)).Amount!.Unconfirmed([]).Single().Id, "Nghị định 98/2023/NĐ-CP, Điều 55");
        return office;
    }

    private static readonly NominationKey[] Keys = [new("giay-khen-ca-nhan", "P1", SubjectKind.Individual, "B1"), new("giay-khen-ca-nhan", "P1", SubjectKind.Individual, "B2"), new("giay-khen-ca-nhan", "P2", SubjectKind.Individual, "C1")];

    private static IEnumerable<NominationKey> More(int more) => Enumerable.Range(1, more).Select(i => new NominationKey("giay-khen-ca-nhan", "P2", SubjectKind.Individual, $"D{i}"));

    internal static int Draft(Installation at, int more = 0) => new DraftDecision(at).Draft("9936", null, [.. Keys, .. More(more)]);

    internal static void Issue(Installation at, int no, string number = "312/QĐ-UBND") => new IssueDecision(at).Issue("9936", no, new(number, new(2024, 11, 30), "Trần Thị Phó", Signatory.Deputy, Place: "Long Xuyên"));

    private static CertificateBatch Plan(Installation at, int no, string? unit = null) => new MakeCertificates(at).Plan(new("9936", no, Unit: unit, Site: Site));

    private static string CodeOf(Installation at, int no, int line) => CertificateCodes.Cleaned(new MakeCertificates(at).Plan(new("9936", no, Line: line, Site: Site)).Units[0].Sheets[0].Code!);

    /// <summary>The key of an office that is none.</summary>
    private static byte[] Key(string password, DateTime from, DateTime to)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Van phong thu", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(DateTime.SpecifyKind(from, DateTimeKind.Utc)), new(DateTime.SpecifyKind(to, DateTimeKind.Utc)));
        return certificate.Export(X509ContentType.Pfx, password);
    }
}
