using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents.Certificates;

namespace ThiDua.Awards;

/// <summary>A template as it holds now.</summary>
/// <param name="Content">The file.</param>
/// <param name="IsOwn">The office changed it.</param>
public sealed record HeldTemplate(string Id, string Content, bool IsOwn)
{
    private readonly Lazy<CertificateTemplate?> template = new(() => CertificateTemplateFile.Read(Content, CertificateFields.Names).Template);

    /// <summary>Null: the office changed it under a version of the program that read more than this one does.</summary>
    public CertificateTemplate? Readable => template.Value;

    /// <exception cref="CertificateException">It cannot be read.</exception>
    public CertificateTemplate Template => Readable ?? throw new CertificateException("template-unread", Id);

    public LocalText Title => (Readable ?? CertificateTemplateFile.Read(CertificateTemplates.ShippedText(Id), CertificateFields.Names).Template!).Title;
}

/// <summary>The templates of certificates: those that come with the program (templates/certificate), and what the office made of them.</summary>
public static class CertificateTemplates
{
    /// <summary>Ids of all that there are, the usual one first.</summary>
    public static IReadOnlyList<string> Ids => Shipped.Value;

    private static readonly Lazy<IReadOnlyList<string>> Shipped = new(() =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).OrderBy(i => i != "giay-khen").ThenBy(i => i, StringComparer.Ordinal)]);

    private static string Folder => Path.Combine(ShippedFiles.Folder("templates"), "certificate");

    /// <exception cref="CertificateException">There is no such template.</exception>
    public static string ShippedText(string id) => Ids.Contains(id) ? File.ReadAllText(Path.Combine(Folder, id + ".yaml")) : throw new CertificateException("template-unknown", id, string.Join(", ", Ids));

    public static IReadOnlyList<HeldTemplate> All(Db db)
    {
        var own = new Dictionary<string, string?>(StringComparer.Ordinal);
        db.Read($"select r.template, r.content from certificate_template r where {Recordings.LiveByHand("r")} order by r.recording_id", r => own[r.GetString(0)] = r.IsDBNull(1) ? null : r.GetString(1), ("e", long.MaxValue));
        return [.. Ids.Select(id => own.GetValueOrDefault(id) is { } content ? new HeldTemplate(id, content, true) : new(id, ShippedText(id), false))];
    }

    /// <exception cref="CertificateException">There is no such template.</exception>
    public static HeldTemplate Find(Db db, string id) => All(db).FirstOrDefault(t => t.Id == id) ?? throw new CertificateException("template-unknown", id, string.Join(", ", Ids));

    /// <summary>What somebody would take for a line: the paper that its form in the catalogue is, else the one that its title says. Null: the decision says neither, and no paper may say it in its place.</summary>
    public static string? Usual(string? form, string title)
    {
        (string Id, string Word)[] papers = [("bang-khen", "Bằng khen"), ("giay-khen", "Giấy khen")];
        var said = papers.Where(p => form?.StartsWith(p.Id, StringComparison.Ordinal) == true).ToList();
        if (said.Count == 0) said = [.. papers.Where(p => title.Contains(p.Word, StringComparison.OrdinalIgnoreCase))];
        return said is [var one] ? one.Id : null;
    }
}
