using CsCheck;
using ThiDua.Ballots;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;

namespace ThiDua.Tests.Ballots;

/// <summary>What a vote comes to, against hand-made cases and against somebody who counts on his fingers.</summary>
public sealed class TallyTests
{
    private static readonly VoteTerms Ninety = new(new(90, 100), false, VoteBase.All, null, CountsWritten: true, ConflictInBase: true, MayRunOff: false);
    private static readonly VoteTerms Majority = new(new(1, 2), true, VoteBase.Present, new(2, 3), CountsWritten: false, ConflictInBase: false, MayRunOff: true);

    /// <summary>Nine tenths of 21 are 18.9.</summary>
    [Theory]
    [InlineData(21, 0, 18, false), InlineData(21, 0, 19, true)]
    [InlineData(19, 2, 17, true), InlineData(19, 1, 17, false)] // two who are away wrote yes; one did
    [InlineData(10, 0, 9, false)] // of all members, not of those who came
    public void Decree_91_2017_Art_45_8_nine_tenths_of_all_members(int present, int writtenYes, int yes, bool passes)
    {
        var result = new VoteResult(Ninety, new(21, present), new(present, yes, present - yes, 0, 0, 0), new(writtenYes, 0, 0));
        Assert.Equal((passes, 21, 19), (result.IsEnough, result.Voters, result.Needed));
        Assert.Empty(VoteResult.Faults(Ninety, result.At, result.Tally, result.Written));
    }

    [Theory]
    [InlineData(20, 10, false), InlineData(20, 11, true), InlineData(21, 10, false), InlineData(21, 11, true), InlineData(1, 1, true), InlineData(1, 0, false)]
    public void More_than_half_is_not_half(int present, int yes, bool passes) => Assert.Equal(passes, new VoteResult(Majority, new(30, present), new(present, yes, present - yes, 0, 0, 0), default).IsEnough);

    [Theory]
    [InlineData(21, 14, true), InlineData(21, 13, false), InlineData(20, 14, true), InlineData(20, 13, false), InlineData(0, 0, true)]
    public void Decree_98_2023_Art_47_it_meets_with_two_thirds(int members, int present, bool meets) => Assert.Equal((meets, meets), (Majority.HasQuorum(members, present), present >= Majority.QuorumOf(members)));

    /// <summary>A member who is voted on himself does not vote; whether the share is asked of him too is the rule's to say.</summary>
    [Fact]
    public void Who_does_not_vote_on_a_name_counts_in_the_base_as_the_rule_says()
    {
        var at = new Attendance(10, 10, 1, 1);
        Assert.Equal((10, 9), (new VoteResult(Ninety, at, new(9, 9, 0, 0, 0, 0), default).Voters, new VoteResult(Ninety with { ConflictInBase = false }, at, new(9, 9, 0, 0, 0, 0), default).Voters));
        Assert.Equal([TallyFault.TooManyIssued], VoteResult.Faults(Ninety, at, new(10, 10, 0, 0, 0, 0), default));
    }

    [Fact]
    public void A_count_that_cannot_be_is_said_to_be_that()
    {
        var at = new Attendance(21, 19);
        Assert.Equal([TallyFault.NotAccountedFor], VoteResult.Faults(Ninety, at, new(19, 17, 1, 0, 0, 0), default));
        Assert.Equal([TallyFault.Negative, TallyFault.NotAccountedFor], VoteResult.Faults(Ninety, at, new(19, -1, 1, 0, 0, 0), default));
        Assert.Equal([TallyFault.TooManyWritten], VoteResult.Faults(Ninety, at, new(19, 19, 0, 0, 0, 0), new(2, 1, 0)));
        Assert.Equal([TallyFault.WrittenNotCounted], VoteResult.Faults(Majority, at, new(19, 19, 0, 0, 0, 0), new(1, 0, 0)));
    }

    [Theory]
    [InlineData("9 8 7", 2, "Passed Passed Unplaced")]
    [InlineData("9 8 8", 2, "Passed Tied Tied")] // one place for two
    [InlineData("8 8 8", 2, "Tied Tied Tied")]
    [InlineData("9 8 3", 2, "Passed Passed Failed")]
    [InlineData("9 5 5", 2, "Passed Failed Failed")] // half is not more than half
    [InlineData("9 9 9", null, "Passed Passed Passed")]
    [InlineData("9 7 7 6", 3, "Passed Passed Passed Unplaced")]
    public void Of_more_names_than_places_those_with_more_votes_have_them_and_a_tie_is_settled_by_a_run_off(string yes, int? places, string outcomes)
    {
        var results = yes.Split(' ').Select(int.Parse).Select(y => new VoteResult(Majority, new(10, 10), new(10, y, 10 - y, 0, 0, 0), default)).ToList();
        var found = VoteResult.Outcomes(results, places);
        Assert.Equal(outcomes, string.Join(' ', found));
        Assert.All(found, o => Assert.Equal(o is VoteOutcome.Tied or VoteOutcome.Failed, VoteResult.MayRunOff(Majority, o)));
        Assert.All(found, o => Assert.Equal(o == VoteOutcome.Tied, VoteResult.MayRunOff(Ninety, o)));
    }

