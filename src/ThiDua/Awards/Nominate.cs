using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>What was entered cannot be taken in. Its sentence is "nomination.CODE".</summary>
public sealed class NominationException(string code, params IReadOnlyList<string> arguments) : ToldException("nomination", code, arguments);

/// <summary>More than a unit may propose (3096/III.2.b).</summary>
public sealed class OverQuotaException(QuotaFault fault) : Exception("over-quota")
{
    public QuotaFault Fault { get; } = fault;
}

/// <summary>Whom somebody nominates, as it is entered.</summary>
/// <param name="Officer">Mã cán bộ; null: known by name.</param>
/// <param name="Name">Of a collective null: the unit itself; of an officer: as the roster has it.</param>
/// <param name="Period">Id; null: the whole.</param>
public sealed record EnteredNominee(string Award, string Unit, string? Officer, string? Name, string? Summary, ProposedBy By = ProposedBy.Unit, string? Solution = null, string? Document = null, string? Period = null);

/// <summary>
/// Nominates somebody on the page: a row of nominees beside those of files, for one award and period, taken back by its entry. Who is over the number of his unit
/// is refused here; of a file he is taken and marked (decision 0027).
/// </summary>
public sealed class Nominate(Installation installation)
{
    /// <summary>As much as the dossier prints of one achievement.</summary>
    private const int Longest = 2000;

    /// <returns>By which it is taken back.</returns>
    /// <exception cref="NominationException">Something is missing, or he is nominated already.</exception>
    /// <exception cref="OverQuotaException">The unit proposes as many as it may.</exception>
    public string Record(string campaign, EnteredNominee entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(entered.Period));
        var queries = new StandingsQueries(db, ground);
        var unit = queries.FindUnit(entered.Unit);
        if (!ground.Scope.Has(unit)) throw queries.NotListed(entered.Unit);
        var award = ground.Awards.FirstOrDefault(a => a.Id == entered.Award) ?? throw new NominationException("award-unknown", entered.Award);
        if (new[] { entered.Name, entered.Summary, entered.Solution, entered.Document }.Any(t => t?.Length > Longest)) throw new NominationException("too-long", Written.Number(Longest, Language.Vi));
        var (subject, name, officer) = Subject(db, ground, queries, award, unit, entered);
        var row = new NomineeRow(entered.Unit, award.Subject == SubjectKind.Collective ? NomineeQueries.Collective : "cá nhân", name, officer is null ? null : subject, award.Criterion == AwardCriterion.NominatedOutside, Clean(entered.Summary) ?? "");
        Admit(db, ground, award, row, subject, entered);
        if (entered.By == ProposedBy.Unit) WriteDossierEvent.Changes(db, installation, ground, entered.Unit); // its head approves what it proposes
        var (by, solution, document) = (NomineeQueries.Words.First(w => w.Value == entered.By).Key, Clean(entered.Solution), Clean(entered.Document));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Nominations, ground.Stored.No, $"{award.Id} {entered.Unit}", (row, by, solution, document, ground.Period?.Id).ToString());
        db.Execute("""
            insert into nominee (campaign_no, unit_id, kind, subject, recording_id, row_no, name, officer_id, outside, summary, fingerprint)
            values (@no, @unit, @Kind, @subject, @recording, 1, @Name, @officer, @outside, @Summary, @fingerprint)
            """, new { no = ground.Stored.No, unit, row.Kind, subject, recording, row.Name, officer, outside = row.OutsideSector ? 1 : 0, row.Summary, fingerprint = installation.OpenTokens().Fingerprint(TakeNominees.Content(row.Name, row.OutsideSector, row.Summary)) });
        db.Execute("insert into nominee_detail (recording_id, row_no, award, period, proposed_by, document, solution) values (@recording, 1, @award, @period, @by, @document, @solution)",
            new { recording, award = award.Id, period = ground.Period?.Id ?? "", by, document, solution });
        Trail.WriteTrail.Add(db, installation, "nomination", $"{campaign} {award.Id} {entered.Unit}", after: sha, recording: recording);
        transaction.Commit();
        return sha;
    }

    private static (string Subject, string Name, int? Officer) Subject(Db db, Ground ground, StandingsQueries queries, AwardRule award, int unit, EnteredNominee entered)
    {
        var name = Clean(entered.Name);
        if (award.Subject == SubjectKind.Collective)
        {
            var itself = ground.Units.On(unit, ground.Tree) ?? ground.Units.Latest(unit)!;
            if (award.Criterion == AwardCriterion.NominatedOutside) return name is null ? throw new NominationException("name-missing") : (name, name, null);
            return name is null || Core.Basics.VietnameseText.SameKey(name) == Core.Basics.VietnameseText.SameKey(itself.Name) ? (entered.Unit, itself.Name, null) : (name, name, null);
        }
        if (Clean(entered.Officer) is not { } code || award.Criterion == AwardCriterion.NominatedOutside) return name is null ? throw new NominationException("name-missing") : (name, name, null);
        if (queries.Roster().FirstOrDefault(r => r.Post.Code == code) is not { Post: { } post, Officer: var number }) throw new NominationException("officer-unknown", code);
        var below = post.Unit;
        while (below != unit) // an office nominates officers of the stations below it too
            below = (ground.Units.On(below, ground.Tree) ?? ground.Units.Latest(below))?.Parent ?? throw new NominationException("officer-elsewhere", post.Name, ground.Units.Latest(post.Unit)?.Name ?? "", entered.Unit);
        return (code, post.Name, number);
    }

    /// <summary>Nothing stands against it: he is not named already by the same, and the number is not used up. What the clause asks for besides is asked for when the dossier is sent.</summary>
    private static void Admit(Db db, Ground ground, AwardRule award, NomineeRow row, string subject, EnteredNominee entered)
    {
        var all = new NominationQueries(db, ground);
        var proposals = all.Answer.Proposals.Where(p => p.Award == award.Id && p.Unit == entered.Unit).ToList();
        var isProposed = proposals.Exists(p => p.SubjectKind == award.Subject && p.Subject == subject && (p.Nominee is not null || award.Criterion is not (AwardCriterion.AllOf or AwardCriterion.Nominated or AwardCriterion.NominatedOutside)));
        // The same person named once more by the agency takes no further place.
        if (isProposed && all.Named(award, entered.Unit, award.Subject, subject).FirstOrDefault(n => n.By == entered.By || entered.By != ProposedBy.Agency) is { } before) throw new NominationException("already", row.Name, award.Title.Vi, before.Entry is null ? before.File : "");
        if (!isProposed && row.Summary.Length == 0) throw new NominationException("summary-missing");
        if (!isProposed && QuotaLine.Fault(award, entered.Unit, proposals.Where(p => p.Nominee is not null), more: 1) is { } fault) throw new OverQuotaException(fault);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
