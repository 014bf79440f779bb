namespace ThiDua.Core.Reminders;

/// <summary>Where a person without cover stands on the call list, in the order in which one calls.</summary>
public enum CallState
{
    /// <summary>The day on which to call again has come.</summary>
    Due,
    /// <summary>Nobody has called him yet.</summary>
    New,
    /// <summary>He was called; the day on which to call again has not come.</summary>
    Later,
    /// <summary>What the last call came to ends the calling.</summary>
    Ended,
}

/// <summary>Whom to call first (9936/VI.6.b). Who has cover again is not on the list at all, so it stops by itself.</summary>
public static class Calling
{
    /// <param name="ends">Whether the outcome of the last contact that holds ends the calling; null: there is none.</param>
    /// <param name="again">The day on which to call again, of that contact.</param>
    /// <param name="asOf">The day asked for.</param>
    public static CallState StateOf(bool? ends, DateOnly? again, DateOnly asOf) =>
        ends is null ? CallState.New : ends.Value ? CallState.Ended : again <= asOf ? CallState.Due : CallState.Later;

    /// <summary>Competition ranks 1, 2, 2, 4 of numbers in falling order.</summary>
    /// <param name="falling">Numbers, the highest first.</param>
    public static IReadOnlyList<int> Ranks(IReadOnlyList<long> falling)
    {
        var ranks = new int[falling.Count];
        for (var i = 0; i < ranks.Length; i++) ranks[i] = i > 0 && falling[i] == falling[i - 1] ? ranks[i - 1] : i + 1;
        return ranks;
    }
}
