using System.Globalization;
using System.IO.Compression;
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

/// <summary>Certificates that can be made.</summary>
/// <param name="LeftOut">How many lines were revoked, and have none.</param>
public sealed record CertificateBatch(DecisionIssue Issue, IReadOnlyList<UnitCertificates> Units, int LeftOut)
{
    public int Count => Units.Sum(u => u.Sheets.Count);
}

/// <summary>Makes the certificates of an issued decision: one for each line that stands, never of a draft, in the words of the decision as it was issued.</summary>
public sealed class MakeCertificates(Installation installation)
{
    private const string Title = "Giấy chứng nhận khen thưởng";

    /// <summary>So many files are made at the same time before they are written.</summary>
    private const int AtOnce = 64;

    /// <exception cref="DecisionException">There is no such decision.</exception>
    /// <exception cref="CertificateException">It is a draft, nothing of it is asked for, or one of its texts cannot be drawn.</exception>
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
        if (asked.Template is { } wanted && !templates.ContainsKey(wanted)) throw new CertificateException("template-unknown", wanted, string.Join(", ", templates.Keys));
        var lines = decision.Lines.Where(l => (asked.Unit is null || l.Key.Unit == asked.Unit) && (asked.Award is null || l.Award == asked.Award) && (asked.Line is null || l.No == asked.Line)).ToList();
        if (lines.Count == 0) throw new CertificateException("nobody", asked.Unit ?? asked.Award ?? asked.Line?.ToString(CultureInfo.InvariantCulture) ?? "");
        var standing = lines.FindAll(l => l.RevokedBy is null);
        if (standing.Count == 0) throw new CertificateException("all-revoked", issue.Number);
        return new(issue, [.. standing.GroupBy(l => l.Key.Unit).Select(g => new UnitCertificates(g.Key, g.First().UnitName, [.. g.Select(Sheet)]))], lines.Count - standing.Count);

        CertificateSheet Sheet(DecisionLine line)
        {
            var own = printed[line.No];
            var code = codes.Write(new(campaign, decision.No, line.No, issue.Number, issue.Day, CertificateCodes.Digest(own.Name, own.Unit, own.Award)));
            return CertificateLayout.Of(templates[asked.Template ?? CertificateTemplates.Usual(own.Award)].Template, CertificateFields.Of(content, own), Address(asked.Site, code));
        }
    }

    /// <summary>In capitals: a code of capitals and digits alone is half as dense, and neither hosts nor our paths know a difference.</summary>
    internal static string Address(Uri? site, string code) => site is null ? code : new Uri(site, new Uri(CertificateAddresses.CheckOf(code), UriKind.Relative)).AbsoluteUri.ToUpperInvariant();

    /// <summary>All in one file.</summary>
    public static void Pdf(Stream output, CertificateBatch batch) => DrawCertificate.Pdf(output, batch.Units.SelectMany(u => u.Sheets), Title, batch.Issue.Day);

    /// <summary>A file for each unit, made on all cores; a page that is signed is signed by itself.</summary>
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
    }

    private static byte[] Of(UnitCertificates unit, DateOnly day)
    {
        using var file = new MemoryStream();
        DrawCertificate.Pdf(file, unit.Sheets, Title, day);
        return file.ToArray();
    }

    private static string Safe(string code) => string.Concat(code.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
