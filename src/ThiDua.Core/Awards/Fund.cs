namespace ThiDua.Core.Awards;

/// <summary>Quỹ khen thưởng: how much may be decided, and by which document.</summary>
/// <param name="Title">From where the money comes.</param>
/// <param name="Period">Id of the period for which it was set; null: for the whole campaign.</param>
/// <param name="Entry">By which it is taken back.</param>
public sealed record Fund(string? Period, string Title, string Document, DateOnly Day, long Ceiling, string Entry);

public enum PaymentStep
{
    /// <summary>Đã chi.</summary>
    Paid,
    /// <summary>Đã thu lại, of a line that was revoked.</summary>
    Returned,
}

/// <summary>Money of one line of a decision that went out or came back.</summary>
/// <param name="Decision">Recording of the draft, by which lines name their decision.</param>
/// <param name="Receiver">Who received it, where it was not the one who was commended; null: not said.</param>
/// <param name="Entry">By which it is taken back; several lines may have been entered at once.</param>
public sealed record Payment(long Decision, int Line, PaymentStep Step, DateOnly Day, long Amount, string? Document, string? Receiver, string Entry);

/// <summary>How far the money of a line is.</summary>
public enum PayState
{
    /// <summary>Chờ chi.</summary>
    Due,
    /// <summary>Đã chi.</summary>
    Paid,
    /// <summary>Phải thu lại: it was paid, and then revoked.</summary>
    ToReturn,
    /// <summary>Đã thu lại đủ.</summary>
    Returned,
    /// <summary>Không chi: it was revoked before it was paid.</summary>
    Struck,
}

/// <summary>The money of one line: what was decided, what went out, what came back.</summary>
/// <param name="Amount">By the decision; it is paid as a whole, once.</param>
/// <param name="IsRevoked">Then nothing is paid any more, and what was paid comes back.</param>
public readonly record struct LineMoney(long Amount, bool IsRevoked, long Paid, long Returned)
{
    public PayState State => !IsRevoked ? Paid > 0 ? PayState.Paid : PayState.Due : Paid == 0 ? PayState.Struck : Returned < Paid ? PayState.ToReturn : PayState.Returned;

    /// <summary>What still has to come back.</summary>
    public long Owed => IsRevoked ? Paid - Returned : 0;

    /// <summary>What stands of it as decided.</summary>
    public long Stands => IsRevoked ? 0 : Amount;
}

/// <summary>What is decided, paid and left of a fund.</summary>
/// <param name="Ceiling">Null: no fund was set, and nothing is held against it.</param>
/// <param name="Decided">By decisions that stand.</param>
public sealed record FundStanding(long? Ceiling, long Decided, long Paid, long Due, long Owed, long Returned)
{
    /// <summary>What the other decisions that live of the same fund take of it.</summary>
    public long Elsewhere { get; init; }

    /// <summary>What cannot be decided again: what stands, and what was paid of a revoked line and has not come back, since that money is out.</summary>
    public long Committed => Decided + Owed + Elsewhere;

    /// <summary>What may still be decided.</summary>
    public long? Left => Ceiling - Committed;

    public static FundStanding Of(long? ceiling, IReadOnlyCollection<LineMoney> lines) => new(ceiling, lines.Sum(l => l.Stands), lines.Sum(l => l.Paid),
        lines.Where(l => l.State == PayState.Due).Sum(l => l.Amount), lines.Sum(l => l.Owed), lines.Sum(l => l.Returned));
}

/// <summary>What may be recorded of the money of a line: paid once and whole while it stands, given back once it was revoked, never more than was paid.</summary>
public static class PaymentLedger
{
    /// <returns>Code of what stands against it; null: nothing does.</returns>
    public static string? Fault(LineMoney line, PaymentStep step, long amount) => step switch
    {
        PaymentStep.Paid when line.IsRevoked => "line-revoked",
        PaymentStep.Paid when line.Paid > 0 => "already-paid",
        PaymentStep.Paid => amount == line.Amount ? null : "not-whole",
        _ when line.Paid == 0 => "not-paid",
        _ when !line.IsRevoked => "not-revoked",
        _ when line.Owed == 0 => "all-returned",
        _ when amount <= 0 => "amount-wrong",
        _ => amount > line.Owed ? "more-than-paid" : null,
    };

    /// <summary>Whether what was recorded can be taken back: a payment only while nothing of it came back.</summary>
    /// <param name="line">With it.</param>
    public static string? FaultOfTakingBack(LineMoney line, PaymentStep step) => step == PaymentStep.Paid && line.Returned > 0 ? "return-rests" : null;
}
