using System.Security.Cryptography;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <param name="About">Whom it is about, as <see cref="ReportSubject.Key"/>; null: the dossier as a whole.</param>
/// <param name="Is">solution, report, evidence, or the id of a paper.</param>
public sealed record GivenFile(string Campaign, string Unit, string? Period, string? About, string Is, string? Title, string Name, byte[] Content);

/// <summary>Keeps a file in the dossier of a unit, sealed, and takes one out again; it stays where it was submitted.</summary>
public sealed class KeepEvidence(Installation installation)
{
    /// <summary>Of one dossier.</summary>
    public const int MostFiles = 30;
    public const long MostBytes = 50 << 20;

    /// <returns>Its number.</returns>
    public long Keep(GivenFile given)
    {
        var (type, name) = EvidenceFile.Judge(given.Name, given.Content);
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, given.Campaign, AwardTables.OfPeriod(given.Period));
        var held = EvidenceQueries.Of(db, ground, given.Unit).Where(e => e.TakenBack is null).ToList();
        if (held.Count >= MostFiles) throw new SubmissionException("files-too-many", name);
        if (held.Sum(e => e.Bytes) + given.Content.Length > MostBytes) throw new SubmissionException("files-too-large", name);
        var sha = Convert.ToHexStringLower(SHA256.HashData(given.Content));
        if (held.Find(e => e.Sha256 == sha) is { } same) throw new SubmissionException("file-there", name, same.File);
        var paper = given.Is is "solution" or "report" or "evidence" ? null : DossierPapers.Of(ground.Campaign).FirstOrDefault(p => p.Id == given.Is)?.Id ?? throw new SubmissionException("file-is-what");
        var frozen = FreezeStanding.Last(db, ground.Stored.No, given.Unit, ground.Period?.Id);
        var about = string.IsNullOrEmpty(given.About) || paper is not null ? ReportSubject.Whole(given.Unit)
            : (frozen is null ? [] : ReportParts.Subjects(frozen.Figures, ground.Campaign)).FirstOrDefault(s => s.Key == given.About) ?? throw new SubmissionException("about-nobody");
        if (given.Is is "solution" or "report" && about.Key == ReportSubject.Whole(given.Unit).Key && about.Name.Length == 0) throw new SubmissionException("about-missing");
        WriteDossierEvent.Changes(db, installation, ground, given.Unit);
        var id = db.One<long>("select coalesce(max(evidence_id), 0) + 1 from evidence");
        db.Execute("""
            insert into evidence (evidence_id, campaign_no, unit_code, period, kind, subject, part, paper, title, file, type, bytes, sha256, content, at, actor)
            values (@id, @No, @Unit, @period, @KindWord, @Code, @part, @paper, @title, @name, @type, @Length, @sha, @content, @at, @Actor)
            """, new
        {
            id, ground.Stored.No, given.Unit, period = ground.Period?.Id ?? "", about.KindWord, about.Code, part = paper is null ? given.Is : null, paper,
            title = string.IsNullOrWhiteSpace(given.Title) ? null : given.Title.Trim(), name, type, given.Content.Length, sha,
            content = EvidenceQueries.Seals(installation).Seal(given.Content, EvidenceQueries.Place(id)), at = Stored.Moment(installation.Clock.GetUtcNow()), installation.Actor,
        });
        Trail.WriteTrail.Add(db, installation, "evidence", $"{given.Campaign} {given.Unit} {id}", after: sha, dossier: (ground.Stored.No, given.Unit));
        transaction.Commit();
        return id;
    }

    public void TakeBack(string campaign, string unit, string? period, long evidence, string? reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        if (EvidenceQueries.Of(db, ground, unit).FirstOrDefault(e => e.Id == evidence && e.TakenBack is null) is not { } held) throw new SubmissionException("file-not-there");
        if (string.IsNullOrWhiteSpace(reason)) throw new SubmissionException("file-no-reason");
        WriteDossierEvent.Changes(db, installation, ground, unit);
        db.Execute("insert into evidence_taken_back (evidence_id, reason, at, actor) values (@evidence, @reason, @at, @Actor)", new { evidence, reason = reason.Trim(), at = Stored.Moment(installation.Clock.GetUtcNow()), installation.Actor });
        Trail.WriteTrail.Add(db, installation, "evidence-taken-back", $"{campaign} {unit} {evidence}", before: held.Sha256, dossier: (ground.Stored.No, unit));
        transaction.Commit();
    }
}
