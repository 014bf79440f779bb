using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>Who decides, and the lines above his signature (Law 06/2022 Art. 80, Decree 30/2020).</summary>
public sealed class SigningLinesTests
{
    [Theory]
    [InlineData("chu-tich-ubnd-huyen", Signatory.Head, "CHỦ TỊCH")]
    [InlineData("chu-tich-ubnd-huyen", Signatory.Deputy, "KT. CHỦ TỊCH/PHÓ CHỦ TỊCH")]
    [InlineData("giam-doc-so", Signatory.Head, "GIÁM ĐỐC")]
    [InlineData("giam-doc-so", Signatory.Deputy, "KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC")]
    [InlineData("thu-truong-don-vi", Signatory.Deputy, "KT. THỦ TRƯỞNG/PHÓ THỦ TRƯỞNG")]
    [InlineData("tong-giam-doc", Signatory.Deputy, "KT. TỔNG GIÁM ĐỐC/PHÓ TỔNG GIÁM ĐỐC")]
    [InlineData("uy-ban-nhan-dan", Signatory.Head, "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH")]
    [InlineData("uy-ban-nhan-dan", Signatory.Deputy, "TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH")]
    [InlineData("hoi-dong-thi-dua", Signatory.Head, "TM. HỘI ĐỒNG/CHỦ TỊCH")]
    public void A_person_signs_alone_a_deputy_for_him_and_only_a_body_signs_TM(string authority, Signatory signatory, string lines) =>
        Assert.Equal(lines, string.Join('/', SigningLines.Of(AuthorityCatalog.Find(authority)!, signatory)));

    /// <summary>Awards are given by persons: none of those who give any is a body.</summary>
    [Fact]
    public void Whoever_gives_awards_is_a_person()
    {
        Assert.Equal(["uy-ban-nhan-dan", "hoi-dong-thi-dua"], AuthorityCatalog.All.Where(a => a.Body is not null).Select(a => a.Id));
        Assert.Equal([], AuthorityCatalog.All.Where(a => a is { Body: not null, Gives.Count: > 0 }));
    }

    [Fact]
    public void Power_over_a_form_has_its_days()
    {
        var chairman = AuthorityCatalog.Find("chu-tich-ubnd-huyen")!;
        Assert.Equal([AuthorityGap.NotThen, null, null, AuthorityGap.NotThen], new DateOnly[] { new(2023, 12, 31), new(2024, 1, 1), new(2025, 6, 30), new(2025, 7, 1) }.Select(d => chairman.Gap("giay-khen-huyen", d)));
        Assert.Equal(AuthorityGap.NotHis, chairman.Gap("bang-khen-bo-tinh", new(2024, 12, 20)));
    }

