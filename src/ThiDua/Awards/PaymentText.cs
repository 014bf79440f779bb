using ThiDua.Core.Awards;

namespace ThiDua.Awards;

/// <summary>How far the money of a line is, in words.</summary>
public static class PaymentText
{
    public static string WordOf(PayState state) => state switch
    {
        PayState.Due => "due",
        PayState.Paid => "paid",
        PayState.ToReturn => "to-return",
        PayState.Returned => "returned",
        _ => "struck",
    };

    /// <summary>Colour of a tag.</summary>
    public static string Tone(PayState state) => state switch
    {
        PayState.Paid => "good",
        PayState.Due => "wait",
        PayState.ToReturn => "bad",
        _ => "plain",
    };
}
