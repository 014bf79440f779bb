using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>A nomination as it was called when it was put to the vote.</summary>
/// <param name="VotedAward">What the review had made of its award then.</param>
public sealed record SessionName(int No, NominationKey Key, string VotedAward, string Title, string UnitName, string Name)
{
    /// <summary>With the unit, where it is not the unit itself.</summary>
    public string Called => Name == UnitName ? Name : $"{Name}, {UnitName}";
}

/// <summary>That codes were given out.</summary>
/// <param name="Sha256">Of all marks of the round.</param>
public sealed record BallotOpening(long Recording, int Slips, string Sha256, string Entry);

/// <summary>What a round came to, name by name.</summary>
public sealed record RoundResult(long Recording, string Entry, IReadOnlyList<VoteResult> Results, IReadOnlyList<VoteOutcome> Outcomes);

/// <summary>Names that are voted on together.</summary>
/// <param name="Recording">By which counts, openings and results name it.</param>
public sealed record SessionRound(long Recording, string Entry, int No, IReadOnlyList<SessionName> Names, BallotOpening? Opening, TwoCounts Counts, RoundResult? Result)
{
    /// <summary>From which the marks of codes for a name are made.</summary>
    public string ContestOf(SessionName name) => $"{Entry}/{name.No.ToString(CultureInfo.InvariantCulture)}";

    public bool HasVotes => Opening is not null || Counts.State != CountState.None || Result is not null;
}

public sealed record RollLine(CouncilMember Member, bool IsPresent);

/// <summary>A member who does not vote on a name.</summary>
/// <param name="Reason">Null: he is it himself.</param>
/// <param name="Entry">By which it is taken back; null: it follows from who he is.</param>
public sealed record Conflict(CouncilMember Member, long Round, int No, string? Reason, string? Entry);

/// <summary>A meeting of the council that votes, with all that was recorded of it.</summary>
/// <param name="Rule">Id in catalog/vote-rules.yaml; null: the council's own regulation.</param>
/// <param name="Places">How many names may pass; null: each stands by itself.</param>
/// <param name="Roll">Empty: not called yet.</param>
public sealed record CouncilSession(
    long Recording, int No, string? Period, DateOnly Day, string Title, string? Place, string? Secretary, bool ByCodes, string? Rule, VoteTerms Terms, string Citation, int? Places, string Entry,
    IReadOnlyList<SessionRound> Rounds, IReadOnlyList<RollLine> Roll, string? RollEntry, IReadOnlyList<Conflict> Conflicts)
{
    public SessionRound Current => Rounds[^1];

    public int Present => Roll.Count(r => r.IsPresent);

    public bool HasQuorum => Roll.Count > 0 && Terms.HasQuorum(Roll.Count, Present);

    /// <summary>Who does not vote on a name: what was declared about it in a round before holds in a run-off too.</summary>
    public IReadOnlyList<Conflict> ConflictsOn(SessionRound round, SessionName name) =>
        [.. Conflicts.Where(c => c.Round <= round.Recording && Rounds.FirstOrDefault(r => r.Recording == c.Round)?.Names.FirstOrDefault(n => n.No == c.No)?.Key == name.Key).DistinctBy(c => c.Member.Id)];

    public Attendance At(SessionRound round, SessionName name)
    {
        var conflicted = ConflictsOn(round, name).Select(c => c.Member.Id).ToHashSet();
        return new(Roll.Count, Present, Roll.Count(r => conflicted.Contains(r.Member.Id)), Roll.Count(r => r.IsPresent && conflicted.Contains(r.Member.Id)));
    }

    /// <summary>How many passed, in whichever round.</summary>
    public int Passed => Rounds.Where(r => r.Result is not null).Sum(r => r.Result!.Outcomes.Count(o => o == VoteOutcome.Passed));

    /// <summary>How many places the rounds before left.</summary>
    public int? PlacesLeft => Places is { } all ? all - Passed : null;

    /// <summary>
    /// Names that may be voted on once more, by what each came to the last time, with the number of the first round: those that are tied, and those that failed for the first time where the rule
    /// allows it. Empty while a round is open.
    /// </summary>
    public IReadOnlyList<(SessionName Name, bool IsTied)> Again => Current.Result is null ? []
        : [.. Rounds[0].Names.Select(n => (Name: n, Outcomes: OutcomesOf(n.Key))).Where(n => n.Outcomes[^1] == VoteOutcome.Tied || VoteResult.MayRunOff(Terms, n.Outcomes[^1]) && !n.Outcomes.SkipLast(1).Contains(VoteOutcome.Failed)).Select(n => (n.Name, n.Outcomes[^1] == VoteOutcome.Tied))];

    /// <summary>Of rounds that are closed, the first one first.</summary>
    private List<VoteOutcome> OutcomesOf(NominationKey key) => [.. Rounds.Where(r => r.Result is not null).SelectMany(r => r.Names.Index().Where(n => n.Item.Key == key).Select(n => r.Result!.Outcomes[n.Index]))];
}