    /// <summary>Every award of the documents that says whose decision it is, as decisions print it; never a committee, a department or a unit.</summary>
    [Fact]
    public void Each_award_of_the_five_documents_is_decided_by_whom_the_law_gives_it_to()
    {
        Assert.Equal(
        [
            "3096 tap-the: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.1", "3096 ca-nhan: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.1", "3096 tap-the-truc-thuoc: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.1",
            "3096 ca-nhan-truc-thuoc: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.1", "3096 tap-the-ngoai-nganh: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.2", "3096 ca-nhan-ngoai-nganh: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, KT.2.2",
            "4225 tap-the: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, III.3.b", "4225 ca-nhan: Tổng Giám đốc Bảo hiểm xã hội Việt Nam, III.3.b",
            "9936 giay-khen-tap-the: Chủ tịch Ủy ban nhân dân thành phố Long Xuyên giay-khen-huyen, chairman-decides", "9936 giay-khen-ca-nhan: Chủ tịch Ủy ban nhân dân thành phố Long Xuyên giay-khen-huyen, chairman-decides",
            "sct don-vi-tap-the: Thủ trưởng, I.4.2.a.1", "sct don-vi-ca-nhan: Thủ trưởng, I.4.2.a.1",
            "sct giay-khen-tap-the: Giám đốc Sở Công Thương tỉnh Khánh Hòa giay-khen-thu-truong, I.4.2.a.3", "sct giay-khen-ca-nhan: Giám đốc Sở Công Thương tỉnh Khánh Hòa giay-khen-thu-truong, I.4.2.a.3",
            "sct bang-khen-tap-the: Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa bang-khen-bo-tinh, I.4.2.a.2", "sct bang-khen-ca-nhan: Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa bang-khen-bo-tinh, I.4.2.a.2",
            "sct giay-khen-tong-ket-tap-the: Giám đốc Sở Công Thương tỉnh Khánh Hòa giay-khen-thu-truong, I.4.2.b", "sct giay-khen-tong-ket-ca-nhan: Giám đốc Sở Công Thương tỉnh Khánh Hòa giay-khen-thu-truong, I.4.2.b",
            "sct bang-khen-tong-ket-tap-the: Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa bang-khen-bo-tinh, I.4.2.b", "sct bang-khen-tong-ket-ca-nhan: Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa bang-khen-bo-tinh, I.4.2.b",
        ],
        Shipped().SelectMany(c => c.Awards.Select(a => $"{c.Id} {a.Id}: {AuthorityCatalog.Find(a.DecidedBy!.Authority)!.Named(a.DecidedBy.Of).Vi}{(a.Form is null ? "" : " " + a.Form)}, {a.DecidedBy.Source.Name}")));
        Assert.Equal(
        [
            "3096 collection DataOfficer KT.2.1", "3096 emulation StandingOffice KT.2.1", "3096 council CouncilMember KT", "4225 emulation StandingOffice III.3.b", "4225 council CouncilMember III.3.b",
            "9936 sum-up StandingOffice VI.4", "9936 submit StandingOffice VI.3.b", "sct agency DataOfficer I.4.2.a.2", "sct office StandingOffice II.1",
        ],
        Shipped().SelectMany(c => c.Review.Select(r => $"{c.Id} {r.Id} {r.Role} {r.Source.Name}")));
        // no document says for how long a list is to be published
        Assert.All(Shipped().SelectMany(c => c.Review), r => Assert.Null(r.CommentDays));
        Assert.Equal(["4225 Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng", "9936 Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng", "sct Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng"],
            Shipped().Where(c => c.OneAward is not null).Select(c => $"{c.Id} {c.OneAward!.Source.Name}"));
    }

    [Theory]
    [InlineData("id: chu-tich-ubnd-xa", "id: chu-tich-ubnd-tinh", "id")]
    [InlineData("giay-khen-xa", "giay-khen-ấp", "giay-khen-ấp")]
    [InlineData("deputy:", "vice:", "vice")]
    public void A_catalogue_of_authorities_that_says_what_nobody_knows_is_refused(string was, string becomes, string where)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "catalog", "authorities.yaml"));
        Assert.Contains(was, text, StringComparison.Ordinal);
        Assert.Equal("catalog/authorities.yaml: " + where, Assert.Throws<InvalidDataException>(() => AuthorityCatalog.Read(text.Replace(was, becomes, StringComparison.Ordinal), RewardCatalog.Rewards)).Message);
    }

    /// <summary>What a clerk reads beside the clause: the form and the authority by their names.</summary>
    [Fact]
    public void The_workshop_says_form_and_authority_by_their_names()
    {
        var read = ThiDua.Campaigns.Workshop.ReadClauses.Of(File.ReadAllText(AddCampaign.Shipped("9936")!), Language.Vi);
        Assert.Contains("mức tiền theo: Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện", Says(read.Clauses.Single(c => c.Name == "V.1")), StringComparison.Ordinal);
        Assert.Contains("người quyết định: Chủ tịch; đứng đầu: Ủy ban nhân dân thành phố Long Xuyên", Says(read.Readings.Single(r => r.Name == "chairman-decides")), StringComparison.Ordinal);

        static string Says(ThiDua.Campaigns.Workshop.ReadSource source) => string.Join(" | ", source.Lines.Select(l => string.Join("; ", l.Says.Select(s => $"{s.Label}: {s.Value}"))));
    }

    private static IEnumerable<Campaign> Shipped() => AddCampaign.AllShipped().Select(c => CampaignFile.Read(File.ReadAllText(AddCampaign.Shipped(c.Id)!)).Campaign!);
}
