using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Ballots;

/// <summary>What the council's vote on a nomination came to, in one round of a session.</summary>
/// <param name="Key">As whom it voted on him.</param>
/// <param name="Round">Recording of the names that were voted on.</param>
/// <param name="Session">Number.</param>
/// <param name="VotedAward">For which award it voted.</param>
/// <param name="Result">Null: it is not closed.</param>
/// <param name="Rule">By which it voted: id in catalog/vote-rules.yaml; null: the council's own.</param>
/// <param name="IsOnTheFigures">Whether what was frozen of him when the round was called is what is frozen of the nomination that is asked about.</param>
/// <param name="Before">The vote before, of the same session or another; null: there was none.</param>
public sealed record Verdict(NominationKey Key, long Round, int Session, DateOnly Day, string VotedAward, VoteOutcome? Outcome, VoteResult? Result, string? Rule, bool IsOnTheFigures, Verdict? Before = null)
{
    /// <summary>Of what was voted last on each as whom he was voted on, one that did not pass; null: all passed.</summary>
    public Verdict? LastNotPassed => Votes.DistinctBy(v => v.Key).FirstOrDefault(v => v.Outcome != VoteOutcome.Passed);

    /// <summary>A vote that is not closed; null: there is none.</summary>
    public Verdict? Open => Votes.FirstOrDefault(v => v.Outcome is null);

    /// <summary>
    /// The vote that did not pass him for the award he is reviewed for, on the figures that hold: it stands whatever was voted on since, whoever names him again and whatever was revoked; only a
    /// run-off on the same figures takes its place. Null: there is none.
    /// </summary>
    public Verdict? NotPassed(ReviewedNomination n) => NotPassed(n, null);

    /// <summary>
    /// The vote that passed him for the award he is reviewed for, as the law has that voted on, on the figures and words that hold: what was voted before he was named anew or an award was revoked
    /// is over, whatever was voted on other figures since is none on these. Null: there is none.
    /// </summary>
    public Verdict? Passed(ReviewedNomination n) => Passed(n, null);

    /// <summary>The vote because of which he is not put to the vote once more: only other figures, or another award, are another vote. Null: there is none.</summary>
    /// <param name="beside">Of other sessions than this one.</param>
    public Verdict? Settles(ReviewedNomination n, int? beside = null) => NotPassed(n, beside) ?? Passed(n, beside);

    private Verdict? NotPassed(ReviewedNomination n, int? beside)
    {
        var again = new HashSet<(int, NominationKey)>();
        return Votes.FirstOrDefault(v => v.Session != beside && v.IsOn(n) && v.Outcome is not null && again.Add((v.Session, v.Key)) && v.Outcome != VoteOutcome.Passed);
    }

    private Verdict? Passed(ReviewedNomination n, int? beside)
    {
        var since = n.Nomination.Named.Select(x => x.Recording).Append(n.Revoked?.Recording ?? 0).Max();
        return Votes.FirstOrDefault(v => v.Session != beside && v.Outcome == VoteOutcome.Passed && v.IsOn(n) && v.Key == n.Key && v.Round > since && v.IsByItsRule(n.Award));
    }

    /// <summary>The last one first.</summary>
    private IEnumerable<Verdict> Votes
    {
        get { for (var vote = this; vote is not null; vote = vote.Before) yield return vote; }
    }

    private bool IsOn(ReviewedNomination n) => VotedAward == n.Award.Id && IsOnTheFigures;

    /// <summary>Whether the council voted as the law has the award voted on; of most it says nothing.</summary>
    public bool IsByItsRule(AwardRule award) => VoteCatalog.Rules.For(award.Form) is not { } kind || kind == VoteCatalog.Rules.KindOf(Rule);
}

/// <summary>What votes say about nominations: a failed name enters no decision, and where the campaign file asks for a vote nobody does without a passed one.</summary>
public sealed class Verdicts
{
    private readonly ILookup<(SubjectKind, string), Vote> bySubject;
    private readonly ILookup<(SubjectKind, string), Vote> byName;
    private readonly ILookup<string, Frozen> freezes;

    private Verdicts(IEnumerable<CouncilSession> sessions, ILookup<string, Frozen> freezes)
    {
        var votes = sessions.SelectMany(s => s.Rounds.SelectMany(r => r.Names.Select((n, i) => new Vote(s, r, n, i)))).ToList();
        bySubject = votes.ToLookup(v => (v.Name.Key.Kind, v.Name.Key.Subject));
        byName = votes.ToLookup(v => (v.Name.Key.Kind, VietnameseText.SameKey(v.Name.Name)));
        this.freezes = freezes;
    }

    private sealed record Vote(CouncilSession Session, SessionRound Round, SessionName Name, int Index)
    {
        public bool HasCode => Name.Key.Subject != Name.Name;
    }