/// <summary>The sessions of a campaign, the first one first: for who may see everything.</summary>
public sealed class SessionQueries(Db db, string campaign)
{
    private static readonly JsonSerializerOptions Words = new() { Converters = { new JsonStringEnumConverter() } };

    private const string Of = "select s.recording_id from council_session s join campaign c on c.campaign_no = s.campaign_no where c.id = @c";

    public IReadOnlyList<CouncilSession> All()
    {
        var (openings, counts, results, names) = (Openings(), Counts(), Results(), Names());
        var members = CouncilQueries.All(db).ToDictionary(m => m.Member.Id, m => m.Member);
        var rolls = new Dictionary<long, (long Recording, string Entry, List<RollLine> Lines)>();
        db.Read($"""
            select r.session, r.recording_id, i.sha256, r.member, r.is_present from session_roll r join import i on i.recording_id = r.recording_id
            where r.session in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                if (!members.TryGetValue(r.GetInt64(3), out var member)) return;
                if (!rolls.TryGetValue(r.GetInt64(0), out var roll) || roll.Recording != r.GetInt64(1)) rolls[r.GetInt64(0)] = roll = (r.GetInt64(1), r.GetString(2), []);
                roll.Lines.Add(new(member, r.GetInt32(4) == 1));
            }, Arguments);
        var declared = new List<(long Session, Conflict Conflict)>();
        db.Read($"""
            select r.session, r.member, r.round, r.name_no, r.reason, i.sha256 from session_conflict r join import i on i.recording_id = r.recording_id
            where r.session in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => { if (members.TryGetValue(r.GetInt64(1), out var member)) declared.Add((r.GetInt64(0), new(member, r.GetInt64(2), r.GetInt32(3), r.GetString(4), r.GetString(5)))); }, Arguments);
        var found = new List<CouncilSession>();
        db.Read($"""
            select r.recording_id, r.session_no, r.period, r.day, r.title, r.place, r.secretary, r.mode, r.rule, r.terms, r.citation, r.places, i.sha256
            from council_session r join import i on i.recording_id = r.recording_id where r.recording_id in ({Of}) and {Recordings.LiveByHand("r")} order by r.session_no
            """,
            r =>
            {
                var session = r.GetInt64(0);
                var rounds = names.Where(n => n.Session == session).GroupBy(n => (n.Round, n.Entry)).Select((g, i) => new SessionRound(g.Key.Round, g.Key.Entry, i + 1, [.. g.Select(n => n.Name)],
                    openings.GetValueOrDefault(g.Key.Round), CountsOf(counts[g.Key.Round], g.Count()), null)).ToList();
                var terms = ReadTerms(r.GetString(9));
                var roll = rolls.TryGetValue(session, out var known) ? known : (0, null!, []);
                var self = rounds.SelectMany(x => x.Names.SelectMany(n => roll.Lines.Where(l => n.Key.Kind == Core.Campaigns.SubjectKind.Individual && l.Member.Is(n.Key.Subject, n.Name)).Select(l => new Conflict(l.Member, x.Recording, n.No, null, null))));
                found.Add(new(session, r.GetInt32(1), r.GetString(2) is { Length: > 0 } period ? period : null, Stored.Day(r.GetInt32(3)), r.GetString(4), Text(r, 5), Text(r, 6), r.GetString(7) == "codes", Text(r, 8), terms, r.GetString(10),
                    r.IsDBNull(11) ? null : r.GetInt32(11), r.GetString(12), [.. rounds.Select(x => x with { Result = ResultOf(results[x.Recording], terms) })], roll.Lines, roll.Entry,
                    [.. self, .. declared.Where(d => d.Session == session).Select(d => d.Conflict)]));
            }, Arguments);
        return found;
    }

    /// <exception cref="BallotException">There is none, or it was taken back.</exception>
    public CouncilSession Find(int no) => All().FirstOrDefault(s => s.No == no) ?? throw new BallotException("session-unknown", no.ToString(CultureInfo.InvariantCulture));

    /// <summary>The ballots of a round as they are published; empty: it was voted on by paper, or is not closed.</summary>
    public static IReadOnlyList<BallotList> Lists(Db db, SessionRound round)
    {
        if (round.Result is null) return [];
        var found = new List<(int No, CastBallot Ballot)>();
        db.Read($"select r.name_no, r.mark, r.choice from cast_ballot r where r.recording_id = @r and {Recordings.LiveByHand("r")} order by r.row_no",
            r => found.Add((r.GetInt32(0), new(r.GetString(1), BallotText.ChoiceOf(r.GetString(2))))), ("r", round.Result.Recording), ("e", long.MaxValue));
        var of = found.ToLookup(f => f.No, f => f.Ballot);
        return found.Count == 0 ? [] : [.. round.Names.Select(n => new BallotList(round.ContestOf(n), $"{n.Name}, {n.UnitName}: {n.Title}", [.. of[n.No]]))];
    }

