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

    /// <summary>What is still to be paid of that.</summary>
    public long Due => Lines.Where(l => l.Money.State == PayState.Due).Sum(l => l.Money.Amount);
}

/// <summary>Fund, pay list and what was paid of a campaign or period: for who may see everything.</summary>
public sealed class MoneyQueries(Db db, Ground ground)
{
    /// <summary>Of all periods.</summary>
    private List<PayLine> All => field ??= Read();

    /// <summary>Of all periods, the later one last.</summary>
    private List<Fund> Funds => field ??= ReadFunds();

    /// <summary>The fund that holds: the last one that was set for this period, else for the whole campaign; null: none was.</summary>
    /// <param name="without">Entry of one that is not looked at: as if it had been taken back.</param>
    public Fund? Fund(string? without = null) => Of(ground.Period?.Id, without) ?? Of(null, without);

    /// <summary>Every line with money of the decisions that were issued, in the order of decisions and lines.</summary>
    public IReadOnlyList<PayLine> Lines => field ??= [.. All.Where(l => l.Decision.Period == ground.Period?.Id)];

    /// <summary>How far the fund is spent. That of the whole campaign is spent by every period that has none of its own.</summary>
    /// <param name="without">As for <see cref="Fund"/>.</param>
    public FundStanding Standing(Fund? fund, string? without = null) => FundStanding.Of(fund?.Ceiling, [.. Lines.Select(l => l.Money)]) with
    {
        Elsewhere = fund is null or { Period: not null } ? 0 : All.Where(l => l.Decision.Period != ground.Period?.Id && (l.Decision.Period is null || Of(l.Decision.Period, without) is null)).Sum(l => l.Money.Stands + l.Money.Owed),
    };

    /// <summary>From where the money comes, as papers print it: by the fund that was set, else by the campaign file; null: neither says it.</summary>
    public string? Source => Fund() is { } fund ? $"{fund.Title} ({fund.Document})" : ground.Campaign.Fund?.Value.Vi;

    private Fund? Of(string? period, string? without) => Funds.FindLast(f => f.Period == period && f.Entry != without);

    private List<Fund> ReadFunds()
    {
        var found = new List<Fund>();
        db.Read($"""
            select r.period, r.title, r.document, r.day, r.ceiling, i.sha256 from award_fund r join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => found.Add(new(r.GetString(0) is { Length: > 0 } period ? period : null, r.GetString(1), r.GetString(2), Stored.Day(r.GetInt32(3)), r.GetInt64(4), r.GetString(5))), ("c", ground.Stored.No), ("e", ground.Known));
        return found;
    }

    /// <summary>The pay list: by unit, by its name of then.</summary>
    public IReadOnlyList<UnitPay> ByUnit()
    {
        List<UnitPay> units = [.. Lines.GroupBy(l => l.Line.Key.Unit).Select(g => new UnitPay(g.Key, g.Last().Line.UnitName, [.. g]))];
        units.Sort((a, b) => VietnameseText.Compare(a.Name, b.Name) is var name and not 0 ? name : string.CompareOrdinal(a.Unit, b.Unit));
        return units;
    }

    private List<PayLine> Read()
    {
        var decisions = DecisionQueries.All(db, ground.Campaign.Id, ground.Known).Where(d => d.Issue is not null).ToList();
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
