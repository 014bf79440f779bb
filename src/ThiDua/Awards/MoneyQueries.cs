using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>The money of one line of an issued decision, with all that was recorded of it.</summary>
/// <param name="Payments">The first one first.</param>
public sealed record PayLine(Decision Decision, DecisionLine Line, LineMoney Money, IReadOnlyList<Payment> Payments)
{
    /// <summary>As forms name it.</summary>
    public string Key => PaymentAddresses.Write(Decision.No, Line.No);

    public DateOnly? PaidOn => Payments.Where(p => p.Step == PaymentStep.Paid).Select(p => (DateOnly?)p.Day).LastOrDefault();
}

/// <summary>The lines of one unit.</summary>
public sealed record UnitPay(string Unit, string Name, IReadOnlyList<PayLine> Lines)
{
    /// <summary>What stands of them.</summary>
    public long Stands => Lines.Sum(l => l.Money.Stands);
}

/// <summary>Fund, pay list and what was paid of a campaign or period: for who may see everything.</summary>
public sealed class MoneyQueries(Db db, Ground ground)
{
    private IReadOnlyList<PayLine>? lines;

    /// <summary>The fund that holds: the last one that was set; null: none was.</summary>
    public Fund? Fund()
    {
        Fund? found = null;
        db.Read($"""
            select r.title, r.document, r.day, r.ceiling, i.sha256 from award_fund r join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and r.period = @p and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => found = new(r.GetString(0), r.GetString(1), Stored.Day(r.GetInt32(2)), r.GetInt64(3), r.GetString(4)), ("c", ground.Stored.No), ("p", ground.Period?.Id ?? ""), ("e", ground.Known));
        return found;
    }

    /// <summary>Every line with money of the decisions that were issued, in the order of decisions and lines.</summary>
    public IReadOnlyList<PayLine> Lines => lines ??= Read();

    public FundStanding Standing(Fund? fund) => FundStanding.Of(fund?.Ceiling, [.. Lines.Select(l => l.Money)]);

    /// <summary>The pay list: by unit, by its name of then.</summary>
    public IReadOnlyList<UnitPay> ByUnit()
    {
        List<UnitPay> units = [.. Lines.GroupBy(l => l.Line.Key.Unit).Select(g => new UnitPay(g.Key, g.Last().Line.UnitName, [.. g]))];
        units.Sort((a, b) => VietnameseText.Compare(a.Name, b.Name) is var name and not 0 ? name : string.CompareOrdinal(a.Unit, b.Unit));
        return units;
    }

    private List<PayLine> Read()
    {
        var decisions = DecisionQueries.All(db, ground.Campaign.Id, ground.Known).Where(d => d.Issue is not null && d.Period == ground.Period?.Id).ToList();
        var payments = Payments().ToLookup(p => (p.Decision, p.Line));
        return [.. from decision in decisions from line in decision.Lines where line.Amount is not null let of = payments[(decision.Recording, line.No)].ToList()
            select new PayLine(decision, line, new(line.Amount!.Amount, line.RevokedBy is not null, Sum(of, PaymentStep.Paid), Sum(of, PaymentStep.Returned)), of)];
    }

    private List<Payment> Payments()
    {
        var found = new List<Payment>();
        db.Read($"""
            select r.decision, r.line, r.step, r.day, r.amount, r.document, r.receiver, i.sha256 from award_payment r join import i on i.recording_id = r.recording_id
            join award_decision d on d.recording_id = r.decision where d.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r => found.Add(new(r.GetInt64(0), r.GetInt32(1), r.GetString(2) == PaidWord ? PaymentStep.Paid : PaymentStep.Returned, Stored.Day(r.GetInt32(3)), r.GetInt64(4), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6), r.GetString(7))),
            ("c", ground.Stored.No), ("e", ground.Known));
        return found;
    }

    /// <summary>As the store calls a step.</summary>
    internal const string PaidWord = "paid", ReturnedWord = "returned";

    private static long Sum(List<Payment> payments, PaymentStep step) => payments.Where(p => p.Step == step).Sum(p => p.Amount);
}
