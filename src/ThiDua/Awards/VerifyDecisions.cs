using System.Text.Json;
using ThiDua.Core.Awards;
using ThiDua.Database;

namespace ThiDua.Awards;

/// <summary>Whether decisions are still as they were issued: for `verify`.</summary>
public static class VerifyDecisions
{
    public static List<string> Faults(Db db)
    {
        var bad = new List<string>();
        var vouched = db.Query<Kept>("""
            select r.number as Number, r.content as Content, t.after as After from award_issue r join trail t on t.recording_id = r.recording_id
            union all select r.number, r.content, t.after from award_revocation r join trail t on t.recording_id = r.recording_id
            """);
        bad.AddRange(vouched.Where(k => DecisionContent.Sha256(k.Content) != k.After).Select(k => $"{k.Number}: content"));
        foreach (var campaign in db.Query<string>("select distinct c.id from award_decision d join campaign c on c.campaign_no = d.campaign_no order by 1"))
        {
            var decisions = DecisionQueries.All(db, campaign);
            foreach (var decision in decisions.Where(d => d.Issue is not null)) bad.AddRange(Of(decision).Select(f => $"{campaign} {decision.Issue!.Number}: {f}"));
            bad.AddRange(decisions.SelectMany(d => d.Standing.Select(l => (d.Period, l.Key))).GroupBy(l => l).Where(g => g.Count() > 1).Select(g => $"{campaign} {g.Key.Key.Award} {g.Key.Key.Unit}: twice"));
            bad.AddRange(decisions.SelectMany(d => d.Standing.Select(l => (d.Period, l.Award, l.Key.Unit, l.Key.Kind, l.Key.Subject))).GroupBy(l => l).Where(g => g.Count() > 1).Select(g => $"{campaign} {g.Key.Award} {g.Key.Unit}: same award"));
        }
        foreach (var paid in db.Query<Paid>($"""
            select c.id as Campaign, d.decision_no as No, r.line as Line, coalesce(a.amount, 0) as Amount, sum(case when r.step = 'paid' then r.amount else 0 end) as Out, sum(case when r.step = 'returned' then r.amount else 0 end) as Back
            from award_payment r join award_decision d on d.recording_id = r.decision join campaign c on c.campaign_no = d.campaign_no
            left join (select x.decision, x.row_no, x.amount from award_amount x where {Recordings.LiveByHand("x")}) a on a.decision = r.decision and a.row_no = r.line
            where {Recordings.LiveByHand("r")} group by c.id, d.decision_no, r.line, a.amount
            """, new { e = long.MaxValue })) if (paid.Out > paid.Amount + paid.Back || paid.Back > paid.Out) bad.Add($"{paid.Campaign} {paid.No}#{paid.Line}: paid");
        return bad;
    }

    private static IEnumerable<string> Of(Decision decision)
    {
        var issue = decision.Issue!;
        var content = Read(issue.Content);
        if (content is null || content.Number != issue.Number || content.Day != issue.Day || content.Total != issue.Total || content.Lines.Count != decision.Lines.Count) yield return "paper";
        foreach (var line in decision.Lines)
        {
            if (content?.Lines.FirstOrDefault(l => l.No == line.No) is { } printed && (printed.Name != line.Name || printed.Award != line.Title || printed.Unit != line.UnitName || printed.Summary != line.Summary || printed.Amount != line.Amount?.Amount)) yield return $"line {line.No}";
            if (line.Amount is { } amount && amount.Reckoned != amount.Amount) yield return $"amount {line.No}";
        }
        if ((issue.Total ?? 0) != decision.Lines.Sum(l => l.Amount?.Amount ?? 0)) yield return "total";
    }

    private static DecisionContent? Read(string content)
    {
        try
        {
            return DecisionContent.Read(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept
    {
        public string Number { get; init; } = "";
        public string Content { get; init; } = "";
        public string? After { get; init; }
    }

    private sealed record Paid
    {
        public string Campaign { get; init; } = "";
        public int No { get; init; }
        public int Line { get; init; }
        public long Amount { get; init; }
        public long Out { get; init; }
        public long Back { get; init; }
    }
}
