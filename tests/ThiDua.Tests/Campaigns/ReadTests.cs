using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

public sealed class ReadTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<string> Parts() => [.. typeof(Campaign).GetProperties().Select(p => p.Name)];

    /// <summary>Part by part, so that a difference is easy to see; a part added to campaigns is compared without being named here.</summary>
    [Theory, MemberData(nameof(Parts))]
    public void The_file_of_9936_says_what_the_plan_says(string part)
    {
        var reading = CampaignFile.Read(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml")));
        Assert.Equal([], reading.Faults.Select(BrokenFile.Show));
        var property = typeof(Campaign).GetProperty(part)!;
        Assert.Equal(Written(property.GetValue(PlanOfLongXuyen.Campaign)), Written(property.GetValue(reading.Campaign)));
    }

    /// <summary>The words that 9936 has no use for.</summary>
    [Fact]
    public void Every_other_word_has_its_meaning()
    {
        var campaign = Read("""
            4|document: {number: unknown, date: unknown, kind: {vi: Kế hoạch, en: Plan}, issuer: {vi: UBND xã, en: A commune}, signer: Nguyễn Văn A}
            9|window: {from: 01/03/2025, law: Luật 06/2022 Điều 16, certainty: verified}
            13|  - {id: near, relations: [spouse, other-relative, not-relative, child], clause: "1"}
            23|      - {receipt-within: {to: 31/03/2025}, law: Luật BHYT, certainty: recalled}
            24|      - {kinds: [continued, renewed], clause: "1"}
            27|      - {credit: latest-receipt, clause: "1"}
            28|    target: {percent: 35.07, comparison: about, clause: "1"}
            38|  - {id: end, title: {vi: Hết, en: End}, day: 05/12/2025, before: true, day-itself-accepted: true, clause: "1"}
            39|officer-kinds-excluded: [hợp đồng, tập sự]
            40|tasks:
            41|  - {addressee: {vi: Ai, en: Who}, text: {vi: Gì, en: What}, id: launch, every-unit: true, asks-for: [evidence, document], due: {milestone: end, clause: "1"}, clause: "1"}
            42|  - {addressee: {vi: Ai, en: Who}, text: {vi: Gì, en: What}, id: sum-up, offices: [UBND xã], due: {day: 2025-04-02, reading: first}, clause: "1"}
            43|  - {addressee: {vi: Ai, en: Who}, text: {vi: Gì, en: What}, clause: "1"}
            """);
        var clause = new Source(SourceKind.Clause, "1");
        Assert.Equal((null, null), (campaign.Document.Number, campaign.Document.Date));
        Assert.Equal(new(new(new(2025, 3, 1), null), new(SourceKind.Law, "Luật 06/2022 Điều 16")), campaign.Window);
        Assert.Null(campaign.AsOf);
        Assert.Equal(["hợp đồng", "tập sự"], campaign.OfficerKindsExcluded);
        Assert.Equal(new Milestone("end", new("Hết", "End"), new(2025, 12, 5), true, true, clause), Assert.Single(campaign.Milestones));
        Assert.Equal(
            Written(new AwardRule("paper", new("Giấy khen", "Paper"), SubjectKind.Individual, AwardCriterion.AtLeastOnePerson, 5, new("Chủ tịch", "Chairman"), clause, new(SourceKind.Reading, "first"))),
            Written(Assert.Single(campaign.Awards)));
        Assert.Equal(
            Written(new FollowedTask?[]
            {
                new("launch", [], [], true, true, new(new(2025, 12, 5), clause)), new("sum-up", [], ["UBND xã"], false, false, new(new(2025, 4, 2), new(SourceKind.Reading, "first"))), null,
            }),
            Written(campaign.Tasks.Select(t => t.Followed)));
        var indicator = Assert.Single(campaign.Indicators);
        Assert.Equal(new TargetRule(35.07m, Comparison.About, clause), indicator.Target);
        Assert.Equal(
            Written(new ReceiptRule(
                new(Scheme.VoluntarySocialInsurance, clause), new(new Days(null, new(2025, 3, 31)), new(SourceKind.Law, "Luật BHYT", Certainty.Recalled)), new([JoiningKind.Continued, JoiningKind.Renewed], clause), null, false,
                new(false, clause), new([Relation.Spouse, Relation.OtherRelative, Relation.NotRelative, Relation.Child], clause), new(CreditRule.Latest, clause))),
            Written(indicator.Receipts));
    }

    /// <summary>Who decides, what is asked for, who reviews, whence the money comes, what papers there are: what the plan of Long Xuyên does not say of them.</summary>
    [Fact]
    public void Words_on_the_way_from_proposal_to_decision_have_their_meaning()
    {
        var campaign = Read("""
            34|    form: giay-khen-xa
            37|    type: irregular
            38|    decided-by: {authority: chu-tich-ubnd-xa, law: Luật 06/2022 Điều 80(3), certainty: recalled}
            39|    requires: {what: [evidence, solution, report], clause: "1"}
            40|review:
            41|  - {id: agency, title: {vi: Chọn, en: Select}, reviewer: {vi: BHXH, en: Agency}, role: data-officer, comment-days: 10, clause: "1"}
            42|  - {id: council, title: {vi: Xét, en: Consider}, reviewer: {vi: Hội đồng, en: Council}, role: council-member, reading: first}
            43|fund: {title: {vi: Quỹ xã, en: Fund}, clause: "1"}
            44|dossier:
            45|  - {title: {vi: Báo cáo, en: Report}, per: nominee, clause: "1"}
            46|  - {title: {vi: Tờ trình, en: Submission}, template: to-trinh, per: dossier, clause: "1"}
            """);
        var clause = new Source(SourceKind.Clause, "1");
        Assert.Equal(
            Written(new AwardRule("paper", new("Giấy khen", "Paper"), SubjectKind.Individual, AwardCriterion.AtLeastOnePerson, null, new("Chủ tịch", "Chairman"), clause, new(SourceKind.Reading, "first"))
            {
                Form = "giay-khen-xa", Type = CommendationType.Irregular, DecidedBy = new("chu-tich-ubnd-xa", null, new(SourceKind.Law, "Luật 06/2022 Điều 80(3)", Certainty.Recalled)),
                Requires = new([RequiredPart.Evidence, RequiredPart.Solution, RequiredPart.Report], clause),
            }),
            Written(Assert.Single(campaign.Awards)));
        Assert.Equal(
            Written(new[]
            {
                new ReviewStep("agency", new("Chọn", "Select"), new("BHXH", "Agency"), Role.DataOfficer, 10, clause),
                new ReviewStep("council", new("Xét", "Consider"), new("Hội đồng", "Council"), Role.CouncilMember, null, new(SourceKind.Reading, "first")),
            }),
            Written(campaign.Review));
        Assert.Equal(new(new("Quỹ xã", "Fund"), clause), campaign.Fund);
        Assert.Equal(Written(new DossierPaper[] { new(new("Báo cáo", "Report"), clause, null, PaperPer.Nominee), new(new("Tờ trình", "Submission"), clause, "to-trinh") }), Written(campaign.Dossier));
        // once one paper names its template, the others are written by hand; reports of those nominated have parts that people write
        Assert.Equal([("giay-to-1", true, "1-bao-cao.docx"), ("to-trinh", true, "2-to-trinh.docx")], ThiDua.Awards.DossierPapers.Of(campaign).Select(p => (p.Id, p.HasTemplate, p.FileName)));
    }

    [Theory, InlineData("at-least", Comparison.AtLeast), InlineData("more-than", Comparison.MoreThan), InlineData("less-than", Comparison.LessThan), InlineData("about", Comparison.About)]
    public void A_comparison_is_read_by_its_word(string word, Comparison comparison) =>
        Assert.Equal(comparison, Read($"28|    target: {{percent: 0, comparison: {word}, clause: \"1\"}}").Indicators[0].Target!.Comparison);

    /// <summary>What the file leaves out is absent, not guessed.</summary>
    [Fact]
    public void Parts_left_out_are_empty()
    {
        var campaign = Read("19|\n10|\n11|\n28|\n34|\n" + string.Join('\n', Enumerable.Range(29, 10).Select(n => $"{n}|")));
        Assert.Equal((0, 0, 0, 0, 0, 0), (campaign.Groups.Count, campaign.Awards.Count, campaign.Milestones.Count, campaign.Tasks.Count, campaign.Dossier.Count, campaign.Recipients.Count));
        Assert.Null(campaign.Indicators[0].Target);
        Assert.Empty(campaign.Indicators[0].Groups);
        Assert.Empty(campaign.Linked);
    }

    /// <summary>A changed file is known by this.</summary>
    [Fact]
    public void The_digest_is_that_of_the_text()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", CampaignFile.Read("").Sha256);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CampaignFile.Read("abc").Sha256);
    }

    private static Campaign Read(string lines)
    {
        var reading = CampaignFile.Read(BrokenFile.With(lines).Text);
        Assert.Equal([], reading.Faults.Select(BrokenFile.Show));
        return reading.Campaign!;
    }

    private static string Written(object? value) => JsonSerializer.Serialize(value, Readable);
}
