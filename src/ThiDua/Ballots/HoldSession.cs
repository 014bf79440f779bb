using System.Globalization;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>How a council votes by its own regulation, as it is entered.</summary>
/// <param name="Needed">"2/3" or "70 %".</param>
/// <param name="Quorum">As Needed; empty: the regulation says nothing.</param>
/// <param name="Citation">The regulation, with its article.</param>
public sealed record EnteredTerms(string? Needed, bool IsMoreThan, VoteBase Base, string? Quorum, bool CountsWritten, bool ConflictInBase, bool MayRunOff, string? Citation);

/// <summary>A session as it is entered.</summary>
/// <param name="Kind">Id in catalog/vote-rules.yaml: its rule of the day decides; null: the council's own regulation does.</param>
/// <param name="Places">How many names may pass; null: each stands by itself.</param>
public sealed record EnteredSession(
    string? Period, IReadOnlyList<NominationKey> Of, DateOnly? Day, string? Title, bool ByCodes, string? Kind, EnteredTerms? Own = null, int? Places = null, string? Place = null, string? Secretary = null);

/// <summary>Calls the council to a session that votes on nominations: with its day, the rule of that day, and the names as they are called then.</summary>
public sealed class HoldSession(Installation installation)
{
    /// <summary>More names nobody reads on one ballot, nor counts on one page.</summary>
    public const int Most = 100;

