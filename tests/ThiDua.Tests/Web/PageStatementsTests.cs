using System.Globalization;
using System.Net;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Insurance;
using ThiDua.Core.Tasks;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Problems;
using ThiDua.Publications;
using ThiDua.Reminders;
using ThiDua.Tasks;
using ThiDua.Tests.Oracle;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Web;

/// <summary>A page asks the store as often for a list of three as for a list of one.</summary>
[Collection(nameof(Alone))]
public sealed class PageStatementsTests
{
    private static readonly string[] Pages =
    [
        "/c/9936", "/c/9936/xep-hang", "/c/9936/xep-hang?group=communes", "/c/9936/don-vi/XP1", "/c/9936/don-vi/PB1", "/to-chuc", "/to-chuc?duoi=LX",
        "/c/9936/vi-sao/don-vi/XP1?indicator=staff-voluntary-si", "/c/9936/vi-sao/can-bo/X1?indicator=staff-voluntary-si&unit=XP1",
        "/c/9936/viec-cho", "/c/9936/viec", "/c/9936/viec?ngay=2024-12-01&viec=launch-communes&don-vi=XP1", "/c/9936/vuong-mac", "/nhap", "/c/9936/don-doc", "/c/9936/goi", "/c/9936/nhan-vien-thu",
        "/c/9936/khen-thuong", "/c/9936/de-cu", "/c/9936/khen-thuong?ngay=2025-01-15", "/c/9936/ho-so", "/c/9936/ho-so/XP1", "/c/9936/ho-so-den", "/c/9936/quyet-dinh", "/hoi-dong", "/c/9936/hop", "/c/9936/tien-thuong", "/c/9936/vinh-danh", "/cong-khai/9936/vinh-danh", "/muc-thuong", "/c/9936/chi-tieu", "/c/9936/cong-khai", "/cong-khai", "/cong-khai/9936",
        "/thong-bao", "/nhat-ky", "/quan-tri", "/tai-khoan", "/cum", "/xuong",
    ];

    [Fact]
    public async Task Every_page_with_a_list_needs_as_many_statements_for_one_item_as_for_three()
    {
        using var watched = new WatchedStatements();
        var (one, three) = (await Asked(watched, 1), await Asked(watched, 3));
        Assert.Equal([], from page in Pages
                         from text in one[page].Statements.Concat(three[page].Statements).Distinct()
                         let counts = (one[page].Statements.Count(t => t == text), three[page].Statements.Count(t => t == text))
                         where counts.Item1 != counts.Item2
                         select $"{page} {counts.Item1} → {counts.Item2}: {text}");
        Assert.Equal([], Pages.Where(p => one[p].Statements.Count == 0));
        // Those of sums, or of something that there is one of in both; all others have grown.
        Assert.Equal(["/c/9936", "/to-chuc", "/muc-thuong", "/c/9936/chi-tieu", "/cong-khai", "/tai-khoan", "/cum", "/xuong"], Pages.Where(p => Rows(three[p].Text) <= Rows(one[p].Text)));
    }

    /// <summary>Rows of tables and items of lists.</summary>
    private static int Rows(string page) => page.Split("<tr").Length + page.Split("<li").Length + page.Split("<details").Length;

