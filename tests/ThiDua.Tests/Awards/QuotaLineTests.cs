using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>Where the line of a number lies, what stands against one more, and one achievement that has one award.</summary>
public sealed class QuotaLineTests
{
    private static readonly Campaign Letter = Shipped("3096");

    [Fact]
    public void Clause_3096_III_2_b_a_fourth_individual_is_refused_with_the_clause_and_who_takes_the_places()
    {
        var nominees = new[] { Named("68", "Ân"), Named("68", "Bằng"), Named("68", "Cẩm"), Named("24", "Dung"), Named("68", "Ngoài", outside: true) };
        var award = Letter.Awards.Single(a => a.Id == "ca-nhan");
        var proposals = Proposed(award, nominees);
        Assert.Null(QuotaLine.Fault(award, "68", proposals));
        Assert.Null(QuotaLine.Fault(award, "24", proposals, more: 2));
        var fault = QuotaLine.Fault(award, "68", proposals, more: 1)!;
        Assert.Equal((SubjectKind.Individual, 3, "III.2.b", "Ân, Bằng, Cẩm"), (fault.Kind, fault.Most, fault.Source.Name, string.Join(", ", fault.Named)));
        Assert.Equal("Mỗi đơn vị đề nghị nhiều nhất 3 cá nhân (khoản III.2.b); đã có Ân, Bằng, Cẩm. Rút một người rồi đề nghị lại.", RewardText.Quota(fault, Language.Vi));
        Assert.Equal("Each unit proposes at most 3 individuals (clause III.2.b); there are Ân, Bằng, Cẩm. Take one back, then propose again.", RewardText.Quota(fault, Language.En));
        // outsiders are counted apart, as many as are named
        var outside = Letter.Awards.Single(a => a.Id == "ca-nhan-ngoai-nganh");
        Assert.Null(QuotaLine.Fault(outside, "68", Proposed(outside, nominees), more: 9));
        // a file may name more: they are marked, and refused when the dossier is sent
        var four = Proposed(award, [.. nominees, Named("68", "Em")]);
        Assert.Equal(["Ân", "Bằng", "Cẩm", "Em"], QuotaLine.Fault(award, "68", four)!.Named);
        var collective = Letter.Awards.Single(a => a.Id == "tap-the");
        Assert.Equal("Mỗi đơn vị đề nghị nhiều nhất 1 tập thể (khoản III.2.b); đã có Phòng Thu. Rút một tập thể rồi đề nghị lại.",
            RewardText.Quota(QuotaLine.Fault(collective, "68", [new("68", "tap-the", SubjectKind.Collective, "Phòng Thu", "Phòng Thu", 1, true, 0)], more: 1)!, Language.Vi));
    }

    [Fact]
    public void The_line_tells_who_is_next_in_each_unit_and_whom_one_more_place_would_bring_in()
    {
        var award = Letter.Awards.Single(a => a.Id == "ca-nhan");
        Nominee[] nominees = [.. "ABCDE".Select(n => Named("68", $"{n}")), .. "KLMN".Select(n => Named("24", $"{n}")), Named("01", "Z")];
        var line = QuotaLine.Of(award, a => Proposed(a, nominees));
        Assert.Equal((7, 3, "24 N, 68 D", "24 N, 68 D"), (line.Within, line.Most, Names(line.Next), Names(line.OneMore)));
        var free = QuotaLine.Of(award with { QuotaPerUnit = null }, a => Proposed(a, nominees));
        Assert.Equal((10, null, 0, 0), (free.Within, free.Most, free.Next.Count, free.OneMore.Count));
    }

    [Fact]
    public void Equals_across_the_line_are_next_together_and_one_more_place_is_no_ones_for_certain()
    {
        var award = Shipped("9936").Awards.Single(a => a.Id == "giay-khen-ca-nhan") with { Quota = 2 };
        (string, string, string, long)[] officers = [("P", "A", "A", 9), ("P", "B", "B", 7), ("P", "C", "C", 5), ("Q", "D", "D", 5), ("Q", "E", "E", 1)];
        var line = QuotaLine.Of(award, a => Proposals.OfIndividuals(a, officers));
        Assert.Equal((2, 2, "P C, Q D", ""), (line.Within, line.Most, Names(line.Next), Names(line.OneMore)));
        line = QuotaLine.Of(award with { Quota = 3 }, a => Proposals.OfIndividuals(a, officers));
        Assert.Equal((2, 3, "P C, Q D", "P C, Q D"), (line.Within, line.Most, Names(line.Next), Names(line.OneMore)));
    }

