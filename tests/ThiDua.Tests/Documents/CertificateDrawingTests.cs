using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Documents.Certificates;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Documents;

/// <summary>A certificate is right to the last accent: every letter, every length, the same bytes each time.</summary>
public sealed partial class CertificateDrawingTests
{
    /// <summary>The 67 letters that Latin does not have, in both cases.</summary>
    private static readonly string Vietnamese = Both("àáâãèéêìíòóôõùúýăđĩũơư" + string.Concat(Enumerable.Range(0, 45).Select(i => (char)(0x1EA1 + 2 * i))));

    private static readonly CertificateTemplate Framed = Template("giay-khen");

    [Fact]
    public void Every_vietnamese_letter_is_in_every_typeface_and_comes_out_of_the_file_as_it_went_in()
    {
        Assert.Equal(134, Vietnamese.EnumerateRunes().Count());
        foreach (var font in CertificateFonts.Names)
        {
            Assert.Null(CertificateFonts.Of(font).Missing(Vietnamese + "abcxyzABCXYZ 0123456789,.-/()“”–"));
            var rows = string.Join("\n", Vietnamese.Chunk(20).Select(c => new string(c)));
            var sheet = CertificateLayout.Of(One("{ten}", font, rows: 8), Fields(rows), null);
            Assert.Equal(rows.Replace("\n", "", StringComparison.Ordinal), Blank().Replace(Poppler.Text(Pdf(sheet)), ""));
        }
    }

    /// <summary>Ê Đê, Gia Rai, Ba Na, Chăm and others write their names with more letters than Vietnamese has.</summary>
    [Fact]
    public void Names_of_other_peoples_are_in_the_typefaces_that_the_guide_names_and_the_others_say_which_have_them()
    {
        foreach (var font in new[] { "serif", "serif-bold", "serif-italic" }) Assert.Null(CertificateFonts.Of(font).Missing("Y Bŏng Niê Kđăm, H'Ƀlinh Ŭn, ƀuôn Čư̆ M'găr, Ĭ ĭ Ĕ ĕ Ŏ ŏ Ŭ ŭ Č č Ñ ñ Ƀ ƀ".Normalize().Replace("\u0306", "", StringComparison.Ordinal)));
        foreach (var font in new[] { "display-bold", "script", "script-bold" }) Assert.Null(CertificateFonts.Of(font).Missing("Ĭ ĭ Ĕ ĕ Ŏ ŏ Ŭ ŭ Č č Ñ ñ"));
        foreach (var font in new[] { "sans", "sans-bold" }) Assert.Null(CertificateFonts.Of(font).Missing("Č č Ñ ñ"));
        Assert.Contains(CertificateLayout.Of(Framed, Fields("Y Bŏng Čil Kŭn"), null).Rows, r => r.Text == "Y Bŏng Čil Kŭn");
        var refused = Assert.Throws<CertificateException>(() => CertificateLayout.Of(Framed, Fields("H'Ƀlinh"), null));
        Assert.Equal(("letter-missing", "Ƀ", "script-bold", "serif, serif-bold, serif-italic, script"), (refused.Code, refused.Arguments[0], refused.Arguments[4], refused.Arguments[5]));
    }

