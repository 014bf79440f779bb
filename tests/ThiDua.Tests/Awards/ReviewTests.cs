using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Tests.Awards;

/// <summary>The steps between a nomination and its decision: whose turn it is, what came of it, what the public said.</summary>
public sealed class ReviewTests
{
    internal const string Provinces = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        TW,Bảo hiểm xã hội Việt Nam,,trung ương,
        68,BHXH tỉnh Lâm Đồng,TW,tỉnh,
        94,BHXH tỉnh Bắc Giang,TW,tỉnh,
        """;

    internal const string Nominees = """
        Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích
        68,cá nhân,Nguyễn Thị Ân,C1,không,Đối chiếu dữ liệu thuế
        68,cá nhân,Bùi Thị Xuân,,có,Hội phụ nữ phối hợp vận động
        94,cá nhân,Đỗ Văn Giàu,,không,Đối thoại với doanh nghiệp
        """;

    internal static readonly NominationKey An = new("ca-nhan", "68", SubjectKind.Individual, "C1");
    internal static readonly NominationKey Xuan = new("ca-nhan-ngoai-nganh", "68", SubjectKind.Individual, "Bùi Thị Xuân");
    internal static readonly NominationKey Giau = new("ca-nhan", "94", SubjectKind.Individual, "Đỗ Văn Giàu");

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_KT_2_1_steps_go_in_order_and_each_is_recorded_by_its_role(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        Assert.Equal(["ca-nhan C1 InReview collection", "ca-nhan Đỗ Văn Giàu InReview collection", "ca-nhan-ngoai-nganh Bùi Thị Xuân InReview collection"], States(office.Installation));
        Assert.Equal("Bước “Đề xuất lựa chọn tập thể, cá nhân” do Ban Thu xét; bạn không có vai ghi bước này. Hãy nhờ người có vai ấy ghi.", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [An], Role.StandingOffice)));
        Assert.StartsWith("Nguyễn Thị Ân đang chờ bước “Đề xuất lựa chọn tập thể, cá nhân” của Ban Thu.", Refused(() => Step(office.Installation, "emulation", ReviewOutcome.Agreed, [An], Role.StandingOffice)), StringComparison.Ordinal);
        Assert.StartsWith("Chưa chọn ai.", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [], Role.DataOfficer)), StringComparison.Ordinal);
        Assert.StartsWith("Không đồng ý, trả lại", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Returned, [An], Role.DataOfficer)), StringComparison.Ordinal);
        Assert.StartsWith("Ngày 21/01/2020 chưa đến.", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [An], Role.DataOfficer, day: new(2020, 1, 21))), StringComparison.Ordinal);

        var first = Step(office.Installation, "collection", ReviewOutcome.Agreed, [An, Giau], Role.DataOfficer, day: new(2020, 1, 13), opinion: "Đủ hồ sơ");
        Step(office.Installation, "collection", ReviewOutcome.Returned, [Xuan], Role.DataOfficer, reason: "Thiếu văn bản giới thiệu");
        Assert.Equal(["ca-nhan C1 InReview emulation", "ca-nhan Đỗ Văn Giàu InReview emulation", "ca-nhan-ngoai-nganh Bùi Thị Xuân Returned collection"], States(office.Installation));
        Assert.StartsWith("Nguyễn Thị Ân: bước trước ghi ngày 13/01/2020", Refused(() => Step(office.Installation, "emulation", ReviewOutcome.Agreed, [An], Role.StandingOffice, day: new(2020, 1, 10))), StringComparison.Ordinal);
        var second = Step(office.Installation, "emulation", ReviewOutcome.Agreed, [An], Role.StandingOffice);
        Step(office.Installation, "emulation", ReviewOutcome.Declined, [Giau], Role.StandingOffice, reason: "Thành tích chưa nổi bật");
        Step(office.Installation, "collection", ReviewOutcome.Agreed, [Xuan], Role.DataOfficer); // it came back, complete
        Assert.Equal(["ca-nhan C1 InReview council", "ca-nhan Đỗ Văn Giàu Declined", "ca-nhan-ngoai-nganh Bùi Thị Xuân InReview emulation"], States(office.Installation));
        Assert.StartsWith("Đỗ Văn Giàu đã bị từ chối ở bước “Phối hợp lựa chọn, hoàn thiện hồ sơ trình”.", Refused(() => Step(office.Installation, "council", ReviewOutcome.Agreed, [Giau], Role.CouncilMember)), StringComparison.Ordinal);
        Assert.StartsWith("Không rút được: bước “Phối hợp lựa chọn, hoàn thiện hồ sơ trình” đã ghi sau đó.", Refused(() => TakeBack(office.Installation, first, Role.DataOfficer)), StringComparison.Ordinal);
        Step(office.Installation, "council", ReviewOutcome.Agreed, [An], Role.CouncilMember);
        Assert.Equal("ca-nhan C1 Agreed", States(office.Installation)[0]);
        Assert.StartsWith("Không rút được", Refused(() => TakeBack(office.Installation, second, Role.StandingOffice)), StringComparison.Ordinal);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_somebody_is_held_for_or_goes_beyond_the_number_with_is_not_reviewed(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\n68,cá nhân,Hai,A\n68,cá nhân,Ba,B\n68,cá nhân,Bốn,C\n", "them.csv", campaign: "3096");
        Assert.StartsWith("Hai chưa xét được vì số liệu của đơn vị chưa chốt, hoặc người này được đề cử sau khi chốt.", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [new("ca-nhan", "68", SubjectKind.Individual, "Hai")], Role.DataOfficer)), StringComparison.Ordinal);
        new FreezeStanding(office.Installation).Freeze("3096", "68", new(), "thêm đề cử");
        Assert.StartsWith("Bốn ở ngoài chỉ tiêu của đơn vị", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [new("ca-nhan", "68", SubjectKind.Individual, "Bốn")], Role.DataOfficer)), StringComparison.Ordinal);
        var hold = new HoldAward(office.Installation).Hold(new("68", SubjectKind.Individual, "C1", null, HoldGround.Complaint, "Đơn của bà N.", null, new(2020, 1, 15), null));
        Assert.StartsWith("Nguyễn Thị Ân đang bị tạm dừng xét.", Refused(() => Step(office.Installation, "collection", ReviewOutcome.Agreed, [An], Role.DataOfficer)), StringComparison.Ordinal);
        new HoldAward(office.Installation).End(hold, new(2020, 1, 18), "Đơn không đúng", "3/KL");
        Step(office.Installation, "collection", ReviewOutcome.Agreed, [An], Role.DataOfficer);
        office.MustVerify();
    }

    /// <summary>Tet of 2020: from the 23rd to the 29th of January nobody works, and the weekend after it; so the fifth working day after the 20th is Monday 3 February.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_list_is_open_for_the_working_days_of_the_file_and_goes_on_when_every_objection_is_answered(Engine engine)
    {
        using var office = new Office(engine, null, new(2020, 1, 20));
        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml")).Replace("    role: standing-office\n    clause: KT.2.1", "    role: standing-office\n    comment-days: 5\n    clause: KT.2.1", StringComparison.Ordinal);
        new AddCampaign(office.Installation).AddText(text, "3096.yaml");
        Fill(office);
        var at = office.Installation;
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) Step(at, step, ReviewOutcome.Agreed, [An, Giau], role);
        Assert.Equal("ca-nhan C1 Commenting ToPublish", States(at)[0]);
        Assert.StartsWith("Nguyễn Thị Ân: sau bước “Phối hợp lựa chọn, hoàn thiện hồ sơ trình” phải mở danh sách lấy ý kiến", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [An], Role.CouncilMember)), StringComparison.Ordinal);
        Assert.StartsWith("Bước “Đề xuất lựa chọn tập thể, cá nhân” không có lấy ý kiến", Refused(() => Comments(at).Open("3096", null, "collection")), StringComparison.Ordinal);
        var list = Comments(at).Open("3096", null, "emulation");
        var to = Queries(at, q => q.Lists.Single().Days);
        Assert.Equal((new DateOnly(2020, 1, 20), new DateOnly(2020, 2, 3)), (to.From, to.To));
        Assert.Equal("ca-nhan C1 Commenting Open", States(at)[0]);
        using (var db = office.Installation.Open()) Assert.Equal(["Nguyễn Thị Ân BHXH tỉnh Lâm Đồng", "Đỗ Văn Giàu BHXH tỉnh Bắc Giang"], ReviewQueries.OpenOn(db, 1, new(2020, 1, 21)).Single().Items.Select(i => $"{i.Name} {i.Unit}"));
        Assert.StartsWith("Ngày 19/01/2020 ở ngoài thời gian lấy ý kiến", Refused(() => Comments(at).TakeObjection("3096", null, list, null, new(2020, 1, 19), "Bà N.", "x")), StringComparison.Ordinal);
        var objection = Comments(at).TakeObjection("3096", null, list, ReviewQueries.MarkOf(An), new(2020, 1, 20), "Bà N.", "Số liệu không đúng");
        Assert.StartsWith("Không rút được danh sách đã có phản ánh.", Refused(() => Comments(at).TakeBack("3096", null, list, "x")), StringComparison.Ordinal);

        at = at with { Today = to.To!.Value.AddDays(1) };
        Assert.Equal(("ca-nhan C1 Commenting ToAnswer", "ca-nhan Đỗ Văn Giàu InReview council"), (States(at)[0], States(at)[1]));
        var answer = Comments(at).Answer("3096", null, objection, isUpheld: true, null, "Đã kiểm tra, số liệu sai", "4/KL");
        Assert.Equal("ca-nhan C1 InReview emulation", States(at)[0]); // it was right: the step looks at it again
        Comments(at).TakeBack("3096", null, answer, "ghi nhầm");
        Comments(at).Answer("3096", null, objection, isUpheld: false, null, "Đã kiểm tra, số liệu đúng", "4/KL");
        Assert.Equal("ca-nhan C1 InReview council", States(at)[0]);
        Step(at, "council", ReviewOutcome.Agreed, [An, Giau], Role.CouncilMember);
        Assert.Equal("ca-nhan C1 Agreed", States(at)[0]);
        using (var db = office.Installation.Open()) Assert.Empty(ReviewQueries.OpenOn(db, 1, at.Day));
        office.MustVerify();
    }

    /// <summary>An objection was right and the step made another award of it: the list that was open said something else, so a new one is opened; and nothing is signed before its days are over.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_was_looked_at_again_is_made_public_again_before_it_is_decided(Engine engine)
    {
        using var office = new Office(engine, null, new(2020, 2, 3));
        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml")).Replace("    role: standing-office\n    clause: KT.2.1", "    role: standing-office\n    comment-days: 2\n    clause: KT.2.1", StringComparison.Ordinal);
        new AddCampaign(office.Installation).AddText(text, "3096.yaml");
        Fill(office);
        var at = office.Installation;
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) Step(at, step, ReviewOutcome.Agreed, [Giau], role);
        var list = Comments(at).Open("3096", null, "emulation");
        var objection = Comments(at).TakeObjection("3096", null, list, ReviewQueries.MarkOf(Giau), at.Day, "Bà N.", "Ông Giàu là người ngoài ngành");
        at = at with { Today = new(2020, 2, 6) };
        Comments(at).Answer("3096", null, objection, isUpheld: true, null, "Đúng là người ngoài ngành", "4/KL");
        Step(at, "emulation", ReviewOutcome.Changed, [Giau], Role.StandingOffice, reason: "Phản ánh đúng", to: "ca-nhan-ngoai-nganh");
        Assert.Equal("ca-nhan Đỗ Văn Giàu Commenting ToPublish", States(at)[1]);
        Assert.StartsWith("Đỗ Văn Giàu: sau bước “Phối hợp lựa chọn, hoàn thiện hồ sơ trình” phải mở danh sách lấy ý kiến", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [Giau], Role.CouncilMember)), StringComparison.Ordinal);
        Comments(at).Open("3096", null, "emulation");
        var second = Queries(at, q => q.Lists[^1]);
        Assert.Equal((2, new DateOnly(2020, 2, 10), Queries(at, q => q.All().First(n => n.Key == Giau).Award.Title.Vi)), (Queries(at, q => q.Lists.Count), second.Days.To!.Value, second.Items.Single().Award));
        at = at with { Today = new(2020, 2, 11) };
        Step(at, "council", ReviewOutcome.Agreed, [Giau], Role.CouncilMember, day: new(2020, 2, 6));
        var no = new DraftDecision(at).Draft("3096", null, [Giau]);
        EnteredSignature Signed(int day) => new("45/QĐ-BHXH", new(2020, 2, day), "Nguyễn Văn Tổng", Signatory.Head);
        Assert.StartsWith("Ngày ký 07/02/2020 trước khi hết hạn lấy ý kiến về Đỗ Văn Giàu (10/02/2020).", Refused(() => new IssueDecision(at).Issue("3096", no, Signed(7))), StringComparison.Ordinal);
        new IssueDecision(at).Issue("3096", no, Signed(10));
        office.MustVerify();
    }

    /// <summary>Whoever guesses ids of campaigns learns nothing; while a list is open it says to whom one writes.</summary>
    [Fact]
    public async Task The_page_of_comments_is_there_while_a_list_is_open_and_not_before()
    {
        using var office = new Office(Engine.Sqlite, null, new(2020, 2, 3));
        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml")).Replace("    role: standing-office\n    clause: KT.2.1", "    role: standing-office\n    comment-days: 2\n    clause: KT.2.1", StringComparison.Ordinal);
        new AddCampaign(office.Installation).AddText(text, "3096.yaml");
        Fill(office);
        await using var site = Site.Build(new(office.Installation, "http://127.0.0.1:0", false));
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(site.Urls.First()) };
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/lay-y-kien/3096", TestContext.Current.CancellationToken)).StatusCode);
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) Step(office.Installation, step, ReviewOutcome.Agreed, [Giau], role);
        Comments(office.Installation).Open("3096", null, "emulation");
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/lay-y-kien/3096", TestContext.Current.CancellationToken));
        Assert.Contains("Đỗ Văn Giàu", page, StringComparison.Ordinal);
        Assert.Contains("gửi Vụ Thi đua - Khen thưởng (Bảo hiểm xã hội Việt Nam) bằng văn bản hoặc trực tiếp tại cơ quan, chậm nhất ngày 05/02/2020;", page, StringComparison.Ordinal);
    }

    /// <summary>Of two awards for one time the office keeps one: it declines the other, or a reason is signed.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void SCT_II_1_the_office_selects_after_the_agency_and_one_certificate_of_the_two_goes_on(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        var at = office.Installation;
        NominationKey? first = null;
        ReviewedNomination First()
        {
            using var db = at.Open();
            return new ReviewQueries(db, Ground.Of(db, at, "sct", new(Period: "2024") { AtPeriodEnd = true })).All().First(n => first is { } of ? n.Key == of : n.Key.Award == "giay-khen-ca-nhan");
        }
        var key = First().Key;
        first = key; // a freeze may order them otherwise
        Assert.Equal((ReviewState.Stopped, NominationState.WaitsForProposer), (First().State, First().Nomination.State));
        new Nominate(at).Record("sct", new(key.Award, key.Unit, key.Subject, null, "Xuất sắc", ProposedBy.Agency, Period: "2024"));
        Assert.Equal(ReviewState.NotFrozen, First().State);
        new FreezeStanding(at).FreezeAll("sct", new(Period: "2024") { AtPeriodEnd = true });
        var record = new RecordReview(at);
        Assert.StartsWith($"{First().Nomination.Proposal.Name} đang chờ bước “Đề xuất tập thể, cá nhân có thành tích xuất sắc”", Refused(() => record.Record("sct", new("office", [key], ReviewOutcome.Agreed, Period: "2024"), [Role.StandingOffice])), StringComparison.Ordinal);
        record.Record("sct", new("agency", [key], ReviewOutcome.Agreed, Period: "2024"), [Role.DataOfficer]);
        record.Record("sct", new("office", [key], ReviewOutcome.Agreed, Period: "2024"), [Role.StandingOffice]);
        Assert.Equal(ReviewState.Agreed, First().State);
        office.MustVerify();
    }

    internal static Office Letter(Engine engine, DateOnly today)
    {
        var office = new Office(engine, "3096", today);
        Fill(office);
        return office;
    }

    internal static void Fill(Office office)
    {
        office.Import(FileKind.Units, Provinces, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ\nC1,Nguyễn Thị Ân,68,Trưởng phòng\n", "can-bo.csv");
        office.Import(FileKind.Nominees, Nominees, "de-nghi.csv", campaign: "3096");
        new FreezeStanding(office.Installation).FreezeAll("3096", new());
    }

    internal static string Step(Installation at, string step, ReviewOutcome outcome, IReadOnlyList<NominationKey> of, Role role, DateOnly? day = null, string? reason = null, string? opinion = null, string? to = null, string campaign = "3096") =>
        new RecordReview(at).Record(campaign, new(step, of, outcome, day, opinion, to, reason), [role]);

    private static void TakeBack(Installation at, string entry, Role role) => new RecordReview(at).TakeBack("3096", null, entry, "ghi nhầm", [role]);

    private static PublishForComment Comments(Installation at) => new(at);

    internal static string Refused(Action work) => Assert.ThrowsAny<ToldException>(work).Say(Language.Vi);

    internal static T Queries<T>(Installation at, Func<ReviewQueries, T> ask, string campaign = "3096")
    {
        using var db = at.Open();
        return ask(new ReviewQueries(db, Ground.Of(db, at, campaign, new())));
    }

    /// <summary>One line per nomination: award, subject, state, whose turn it is or what it waits for.</summary>
    internal static string[] States(Installation at, string campaign = "3096") => Queries(at, q => q.All().Select(n =>
        $"{n.Key.Award} {n.Key.Subject} {n.State} {(n.State == ReviewState.Commenting ? n.Review.Wait.ToString() : n.State is ReviewState.InReview or ReviewState.Returned ? n.Review.Next!.Id : "")}".TrimEnd()).ToArray(), campaign);
}