    /// <returns>The number by which the campaign knows it.</returns>
    /// <exception cref="BallotException">Something is missing, no rule holds on that day, or a name cannot be voted on.</exception>
    public int Call(string campaign, EnteredSession entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(entered.Period));
        var day = entered.Day ?? throw new BallotException("day-missing");
        var title = KeepCouncil.Clean(entered.Title) ?? throw new BallotException("title-missing");
        var (place, secretary) = (KeepCouncil.Clean(entered.Place), KeepCouncil.Clean(entered.Secretary));
        if (entered.Of.Count == 0) throw new BallotException("nobody");
        if (entered.Of.Count > Most) throw new BallotException("names-many", CountBallots.Number(Most));
        if (entered.Places is { } places && (places < 1 || places >= entered.Of.Distinct().Count())) throw new BallotException("places-wrong");
        if (CouncilQueries.On(db, day).Count == 0) throw new BallotException("no-members", Written.Day(day));
        var (rule, terms, citation) = TermsOf(db, entered, day);
        var known = new ReviewQueries(db, ground).All().ToDictionary(n => n.Key);
        var verdicts = Verdicts.Of(db, ground);
        var names = entered.Of.Distinct().Select(k => Checked(known, k, verdicts, entered.Kind)).OrderBy(n => ground.Awards.Index().First(a => a.Item.Id == n.Award.Id).Index).ToList();
        if (names.Find(n => names.Any(o => o != n && IsSame(o, n))) is { } twice) throw new BallotException("twice", twice.Nomination.Proposal.Name);
        var no = db.One<int>("select coalesce(max(session_no), 0) + 1 from council_session where campaign_no = @no", new { no = ground.Stored.No });
        var row = new
        {
            campaign = ground.Stored.No, period = ground.Period?.Id ?? "", no, day = Stored.Day(day), title, place, secretary, mode = entered.ByCodes ? "codes" : "paper", rule, terms = SessionQueries.Write(terms), citation, places = entered.Places,
        };
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Ballots, ground.Stored.No, campaign, $"{row}\n{string.Join('\n', names.Select(n => NominationAddresses.Write(n.Key)))}");
        db.Execute("""
            insert into council_session (recording_id, campaign_no, period, session_no, day, title, place, secretary, mode, rule, terms, citation, places)
            values (@recording, @campaign, @period, @no, @day, @title, @place, @secretary, @mode, @rule, @terms, @citation, @places)
            """, new { recording, row.campaign, row.period, row.no, row.day, row.title, row.place, row.secretary, row.mode, row.rule, row.terms, row.citation, row.places });
        var units = names.Select(n => n.Key.Unit).Distinct().ToDictionary(c => c, c => ground.Units.Known.Select(ground.Units.Latest).First(u => u?.Code == c)!);
        Add(db, recording, recording, [.. names.Select((n, i) => new SessionName(i + 1, n.Key, n.Award.Id, n.Award.Title.Vi, units[n.Key.Unit].Name, n.Nomination.Proposal.Name))]);
        Trail.WriteTrail.Add(db, installation, "council-session", Named(campaign, no), after: names.Count.ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return no;
    }

    /// <summary>Votes once more on names that are tied, or that failed where the rule allows it.</summary>
    /// <param name="names">Numbers of the names in the first round.</param>
    public void RunOff(string campaign, int no, IReadOnlyList<int> names)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var session = new SessionQueries(db, campaign).Find(no);
        if (session.Current.Result is null) throw new BallotException("round-open");
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(session.Period));
        var allowed = MayRunOff(db, ground, session);
        var chosen = names.Distinct().Order().Select(n => allowed.FirstOrDefault(a => a.No == n) ?? throw new BallotException("no-run-off", session.Rounds[0].Names.FirstOrDefault(x => x.No == n)?.Name ?? n.ToString(CultureInfo.InvariantCulture))).ToList();
        if (chosen.Count == 0) throw new BallotException("nobody");
        if (session.Again.Any(a => a.IsTied && allowed.Contains(a.Name)) && chosen.Count != allowed.Count) throw new BallotException("run-off-tied", string.Join(", ", allowed.Select(t => t.Name)));
        if (session.PlacesLeft is < 1) throw new BallotException("no-places");
        var (known, verdicts) = (new ReviewQueries(db, ground).All().ToDictionary(n => n.Key), Verdicts.Of(db, ground));
        foreach (var name in chosen)
        {
            if (!IsInReview(known[name.Key])) throw new BallotException("not-in-review", name.Name);
            if (verdicts.About(known[name.Key])?.Open is { } open) throw new BallotException("already-in", name.Name, open.Session.ToString(CultureInfo.InvariantCulture));
        }
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Ballots, CampaignNo(db, campaign), campaign, $"{no} {string.Join(' ', chosen.Select(n => n.No))}");
        Add(db, recording, session.Recording, [.. chosen.Select((n, i) => n with { No = i + 1 })]);
        Trail.WriteTrail.Add(db, installation, "ballot-run-off", Named(campaign, no), after: chosen.Count.ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
    }

    /// <summary>
    /// Names of a session that are voted on once more: not those that are nominated no longer, below the criteria or beyond the number, were declined or are reviewed for another award now, nor those on whose figures another session voted. Whose
    /// review is stopped for a while is among them: the others wait for him, or he would lose his place unvoted.
    /// </summary>
    public static IReadOnlyList<SessionName> MayRunOff(Db db, Ground ground, CouncilSession session)
    {
        if (session.Again.Count == 0) return [];
        var (known, verdicts) = (new ReviewQueries(db, ground).All().ToDictionary(n => n.Key), Verdicts.Of(db, ground));
        var may = session.Again.Where(a => a.Name is var name && known.TryGetValue(name.Key, out var n) && n.State is not (ReviewState.Declined or ReviewState.Drafted or ReviewState.Decided) && n.Nomination.State is not (NominationState.BelowCriteria or NominationState.BeyondQuota) && n.Award.Id == name.VotedAward && verdicts.About(n)?.Settles(n, beside: session.No) is null).ToList();
        return [.. may.Where(a => a.IsTied || !may.Exists(o => o.IsTied)).Select(a => a.Name)]; // tied ones first, and together
    }

    internal static string Named(string campaign, int no) => $"{campaign} {no.ToString(CultureInfo.InvariantCulture)}";

    internal static int CampaignNo(Db db, string campaign) => db.One<int>("select campaign_no from campaign where id = @campaign", new { campaign });

    private static void Add(Db db, long recording, long session, IReadOnlyList<SessionName> names)
    {
        foreach (var n in names)
        {
            db.Execute("""
                insert into session_name (recording_id, row_no, session, award, voted_award, title, unit_id, unit_name, kind, subject, name)
                values (@recording, @No, @session, @award, @VotedAward, @Title, (select unit_id from unit where code = @unit), @UnitName, @kind, @subject, @Name)
                """, new { recording, n.No, session, award = n.Key.Award, n.VotedAward, n.Title, unit = n.Key.Unit, n.UnitName, kind = DecisionQueries.WordOf(n.Key.Kind), subject = n.Key.Subject, n.Name });
        }
    }

    private static ReviewedNomination Checked(Dictionary<NominationKey, ReviewedNomination> known, NominationKey key, Verdicts verdicts, string? ruleOf)
    {
        if (!known.TryGetValue(key, out var n)) throw new BallotException("nomination-gone", key.Subject);
        var name = n.Nomination.Proposal.Name;
        var last = verdicts.About(n);
        if (last?.Open is { } open) throw new BallotException("already-in", name, open.Session.ToString(CultureInfo.InvariantCulture));
        if (VoteCatalog.Rules.For(n.Award.Form) is { } kind && kind.Id != ruleOf) throw new BallotException("kind-needed", name, n.Award.Title.Vi, kind.Title.Vi);
        if (n.State == ReviewState.NotFrozen) throw new BallotException("not-frozen", name);
        // What did not pass is not put to the vote again in the next session, under another rule or without those it was tied with: only other figures, or another award, are another vote.
        if (last?.Settles(n) is { } vote)
            throw new BallotException(vote.Outcome switch { VoteOutcome.Tied => "tied-there", VoteOutcome.Passed => "passed-already", _ => "failed-already" }, name, vote.Session.ToString(CultureInfo.InvariantCulture));
        return IsInReview(n) ? n : throw new BallotException("not-in-review", name);
    }

    /// <summary>Two nominations of one subject for one award: two votes at once could come to two things.</summary>
    private static bool IsSame(ReviewedNomination one, ReviewedNomination other)
    {
        var (name, otherName) = (one.Nomination.Proposal.Name, other.Nomination.Proposal.Name);
        var (hasCode, otherHasCode) = (one.Key.Subject != name, other.Key.Subject != otherName);
        return one.Award.Id == other.Award.Id && one.Key.Kind == other.Key.Kind
            && (hasCode && otherHasCode ? one.Key.Subject == other.Key.Subject : one.Key.Unit == other.Key.Unit && VietnameseText.SameKey(name) == VietnameseText.SameKey(otherName));
    }

    internal static bool IsInReview(ReviewedNomination n) => n.State is ReviewState.InReview or ReviewState.Returned or ReviewState.Commenting or ReviewState.Agreed;

    private static (string? Rule, VoteTerms Terms, string Citation) TermsOf(Db db, EnteredSession entered, DateOnly day)
    {
        if (entered.Kind is { } id)
        {
            var kind = VoteCatalog.Rules.Kinds.FirstOrDefault(k => k.Id == id) ?? throw new BallotException("kind-unknown", id);
            var rule = kind.On(day) ?? throw new BallotException("no-rule", kind.Title.Vi, Written.Day(day));
            var confirmed = ConfirmRate.All(db).Select(c => c.Confirmation).ToList();
            if (rule.IsUnconfirmed(confirmed)) throw new BallotException("rule-unconfirmed", BallotText.Terms(rule.Terms, Language.Vi), rule.Law);
            return (rule.Id, rule.Terms, rule.Label == Label.Recalled ? confirmed.First(c => c.Row == rule.Id && c.Sha256 == rule.Sha256).Citation : rule.Label == Label.Inferred ? Sentences.Say(Language.Vi, "ballot.citation.inferred", rule.Law) : rule.Law);
        }
        if (entered.Own is not { } own) throw new BallotException("rule-missing");
        var citation = KeepCouncil.Clean(own.Citation) ?? throw new BallotException("citation-missing");
        var needed = VoteCatalog.ReadShare(own.Needed) ?? throw new BallotException("share-wrong", own.Needed ?? "");
        var quorum = string.IsNullOrWhiteSpace(own.Quorum) ? (Share?)null : VoteCatalog.ReadShare(own.Quorum) ?? throw new BallotException("share-wrong", own.Quorum);
        var terms = new VoteTerms(needed, own.IsMoreThan, own.Base, quorum, own.CountsWritten, own.ConflictInBase, own.MayRunOff);
        return terms.IsSound ? (null, terms, citation) : throw new BallotException("share-wrong", own.Needed!);
    }
}