    [Fact]
    public void Whoever_is_proposed_for_two_awards_of_one_year_is_named_with_both()
    {
        var campaign = Shipped("sct");
        Proposal[] proposals =
        [
            Individual("bang-khen-ca-nhan", "C1", "Ân"), Individual("giay-khen-ca-nhan", "C1", "Ân"), Individual("giay-khen-ca-nhan", "C2", "Bằng"), Individual("bang-khen-ca-nhan", "C2", "Bằng") with { WithinQuota = false },
            new("P", "giay-khen-tap-the", SubjectKind.Collective, "P", "Phòng", 1, null, 4),
        ];
        var twice = Assert.Single(DoubleAwards.Within(campaign, proposals));
        Assert.Equal(("C1", "giay-khen-ca-nhan", "bang-khen-ca-nhan"), (twice.First.Subject, twice.FirstAward.Id, twice.SecondAward.Id));
        Assert.Equal("Ân đang được đề nghị cả “Giấy khen của Giám đốc Sở cho cá nhân” và “Bằng khen của Chủ tịch UBND tỉnh cho cá nhân”. Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được. "
            + "(Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng; đã đối chiếu). Nếu là cùng một thành tích thì chỉ giữ một; giữ cả hai thì ghi lý do, văn bản và người ký.", DoubleAwardQueries.Said(twice, Language.Vi));
        // the letter of 2019 does not hold to it: the Law of 2003 knew no such principle
        Assert.Null(Letter.OneAward);
        Assert.Empty(DoubleAwards.Within(Letter, [Individual("ca-nhan", "C1", "Ân"), Individual("ca-nhan-truc-thuoc", "C1", "Ân")]));
    }

    [Fact]
    public void Campaigns_that_do_not_hang_together_are_held_against_each_other_apart()
    {
        var (plan, letter) = (Shipped("9936"), Shipped("sct"));
        Proposal[] here = [Individual("giay-khen-ca-nhan", "C1", "Ân"), Individual("giay-khen-ca-nhan", "C3", "Cẩm")];
        Proposal[] there = [Individual("bang-khen-ca-nhan", "C1", "Ân"), Individual("bang-khen-ca-nhan", "C2", "Bằng")];
        var year = letter.Periods[0].Days;
        var twice = Assert.Single(DoubleAwards.Elsewhere(plan, plan.Window.Value, here, letter, year, there));
        Assert.Equal(("C1", "giay-khen-ca-nhan", "sct", "bang-khen-ca-nhan"), (twice.Here.Subject, twice.Award.Id, twice.OtherCampaign.Id, twice.OtherAward.Id));
        Assert.Empty(DoubleAwards.Between(plan, plan.Window.Value, here, letter, year, there)); // they are not tied
        Assert.Empty(DoubleAwards.Elsewhere(plan, plan.Window.Value, here, letter, letter.Periods[1].Days, there)); // another year is another achievement
        var tied = letter with { Linked = [plan.Document.Number!] };
        Assert.Empty(DoubleAwards.Elsewhere(plan, plan.Window.Value, here, tied, year, there));
        Assert.Single(DoubleAwards.Between(plan, plan.Window.Value, here, tied, year, there));
    }

    /// <summary>Decree 98/2023 Art. 4(3).</summary>
    [Fact]
    public void For_merit_neither_movements_nor_what_was_given_on_the_spot_counts()
    {
        Assert.Equal("merit dedication seniority external", Count(CommendationType.Merit));
        Assert.Equal("merit irregular movement dedication seniority external", Count(CommendationType.Movement));

        static string Count(CommendationType wanted) => string.Join(' ', Enum.GetValues<CommendationType>().Where(e => Grounds.Counts(wanted, e)).Select(e => ThiDua.Campaigns.Format.Vocabulary.CommendationTypes[(int)e]));
    }

    private static IReadOnlyList<Proposal> Proposed(AwardRule award, IReadOnlyList<Nominee> nominees) => Proposals.OfNominees(Letter, award, nominees, []);

    private static Nominee Named(string unit, string name, bool outside = false) => new(unit, unit, null, SubjectKind.Individual, name, name, false, outside, "", "de-nghi.csv", 1);

    private static Proposal Individual(string award, string code, string name) => new("P", award, SubjectKind.Individual, code, name, 1, null, 3);

    private static string Names(IEnumerable<Proposal> proposals) => string.Join(", ", proposals.Select(p => $"{p.Unit} {p.Name}"));

    private static Campaign Shipped(string id) => CampaignFile.Read(File.ReadAllText(AddCampaign.Shipped(id)!)).Campaign!;
}
