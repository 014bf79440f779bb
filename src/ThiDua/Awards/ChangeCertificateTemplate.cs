using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Documents.Certificates;
using ThiDua.Trail;

namespace ThiDua.Awards;

/// <summary>The office makes a template of certificates its own, or goes back to the one that came with the program.</summary>
public sealed class ChangeCertificateTemplate(Installation installation)
{
    private const int Longest = 60_000;

    /// <returns>What is wrong with it, by line; then nothing was stored.</returns>
    /// <exception cref="CertificateException">There is no such template, the text is too long, or an example of it cannot be drawn.</exception>
    public IReadOnlyList<CampaignFault> Change(string id, string content)
    {
        CertificateTemplates.ShippedText(id);
        var (template, faults) = Read(content);
        if (template is null) return faults;
        Record(id, content.ReplaceLineEndings("\n"));
        return [];
    }

    /// <summary>As it would be: with its faults, and refused where an example does not fit or is not named.</summary>
    public static (CertificateTemplate? Template, IReadOnlyList<CampaignFault> Faults) Read(string content)
    {
        if (content.Length > Longest) throw new CertificateException("template-too-long");
        var (template, faults) = CertificateTemplateFile.Read(content, CertificateFields.Names);
        if (template is not null) foreach (var line in CertificateFields.Examples) CertificateFields.Lay(template, CertificateFields.Example.Decision, line, "EXAMPLE");
        return (template, faults);
    }

    public void TakeShipped(string id)
    {
        CertificateTemplates.ShippedText(id);
        Record(id, null);
    }

    private void Record(string id, string? content)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Honours, null, id, content ?? "");
        db.Execute("insert into certificate_template (recording_id, template, content) values (@recording, @id, @content)", new { recording, id, content });
        WriteTrail.Add(db, installation, "certificate-template", id, after: content is null ? null : DecisionContent.Sha256(content), recording: recording);
        transaction.Commit();
    }
}