    /// <summary>A strip as high as paper may be is shown no higher than a sheet, so that no picture takes the memory of a machine.</summary>
    [Fact]
    public void A_picture_is_as_wide_as_a_page_shows_it_and_no_higher_than_a_sheet()
    {
        var strip = CertificateTemplateFile.Read("title: {vi: a, en: a}\npage: {width: 50, height: 600}\nlines:\n  - {text: \"{ten}\", size: 10, rows: 9, x: 1, y: 1, width: 48, height: 80}", CertificateFields.Names).Template!;
        Assert.Equal(((1200, 848), (141, 1700)), (DrawCertificate.Shown(Framed), DrawCertificate.Shown(strip)));
        var png = DrawCertificate.Png(CertificateLayout.Of(strip, Fields("Ân"), null));
        Assert.Equal((141, 1700), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Theory]
    [InlineData("giay-khen", "Nguyễn Thị Quỳnh Hương")]
    [InlineData("giay-khen", "Công Tằng Tôn Nữ Hoàng Phương Nghi Khuê Nguyễn Phúc Thuỳ Dương Trường Thượng Hương")]
    [InlineData("giay-khen", "Tập thể cán bộ, công chức, viên chức, người lao động\nPhòng Truyền thông và Phát triển đối tượng tham gia bảo hiểm xã hội, bảo hiểm y tế\nBảo hiểm xã hội thành phố Long Xuyên, tỉnh An Giang")]
    [InlineData("bang-khen", "Công Tằng Tôn Nữ Hoàng Phương Nghi Khuê Nguyễn Phúc Thuỳ Dương Trường Thượng Hương")]
    [InlineData("bang-khen", "Nguyễn Ưng")]
    [InlineData("phoi-in-san", "Nguyễn Thị Quỳnh Hương")]
    public void A_name_of_any_length_stays_in_its_box(string template, string name)
    {
        var sheet = CertificateLayout.Of(Template(template), Fields(name), "HTTPS://THIDUA.EXAMPLE.VN/CHUNG-NHAN/" + new string('A', 170));
        foreach (var row in sheet.Rows)
        {
            var (at, size) = (row.Line.At, row.Size);
            Assert.True(row.At[0] >= at.X && row.At[0] + row.Width <= at.X + at.Width, $"{row.Text} is wider than its box");
            Assert.True(row.Baseline - size * 99 / 100 >= at.Y - 10 && row.Baseline + size * 33 / 100 <= at.Y + at.Height + 10, $"{row.Text} is higher than its box");
            Assert.InRange(size, row.Line.Smallest, row.Line.Size);
        }
        var written = sheet.Rows.Where(r => r.Line.Text.StartsWith("{ten", StringComparison.Ordinal)).ToList();
        Assert.Equal(name.Replace('\n', ' ').Normalize(), string.Join(' ', written.Select(r => r.Text)));
        var pdf = Pdf(sheet);
        Poppler.Picture(pdf, $"certificate-{template}-{name.Length}");
        Assert.Contains(written[0].Text, Poppler.Text(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_typeface_cannot_draw_is_refused_by_letter_name_and_field_and_never_dropped()
    {
        foreach (var (name, letter, code) in new[] { ("Nguyễn → Ân", "→", "letter-nowhere"), ("Y Thị Ωuyên", "Ω", "letter-nowhere"), ("Lý 李", "李", "letter-nowhere"), ("Ân\u0316", "\u0316", "letter-nowhere") })
        {
            var refused = Assert.Throws<CertificateException>(() => CertificateLayout.Of(Framed, Fields(name), null));
            Assert.Equal((code, letter, "{ten-ca-nhan}"), (refused.Code, refused.Arguments[0], refused.Arguments[3]));
            Assert.Contains($"không có chữ “{letter}”", refused.Say(Language.Vi), StringComparison.Ordinal);
        }
        var decomposed = CertificateLayout.Of(Framed, Fields("Nguyễn Thị Ngọc Ánh".Normalize(NormalizationForm.FormD)), null);
        Assert.Contains(decomposed.Rows, r => r.Text == "Nguyễn Thị Ngọc Ánh");
        var tooLong = Assert.Throws<CertificateException>(() => CertificateLayout.Of(Framed, Fields(string.Join(' ', Enumerable.Repeat("Nguyễn", 60))), null));
        Assert.Equal(("does-not-fit", "{ten-ca-nhan}"), (tooLong.Code, tooLong.Arguments[1]));
    }

    [Fact]
    public void Capitals_keep_their_marks_and_an_empty_field_takes_its_line_away()
    {
        var fields = Fields("Ân");
        fields["nguoi-quyet-dinh"] = "Chủ tịch Ủy ban nhân dân xã Đặng Xá ưỡn ẽo";
        (fields["chuc-vu-don-vi"], fields["thanh-tich"]) = ("", "");
        var sheet = CertificateLayout.Of(Framed, fields, null);
        Assert.Contains(sheet.Rows, r => r.Text == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẶNG XÁ ƯỠN ẼO");
        Assert.DoesNotContain(sheet.Rows, r => r.Text.Contains("thành tích", StringComparison.Ordinal));
        Assert.Equal([], sheet.Rows.Where(r => r.Line.Text == "{chuc-vu-don-vi}"));
    }

    [Fact]
    public void Equal_certificates_are_equal_bytes_and_a_bundle_has_a_page_for_each()
    {
        var sheets = Enumerable.Range(1, 5).Select(i => CertificateLayout.Of(Framed, Fields($"Người thứ {i}"), "CODE" + i)).ToList();
        var first = Pdf([.. sheets]);
        Assert.Equal(first, Pdf([.. sheets]));
        Assert.Equal(["Người thứ 1", "Người thứ 2", "Người thứ 3", "Người thứ 4", "Người thứ 5"], Poppler.Text(first).Split('\f').Select(p => p.Split('\n').FirstOrDefault(l => l.Contains("Người", StringComparison.Ordinal))?.Trim()).OfType<string>());
        Assert.NotEqual(first, Pdf([.. sheets.Take(4)]));
    }

    /// <summary>What is written in place of what in the shipped template, and which fault that is, in which line; "": any.</summary>
    internal static readonly (string From, string To, int Line, string Code)[] Faulty =
    [
        ("frame: gold", "frame: silver", 4, "unknown-word"), ("frame: gold", "farme: gold", 4, "unknown-key"), ("{ten-ca-nhan}", "{tên}", 13, "unknown-field"), ("\"{ten-ca-nhan}\"", "\"{ho-ten}\"", 13, "unknown-field"), ("size: 46", "size: 460", 12, "not-between"), ("size: 46", "size: to", 12, "not-between"),
        ("x: 48, y: 22", "x: 148, y: 22", 7, "outside-page"), ("font: display-bold", "font: Arial", 12, "unknown-word"), ("width: 297", "width: 29.7cm", 3, "not-between"), ("size: 30}", "size: 8}", 5, "not-between"), ("height: 24", "height: 12", 12, "box-lower-than-letters"),
        ("smallest: 15", "smallest: 60", 13, "smallest-larger"), ("colour: red", "colour: \"#12\"", 12, "unknown-word"), ("lines:", "lines: []\nmore:", 0, ""), ("title: {vi", "title: {en: x, vi", 2, "key-twice"),
        ("{ten-ca-nhan}", new string('a', 5000), 13, "too-long-text"), ("lines:", "lines:" + string.Concat(Enumerable.Repeat("\n  - {text: a, font: serif, size: 9, x: 20, y: 20, width: 50, height: 9}", 100)), 67, "too-many-lines"),
    ];

    [Fact]
    public void A_template_is_read_strictly_each_fault_with_its_line_and_written_again_it_is_the_same()
    {
        foreach (var id in CertificateTemplates.Ids)
        {
            var template = Template(id);
            foreach (var one in new[] { template, Odd(template) })
            {
                var again = CertificateTemplateFile.Read(CertificateTemplateFile.Write(one), CertificateFields.Names).Template!;
                Assert.Equal(one with { Lines = [] }, again with { Lines = [] });
                Assert.Equal(one.Lines.Select(l => l with { Place = 0 }), again.Lines.Select(l => l with { Place = 0 }));
            }
        }
        // In sizes and places that no shipped one has: a quarter of a point, a thousandth of a millimetre, a colour without a word, capitals, quotes, rows.
        static CertificateTemplate Odd(CertificateTemplate template) => template with
        {
            Title = new("Mẫu \"riêng\" \\ A4", "An \"own\" one"), Frame = CertificateFrame.Plain, Code = null,
            Lines = [new("Tặng \"{ten}\"\n\\ {don-vi}: 100 %", "sans-bold", 4322, 2204, 7, new(20_001, 20_010, 100_100, 60_999), CertificateAlign.Right, 0x123ABC, true, 1), .. template.Lines],
        };
        var shipped = CertificateTemplates.ShippedText("giay-khen");
        foreach (var (from, to, line, code) in Faulty)
        {
            var faults = CertificateTemplateFile.Read(Replaced(shipped, from, to), CertificateFields.Names).Faults;
            if (code.Length > 0) Assert.Contains($"{line} {code}", faults.Select(f => $"{f.Line} {f.Code}"));
            else if (to.Contains('[', StringComparison.Ordinal)) Assert.NotEqual([], faults);
            foreach (var fault in faults) Assert.NotEqual("", fault.Say(Language.Vi));
        }
        foreach (var broken in new[] { "", "lines", "- a", "title: {vi: a, en: b}", "\t", "lines: {", new string('[', 500) }) Assert.NotEqual([], CertificateTemplateFile.Read(broken, CertificateFields.Names).Faults);
    }

    private static string Replaced(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return text[..at] + to + text[(at + from.Length)..];
    }

    private static string Both(string lower) => lower + lower.ToUpperInvariant();

    private static CertificateTemplate Template(string id) => CertificateTemplateFile.Read(CertificateTemplates.ShippedText(id), CertificateFields.Names).Template!;

    private static CertificateTemplate One(string text, string font, int rows) =>
        new(new("", ""), 297_000, 210_000, CertificateFrame.None, null, [new(text, font, 9000, 6000, rows, new(20_000, 20_000, 250_000, 120_000), CertificateAlign.Left, 0, false, 1)]);

    private static Dictionary<string, string> Fields(string name)
    {
        var (decision, line) = CertificateFields.Example;
        return CertificateFields.Of(decision, line with { Name = name, Kind = name.Contains('\n', StringComparison.Ordinal) ? SubjectKind.Collective : SubjectKind.Individual });
    }

    private static byte[] Pdf(params CertificateSheet[] sheets)
    {
        using var output = new MemoryStream();
        DrawCertificate.Pdf(output, sheets, "Giấy khen", new(2024, 11, 30));
        return output.ToArray();
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
