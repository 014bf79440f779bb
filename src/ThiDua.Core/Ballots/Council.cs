using ThiDua.Core.Basics;

namespace ThiDua.Core.Ballots;

public enum CouncilPost
{
    /// <summary>Chủ tịch.</summary>
    Chair,
    /// <summary>Phó Chủ tịch.</summary>
    Vice,
    /// <summary>Ủy viên.</summary>
    Member,
}

/// <summary>Thành viên Hội đồng, from a day to a day by a decision.</summary>
/// <param name="Officer">Code, where he is one of ours; null: he is not.</param>
public sealed record CouncilMember(long Id, string Name, string? Position, CouncilPost Post, string? Officer, Days Days, string Document)
{
    /// <summary>Whether he is himself the one of a name; without a code the name itself must do.</summary>
    public bool Is(string subject, string name) => Officer is { } code ? code == subject : VietnameseText.SameKey(Name) == VietnameseText.SameKey(name);
}

/// <summary>Who could vote on one name.</summary>
/// <param name="Members">All who are members on that day.</param>
/// <param name="Present">Of them, who is there.</param>
/// <param name="Conflicted">Of all members, who does not vote on this name.</param>
/// <param name="ConflictedPresent">Of those, who is there.</param>
public readonly record struct Attendance(int Members, int Present, int Conflicted = 0, int ConflictedPresent = 0)
{
    /// <summary>Who is there and may vote.</summary>
    public int Voting => Present - ConflictedPresent;

    /// <summary>Who is away and might write.</summary>
    public int Away => Members - Conflicted - Voting;
}
