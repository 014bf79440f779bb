using ThiDua.Awards;
using ThiDua.Ballots;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Awards;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;
using static ThiDua.Tests.Ballots.PaperBallotTests;

namespace ThiDua.Tests.Ballots;

/// <summary>A vote is on the figures and words that were frozen when it was called: freezing anew, forwards, backwards or there and back, neither undoes it nor makes it a vote on others.</summary>
public sealed class FiguresVotedOnTests
{
    private static readonly ReviewStep[] Needs = [new("council", new("Xét", "Consider"), new("Hội đồng", "Council"), Role.CouncilMember, null, new(SourceKind.Reading, "first")) { NeedsBallot = true }];

    [Fact]
    public void Freezing_the_same_figures_once_more_is_no_way_to_another_vote()
    {
        using var office = Agreed(Engine.Sqlite);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        Failed(at, [An, Giau]);
        new FreezeStanding(at).Freeze("3096", "68", new(), "in lại");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ\nC9,Người Khác,68,\nC1,Nguyễn Thị Ân,68,Phó Giám đốc\n", "can-bo-2.csv");
        new FreezeStanding(at).Freeze("3096", "68", new(), "in lại lần nữa");
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);

        office.Withdraw("de-nghi.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("dữ liệu thuế", "dữ liệu thuế và thu thêm 12 đơn vị", StringComparison.Ordinal), "de-nghi-2.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "thêm thành tích");
        office.Withdraw("de-nghi-2.csv");
        office.Import(FileKind.Nominees, Nominees, "de-nghi-3.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "bỏ phần thêm");
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal); // nor by way of others and back
        office.Withdraw("de-nghi-3.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("dữ liệu thuế", "dữ liệu thuế và thu thêm 15 đơn vị", StringComparison.Ordinal), "de-nghi-4.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "thêm thành tích khác");
        Assert.Equal(2, Elections.Call(at, [An])); // other words are another vote
        office.MustVerify();
    }

    [Fact]
    public void Freezing_the_same_figures_once_more_undoes_no_vote_and_a_failure_on_other_words_is_none_on_these()
    {
        using var office = Agreed(Engine.Sqlite);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        Elections.Passed(at, [An]);
        new FreezeStanding(at).Freeze("3096", "68", new(), "in lại");
        Assert.Null(Against(at));
        Assert.StartsWith("Nguyễn Thị Ân đã đạt ở phiên 1", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);

        office.Withdraw("de-nghi.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("dữ liệu thuế", "dữ liệu thuế và thu thêm 12 đơn vị", StringComparison.Ordinal), "de-nghi-2.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "thêm thành tích");
        Assert.Equal("ballot-missing", Against(at)?.Code);
        Failed(at, [An]);
        office.Withdraw("de-nghi-2.csv");
        office.Import(FileKind.Nominees, Nominees, "de-nghi-3.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "bỏ phần thêm");
        Assert.Equal("ballot-failed", Against(at)?.Code); // until it is voted on
        Elections.Passed(at, [An]);
        Assert.Null(Against(at));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Freezing_what_was_known_before_is_no_way_to_another_vote(Engine engine)
    {
        using var office = OnOtherWords(engine, out var first);
        var at = office.Installation;
        Failed(at, [An]);
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);
        new FreezeStanding(at).Freeze("3096", "68", new(KnownAt: first), "về lúc trước");
        new FreezeStanding(at).Freeze("3096", "68", new(), "về lúc này");
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_vote_counts_for_no_figures_that_were_frozen_after_it_whenever_they_were_known(Engine engine)
    {
        using var office = OnOtherWords(engine, out var first);
        var at = office.Installation;
        Elections.Passed(at, [An]);
        Assert.Null(Against(at));
        new FreezeStanding(at).Freeze("3096", "68", new(KnownAt: first), "về lúc trước");
        Assert.Equal("ballot-missing", Against(at)?.Code);
        Failed(at, [An]);
        Assert.Equal("ballot-failed", Against(at)?.Code);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void When_each_freeze_was_made_is_found_again_from_the_trail(Engine engine)
    {
        using var office = Agreed(engine);
        var at = office.Installation;
        var first = office.Now;
        Words(office, "de-nghi.csv", 12, 2);
        new FreezeStanding(at).Freeze("3096", "68", new(KnownAt: first), "về lúc trước");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ\nC9,Người Khác,68,\n", "can-bo-2.csv");
        new FreezeStanding(at).Freeze("3096", "68", new(KnownAt: first), "về lúc trước nữa");
        var made = Made(at);
        Assert.Equal([(4, 4), (4, 4), (7, 9), (7, 10)], made); // two provinces, and one of them twice more
        using (var db = at.Open()) // before the first one that the trail tells of stands one from before the trail
        {
            db.Execute("alter table frozen_standing drop column made_after; delete from migration where number >= 35");
            db.Execute("insert into frozen_standing (frozen_id, campaign_no, unit_code, period, at, recording_id, as_of, tree, content, sha256) select 0, campaign_no, unit_code, 'x', at, 2, as_of, tree, content, sha256 from frozen_standing where frozen_id = 2");
        }
        Assert.Equal([(2, 2), .. made], Made(at));
        using (var db = at.Open()) db.Execute("delete from frozen_standing where frozen_id = 0");
        office.MustVerify();
        using (var db = at.Open()) db.Execute("update frozen_standing set made_after = made_after - 1 where frozen_id = 3");
        Assert.Equal(["dossiers-as-written: frozen_standing"], new VerifyStore(at).Verify().Where(i => !i.Holds).Select(i => $"{i.Code}: {string.Join(", ", i.Details)}"));
    }

    private static List<(long Known, long After)> Made(Installation at)
    {
        using var db = at.Open();
        var made = new List<(long, long)>();
        db.Read("select recording_id, made_after from frozen_standing order by frozen_id", r => made.Add((r.GetInt64(0), r.GetInt64(1))));
        return made;
    }

    [Fact]
    public void A_vote_on_other_figures_neither_hides_nor_undoes_one_on_these()
    {
        using var office = Agreed(Engine.Sqlite);
        var an = Queries(office.Installation, q => q.All().First(n => n.Key == An));
        an = an with { Nomination = an.Nomination with { Named = [an.Nomination.Named[0] with { Recording = 5 }] } };

        var failed = Vote(10, 1, VoteOutcome.Failed, true);
        var runOff = Vote(20, 1, VoteOutcome.Passed, true) with { Before = failed };
        Assert.Equal((null, runOff, runOff), (runOff.NotPassed(an), runOff.Passed(an), runOff.Settles(an)));
        Assert.Null(Verdicts.Against(runOff, an, Needs));
        Assert.Null(runOff.Settles(an, beside: 1));
        var elsewhere = runOff with { IsOnTheFigures = false };
        Assert.Equal((failed, null, failed), (elsewhere.NotPassed(an), elsewhere.Passed(an), elsewhere.Settles(an)));
        Assert.Equal(("ballot-failed", failed), Verdicts.Against(elsewhere, an, []));
        var open = runOff with { Outcome = null };
        Assert.Equal((open, failed), (open.Open, open.NotPassed(an))); // until it is closed the first round stands
        Assert.Equal(("ballot-open", open), Verdicts.Against(open, an, []));

        var passed = Vote(10, 1, VoteOutcome.Passed, true);
        var later = Vote(20, 2, VoteOutcome.Failed, false) with { Before = passed };
        Assert.Equal((null, passed, passed), (later.NotPassed(an), later.Passed(an), later.Settles(an)));
        Assert.Null(Verdicts.Against(later, an, Needs));
        Assert.Equal((null, passed), (later.Settles(an, beside: 1), later.Settles(an, beside: 2)));
        var same = later with { IsOnTheFigures = true };
        Assert.Equal(("ballot-failed", same), Verdicts.Against(same, an, []));
        Assert.Equal("ballot-open", Verdicts.Against(later with { Before = passed with { Outcome = null } }, an, [])?.Code); // whichever is open
        var own = Vote(10, 1, VoteOutcome.Failed, false);
        var namesake = Vote(20, 2, VoteOutcome.Passed, false) with { Key = Giau, Before = own };
        Assert.Equal(("ballot-failed", own), Verdicts.Against(namesake, an, [])); // a pass of somebody else opens nothing

        var anew = an with { Nomination = an.Nomination with { Named = [an.Nomination.Named[0] with { Recording = 12 }] } };
        Assert.Equal((null, null, null), (later.NotPassed(anew), later.Passed(anew), later.Settles(anew))); // who is named anew is voted on anew
        Assert.Equal(("ballot-failed", later), Verdicts.Against(later, anew, [])); // before that his last vote stands
        var revoked = an with { Revoked = new(30, "", new(2020, 1, 21), "", "", Signatory.Head, "", "", "", []) };
        Assert.Equal((null, failed), (passed.Passed(revoked), failed.NotPassed(revoked))); // what was revoked undoes a pass and no failure
        Assert.Equal(("ballot-missing", (Verdict?)null), Verdicts.Against(null, an, Needs));

        Verdict Vote(long round, int session, VoteOutcome outcome, bool isOnTheFigures) => new(An, round, session, new(2020, 1, 20), an.Award.Id, outcome, null, "none", isOnTheFigures);
    }

    /// <summary>Under the award that he was named for first, or without his code: it is the same vote.</summary>
    [Fact]
    public void Naming_him_otherwise_is_no_way_to_another_vote()
    {
        using var office = Agreed(Engine.Sqlite);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        Failed(at, [An, Xuan]);
        office.Withdraw("de-nghi.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("Nguyễn Thị Ân,C1", "Nguyễn Thị Ân,", StringComparison.Ordinal).Replace("Bùi Thị Xuân", "Bùi thị Xuân", StringComparison.Ordinal), "de-nghi-2.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "ghi lại");
        var (an, xuan) = (An with { Subject = "Nguyễn Thị Ân" }, Xuan with { Subject = "Bùi thị Xuân" });
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [an])), StringComparison.Ordinal);
        Assert.StartsWith("Bùi thị Xuân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [xuan])), StringComparison.Ordinal);
        Assert.Equal("ballot-failed", Queries(at, q => Verdicts.Against(Verdict(at, an), q.All().First(n => n.Key == an), []))?.Code);

        // For another award, which the review changes to the first.
        office.Withdraw("de-nghi-2.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("Nguyễn Thị Ân,C1,không", "Nguyễn Thị Ân,,có", StringComparison.Ordinal), "de-nghi-3.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "ngoài ngành");
        an = Xuan with { Subject = "Nguyễn Thị Ân" };
        var (outside, inside) = (Queries(at, q => q.All().First(n => n.Key == an)), Queries(at, q => q.All().First(n => n.Key == Giau)).Award);
        using var db = at.Open();
        var verdicts = Verdicts.Of(db, Ground.Of(db, at, "3096", new()));
        Assert.Null(verdicts.About(outside)); // of another award the vote says nothing
        var changed = outside with { Award = inside };
        Assert.Equal((An, 1), verdicts.About(changed)?.NotPassed(changed) is { } vote ? (vote.Key, vote.Session) : default);

        // By another unit.
        office.Withdraw("de-nghi-3.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("68,cá nhân,Nguyễn Thị Ân", "94,cá nhân,Nguyễn Thị Ân", StringComparison.Ordinal), "de-nghi-4.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "94", new(), "thêm người");
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An with { Unit = "94" }])), StringComparison.Ordinal);
        // By another unit without his code, in the same words put otherwise; a namesake with other words is somebody else.
        office.Withdraw("de-nghi-4.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("68,cá nhân,Nguyễn Thị Ân,C1,không,Đối chiếu dữ liệu thuế", "94,cá nhân,Nguyễn Thị  Ân,,không,đối chiếu  dữ liệu thuế.", StringComparison.Ordinal), "de-nghi-6.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "94", new(), "không mã");
        an = An with { Unit = "94", Subject = Queries(at, q => q.All().First(n => n.Key.Unit == "94" && n.Key.Subject != Giau.Subject)).Key.Subject };
        Assert.Contains("đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [an])), StringComparison.Ordinal);
        office.Withdraw("de-nghi-6.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("68,cá nhân,Nguyễn Thị Ân,C1,không,Đối chiếu dữ liệu thuế", "94,cá nhân,Nguyễn Thị Ân,,không,Thu thêm 7 đơn vị", StringComparison.Ordinal), "de-nghi-7.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "94", new(), "người khác");
        an = An with { Unit = "94", Subject = "Nguyễn Thị Ân" };
        Assert.Null(Queries(at, q => q.All().First(n => n.Key == an)) is { } namesake ? Verdicts.Of(db, Ground.Of(db, at, "3096", new())).About(namesake) : throw new InvalidOperationException());
        // With other words it is another vote; until it is held the last one stands.
        office.Withdraw("de-nghi-7.csv");
        office.Import(FileKind.Nominees, Nominees.Replace("Nguyễn Thị Ân,C1,không,Đối chiếu dữ liệu thuế", "Nguyễn Thị Ân,,không,Thu thêm 12 đơn vị", StringComparison.Ordinal), "de-nghi-5.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "thêm thành tích");
        an = An with { Subject = "Nguyễn Thị Ân" };
        Assert.Equal(("ballot-failed", An), Queries(at, q => Verdicts.Against(Verdict(at, an), q.All().First(n => n.Key == an), [])) is var (code, last) ? (code, last!.Key) : default);
        Assert.Equal(2, Elections.Call(at, [an]));
        office.MustVerify();
    }

    /// <summary>Two are tied for one place; on one of them the council votes elsewhere, on other figures: the other is voted on again alone.</summary>
    [Fact]
    public void Who_was_voted_on_elsewhere_keeps_nobody_tied_and_is_run_off_no_more()
    {
        using var office = Agreed(Engine.Sqlite);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        var no = Elections.Call(at, [An, Giau], own: Own, places: 1);
        Elections.Roll(at, no, 5);
        Elections.Count(at, no, Elections.Paper(5, 4), Elections.Paper(5, 4));
        new CloseRound(at).Close("3096", no);
        Assert.Equal([VoteOutcome.Tied, VoteOutcome.Tied], Elections.Session(at, no).Current.Result!.Outcomes);
        Assert.Equal([1, 2], MayRunOff(at, no));
        Assert.StartsWith("Các tên bằng phiếu phải bỏ phiếu lại cùng nhau: Nguyễn Thị Ân, Đỗ Văn Giàu", Refused(() => new HoldSession(at).RunOff("3096", no, [2])), StringComparison.Ordinal);
        Words(office, "de-nghi.csv", 12, 2);
        new FreezeStanding(at).Freeze("3096", "68", new(), "thêm thành tích");
        Agree(at, [An, Giau]);
        Elections.Passed(at, [An]);
        Assert.Equal([2], MayRunOff(at, no));
        Assert.StartsWith("Nguyễn Thị Ân không được bỏ phiếu lại ở phiên này", Refused(() => new HoldSession(at).RunOff("3096", no, [1, 2])), StringComparison.Ordinal);
        new HoldSession(at).RunOff("3096", no, [2]);
        Assert.Equal(["Đỗ Văn Giàu"], Elections.Session(at, no).Current.Names.Select(n => n.Name));
        Assert.Equal([], MayRunOff(at, no)); // a round is open
        Elections.Count(at, no, Elections.Paper(5, 1));
        new CloseRound(at).Close("3096", no);
        Assert.Equal([2], MayRunOff(at, no)); // who failed for the first time, as the rule allows
        // On the figures of the tie again she is tied still, and the place is free: she is run off alone.
        office.Withdraw("de-nghi-2.csv");
        office.Import(FileKind.Nominees, Nominees, "de-nghi-3.csv", campaign: "3096");
        new FreezeStanding(at).Freeze("3096", "68", new(), "bỏ phần thêm");
        Assert.Equal([1], MayRunOff(at, no));
        new HoldSession(at).RunOff("3096", no, [1]);
        Assert.Equal(["Nguyễn Thị Ân"], Elections.Session(at, no).Current.Names.Select(n => n.Name));
        office.MustVerify();
    }

    private static readonly EnteredTerms Own = new("1/2", true, VoteBase.Present, null, false, false, true, "Quy chế Hội đồng, Điều 6");

    private static void Agree(Installation at, IReadOnlyList<NominationKey> of)
    {
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice), ("council", Role.CouncilMember) }) Step(at, step, ReviewOutcome.Agreed, of, role);
    }

    private static List<int> MayRunOff(Installation at, int no)
    {
        using var db = at.Open();
        return [.. HoldSession.MayRunOff(db, Ground.Of(db, at, "3096", new()), new SessionQueries(db, "3096").Find(no)).Select(n => n.No)];
    }

    [Fact]
    public void What_somebody_is_named_for_beside_an_award_is_no_other_figure_of_it()
    {
        var officer = new FrozenOfficer("C1", "Nguyễn Thị Ân", "Trưởng phòng", 7, 1, true, [new("nguoi-than", "Người thân", 7)]);
        var (x, y) = (officer with { Award = "x", Summary = "Đối chiếu dữ liệu thuế" }, officer with { Award = "y", Summary = "Thu nợ" });
        var (own, with, without) = (Figures(officer), Figures(officer, x, y), Figures(officer, x));
        Assert.Equal(with.SaysOf("x", SubjectKind.Individual, "C1"), without.SaysOf("x", SubjectKind.Individual, "C1"));
        Assert.NotEqual(with.SaysOf("y", SubjectKind.Individual, "C1"), without.SaysOf("y", SubjectKind.Individual, "C1"));
        Assert.Equal(own.SaysOf("y", SubjectKind.Individual, "C1"), without.SaysOf("y", SubjectKind.Individual, "C1"));
        Assert.Equal(own.SaysOf("x", SubjectKind.Individual, "C1"), Figures(officer with { Name = "Ân", Position = null, Rank = 3 }, officer).SaysOf("x", SubjectKind.Individual, "C1"));
        Assert.NotEqual(own.SaysOf("x", SubjectKind.Individual, "C1"), Figures(officer with { Counts = [new("nguoi-than", "Người thân", 8)] }).SaysOf("x", SubjectKind.Individual, "C1"));

        static FrozenFigures Figures(params IReadOnlyList<FrozenOfficer> officers) => new("3096", "", "68", "BHXH tỉnh", new(2020, 1, 20), new(2020, 1, 20), true, null, [], officers);
    }

    /// <summary>Other words about An are frozen than those that were known at first.</summary>
    private static Office OnOtherWords(Engine engine, out DateTimeOffset first)
    {
        var office = Agreed(engine);
        Elections.Council(office.Installation, 5, new(2019, 1, 1));
        first = office.Now;
        Words(office, "de-nghi.csv", 12, 2);
        new FreezeStanding(office.Installation).Freeze("3096", "68", new(), "thêm thành tích");
        return office;
    }

    private static (string Code, Verdict? Vote)? Against(Installation at) => Queries(at, q => Verdicts.Against(Verdict(at, An), q.All().First(n => n.Key == An), Needs));

    /// <summary>The nominees of a file with other words about An; office.Now is a minute on.</summary>
    private static void Words(Office office, string instead, int units, int file)
    {
        office.Withdraw(instead);
        office.Import(FileKind.Nominees, Nominees.Replace("dữ liệu thuế", $"dữ liệu thuế và thu thêm {units} đơn vị", StringComparison.Ordinal), $"de-nghi-{file}.csv", campaign: "3096");
    }

    private static void Failed(Installation at, IReadOnlyList<NominationKey> of)
    {
        var no = Elections.Call(at, of);
        Elections.Roll(at, no, 5);
        Elections.Count(at, no, [.. of.Select(_ => Elections.Paper(5, 2))]);
        new CloseRound(at).Close("3096", no);
    }
}
