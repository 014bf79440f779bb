namespace ThiDua.Core.Ballots;

/// <summary>What was in the box about one name.</summary>
/// <param name="Issued">Phiếu phát ra.</param>
/// <param name="Yes">Đồng ý.</param>
/// <param name="No">Không đồng ý.</param>
/// <param name="Blank">Phiếu trắng.</param>
/// <param name="Spoiled">Phiếu không hợp lệ.</param>
/// <param name="Unused">Issued and not put in.</param>
public readonly record struct Tally(int Issued, int Yes, int No, int Blank, int Spoiled, int Unused)
{
    /// <summary>Phiếu thu về.</summary>
    public int Used => Yes + No + Blank + Spoiled;

    /// <summary>Phiếu hợp lệ.</summary>
    public int Valid => Yes + No;
}

/// <summary>Opinions that absent members gave in writing about one name.</summary>
public readonly record struct WrittenVotes(int Yes, int No, int Blank)
{
    public int All => Yes + No + Blank;
}

/// <summary>Why a count cannot be right.</summary>
public enum TallyFault
{
    /// <summary>Less than nothing.</summary>
    Negative,
    /// <summary>Issued is not used and unused.</summary>
    NotAccountedFor,
    /// <summary>More ballots than members who were there and may vote.</summary>
    TooManyIssued,
    /// <summary>More written opinions than members who are away.</summary>
    TooManyWritten,
    /// <summary>Written opinions are no votes by this rule.</summary>
    WrittenNotCounted,
}

public enum VoteOutcome
{
    /// <summary>Đạt.</summary>
    Passed,
    /// <summary>Không đạt.</summary>
    Failed,
    /// <summary>Bằng phiếu: as many votes as another one, and not enough places for both.</summary>
    Tied,
    /// <summary>Đủ phiếu nhưng hết suất: others had more.</summary>
    Unplaced,
}

/// <summary>What a vote on one name came to, with all that it follows from.</summary>
public sealed record VoteResult(VoteTerms Terms, Attendance At, Tally Tally, WrittenVotes Written)
{
    public int Yes => Tally.Yes + (Terms.CountsWritten ? Written.Yes : 0);

    /// <summary>Of so many the share is asked.</summary>
    public int Voters => Terms.Base switch
    {
        VoteBase.All => At.Members - (Terms.ConflictInBase ? 0 : At.Conflicted),
        VoteBase.Present => At.Present - (Terms.ConflictInBase ? 0 : At.ConflictedPresent) + (Terms.CountsWritten ? Written.All : 0),
        _ => Tally.Valid + (Terms.CountsWritten ? Written.Yes + Written.No : 0),
    };

    public int Needed => Terms.NeededOf(Voters);

    public bool IsEnough => Terms.IsEnough(Yes, Voters);

    public static IEnumerable<TallyFault> Faults(VoteTerms terms, Attendance at, Tally tally, WrittenVotes written)
    {
        if (new[] { tally.Issued, tally.Yes, tally.No, tally.Blank, tally.Spoiled, tally.Unused, written.Yes, written.No, written.Blank }.Any(n => n < 0)) yield return TallyFault.Negative;
        if (tally.Issued != tally.Used + tally.Unused) yield return TallyFault.NotAccountedFor;
        if (tally.Issued > at.Voting) yield return TallyFault.TooManyIssued;
        if (!terms.CountsWritten && written.All > 0) yield return TallyFault.WrittenNotCounted;
        else if (written.All > at.Away) yield return TallyFault.TooManyWritten;
    }

    /// <summary>
    /// What becomes of each name of a round. Where places are numbered, those with more votes have them; who has as many as another one at the last place is tied with
    /// him, and nobody draws lots for them here.
    /// </summary>
    /// <param name="places">How many may pass; null: each name stands by itself.</param>
    public static IReadOnlyList<VoteOutcome> Outcomes(IReadOnlyList<VoteResult> results, int? places)
    {
        var enough = results.Count(r => r.IsEnough);
        if (places is not { } most || enough <= most) return [.. results.Select(r => r.IsEnough ? VoteOutcome.Passed : VoteOutcome.Failed)];
        return [.. results.Select(r => !r.IsEnough ? VoteOutcome.Failed
            : results.Count(o => o.IsEnough && o.Yes >= r.Yes) <= most ? VoteOutcome.Passed
            : results.Count(o => o.IsEnough && o.Yes > r.Yes) < most ? VoteOutcome.Tied
            : VoteOutcome.Unplaced)];
    }

    /// <summary>Whether a name may be voted on once more: a tie has to be settled, a failure only where the rule allows it.</summary>
    public static bool MayRunOff(VoteTerms terms, VoteOutcome outcome) => outcome == VoteOutcome.Tied || outcome == VoteOutcome.Failed && terms.MayRunOff;
}

/// <summary>What one of those who count came to about one name.</summary>
public readonly record struct NameCount(Tally Tally, WrittenVotes Written);

/// <summary>What one of those who count came to, name by name; each counts by himself, and his last entry holds.</summary>
public sealed record CountEntry(string By, IReadOnlyList<NameCount> Names)
{
    /// <summary>By which it is taken back.</summary>
    public string Entry { get; init; } = "";
}

public enum CountState
{
    None,
    /// <summary>A second one has to count.</summary>
    One,
    /// <summary>They came to different numbers.</summary>
    Differ,
    Agreed,
}

/// <summary>Paper ballots are counted by two who must come to the same (decision 0047).</summary>
public sealed record TwoCounts(CountState State, IReadOnlyList<CountEntry> Entries)
{
    /// <summary>Positions of the names on which they differ.</summary>
    public IReadOnlyList<int> Differing => Entries.Count < 2 ? [] : [.. Enumerable.Range(0, Entries[0].Names.Count).Where(i => Entries.Select(e => e.Names[i]).Distinct().Count() > 1)];

    /// <param name="entries">The earlier first.</param>
    public static TwoCounts Of(IEnumerable<CountEntry> entries)
    {
        var held = entries.GroupBy(e => e.By, StringComparer.Ordinal).Select(g => g.Last()).ToList();
        if (held.Count < 2) return new(held.Count == 0 ? CountState.None : CountState.One, held);
        return new(held.TrueForAll(e => e.Names.SequenceEqual(held[0].Names)) ? CountState.Agreed : CountState.Differ, held);
    }
}
