namespace ThiDua.Core.Notices;

/// <summary>How a notice that did not arrive is tried again: after waits that grow, for so long and no longer.</summary>
/// <param name="FirstWait">After the first failure.</param>
/// <param name="Factor">How much longer each wait is than the one before.</param>
/// <param name="LongestWait">No wait is longer.</param>
/// <param name="GiveUpAfter">A failure at this age of the notice, or later, is the last.</param>
public sealed record Retry(TimeSpan FirstWait, int Factor, TimeSpan LongestWait, TimeSpan GiveUpAfter)
{
    /// <summary>How long to wait after a failure; null: give up.</summary>
    /// <param name="failures">How often it failed, this time included: 1 or more.</param>
    /// <param name="age">Since the notice was to leave for the first time.</param>
    public TimeSpan? WaitAfter(int failures, TimeSpan age)
    {
        if (age >= GiveUpAfter) return null;
        var wait = FirstWait;
        for (var i = 1; i < failures && wait < LongestWait; i++) wait *= Factor;
        return wait < LongestWait ? wait : LongestWait;
    }
}
