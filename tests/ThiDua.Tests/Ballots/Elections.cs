using ThiDua.Ballots;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Database;

namespace ThiDua.Tests.Ballots;

/// <summary>A council and its sessions, as an office records them.</summary>
internal static class Elections
{
    /// <param name="officer">Code of the first ordinary member.</param>
    public static void Council(Installation at, int members, DateOnly from, string? officer = null)
    {
        for (var i = 1; i <= members; i++)
            new KeepCouncil(at).Add(new($"Ủy viên {i}", i == 1 ? "Tổng Giám đốc" : null, i == 1 ? CouncilPost.Chair : i == 2 ? CouncilPost.Vice : CouncilPost.Member, i == 3 ? officer : null, from, "12/QĐ-BHXH"));
    }

    public static CouncilSession Session(Installation at, int no, string campaign = "3096")
    {
        using var db = at.Open();
        return new SessionQueries(db, campaign).Find(no);
    }

    public static IReadOnlyList<BallotList> Lists(Installation at, int no)
    {
        using var db = at.Open();
        return SessionQueries.Lists(db, new SessionQueries(db, "3096").Find(no).Current);
    }

    /// <summary>The first ones of the council are there.</summary>
    public static void Roll(Installation at, int no, int present)
    {
        IReadOnlyList<CouncilMember> members;
        using (var db = at.Open()) members = CouncilQueries.On(db, Session(at, no).Day);
        new CallRoll(at).Record("3096", no, [.. members.Take(present).Select(m => m.Id)]);
    }

    public static int Call(Installation at, IReadOnlyList<NominationKey> of, bool byCodes = false, EnteredTerms? own = null, int? places = null) =>
        new HoldSession(at).Call("3096", new(null, of, at.Day, "Họp xét khen thưởng 2019", byCodes, own is null ? "secret-titles" : null, own, places, "Hà Nội", "Lê Thị Ký"));

    public static NameCount Paper(int issued, int yes, int written = 0) => new(new(issued, yes, issued - yes, 0, 0, 0), new(written, 0, 0));

    /// <summary>Both who count come to this.</summary>
    public static void Count(Installation at, int no, params NameCount[] names)
    {
        foreach (var by in new[] { "kiem-mot", "kiem-hai" }) new CountBallots(at with { Actor = by }).Record("3096", no, names);
    }

    /// <summary>A council, all of whom are there, and a session of theirs that votes by codes.</summary>
    public static (int No, IReadOnlyList<string> Codes) Open(Installation at, int members, IReadOnlyList<NominationKey> of, EnteredTerms? own = null)
    {
        Council(at, members, new(2019, 1, 1));
        var no = Call(at, of, byCodes: true, own: own);
        Roll(at, no, members);
        return (no, new OpenBallot(at).Open("3096", no));
    }

    /// <summary>A session in which all of five members agree to all names.</summary>
    public static void Passed(Installation at, IReadOnlyList<NominationKey> of, EnteredTerms? own = null)
    {
        var no = Call(at, of, own: own);
        Roll(at, no, 5);
        Count(at, no, [.. of.Select(_ => Paper(5, 5))]);
        new CloseRound(at).Close("3096", no);
    }

    public static void Vote(Installation at, string code, BallotChoice choice, int names = 1) => new CastVote(at).Put(code, Enumerable.Range(1, names).ToDictionary(n => n, _ => choice));
}