    internal static string Write(VoteTerms terms) => JsonSerializer.Serialize(terms, Words);

    private static VoteTerms ReadTerms(string text) => JsonSerializer.Deserialize<VoteTerms>(text, Words)!;

    private (string, object)[] Arguments => [("c", campaign), ("e", long.MaxValue)];

    private List<(long Session, long Round, string Entry, SessionName Name)> Names()
    {
        var found = new List<(long, long, string, SessionName)>();
        db.Read($"""
            select r.session, r.recording_id, i.sha256, r.row_no, r.award, u.code, r.kind, r.subject, r.voted_award, r.title, r.unit_name, r.name
            from session_name r join unit u on u.unit_id = r.unit_id join import i on i.recording_id = r.recording_id
            where r.session in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r => found.Add((r.GetInt64(0), r.GetInt64(1), r.GetString(2), new(r.GetInt32(3), new(r.GetString(4), r.GetString(5), DecisionQueries.Kind(r.GetString(6)), r.GetString(7)), r.GetString(8), r.GetString(9), r.GetString(10), r.GetString(11)))), Arguments);
        return found;
    }

    private Dictionary<long, BallotOpening> Openings()
    {
        var found = new Dictionary<long, BallotOpening>();
        db.Read($"""
            select r.round, r.recording_id, r.slips, r.marks_sha256, i.sha256 from ballot_opening r join import i on i.recording_id = r.recording_id
            where r.round in (select n.recording_id from session_name n where n.session in ({Of})) and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => found[r.GetInt64(0)] = new(r.GetInt64(1), r.GetInt32(2), r.GetString(3), r.GetString(4)), Arguments);
        return found;
    }

    private ILookup<long, (long Recording, string By, string Entry, NameCount Count)> Counts()
    {
        var found = new List<(long Round, (long, string, string, NameCount) Row)>();
        db.Read($"""
            select r.round, r.recording_id, r.by_whom, r.row_no, r.issued, r.yes, r.no, r.blank, r.spoiled, r.unused, r.written_yes, r.written_no, r.written_blank, i.sha256 from paper_count r join import i on i.recording_id = r.recording_id
            where r.round in (select n.recording_id from session_name n where n.session in ({Of})) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r => found.Add((r.GetInt64(0), (r.GetInt64(1), r.GetString(2), r.GetString(13), new(TallyFrom(r, 4), WrittenFrom(r, 10))))), Arguments);
        return found.ToLookup(f => f.Round, f => f.Row);
    }

    private ILookup<long, (long Recording, string Entry, Attendance At, Tally Tally, WrittenVotes Written, VoteOutcome Outcome)> Results()
    {
        var found = new List<(long Round, (long, string, Attendance, Tally, WrittenVotes, VoteOutcome) Row)>();
        db.Read($"""
            select r.round, r.recording_id, i.sha256, r.members, r.present, r.conflicted, r.conflicted_present, r.issued, r.yes, r.no, r.blank, r.spoiled, r.unused, r.written_yes, r.written_no, r.written_blank, r.outcome
            from session_result r join import i on i.recording_id = r.recording_id
            where r.round in (select n.recording_id from session_name n where n.session in ({Of})) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r => found.Add((r.GetInt64(0), (r.GetInt64(1), r.GetString(2), new(r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)), TallyFrom(r, 7), WrittenFrom(r, 13), BallotText.OutcomeOf(r.GetString(16))))), Arguments);
        return found.ToLookup(f => f.Round, f => f.Row);
    }

    private static TwoCounts CountsOf(IEnumerable<(long Recording, string By, string Entry, NameCount Count)> rows, int names) =>
        TwoCounts.Of(rows.GroupBy(r => (r.Recording, r.By, r.Entry)).Select(g => new CountEntry(g.Key.By, [.. g.Select(r => r.Count)]) { Entry = g.Key.Entry }).Where(e => e.Names.Count == names));

    private static RoundResult? ResultOf(IEnumerable<(long Recording, string Entry, Attendance At, Tally Tally, WrittenVotes Written, VoteOutcome Outcome)> rows, VoteTerms terms)
    {
        var last = rows.GroupBy(r => (r.Recording, r.Entry)).LastOrDefault();
        return last is null ? null : new(last.Key.Recording, last.Key.Entry, [.. last.Select(r => new VoteResult(terms, r.At, r.Tally, r.Written))], [.. last.Select(r => r.Outcome)]);
    }

    private static Tally TallyFrom(Row r, int at) => new(r.GetInt32(at), r.GetInt32(at + 1), r.GetInt32(at + 2), r.GetInt32(at + 3), r.GetInt32(at + 4), r.GetInt32(at + 5));

    private static WrittenVotes WrittenFrom(Row r, int at) => new(r.GetInt32(at), r.GetInt32(at + 1), r.GetInt32(at + 2));

    private static string? Text(Row r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
