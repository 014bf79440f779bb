using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Core.Tasks;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Problems;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>
/// A town with two wards side by side, and of each everything that an address or a list can name: officers, people to call, rows that
/// wait and rows that were decided, tasks, difficulties, a dossier.
/// </summary>
internal sealed class Neighbours
{
    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính
        XP1,Phường Mỹ Bình,LX,phường,xã phường,30280
        XP2,Phường Mỹ Hoà,LX,phường,xã phường,30281
        XP1A,Khóm một,XP1,khóm,,

        """;

    private const string Results = """
        Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ,Mã nhân viên thu
        Phan K,8900000011,HGD,TM,19/11/2024,BX1,11/2024,12,B1,cha,NVT-BINH
        Phan K,8900000011,HGD,TM,19/11/2024,BX1,11/2024,12,B2,cha,NVT-BINH
        Phan L,8900000012,HGD,TM,19/11/2024,BX2,11/2024,12,B1,cha,NVT-BINH
        Phan L,8900000012,HGD,TM,19/11/2024,BX2,11/2024,12,B3,cha,NVT-BINH
        Phan M,8900000021,HGD,TM,19/11/2024,BY1,11/2024,12,C1,cha,NVT-HOA
        Phan M,8900000021,HGD,TM,19/11/2024,BY1,11/2024,12,C2,cha,NVT-HOA
        Phan N,8900000022,HGD,TM,19/11/2024,BY2,11/2024,12,C1,cha,NVT-HOA
        Phan N,8900000022,HGD,TM,19/11/2024,BY2,11/2024,12,C2,cha,NVT-HOA
        Phan O,8900000031,HGD,TM,19/11/2024,BZ1,11/2024,12,C2,cha,
        Phan O,8900000031,HGD,TM,19/11/2024,BZ1,11/2024,12,B3,cha,
        Phan P,8900000051,HGD,TM,19/11/2024,BW1,11/2024,12,B1,cha,NVT-BINH
        Phan Q,8900000052,HGD,TM,19/11/2024,BW2,11/2024,12,C1,cha,NVT-HOA

        """;

    private const string Cards = """
        Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã,Điện thoại
        8900000041,Lý Tám,01/10/2023,30/09/2024,30280,0901000041
        8900000042,Lý Chín,01/10/2023,30/09/2024,30281,0901000042

