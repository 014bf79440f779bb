using System.Globalization;
using System.IO.Compression;
using System.Text;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Documents.Certificates;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Which certificates of a decision are asked for.</summary>
/// <param name="Template">Id; null: the usual one of each award.</param>
/// <param name="Unit">Code; null: of all units.</param>
/// <param name="Award">Id; null: all awards.</param>
/// <param name="Line">Number of the line; null: all.</param>
/// <param name="Site">The address of the site, to which the code leads; null: the code stands alone.</param>
public sealed record AskedCertificates(string Campaign, int Decision, string? Template = null, string? Unit = null, string? Award = null, int? Line = null, Uri? Site = null);

/// <summary>The certificates of one unit.</summary>
public sealed record UnitCertificates(string Unit, string Name, IReadOnlyList<CertificateSheet> Sheets);

/// <summary>A line whose certificate cannot be made, and why.</summary>
public sealed record RefusedCertificate(DecisionLine Line, CertificateException Why);

/// <summary>Certificates that can be made.</summary>
/// <param name="LeftOut">How many lines were revoked, and have none.</param>
/// <param name="Refused">In the order of the decision: the others are made all the same.</param>
public sealed record CertificateBatch(DecisionIssue Issue, IReadOnlyList<UnitCertificates> Units, int LeftOut, IReadOnlyList<RefusedCertificate> Refused)
{
    public int Count => Units.Sum(u => u.Sheets.Count);
}

/// <summary>Makes the certificates of an issued decision: one for each line that stands, never of a draft, in the words of the decision as it was issued.</summary>
public sealed class MakeCertificates(Installation installation)
{
    private const string Title = "Giấy chứng nhận khen thưởng";

    /// <summary>In a folder: who has no certificate, and why.</summary>
    public const string RefusedList = "khong-lam-duoc.txt";

    /// <summary>So many files are made at the same time before they are written.</summary>
    private const int AtOnce = 64;

    /// <exception cref="DecisionException">There is no such decision.</exception>
    /// <exception cref="CertificateException">It is a draft, or nothing of it is asked for.</exception>
    public CertificateBatch Plan(AskedCertificates asked)
    {
        using var db = installation.Open();
        using var reading = db.BeginReading();
        using var codes = CertificateCodes.Of(installation);
        var decision = DecisionQueries.Find(db, asked.Campaign, asked.Decision);
        if (decision.Issue is not { } issue) throw new CertificateException("draft", Written.Number(decision.No, Language.Vi));
        var content = DecisionContent.Read(issue.Content);
        var printed = content.Lines.ToDictionary(l => l.No);
        var campaign = db.One<int>("select campaign_no from campaign where id = @Campaign", new { asked.Campaign });
        var templates = CertificateTemplates.All(db).ToDictionary(t => t.Id, StringComparer.Ordinal);
        if (asked.Template is { } wanted) CertificateTemplates.ShippedText(wanted);
        var lines = decision.Lines.Where(l => (asked.Unit is null || l.Key.Unit == asked.Unit) && (asked.Award is null || l.Award == asked.Award) && (asked.Line is null || l.No == asked.Line)).ToList();
        if (lines.Count == 0) throw new CertificateException("nobody", asked.Unit ?? asked.Award ?? asked.Line?.ToString(CultureInfo.InvariantCulture) ?? "");
        var standing = lines.FindAll(l => l.RevokedBy is null);
        if (standing.Count == 0) throw new CertificateException("all-revoked", issue.Number);
        var refused = new List<RefusedCertificate>();
        var units = standing.GroupBy(l => l.Key.Unit).Select(g => new UnitCertificates(g.Key, g.First().UnitName, [.. g.Select(Sheet).OfType<CertificateSheet>()])).Where(u => u.Sheets.Count > 0).ToList();
        return new(issue, units, lines.Count - standing.Count, [.. refused.OrderBy(r => r.Line.No)]);

        CertificateSheet? Sheet(DecisionLine line)
        {
            var own = printed[line.No];
            try
            {
                var template = TemplateOf(templates, asked.Template, line, own);
                var code = codes.Write(new(campaign, decision.No, line.No, issue.Number, issue.Day, CertificateCodes.Digest(own.Name, CertificateFields.PlaceOn(template, own))));
                return CertificateFields.Lay(template, content, own, Address(asked.Site, code));
            }
            catch (CertificateException e)
            {
                refused.Add(new(line, e));
                return null;
            }
        }
    }

