using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>Plan 9936 in two wards: the figures are frozen, and both steps of the review agreed to three officers.</summary>
internal static class ReviewedTown
{
    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        LX,Thành phố Long Xuyên,,thành phố,
        P1,Phường Mỹ Bình,LX,phường,xã phường
        P2,Phường Mỹ Hòa,LX,phường,xã phường
        """;

    private const string Results = """
        Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
        Người Một,8900000011,HGD,TM,19/11/2024,X1,11/2024,12,B1,cha
        Người Hai,8900000012,HGD,TM,19/11/2024,X2,11/2024,12,B2,cha
        Người Ba,8900000013,HGD,TM,19/11/2024,X3,11/2024,12,C1,cha
        """;

    public static readonly NominationKey Dung = Key("P1", "B1");
    public static readonly NominationKey Em = Key("P1", "B2");
    public static readonly NominationKey Son = Key("P2", "C1");

    public static Office Of(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Phạm Dung,P1\nB2,Võ Em,P1\nC1,Hoàng Sơn,P2\n", "can-bo.csv");
        office.Import(FileKind.Results, Results, "ket-qua.csv");
        new FreezeStanding(office.Installation).FreezeAll("9936", new());
        foreach (var step in new[] { "sum-up", "submit" }) ReviewTests.Step(office.Installation, step, ReviewOutcome.Agreed, [Dung, Em, Son], Role.StandingOffice, campaign: "9936");
        return office;
    }

    /// <summary>The recalled row of the catalogue on which their money rests.</summary>
    public static string Rate() => RewardMoney.Of(RewardCatalog.Rewards, "giay-khen-huyen", SubjectKind.Individual, new(2024, 11, 30)).Amount!.Unconfirmed([]).Single().Id;

    public static void ConfirmRate(Installation at) => new ConfirmRate(at).Record(Rate(), "văn bản thử, Điều 1");

    public static EnteredSignature Signed(string number) => new(number, new(2024, 11, 30), "Lê Văn Trưởng", Signatory.Head);

    private static NominationKey Key(string unit, string officer) => new("giay-khen-ca-nhan", unit, SubjectKind.Individual, officer);
}