        """;

    /// <summary>Of one ward: the values by which addresses name what is its own.</summary>
    /// <param name="Marks">What names it, its officers, its people, what it said.</param>
    /// <param name="Number">Identity number of somebody whom its officer brought.</param>
    public sealed record Ward(string Unit, IReadOnlyDictionary<string, string> Values, Regex Marks, string Person, string Number);

    public required Ward First { get; init; }

    public required Ward Second { get; init; }

    /// <summary>Names of an import that runs in the background and of a tried upload.</summary>
    public required string Import { get; init; }

    public required string Upload { get; init; }

    public static async Task<Neighbours> Fill(ApiSite api)
    {
        var office = api.Office;
        office.Import(FileKind.Units, Units, "phuong.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Hoàng Sơn,XP2\nC2,Ngô Tài,XP2\n", "can-bo-hoa.csv");
        office.Import(FileKind.Results, Results, "hai-phuong.csv");
        office.Import(FileKind.Cards, Cards, "the.csv");
        var installation = office.Installation;
        string[] entries = [office.Settle("hai-phuong.csv", 5, SettledAs.SetAside).Sha256, office.Settle("hai-phuong.csv", 9, SettledAs.SetAside).Sha256];
        var persons = Called(installation);
        foreach (var (unit, name, collector, i) in new[] { ("XP1", "Bình", "NVT-BINH", 0), ("XP2", "Hoà", "NVT-HOA", 1) })
        {
            new RecordContact(installation).Record("9936", new(persons[i], "not-reached", null, null, "gọi " + name, collector));
            new RecordTask(installation).Record("9936", new("launch-communes", unit, Progress.UnderWay, Note: "họp ở " + name));
            new ReportProblem(installation).Report("9936", unit, "Mạng chậm ở " + name);
            new Nominate(installation).Record("9936", new("giay-khen-ca-nhan", unit, null, "Người ở " + name, "Thu nhiều ở " + name, ThiDua.Core.Awards.ProposedBy.Collection));
            new FreezeStanding(installation).Freeze("9936", unit, new(), null);
            foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" }) new RecordStep(installation).Record(new("9936", unit, paper, ThiDua.Core.Awards.PaperStepKind.Signed, "1/TTr", null));
            new KeepEvidence(installation).Keep(new("9936", unit, null, null, "evidence", null, "anh.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, (byte)i]));
            new ApproveDossier(installation).Approve("9936", unit, null, "ở " + name);
            new SubmitDossier(installation).Submit("9936", unit, null);
            new HoldAward(installation).Hold(new(unit, ThiDua.Core.Campaigns.SubjectKind.Individual, null, "Người ở " + name, ThiDua.Core.Awards.HoldGround.Complaint, "Xác minh ở " + name, null, installation.Day, null));
        }
        Decide(installation);
        var filed = await api.Send("POST", "imports?kind=results&file=a.csv&dryRun=true", ThiDua.Tests.Cli.SmallTown.Results, ("Prefer", "respond-async"));
        await api.Over(filed.Headers.Location!.OriginalString);
        var uploads = (Uploads)api.Site.Services.GetService(typeof(Uploads))!;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(ThiDua.Tests.Cli.SmallTown.Results));
        var upload = await uploads.Keep(new Microsoft.AspNetCore.Http.FormFile(file, 0, file.Length, "file", "a.csv"));
        uploads.Run(upload, "a.csv", FileKind.Results, null, dryRun: true, "", ThiDua.Texts.Language.Vi, installation);
        return new()
        {
            First = new("XP1", Values("XP1", "B1", "1", persons[0], "ket-qua.csv", "5", entries[0]), new($@"XP1(?!A)|Mỹ Bình|\bB[123]\b|Phạm Dung|Võ Em|Đỗ Gấm|NVT-BINH|(ở|gọi) Bình|Lý Tám|\b{persons[0]}\b"), persons[0], "8900000051"),
            Second = new("XP2", Values("XP2", "C1", "2", persons[1], "hai-phuong.csv", "6", entries[1]), new($@"XP2|Mỹ Hoà|\bC[12]\b|Hoàng Sơn|Ngô Tài|NVT-HOA|(ở|gọi) Hoà|Lý Chín|\b{persons[1]}\b"), persons[1], "8900000052"),
            Import = filed.Headers.Location!.OriginalString.Split('/')[^1], Upload = upload,
        };
    }

    /// <summary>A decision of everybody who is proposed, with its money.</summary>
    private static void Decide(Installation installation)
    {
        new FreezeStanding(installation).FreezeAll("9936", new());
        List<NominationKey> keys;
        using (var db = installation.Open()) keys = [.. new ReviewQueries(db, Ground.Of(db, installation, "9936", new())).All().Where(n => n.State == ReviewState.InReview).Select(n => n.Key)];
        foreach (var step in new[] { "sum-up", "submit" }) new RecordReview(installation).Record("9936", new(step, keys, ReviewOutcome.Agreed), [ThiDua.Core.Access.Role.StandingOffice]);
        Vote(installation, keys[0]);
        var decision = new DraftDecision(installation).Draft("9936", null, keys);
        foreach (var row in RewardCatalog.Rewards.Rows.Where(r => r.Label == Label.Recalled)) new ConfirmRate(installation).Record(row.Id, "văn bản thử, Điều 1");
        new IssueDecision(installation).Issue("9936", decision, new("1/QĐ-UBND", installation.Day, "Lê Văn Ký", Signatory.Head));
    }

    /// <summary>A council of one that votes for somebody.</summary>
    private static void Vote(Installation installation, NominationKey key)
    {
        new ThiDua.Ballots.KeepCouncil(installation).Add(new("Chủ tịch Hội đồng", null, ThiDua.Core.Ballots.CouncilPost.Chair, null, installation.Day, "1/QĐ"));
        var no = new ThiDua.Ballots.HoldSession(installation).Call("9936", new(null, [key], installation.Day, "Họp", false, "majority"));
        IReadOnlyList<ThiDua.Core.Ballots.CouncilMember> members;
        using (var db = installation.Open()) members = ThiDua.Ballots.CouncilQueries.On(db, installation.Day);
        new ThiDua.Ballots.CallRoll(installation).Record("9936", no, [.. members.Select(m => m.Id)]);
        foreach (var by in new[] { "mot", "hai" }) new ThiDua.Ballots.CountBallots(installation with { Actor = by }).Record("9936", no, [new(new(1, 1, 0, 0, 0, 0), default)]);
        new ThiDua.Ballots.CloseRound(installation).Close("9936", no);
    }

    private static Dictionary<string, string> Values(string unit, string officer, string problem, string person, string file, string row, string entry) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["unit"] = unit, ["don-vi"] = unit, ["officer"] = officer, ["number"] = problem, ["person"] = person, ["tep"] = file, ["dong"] = row, ["row"] = $"{file}#{row}", ["sha"] = entry, ["evidence"] = problem,
    };

    /// <summary>Who is to be called in the first ward, and who in the second.</summary>
    private static string[] Called(Installation installation)
    {
        using var db = installation.Open();
        return [.. new CallQueries(db, Ground.Of(db, installation, "9936", new())).All().Where(p => p.Commune is not null).OrderBy(p => p.Commune, StringComparer.Ordinal).Select(p => FindPerson.Code(p.Number))];
    }
}
