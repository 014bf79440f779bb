using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Writes what happened to a dossier as a whole, inside the transaction in which it happens, and into the trail.</summary>
internal static class WriteDossierEvent
{
    /// <param name="with">What is written together with it, by the number of the event; the entry of the trail vouches for that too.</param>
    /// <param name="submission">Which submission it is about.</param>
    /// <param name="index">Of a submission: receipt, whether it is late, what was in it.</param>
    public static void Add(Db db, Installation installation, Ground ground, string unit, DossierAct act, long frozen, long? submission = null, string? reason = null, string? name = null,
        (string Receipt, bool IsLate, string Content, string Sha256)? index = null, Action<long>? with = null)
    {
        var id = db.One<long>("select coalesce(max(event_id), 0) + 1 from dossier_event");
        db.Execute("""
            insert into dossier_event (event_id, campaign_no, unit_code, period, kind, frozen_id, submission, day, receipt, is_late, reason, content, sha256, name, at, actor)
            values (@id, @campaign, @unit, @period, @kind, @frozen, @submission, @day, @receipt, @late, @reason, @content, @sha256, @name, @at, @Actor)
            """,
            new
            {
                id, campaign = ground.Stored.No, unit, period = ground.Period?.Id ?? "", kind = SubmissionQueries.Name(act), frozen, submission, day = Stored.Day(installation.Day), receipt = index?.Receipt,
                late = index is { } i ? i.IsLate ? 1 : 0 : (int?)null, reason, content = index?.Content, sha256 = index?.Sha256, name, at = Stored.Moment(installation.Clock.GetUtcNow()), installation.Actor,
            });
        with?.Invoke(id);
        Trail.WriteTrail.Add(db, installation, "dossier-" + SubmissionQueries.Name(act), $"{ground.Campaign.Id} {unit}", after: index is { } sent ? $"{sent.Receipt} {sent.Sha256}" : reason, dossier: (ground.Stored.No, unit));
    }

    /// <summary>Whoever changes a dossier after its head approved it has it approved again.</summary>
    /// <exception cref="SubmissionException">It is with the office that receives it.</exception>
    public static void Changes(Db db, Installation installation, Ground ground, string unit)
    {
        var frozen = FreezeStanding.Last(db, ground.Stored.No, unit, ground.Period?.Id);
        var state = SubmissionQueries.StateOf(db, ground, unit, frozen?.Id);
        if (state.IsAway) throw new SubmissionException(state.Standing == SubmissionStanding.Received ? "received-not-changed" : "submitted-not-changed");
        if (state.Approval is not null) Add(db, installation, ground, unit, DossierAct.Unapproved, frozen!.Id, reason: "changed");
    }
}