    /// <summary>The votes of a campaign and period.</summary>
    public static Verdicts Of(Db db, Ground ground) =>
        db.One<long>("select count(*) from council_session where campaign_no = @No", ground.Stored) == 0 ? new([], Enumerable.Empty<Frozen>().ToLookup(_ => ""))
            : new(new SessionQueries(db, ground.Campaign.Id).All().Where(s => s.Period == ground.Period?.Id), FreezeStanding.OfVotedOn(db, ground.Stored.No, ground.Period?.Id, ground.Known));

    /// <summary>
    /// The last vote on a nomination, from which those before follow; null: there is none. A vote for the same award on the same subject under another key, who was named for another award, without
    /// his code or by another unit, is one on this nomination too; only a pass is that of the nomination that was put to the vote.
    /// </summary>
    public Verdict? About(ReviewedNomination n)
    {
        Verdict? last = null;
        foreach (var vote in On(n).Where(v => v.Name.Key == n.Key || v.Name.VotedAward == n.Award.Id).OrderBy(v => v.Round.Recording))
        {
            var (session, round, name, i) = vote;
            last = new(name.Key, round.Recording, session.No, session.Day, name.VotedAward, round.Result?.Outcomes[i], round.Result?.Results[i], session.Rule, IsOnTheFigures(vote, n), last);
        }
        return last;
    }

    /// <summary>
    /// Two codes of people are two of them, whatever they are called, and one code is one of them whichever unit names him; a name without a code is whoever bears it in the unit, and elsewhere
    /// only who is praised in the same words.
    /// </summary>
    private IEnumerable<Vote> On(ReviewedNomination n)
    {
        var (key, name) = (n.Key, n.Nomination.Proposal.Name);
        var (isPerson, hasCode) = (key.Kind == SubjectKind.Individual, key.Subject != name);
        var own = bySubject[(key.Kind, key.Subject)].Where(v => v.Name.Key.Unit == key.Unit || isPerson && hasCode && v.HasCode);
        var named = byName[(key.Kind, VietnameseText.SameKey(name))].Where(v => v.Name.Key.Unit == key.Unit ? v.Name.Key.Subject != key.Subject && !(hasCode && v.HasCode) : !(isPerson && hasCode && v.HasCode) && Words(v) is { } then && then == Words(n));
        return own.Concat(named);
    }

    /// <summary>Who stands there by another code or unit has no figures that could be compared, only words.</summary>
    private bool IsOnTheFigures(Vote vote, ReviewedNomination n)
    {
        if (!n.Nomination.IsFrozen) return true; // who is in no frozen figures yet has none that could be others
        var (of, key) = (vote.Name.Key, n.Key);
        if (of.Unit == key.Unit && of.Subject == key.Subject || (Words(vote), Words(n)) is (null, null))
            return Then(vote)?.SaysOf(of.Award, of.Kind, of.Subject) is { } then && then == freezes[key.Unit].LastOrDefault()?.Figures.SaysOf(key.Award, key.Kind, key.Subject);
        return Words(vote) == Words(n);
    }

    /// <summary>What was frozen in its unit when the round was called; null: nothing.</summary>
    private FrozenFigures? Then(Vote vote) => freezes[vote.Name.Key.Unit].LastOrDefault(f => f.After < vote.Round.Recording)?.Figures;

    private string? Words(Vote vote) => Then(vote)?.WordsOn(vote.Name.Key.Award, vote.Name.Key.Kind, vote.Name.Key.Subject);

    private static string? Words(ReviewedNomination n) => FrozenFigures.Words(n.Nomination.Proposal.Nominee?.Summary);

    /// <summary>Why a nomination may not be decided, as a code, and the vote that says so; null: no vote stands against it.</summary>
    /// <param name="verdict">The last vote on it.</param>
    /// <param name="steps">Of the campaign file.</param>
    public static (string Code, Verdict? Vote)? Against(Verdict? verdict, ReviewedNomination n, IReadOnlyList<ReviewStep> steps) => verdict switch
    {
        null => steps.Any(s => s.NeedsBallot) ? ("ballot-missing", null) : null,
        { Open: { } open } => ("ballot-open", open),
        _ when verdict.NotPassed(n) is { } failed => ("ballot-failed", failed), // also where it passed him for another award since, and the change was taken back
        _ when verdict.Passed(n) is not null => null,
        { LastNotPassed: { } failed } => ("ballot-failed", failed), // and where the review changed the award since, or other figures were frozen: of that the council has not voted
        _ when verdict.VotedAward != n.Award.Id => ("ballot-other", verdict),
        _ when !verdict.IsByItsRule(n.Award) => ("ballot-rule", verdict),
        _ => steps.Any(s => s.NeedsBallot) ? ("ballot-missing", verdict) : null,
    };
}