    private static async Task<Dictionary<string, (IReadOnlyList<string> Statements, string Text)>> Asked(WatchedStatements watched, int items)
    {
        using var office = Filled(items);
        await using var site = ThiDua.Web.Site.Build(new(office.Installation, "http://127.0.0.1:0", IsDemo: false));
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(site.Urls.First()) };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Cookie", "thidua=" + new Sessions(office.Installation).Begin(SignedIn.Account(office.Installation), Way.Password, IPAddress.Loopback, ""));
        var asked = new Dictionary<string, (IReadOnlyList<string>, string)>();
        foreach (var page in Pages) asked[page] = await watched.Of(client, page);
        return asked;
    }

    /// <summary>An office with one of everything, or with as many as wanted: units, officers of a unit, files, waiting rows, persons to call …</summary>
    private static Office Filled(int items)
    {
        var office = new Office(Engine.Postgres);
        var all = Enumerable.Range(1, items).ToList();
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email\nLX,UBND thành phố,,cơ quan,,lx@vidu.vn\n"
            + Lines(all, i => $"PB{i},Phòng {i},LX,phòng,phòng ban,pb{i}@vidu.vn\nXP{i},Phường {i},LX,phường,xã phường,xp{i}@vidu.vn\n"), "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\n" + Lines(all, i => $"X{i},Lê An {i},XP1\nP{i},Lê Bình {i},PB1\n") + Lines(all.Skip(1), i => $"Y{i},Lê Cam {i},XP{i}\nQ{i},Lê Dung {i},PB{i}\n"), "can-bo.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Số định danh,Mã số BHXH,Miễn trừ\n" + Lines(all, i => $"P{i},cha,Phan R,08919000000{i},,\nP{i},không có,,,,\n"), "than-nhan.csv");
        office.Import(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã\n" + Lines(all, i => $"890000100{i},Phan C,01/10/2023,30/09/2024,3028{i}\n"), "the.csv");
        foreach (var i in all)
        {
            office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ,Mã nhân viên thu\n"
                + Invariant($"Phan A,890000000{i},TN,TM,16/11/2024,BL{i}1,11/2024,3,X{i},cha,NVT-0{i}\nPhan B,890000010{i},HGD,TM,16/11/2024,BL{i}2,11/2024,12,P{i},cha,NVT-0{i}\n")
                + Invariant($"Phan C,890000100{i},HGD,TM,01/10/2023,BL{i}3,10/2023,12,X{i},cha,NVT-0{i}\nPhan D,890000020{i},TN,TM,16/11/2024,BL{i}4,11/2024,3,Z{i},cha,NVT-0{i}\n")
                + Invariant($"Phan E,890000030{i},TN,TM,16/11/2024,BL{i}5,11/2024,3,X1,cha,NVT-0{i}\n"), $"ket-qua-{i}.csv");
            office.Settle("than-nhan.csv", 1 + 2 * i, SettledAs.SetAside);
            new RecordContact(office.Installation).Record("9936", new($"890000100{i}", "promised", null, null, null, null));
            new RecordTask(office.Installation).Record("9936", new("launch-communes", $"XP{i}", Progress.Done, new(2024, 11, 20), "15/KH"));
            new ReportProblem(office.Installation).Report("9936", $"XP{i}", "Thiếu mẫu");
            new Nominate(office.Installation).Record("9936", new("giay-khen-ca-nhan", $"XP{i}", null, $"Lê Thu {i}", "Thu nhiều", ThiDua.Core.Awards.ProposedBy.Collection));
            new FreezeStanding(office.Installation).Freeze("9936", $"XP{i}", new(), null);
            Send(office, $"XP{i}");
            new HoldAward(office.Installation).Hold(new($"XP{i}", ThiDua.Core.Campaigns.SubjectKind.Individual, null, $"Lê Thu {i}", ThiDua.Core.Awards.HoldGround.Press, "Báo nêu", null, new(2024, 11, 20), null));
            new AddWebhook(office.Installation, Reach.Of("10.0.0.0/8")).Add($"https://10.1.2.{i}/", "import.taken", null);
            SignedIn.Account(office.Installation, $"nguoi-{i}");
        }
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Số định danh,Mã số BHXH,Miễn trừ\n" + Lines(all, i => $"X{i},cha,Phan S,08919000001{i},,\nX{i},không có,,,,\n"), "than-nhan-2.csv");
        new PublishCampaign(office.Installation).Publish("9936", null);
        Decide(office, items);
        using var mail = new MailServer();
        new SendReminders(office.Installation).Send("9936", new(), mail.Address, Language.Vi);
        return office;
    }

    /// <summary>A member more, and a session that votes on the name.</summary>
    private static void Vote(Installation at, ThiDua.Core.Awards.NominationKey[] key, int member)
    {
        new ThiDua.Ballots.KeepCouncil(at).Add(new(Invariant($"Ủy viên {member}"), null, ThiDua.Core.Ballots.CouncilPost.Member, null, at.Day, "1/QĐ"));
        var no = new ThiDua.Ballots.HoldSession(at).Call("9936", new(null, key, at.Day, "Họp", false, "majority"));
        IReadOnlyList<ThiDua.Core.Ballots.CouncilMember> members;
        using (var db = at.Open()) members = ThiDua.Ballots.CouncilQueries.On(db, at.Day);
        new ThiDua.Ballots.CallRoll(at).Record("9936", no, [.. members.Select(m => m.Id)]);
        foreach (var by in new[] { "mot", "hai" }) new ThiDua.Ballots.CountBallots(at with { Actor = by }).Record("9936", no, [new(new(members.Count, members.Count, 0, 0, 0, 0), default)]);
        new ThiDua.Ballots.CloseRound(at).Close("9936", no);
    }

    /// <summary>As many decisions as wanted, each of one officer, paid.</summary>
    private static void Decide(Office office, int items)
    {
        var at = office.Installation;
        new ConfirmRate(at).Record(ThiDua.Core.Awards.RewardMoney.Of(RewardCatalog.Rewards, "giay-khen-huyen", ThiDua.Core.Campaigns.SubjectKind.Individual, at.Day).Amount!.Unconfirmed([]).Single().Id, "văn bản thử, Điều 1");
        foreach (var i in Enumerable.Range(1, items))
        {
            ThiDua.Core.Awards.NominationKey[] key = [new("giay-khen-ca-nhan", "PB1", ThiDua.Core.Campaigns.SubjectKind.Individual, Invariant($"Lê Mai {i}"))];
            new Nominate(at).Record("9936", new("giay-khen-ca-nhan", "PB1", null, key[0].Subject, "Thu nhiều", ThiDua.Core.Awards.ProposedBy.Collection));
            new FreezeStanding(at).Freeze("9936", "PB1", new(), "thêm đề cử");
            foreach (var step in new[] { "sum-up", "submit" }) new RecordReview(at).Record("9936", new(step, key, ThiDua.Core.Awards.ReviewOutcome.Agreed, null, null), [ThiDua.Core.Access.Role.StandingOffice]);
            Vote(at, key, i);
            var no = new DraftDecision(at).Draft("9936", null, key);
            new IssueDecision(at).Issue("9936", no, new(Invariant($"{i}/QĐ-UBND"), at.Day, "Lê Văn Ký", ThiDua.Core.Awards.Signatory.Head));
            new ReleaseWinners(at).Release("9936", no);
            new ReleaseWinners(at).Note("9936", new(Invariant($"Gương {i}"), "https://bao.example.vn/", null, at.Day, [(no, 1)]));
            new RecordPayment(at).Pay("9936", null, new([new(no, 1)], at.Day, "PC 1"));
        }
    }

    private static void Send(Office office, string unit)
    {
        foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" }) new RecordStep(office.Installation).Record(new("9936", unit, paper, ThiDua.Core.Awards.PaperStepKind.Signed, "1/TTr", null));
        new KeepEvidence(office.Installation).Keep(new("9936", unit, null, null, "evidence", null, "anh.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        new ApproveDossier(office.Installation).Approve("9936", unit, null, "Lê Văn Chủ");
        new SubmitDossier(office.Installation).Submit("9936", unit, null);
    }

    private static string Lines(IEnumerable<int> items, Func<int, FormattableString> line) => string.Concat(items.Select(i => line(i).ToString(CultureInfo.InvariantCulture)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