    [Fact]
    public void Two_who_count_must_come_to_the_same_and_a_later_entry_replaces_ones_earlier_one()
    {
        CountEntry Of(string by, int yes) => new(by, [new(new(10, yes, 10 - yes, 0, 0, 0), default), new(new(10, 5, 5, 0, 0, 0), default)]);
        Assert.Equal(CountState.None, TwoCounts.Of([]).State);
        Assert.Equal(CountState.One, TwoCounts.Of([Of("An", 8), Of("An", 9)]).State);
        var differ = TwoCounts.Of([Of("An", 8), Of("Bình", 9)]);
        Assert.Equal((CountState.Differ, "0"), (differ.State, string.Join(' ', differ.Differing)));
        Assert.Equal(CountState.Agreed, TwoCounts.Of([Of("An", 8), Of("Bình", 9), Of("An", 9)]).State);
        Assert.Equal(CountState.Differ, TwoCounts.Of([Of("An", 9), Of("Bình", 9), Of("Chi", 8)]).State);
    }

    /// <summary>Each member is asked what he did, one by one; shares are compared as fractions of whole numbers.</summary>
    [Fact]
    public void Whatever_a_vote_is_it_comes_to_what_fingers_count() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 40], Gen.Int[1, 12], Gen.Int[0, 12], Gen.Bool, Gen.Int[0, 2], Gen.Bool, Gen.Bool).Sample((did, @in, some, more, of, written, inBase) =>
        {
            // 0 absent, 1 absent and wrote yes, 2 yes, 3 no, 4 spoiled, 5 is himself the name
            var share = new Share(Math.Clamp(some, 1, @in), @in);
            var terms = new VoteTerms(share, more && share.Of < share.In, (VoteBase)of, null, written, inBase, false);
            int Count(params int[] what) => did.Count(what.Contains);
            var at = new Attendance(did.Length, Count(2, 3, 4, 5), Count(5), Count(5));
            var result = new VoteResult(terms, at, new(Count(2, 3, 4), Count(2), Count(3), 0, Count(4), 0), new(written ? Count(1) : 0, 0, 0));
            var (yes, voters) = (0, 0);
            foreach (var one in did)
            {
                var wrote = one == 1 && written;
                if (one == 2 || wrote) yes++;
                if (terms.Base == VoteBase.All ? one != 5 || inBase : terms.Base == VoteBase.Present ? one is 2 or 3 or 4 || one == 5 && inBase || wrote : one is 2 or 3 || wrote) voters++;
            }
            var enough = false;
            if (voters > 0) enough = terms.IsMoreThan ? yes * share.In > voters * share.Of : yes * share.In >= voters * share.Of;
            Assert.Empty(VoteResult.Faults(terms, at, result.Tally, result.Written));
            Assert.Equal((yes, voters, enough), (result.Yes, result.Voters, result.IsEnough));
            if (voters > 0) Assert.Equal(result.IsEnough, result.Yes >= result.Needed);
        }, iter: 20_000);

    [Fact]
    public void The_shipped_rules_are_read_and_what_is_recalled_says_so()
    {
        var titles = VoteCatalog.Rules.Kinds.First(k => k.Id == "secret-titles");
        Assert.Equal((new Share(90, 100), VoteBase.All, true, Label.Inferred), (titles.On(new(2020, 1, 20))!.Terms.Needed, titles.On(new(2020, 1, 20))!.Terms.Base, titles.On(new(2020, 1, 20))!.Terms.CountsWritten, titles.On(new(2020, 1, 20))!.Label));
        Assert.Null(titles.On(new(2017, 7, 30)));
        Assert.Equal((new Share(80, 100), Label.Recalled), (titles.On(new(2024, 11, 30))!.Terms.Needed, titles.On(new(2024, 11, 30))!.Label));
        var majority = VoteCatalog.Rules.Kinds.First(k => k.Id == "majority");
        Assert.Null(majority.On(new(2020, 1, 20)));
        Assert.Equal((new Share(2, 3), Label.Inferred), (majority.On(new(2024, 11, 30))!.Terms.Quorum, majority.On(new(2024, 11, 30))!.Label));
        Assert.Equal(["vote/majority/2024-01-01", "vote/majority/2025-07-01", "vote/secret-titles/2017-07-31", "vote/secret-titles/2024-01-01", "vote/secret-titles/2025-07-01"], VoteCatalog.Rules.Kinds.SelectMany(k => k.Rules).Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("2/3", 2, 3), InlineData(" 90 % ", 90, 100), InlineData("70%", 70, 100)]
    public void A_share_is_read_as_people_write_it(string text, int of, int @in) => Assert.Equal(new Share(of, @in), VoteCatalog.ReadShare(text));

    [Theory, InlineData("3/2"), InlineData("0,9"), InlineData("120 %"), InlineData("-1/2"), InlineData("1/0"), InlineData("")]
    public void What_is_no_share_is_none(string text) => Assert.Null(VoteCatalog.ReadShare(text));

    [Fact]
    public void A_code_is_read_as_it_is_written_and_in_no_other_way() => Gen.Byte.Array[BallotCode.Length].Sample(code =>
    {
        var written = BallotCode.Write(code);
        Assert.Equal(code, BallotCode.Read(written.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()));
        Assert.Null(BallotCode.Read(written[..^1]));
        Assert.Null(BallotCode.Read(written[..^1] + 'I'));
    });
}
