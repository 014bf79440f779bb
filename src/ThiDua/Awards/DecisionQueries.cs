using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Awards;

/// <summary>Decisions of a campaign with their lines, amounts and what was revoked, the first one first: for who may see everything (decision 0044).</summary>
public static class DecisionQueries
{
    /// <param name="known">The last recording that counts as known.</param>
    public static IReadOnlyList<Decision> All(Db db, string campaign, long known = long.MaxValue)
    {
        const string Of = "select d.recording_id from award_decision d join campaign c on c.campaign_no = d.campaign_no where c.id = @campaign";
        var of = new (string, object)[] { ("campaign", campaign), ("e", known) };
        var amounts = new Dictionary<(long, int), LineAmount>();
        db.Read($"select r.decision, r.row_no, r.form, r.coefficient, r.factor, r.salary, r.rounding, r.amount, r.rates, r.citation from award_amount r where r.decision in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id",
            r => amounts[(r.GetInt64(0), r.GetInt32(1))] = new(r.GetString(2), Number(r.GetString(3)), r.IsDBNull(4) ? null : Number(r.GetString(4)), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetString(8).Split(' ', StringSplitOptions.RemoveEmptyEntries), r.GetString(9)), of);
        var revoked = new List<(long Recording, long Decision, int Line)>();
        db.Read($"select r.recording_id, r.decision, r.line from award_revoked_line r where r.decision in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no", r => revoked.Add((r.GetInt64(0), r.GetInt64(1), r.GetInt32(2))), of);
        var linesOf = revoked.ToLookup(l => l.Recording, l => l.Line);
        var revocations = new List<(long Decision, Revocation Revocation)>();
        db.Read($"""
            select r.decision, r.recording_id, r.number, r.day, r.signer, r.post, r.is_deputy, r.reason, r.content, i.sha256 from award_revocation r join import i on i.recording_id = r.recording_id
            where r.decision in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => revocations.Add((r.GetInt64(0), new(r.GetInt64(1), r.GetString(2), Stored.Day(r.GetInt32(3)), r.GetString(4), r.GetString(5), Hand(r.GetInt32(6)), r.GetString(7), r.GetString(8), r.GetString(9), [.. linesOf[r.GetInt64(1)]]))), of);
        var revokedBy = revocations.SelectMany(v => v.Revocation.Lines.Select(l => (Line: (v.Decision, l), v.Revocation.Number))).GroupBy(v => v.Line).ToDictionary(g => g.Key, g => g.Last().Number);
        var revocationsOf = revocations.ToLookup(v => v.Decision, v => v.Revocation);
        var issues = new Dictionary<long, DecisionIssue>();
        db.Read($"""
            select r.decision, r.recording_id, r.number, r.day, r.signer, r.post, r.is_deputy, r.total, r.campaign_sha256, r.content, i.sha256 from award_issue r join import i on i.recording_id = r.recording_id
            where r.decision in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => issues[r.GetInt64(0)] = new(r.GetInt64(1), r.GetString(2), Stored.Day(r.GetInt32(3)), r.GetString(4), r.GetString(5), Hand(r.GetInt32(6)), r.IsDBNull(7) ? null : r.GetInt64(7), r.GetString(8), r.GetString(9), r.GetString(10)), of);
        var lines = new List<(long Decision, DecisionLine Line)>();
        db.Read($"""
            select r.recording_id, r.row_no, r.proposed_award, u.code, r.kind, r.subject, r.unit_name, r.name, r.position, r.officer_id, r.award, r.title, r.type, r.form, r.summary, r.frozen_id, r.exception
            from award_decision_line r join unit u on u.unit_id = r.unit_id where r.recording_id in ({Of}) and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var at = (r.GetInt64(0), r.GetInt32(1));
                lines.Add((at.Item1, new(at.Item2, new(r.GetString(2), r.GetString(3), Kind(r.GetString(4)), r.GetString(5)), r.GetString(6), r.GetString(7), r.TextOrNull(8), !r.IsDBNull(9), r.GetString(10), r.GetString(11),
                    IssuedAwardQueries.TypeOf(r.GetString(12)) ?? CommendationType.Movement, r.TextOrNull(13), r.GetString(14), r.IsDBNull(15) ? null : r.GetInt32(15), r.IsDBNull(16) ? null : r.GetInt64(16))
                {
                    Amount = amounts.GetValueOrDefault(at), RevokedBy = revokedBy.GetValueOrDefault(at),
                }));
            }, of);
        var linesOfDecision = lines.ToLookup(l => l.Decision, l => l.Line);
        var decisions = new List<Decision>();
        db.Read($"""
            select r.recording_id, r.decision_no, r.period, r.authority, r.authority_of, r.on_proposal, i.sha256 from award_decision r join import i on i.recording_id = r.recording_id
            where r.recording_id in ({Of}) and {Recordings.LiveByHand("r")} order by r.decision_no
            """,
            r => decisions.Add(new(r.GetInt64(0), r.GetInt32(1), r.GetString(2) is { Length: > 0 } period ? period : null, r.GetString(3), r.TextOrNull(4), r.TextOrNull(5), r.GetString(6),
                [.. linesOfDecision[r.GetInt64(0)]], issues.GetValueOrDefault(r.GetInt64(0)), [.. revocationsOf[r.GetInt64(0)]])), of);
        return decisions;
    }

    /// <exception cref="DecisionException">There is no such decision, or it was taken back.</exception>
    public static Decision Find(Db db, string campaign, int no) => All(db, campaign).FirstOrDefault(d => d.No == no) ?? throw new DecisionException("unknown", no.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="DecisionException">The catalogue has him no more.</exception>
    public static Authority AuthorityOf(Decision decision) => AuthorityCatalog.Find(decision.Authority) ?? throw new DecisionException("authority-unknown", decision.Authority);

    internal static SubjectKind Kind(string stored) => stored == NomineeQueries.Collective ? SubjectKind.Collective : SubjectKind.Individual;

    /// <summary>As the store calls a kind of subject.</summary>
    internal static string WordOf(SubjectKind kind) => kind == SubjectKind.Collective ? NomineeQueries.Collective : "cá nhân";

    private static Signatory Hand(int isDeputy) => isDeputy == 1 ? Signatory.Deputy : Signatory.Head;

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
