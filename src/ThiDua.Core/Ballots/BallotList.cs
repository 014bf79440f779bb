using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Core.Ballots;

/// <summary>What stands on a ballot about one name.</summary>
public enum BallotChoice
{
    /// <summary>Nothing was put in.</summary>
    Unused,
    Yes,
    No,
    Blank,
}

/// <summary>One ballot about one name, without anything that says whose it is.</summary>
/// <param name="Mark">SHA-256 of the code made different for each name, so that nobody joins the votes on two names.</param>
public readonly record struct CastBallot(string Mark, BallotChoice Choice);

/// <summary>The votes on one name as they are published after the vote is closed, in the order of their marks.</summary>
/// <param name="Contest">From which the marks are made.</param>
public sealed record BallotList(string Contest, string Name, IReadOnlyList<CastBallot> Ballots)
{
    public Tally Tally
    {
        get
        {
            var (yes, no, blank) = (Count(BallotChoice.Yes), Count(BallotChoice.No), Count(BallotChoice.Blank));
            return new(Ballots.Count, yes, no, blank, 0, Ballots.Count - yes - no - blank);
        }
    }

    /// <summary>Of all that is published about the name.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Contest}\n{string.Join('\n', Ballots.Select(b => $"{b.Mark} {b.Choice}"))}")));

    /// <summary>Whether it is in order, so that its order tells nothing, and no mark is there twice.</summary>
    public bool IsInOrder => Ballots.Zip(Ballots.Skip(1)).All(p => string.CompareOrdinal(p.First.Mark, p.Second.Mark) < 0);

    /// <summary>The mark of a code for one name.</summary>
    public static string MarkOf(ReadOnlySpan<byte> code, string contest) => Convert.ToHexStringLower(SHA256.HashData(HMACSHA256.HashData(code, Encoding.UTF8.GetBytes(contest))));

    private int Count(BallotChoice choice) => Ballots.Count(b => b.Choice == choice);
}
