using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Workshop;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

/// <summary>A movement that a province carries out below the national one, with a criterion and an award of its own.</summary>
public sealed class ChildCampaignTests
{
    private const string Own = """
        awards:
          - id: tap-the-huyen
            title: {vi: Giấy khen của Giám đốc BHXH tỉnh cho BHXH huyện, en: Certificate of the provincial director for districts}
            subject: collective
            authority: {vi: Giám đốc BHXH tỉnh Lâm Đồng, en: Director of Lâm Đồng Social Security}
            form: giay-khen-thu-truong
            decided-by: {authority: thu-truong-don-vi, of: {vi: BHXH tỉnh Lâm Đồng, en: Lâm Đồng Social Security}, clause: III.2.a}
            clause: III.2.a
            criterion:
              rule: all-of
              clause: III.2.a
              conditions:
                - {indicator: hi, comparison: more-than, clause: III.2.a}
          - id: giay-khen
            title: {vi: Giấy khen của Giám đốc BHXH tỉnh, en: Certificate of the provincial director}
            subject: individual
            authority: {vi: Giám đốc BHXH tỉnh Lâm Đồng, en: Director of Lâm Đồng Social Security}
            form: giay-khen-thu-truong
            decided-by: {authority: thu-truong-don-vi, of: {vi: BHXH tỉnh Lâm Đồng, en: Lâm Đồng Social Security}, clause: III.2.a}
            clause: III.2.a
            criterion: {rule: nominated, reading: nominees}

        one-award: {text: {vi: "Một thành tích chỉ khen một lần", en: "One achievement, one award"}, clause: III.2.a}

        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_2_a_a_province_has_a_criterion_and_an_award_of_its_own_below_the_national_movement(Engine engine)
    {
        using var office = new Office(engine, "3096", new(2019, 12, 20));
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nTW,BHXH Việt Nam,,trung ương,\n68,BHXH tỉnh Lâm Đồng,TW,tỉnh,\n68-DT,BHXH huyện Di Linh,68,huyện,\n68-BL,BHXH thành phố Bảo Lộc,68,huyện,\n24,BHXH tỉnh Bắc Giang,TW,tỉnh,\n24-VY,BHXH huyện Việt Yên,24,huyện,\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,68\nC2,Lê Văn Bách,68-DT\n", "can-bo.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n68,hi,500\n24,hi,900\n", "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n68,hi,30/11/2019,500\n24,hi,30/11/2019,1000\n", "so.csv", campaign: "3096");
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Mã cán bộ,Tóm tắt thành tích\n68,cá nhân,Nguyễn Thị Ân,C1,Đối chiếu dữ liệu thuế\n", "de-nghi.csv", campaign: "3096");
        var before = Lines("3096");

        var draft = ChildCampaign.Of(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml")), "ld-2019", "68", new(2019, 12, 20), "III.2.a")!;
        Assert.Equal([], CampaignFile.Read(draft, "ld-2019").Faults.Select(f => f.ToString())); // a draft that can be tried before anything of it is changed
        var text = CampaignFields.With(draft, new Dictionary<string, string> { ["document.number"] = "915/KH-BHXH", ["document.date"] = "2019-09-10" });
        var (from, to) = (text.IndexOf("\nawards:", StringComparison.Ordinal) + 1, text.IndexOf("\nreview:", StringComparison.Ordinal) + 1);
        text = text[..from] + Own.ReplaceLineEndings("\n") + text[to..];
        Assert.Equal([], CampaignFile.Read(text, "ld-2019").Faults.Select(f => f.ToString()));
        new AddCampaign(office.Installation).AddText(text, "ld-2019");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n68-DT,hi,100\n68-BL,hi,100\n", "giao-tinh.csv", campaign: "ld-2019");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n68-DT,hi,30/11/2019,120\n68-BL,hi,30/11/2019,100\n", "so-tinh.csv", campaign: "ld-2019");
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Mã cán bộ,Tóm tắt thành tích\n68,cá nhân,Nguyễn Thị Ân,C1,Đối chiếu dữ liệu thuế\n68-DT,cá nhân,Lê Văn Bách,C2,Vận động ở xã\n", "de-nghi-tinh.csv", campaign: "ld-2019");

        using var db = office.Installation.Open();
        var child = Ground.Of(db, office.Installation, "ld-2019", new());
        Assert.Equal(("3096/BHXH-TĐKT", new DateOnly(2019, 8, 23), "III.2.a", "915/KH-BHXH"), (child.Campaign.Parent!.Document, child.Campaign.Parent.Date, child.Campaign.Parent.Source.Name, child.Campaign.Document.Number));
        Assert.Equal(["68-BL 100/100", "68-DT 120/100"], Lines("ld-2019")); // of its own units only; more than the target is asked for, and one has it
        Assert.Equal(before, Lines("3096"));
        var answer = new AwardQueries(db, child, new(db, child)).Answer();
        Assert.Equal(["tap-the-huyen 68-DT", "giay-khen C1", "giay-khen C2"], answer.Criteria.Where(c => c.Award.Id == "tap-the-huyen" && c.Candidate.Eligible).Select(c => $"{c.Award.Id} {c.Candidate.Unit}").Concat(answer.Proposals.Where(p => p.Award == "giay-khen").Select(p => $"{p.Award} {p.Subject}")));
        var said = Assert.Single(DoubleAwardQueries.All(db, office.Installation, child, answer).Proposed);
        Assert.Equal(("Nguyễn Thị Ân", "giay-khen", "3096", "ca-nhan"), (said.Here.Name, said.Award.Id, said.OtherCampaign.Id, said.OtherAward.Id));
        Assert.StartsWith("Nguyễn Thị Ân", DoubleAwardQueries.Said(said, Language.Vi), StringComparison.Ordinal);
        var above = Ground.Of(db, office.Installation, "3096", new());
        Assert.Equal("giay-khen", Assert.Single(DoubleAwardQueries.All(db, office.Installation, above, new AwardQueries(db, above, new(db, above)).Answer()).Proposed).OtherAward.Id); // told from above too
        var (amount, _) = RewardMoney.Of(RewardCatalog.Rewards, child.Campaign.Awards[1].Form!, SubjectKind.Individual, new(2020, 1, 10));
        Assert.Equal(450_000, amount!.Reckoned);
        office.MustVerify();

        string[] Lines(string campaign) => [.. office.Standings(new(Indicator: "hi"), campaign: campaign).SelectMany(s => s.Rows.Where(r => r.Numerator is not null).Select(r => $"{r.Code} {r.Numerator:0}/{r.Target:0}")).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_movement_without_a_number_has_none_below_it() =>
        Assert.Null(ChildCampaign.Of(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "sct", "campaign.yaml")), "con", "68", new(2024, 12, 20), "I.1"));

    [Theory, InlineData("9936"), InlineData("4225")]
    public void Every_shipped_movement_with_a_number_can_have_one_below_it(string id)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", id, "campaign.yaml"));
        var child = CampaignFile.Read(ChildCampaign.Of(source, "con", "68", new(2024, 12, 20), CampaignFile.Read(source, id).Campaign!.Clauses[0].Number)!, "con");
        Assert.Equal([], child.Faults.Select(f => f.ToString()));
        Assert.Equal((CampaignFile.Read(source, id).Campaign!.Document.Number, "68"), (child.Campaign!.Parent!.Document, child.Campaign.Scope!.Subtrees.Single().Code));
    }
}
