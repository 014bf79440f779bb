using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Ballots;

/// <summary>Of whom the share is asked.</summary>
public enum VoteBase
{
    /// <summary>Tổng số thành viên.</summary>
    All,
    /// <summary>Thành viên có mặt; whoever is away and gave his opinion in writing is among them, where that counts.</summary>
    Present,
    /// <summary>Phiếu hợp lệ: votes for or against.</summary>
    Valid,
}

/// <summary>An exact share: nine tenths of twenty-one are no eighteen.</summary>
public readonly record struct Share(int Of, int In)
{
    public bool IsShare => In > 0 && Of >= 0 && Of <= In;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Of}/{In}");
}

/// <summary>How a council decides by ballot.</summary>
/// <param name="IsMoreThan">More than the share; else the share itself is enough.</param>
/// <param name="Quorum">How many of all members must be there; null: nothing says so.</param>
/// <param name="CountsWritten">Whether the written opinions of absent members are votes.</param>
/// <param name="ConflictInBase">Whether a member who does not vote on a name, being it or too near to it, still counts among those of whom the share is asked.</param>
/// <param name="MayRunOff">Whether names that failed may be voted on once more.</param>
public sealed record VoteTerms(Share Needed, bool IsMoreThan, VoteBase Base, Share? Quorum, bool CountsWritten, bool ConflictInBase, bool MayRunOff)
{
    public bool IsSound => Needed.IsShare && Needed.Of > 0 && (!IsMoreThan || Needed.Of < Needed.In) && Quorum is not { IsShare: false };

    public bool HasQuorum(int members, int present) => Quorum is not { } quorum || (long)present * quorum.In >= (long)members * quorum.Of;

    /// <summary>The fewest members with whom there is a quorum.</summary>
    public int QuorumOf(int members) => Quorum is { } quorum ? (int)(((long)members * quorum.Of + quorum.In - 1) / quorum.In) : 0;

    /// <summary>The fewest votes for a name that are enough.</summary>
    public int NeededOf(int voters) => (int)(IsMoreThan ? (long)voters * Needed.Of / Needed.In + 1 : ((long)voters * Needed.Of + Needed.In - 1) / Needed.In);

    public bool IsEnough(int yes, int voters) => voters > 0 && (IsMoreThan ? (long)yes * Needed.In > (long)voters * Needed.Of : (long)yes * Needed.In >= (long)voters * Needed.Of);

    public override string ToString() => $"{(IsMoreThan ? ">" : ">=")} {Needed} {Base}, quorum {Quorum}, written {CountsWritten}, conflict {ConflictInBase}, run-off {MayRunOff}";
}

/// <summary>How a kind of vote is decided from a day to a day, by an act of law.</summary>
public sealed record VoteRule(string Id, VoteTerms Terms, Days Days, string Law, Label Label, LocalText? Remark = null) : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => Terms.ToString();
}

/// <summary>On what a council votes: the law asks more of some titles than of others.</summary>
/// <param name="Forms">Titles and forms of catalog/rewards.yaml on which it votes so and in no other way.</param>
public sealed record VoteKind(string Id, LocalText Title, IReadOnlyList<string> Forms, IReadOnlyList<VoteRule> Rules)
{
    public VoteRule? On(DateOnly day) => Rules.FirstOrDefault(r => r.Days.Contains(day));
}

/// <summary>What catalog/vote-rules.yaml says.</summary>
public sealed record VoteRules(IReadOnlyList<VoteKind> Kinds)
{
    /// <summary>How the law has a title or form voted on; null: it says nothing of that one, or none is named.</summary>
    public VoteKind? For(string? form) => form is null ? null : Kinds.FirstOrDefault(k => k.Forms.Contains(form));

    /// <summary>Of the kind that a rule is of; null: there is no such rule, or it is the council's own.</summary>
    public VoteKind? KindOf(string? rule) => Kinds.FirstOrDefault(k => k.Rules.Any(r => r.Id == rule));

    public VoteRule? Rule(string id) => Kinds.SelectMany(k => k.Rules).FirstOrDefault(r => r.Id == id);
}
