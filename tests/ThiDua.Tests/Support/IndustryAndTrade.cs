using System.Text;
using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Tests.Support;

/// <summary>An invented Department of Industry and Trade with a trade union beside it, and what the insurance agency sent of its people.</summary>
public static class IndustryAndTrade
{
    public const string ResultHead = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    public const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Cây
        S,Sở Công Thương,,sở,
        VP,Văn phòng Sở,S,phòng,
        CN,Phòng Quản lý công nghiệp,S,phòng,
        TM,Phòng Quản lý thương mại,S,phòng,
        KC,Trung tâm Khuyến công,S,đơn vị sự nghiệp,
        CD,Công đoàn ngành Công Thương,,công đoàn ngành,công đoàn
        CD1,Công đoàn cơ sở Văn phòng Sở,CD,công đoàn cơ sở,công đoàn
        CD2,Công đoàn cơ sở Khuyến công,CD,công đoàn cơ sở,công đoàn
        """;

    public const string Officers = """
        Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ
        A1,Nguyễn Thị An,VP,Chánh Văn phòng
        A2,Trần Văn Bình,VP,Chuyên viên
        B1,Lê Thị Chi,CN,Trưởng phòng
        B2,Phạm Văn Dũng,CN,Chuyên viên
        B3,Võ Thị Em,CN,Chuyên viên
        C1,Đỗ Văn Giang,TM,Trưởng phòng
        C2,Hồ Thị Hà,TM,Chuyên viên
        D1,Bùi Văn Khang,KC,Giám đốc
        """;

    /// <summary>C2 and B3 are in no union.</summary>
    public const string Members = """
        Mã cán bộ,Mã đơn vị,Từ ngày,Đến ngày
        A1,CD1,,
        A2,CD1,,
        B1,CD1,,31/12/2024
        B1,CD2,01/01/2025,
        B2,CD1,,
        C1,CD2,,
        D1,CD2,,
        """;

    /// <summary>Người Một pays from June to November 2024 and participates to the end of March 2025; Người Năm pays one month.</summary>
    public const string June = ResultHead + """
        Người Một,7900000001,TN,TM,10/06/2024,R1,06/2024,6,A1,mẹ
        Người Hai,7900000002,TN,TM,01/05/2024,R3,05/2024,12,B1,cha
        Người Năm,7900000005,TN,TM,05/08/2024,R7,08/2024,1,B2,khác

        """;

    public const string December = ResultHead + """
        Người Ba,7900000003,TN,TM,20/12/2024,R5,12/2024,12,C1,vợ/chồng
        Người Bốn,7900000004,TN,TM,21/12/2024,R6,12/2024,12,C2,con

        """;

    /// <summary>Người Hai pays on in time; Người Một, who had lapsed, comes back through B1.</summary>
    public const string Year2025 = ResultHead + """
        Người Hai,7900000002,TN,DT,10/04/2025,R4,05/2025,12,A1,cha
        Người Một,7900000001,TN,TL,10/05/2025,R2,05/2025,12,B1,không phải người thân

        """;

    /// <summary>Everything but the results of 2025, in an office of its own.</summary>
    public static Office Filled(Engine engine, DateOnly? today = null)
    {
        var office = new Office(engine, "sct", today ?? new(2026, 1, 10));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        office.Import(FileKind.Members, Members, "thanh-vien.csv");
        office.Import(FileKind.Results, June, "ket-qua-quy-2.csv");
        office.Import(FileKind.Results, December, "ket-qua-quy-4.csv");
        return office;
    }

    /// <summary>Everything, for a site.</summary>
    public static void Fill(Installation installation)
    {
        new AddCampaign(installation).Add("sct");
        foreach (var (kind, csv, file) in new[] { (FileKind.Units, Units, "don-vi.csv"), (FileKind.Officers, Officers, "can-bo.csv"), (FileKind.Members, Members, "thanh-vien.csv"), (FileKind.Results, June, "ket-qua-quy-2.csv"), (FileKind.Results, December, "ket-qua-quy-4.csv"), (FileKind.Results, Year2025, "ket-qua-2025.csv") })
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            new ImportFile(installation).Import(new(stream, file, kind, null, false, false));
        }
    }
}
