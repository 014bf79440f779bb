namespace ThiDua.Core.Basics;

/// <summary>A span of Vietnam days, both ends in; an end left out is open.</summary>
public readonly record struct Days(DateOnly? From, DateOnly? To)
{
    public static readonly Days Always = new(null, null);

    public bool Contains(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    public bool IsEmpty => From is { } from && To is { } to && to < from;

    /// <summary>The days that lie in both spans; may be empty.</summary>
    public Days And(Days other) => new(
        From is null || other.From > From ? other.From ?? From : From,
        To is null || other.To < To ? other.To ?? To : To);
}