    /// <summary>The lines of an issued decision that stand and whose certificates cannot be made, as <see cref="Plan"/> finds them: nothing is signed for it, and it is found once for a recording.</summary>
    /// <param name="template">Id; null: the usual one of each award.</param>
    /// <exception cref="CertificateException">There is no such template.</exception>
    public static IReadOnlyList<RefusedCertificate> Refused(Db db, Decision decision, string? template)
    {
        if (template is not null) CertificateTemplates.ShippedText(template);
        return Remembered.At(db, Recordings.KnownAt(db, null), new RefusalsOf(decision.Recording, template), () =>
        {
            var content = DecisionContent.Read(decision.Issue!.Content);
            var printed = content.Lines.ToDictionary(l => l.No);
            var templates = CertificateTemplates.All(db).ToDictionary(t => t.Id, StringComparer.Ordinal);
            var refused = new List<RefusedCertificate>();
            foreach (var line in decision.Standing)
            {
                try
                {
                    CertificateFields.Lay(TemplateOf(templates, template, line, printed[line.No]), content, printed[line.No], null);
                }
                catch (CertificateException e)
                {
                    refused.Add(new(line, e));
                }
            }
            return refused;
        });
    }

    private sealed record RefusalsOf(long Decision, string? Template);

    private static CertificateTemplate TemplateOf(Dictionary<string, HeldTemplate> templates, string? asked, DecisionLine line, ContentLine own) =>
        templates[asked ?? CertificateTemplates.Usual(line.Form, own.Award) ?? throw new CertificateException("template-to-choose", own.Award)].Template;

    /// <summary>In capitals: a code of capitals and digits alone is half as dense, and neither hosts nor our paths know a difference.</summary>
    internal static string Address(Uri? site, string code) => site is null ? code : new Uri(site, new Uri(CertificateAddresses.CheckOf(code), UriKind.Relative)).AbsoluteUri.ToUpperInvariant();

    /// <summary>All that can be made, in one file.</summary>
    public static void Pdf(Stream output, CertificateBatch batch) => DrawCertificate.Pdf(output, batch.Units.SelectMany(u => u.Sheets), Title, batch.Issue.Day);

    /// <summary>A file for each unit, made on all cores; each is signed by itself. Who has none stands in a list beside them, so that nobody is missed in silence.</summary>
    /// <param name="sign">Null: they are signed by hand.</param>
    public static void Zip(Stream output, CertificateBatch batch, Func<byte[], byte[]>? sign = null)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in batch.Units.Chunk(AtOnce))
        {
            var files = some.AsParallel().AsOrdered().Select(u => Of(u, batch.Issue.Day)).ToList();
            foreach (var (unit, file) in some.Zip(files))
            {
                var name = Safe(unit.Unit);
                for (var again = 2; !names.Add(name); again++) name = Safe(unit.Unit) + "-" + again.ToString(CultureInfo.InvariantCulture);
                var entry = zip.CreateEntry(name + ".pdf", CompressionLevel.NoCompression); // it is compressed inside
                entry.LastWriteTime = new(batch.Issue.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                using var into = entry.Open();
                into.Write(sign is null ? file : sign(file));
            }
        }
        if (batch.Refused.Count == 0) return;
        var list = zip.CreateEntry(RefusedList);
        list.LastWriteTime = new(batch.Issue.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        using var lines = new StreamWriter(list.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" }; // it is opened where the printer is
        foreach (var (line, why) in batch.Refused) lines.WriteLine($"{line.No.ToString(CultureInfo.InvariantCulture)}. {line.Name} ({line.UnitName}): {why.Say(Language.Vi)}");
    }

    private static byte[] Of(UnitCertificates unit, DateOnly day)
    {
        using var file = new MemoryStream();
        DrawCertificate.Pdf(file, unit.Sheets, Title, day);
        return file.ToArray();
    }

    private static string Safe(string code) => string.Concat(code.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
