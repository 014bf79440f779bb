using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Opens the list of whom a step agreed to for comment, for as many working days as the campaign file says; takes in what is objected, and answers it.</summary>
public sealed class PublishForComment(Installation installation)
{
    private const int Longest = 2000;

    /// <param name="step">Id of the step that opens its list.</param>
    /// <param name="from">The day on which it is opened, which is not counted; null: today.</param>
    /// <returns>By which it is taken back.</returns>
    /// <exception cref="ReviewException">The step opens no list, or nobody waits for one.</exception>
    public string Open(string campaign, string? period, string step, DateOnly? from = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var found = ground.Campaign.Review.FirstOrDefault(s => s.Id == step) ?? throw new ReviewException("step-unknown", step);
        if (found.CommentDays is not { } days) throw new ReviewException("no-comment", found.Title.Vi);
        var day = from ?? installation.Day;
        if (day < installation.Day) throw new ReviewException("list-day-before", Written.Day(day));
        var waiting = new ReviewQueries(db, ground).All().Where(n => n.State == ReviewState.Commenting && n.Review.Wait == CommentWait.ToPublish && n.Review.Last!.Step == step).ToList();
        if (waiting.Count == 0) throw new ReviewException("nobody-waits", found.Title.Vi);
        var to = CalendarCatalog.WorkingDays.After(day, days);
        var names = ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree) ?? ground.Units.Latest(u)).OfType<Core.Organisation.UnitStatement>().DistinctBy(u => u.Code).ToDictionary(u => u.Code, u => u.Name, StringComparer.Ordinal);
        var content = ReviewQueries.Content(waiting.Select(n => new CommentItem(n.Award.Title.Vi, n.Award.Title.En, names.GetValueOrDefault(n.Key.Unit, n.Key.Unit), n.Nomination.Proposal.Name, ReviewQueries.MarkOf(n.Key))));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Reviews, ground.Stored.No, $"{campaign} {step}", content);
        db.Execute("insert into comment_list (recording_id, campaign_no, period, step, from_day, to_day, content) values (@recording, @no, @period, @step, @from, @to, @content)",
            new { recording, no = ground.Stored.No, period = ground.Period?.Id ?? "", step, from = Stored.Day(day), to = Stored.Day(to), content });
        Trail.WriteTrail.Add(db, installation, "comment-list", $"{campaign} {step}", after: $"{Stored.Day(day)} {Stored.Day(to)} {waiting.Count}", recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <param name="list">Entry of the list.</param>
    /// <param name="about">Mark of the one on it; null: against all of it.</param>
    /// <returns>By which it is answered, or taken back.</returns>
    /// <exception cref="ReviewException">The list takes no comments then, or something is missing.</exception>
    public string TakeObjection(string campaign, string? period, string list, string? about, DateOnly? day, string? byWhom, string? text)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var queries = new ReviewQueries(db, ground);
        var found = queries.Lists.FirstOrDefault(l => l.Entry == list) ?? throw new ReviewException("list-gone");
        var on = day ?? throw new ReviewException("objection-day-missing");
        if (!found.Days.Contains(on)) throw new ReviewException("objection-late", Written.Day(on), Written.Day(found.Days.From!.Value), Written.Day(found.Days.To!.Value));
        if (on > installation.Day) throw new ReviewException("day-ahead", Written.Day(on));
        var (who, said) = (Clean(byWhom) ?? throw new ReviewException("objection-who-missing"), Clean(text) ?? throw new ReviewException("objection-text-missing"));
        var key = about is null ? (NominationKey?)null : queries.All().Select(n => (NominationKey?)n.Key).FirstOrDefault(k => ReviewQueries.MarkOf(k!.Value) == about) ?? throw new ReviewException("not-on-list");
        if (about is not null && found.Items.All(i => i.Mark != about)) throw new ReviewException("not-on-list");
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Reviews, ground.Stored.No, $"{campaign} {found.Step}", $"{list} {about} {Stored.Day(on)} {who} {said}");
        db.Execute("""
            insert into objection (recording_id, list, award, unit_id, kind, subject, day, by_whom, text)
            values (@recording, @list, @award, (select unit_id from unit where code = @unit), @kind, @subject, @day, @who, @said)
            """, new { recording, list = found.Recording, award = key?.Award, unit = key?.Unit, kind = key is { } of ? DecisionQueries.WordOf(of.Kind) : null, subject = key?.Subject, day = Stored.Day(on), who, said });
        Trail.WriteTrail.Add(db, installation, "objection", $"{campaign} {found.Step}", after: sha, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <param name="objection">Its entry.</param>
    /// <exception cref="ReviewException">It is there no more or answered, or something is missing.</exception>
    public string Answer(string campaign, string? period, string objection, bool isUpheld, DateOnly? day, string? text, string? document)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var found = new ReviewQueries(db, ground).Lists.SelectMany(l => l.Objections.Select(o => (List: l, Objection: o))).FirstOrDefault(o => o.Objection.Entry == objection);
        if (found.Objection is null) throw new ReviewException("objection-gone");
        if (found.Objection.Answer is { } before) throw new ReviewException("answered-already", Written.Day(before.Day));
        var on = day ?? installation.Day;
        if (on > installation.Day) throw new ReviewException("day-ahead", Written.Day(on));
        if (on < found.Objection.Day) throw new ReviewException("answer-before", Written.Day(on), Written.Day(found.Objection.Day));
        var (said, by) = (Clean(text) ?? throw new ReviewException("answer-missing"), Clean(document));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Reviews, ground.Stored.No, $"{campaign} {found.List.Step}", $"{objection} {isUpheld} {Stored.Day(on)} {said} {by}");
        db.Execute("insert into objection_answer (recording_id, objection, outcome, day, text, document) values (@recording, @objection, @outcome, @day, @said, @by)",
            new { recording, objection = found.Objection.Recording, outcome = isUpheld ? "upheld" : "dismissed", day = Stored.Day(on), said, by });
        Trail.WriteTrail.Add(db, installation, "objection-answer", $"{campaign} {found.List.Step}", before: objection, after: sha, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>Takes back a list on which nobody objected, an objection without an answer, or an answer on which no step rests.</summary>
    /// <exception cref="ReviewException">Something rests on it, or it is there no more.</exception>
    public void TakeBack(string campaign, string? period, string entry, string? reason)
    {
        if (Clean(reason) is not { } said) throw new ReviewException("take-back-reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Reviews, entry, said, db =>
        {
            var queries = new ReviewQueries(db, Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period)));
            var list = queries.Lists.FirstOrDefault(l => l.Entry == entry || l.Objections.Any(o => o.Entry == entry || o.Answer?.Entry == entry)) ?? throw new ReviewException("gone");
            if (list.Entry == entry && list.Objections.Count > 0) throw new ReviewException("list-objected");
            if (list.Objections.FirstOrDefault(o => o.Entry == entry) is { Answer: { } answer }) throw new ReviewException("answered-already", Written.Day(answer.Day));
            var from = list.Entry == entry ? list.Recording : list.Objections.Where(o => o.Answer?.Entry == entry).Select(o => o.Answer!.Recording).DefaultIfEmpty(long.MaxValue).First();
            var marks = list.Items.Select(i => i.Mark).ToHashSet(StringComparer.Ordinal);
            if (queries.Entries.Any(e => e.Mark.Recording > from && e.Of.Any(k => marks.Contains(ReviewQueries.MarkOf(k)))) || queries.Decisions.Any(d => d.Recording > from && d.Standing.Any(l => marks.Contains(ReviewQueries.MarkOf(l.Key))))) throw new ReviewException("list-rests");
        });
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > Longest ? throw new ReviewException("too-long", Written.Number(Longest, Language.Vi)) : text.Trim().Normalize();
}
