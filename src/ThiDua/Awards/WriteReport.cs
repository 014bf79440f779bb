using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Writes the parts of a paper that figures do not give, for one whom the dossier proposes or for the dossier as a whole; the last text of a part holds.</summary>
public sealed class WriteReport(Installation installation)
{
    public const int Longest = 8000;

    /// <param name="about">Whom the paper is of, as <see cref="ReportSubject.Key"/>; null: it is the only one.</param>
    /// <param name="parts">By id of the part; what the template does not ask for is left out.</param>
    public void Write(string campaign, string unit, string? period, string paper, string? about, IReadOnlyDictionary<string, string> parts)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var frozen = FreezeStanding.Last(db, ground.Stored.No, unit, ground.Period?.Id) ?? throw new SubmissionException("not-frozen");
        if (DossierPapers.Copies(ground.Campaign, frozen.Figures).FirstOrDefault(c => c.Asked.Id == paper && c.Subject?.Key == (about is { Length: > 0 } ? about : null)) is not { } copy) throw new SubmissionException("about-nobody");
        var subject = copy.Subject ?? ReportSubject.Whole(unit);
        var known = ReportParts.Of(db, ground, unit);
        var changed = DossierPapers.Parts(copy).Where(p => parts.TryGetValue(p.Id, out var text) && (known.Text(copy, p.Id) ?? "") != Clean(text)).Select(p => (p.Id, p.Label, Text: Clean(parts[p.Id]))).ToList();
        if (changed.Find(c => c.Text.Length > Longest) is { Id: not null } tooLong) throw new SubmissionException("part-too-long", tooLong.Label, Texts.Written.Number(Longest, Texts.Language.Vi));
        if (changed.Count == 0) return;
        WriteDossierEvent.Changes(db, installation, ground, unit);
        foreach (var (id, _, text) in changed)
        {
            db.Execute("""
                insert into report_part (part_id, campaign_no, unit_code, period, paper, kind, subject, part, text, at, actor)
                values ((select coalesce(max(part_id), 0) + 1 from report_part), @No, @unit, @period, @paper, @KindWord, @Code, @id, @text, @at, @Actor)
                """, new { ground.Stored.No, unit, period = ground.Period?.Id ?? "", paper, subject.KindWord, subject.Code, id, text, at = Stored.Moment(installation.Clock.GetUtcNow()), installation.Actor });
        }
        Trail.WriteTrail.Add(db, installation, "report", $"{campaign} {unit} {paper}", after: string.Join(' ', changed.Select(c => c.Id)), dossier: (ground.Stored.No, unit));
        transaction.Commit();
    }

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();
}
