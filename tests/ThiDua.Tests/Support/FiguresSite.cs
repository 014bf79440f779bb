using System.Text;
using ThiDua.Campaigns;
using ThiDua.Intake;

namespace ThiDua.Tests.Support;

/// <summary>The sample together with 3096 and 4225: provinces with published and invented figures, nominees, targets handed down to offices.</summary>
public sealed class FiguresSite : SampleSite, IAsyncLifetime
{
    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var campaign in new[] { "3096", "4225" }) new AddCampaign(Installation).Add(campaign);
        Import(FileKind.Units, "don-vi-toan-quoc.csv", null, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
            VN,Bảo hiểm xã hội Việt Nam,,trung ương,
            BT,Ban Thu,VN,đơn vị trực thuộc,đơn vị trực thuộc
            68,BHXH tỉnh Lâm Đồng,VN,tỉnh,
            24,BHXH tỉnh Bắc Giang,VN,tỉnh,
            37,BHXH tỉnh Ninh Bình,VN,tỉnh,
            68-DT,BHXH huyện Đức Trọng,68,huyện,
            68-LH,BHXH huyện Lâm Hà,68,huyện,
            68-DL,BHXH thành phố Đà Lạt,68,huyện,
            """);
        Import(FileKind.Officers, "can-bo-68.csv", null, "Mã cán bộ,Họ và tên,Mã đơn vị\nLD1,Nguyễn Thị Ân,68-DT\nLD2,Trần Văn Bằng,68-DT\nLD3,Lê Thị Cẩm,68-LH\nLD4,Phạm Văn Duy,68-DL\nLD5,Võ Thị Én,68-DL\nLD6,Đỗ Văn Giàu,68-DL\nLD7,Hồ Thị Hoa,68-DL\n");
        Import(FileKind.Targets, "chi-tieu-2019.csv", "3096", """
            Mã đơn vị,Chỉ tiêu,Giao,Đăng ký
            68,compulsory-si,89559,90000
            68,ui,79242,
            68,voluntary-si,5516,6000
            68,hi,1107600,
            24,compulsory-si,254472,256000
            24,ui,240000,
            24,voluntary-si,6000,6500
            24,hi,1600000,
            37,compulsory-si,125207,
            37,voluntary-si,5000,5200
            37,ui,110000,
            37,hi,880000,
            68-DT,voluntary-si,2000,
            68-LH,voluntary-si,1500,
            68-DL,voluntary-si,1900,
            """);
        Import(FileKind.Figures, "so-lieu-2019.csv", "3096", """
            Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Nguồn
            68,compulsory-si,31/12/2019,87866,Báo cáo năm
            68,ui,31/12/2019,78180,Báo cáo năm
            68,voluntary-si,31/12/2019,6500,Báo cáo năm
            68,hi,31/12/2019,1107600,Báo cáo năm
            24,compulsory-si,31/12/2019,255490,Báo cáo năm
            24,ui,31/12/2019,241500,Báo cáo năm
            24,voluntary-si,31/12/2019,6210,Báo cáo năm
            24,hi,31/12/2019,1600000,Báo cáo năm
            37,compulsory-si,31/12/2019,124581,Báo cáo năm
            37,voluntary-si,31/12/2019,4700,Báo cáo năm
            """);
        Import(FileKind.Nominees, "de-nghi-2019.csv", "3096", """
            Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích
            24,tập thể,BHXH huyện Việt Yên,,,Vượt chỉ tiêu BHXH bắt buộc 12 %
            24,tập thể,Phòng Quản lý thu,,,Rà soát dữ liệu thuế
            68,cá nhân,Nguyễn Thị Ân,LD1,không,Sáng kiến đối chiếu dữ liệu thuế
            68,cá nhân,Trần Văn Bằng,LD2,không,Chỉ đạo thu tại khu công nghiệp
            68,cá nhân,Lê Thị Cẩm,LD3,không,Đối thoại với 40 doanh nghiệp
            68,cá nhân,Phạm Văn Duy,LD4,không,Tuyên truyền lưu động
            68,cá nhân,Bùi Thị Xuân,,có,Hội phụ nữ phối hợp vận động
            BT,cá nhân,Ngô Văn Lâm,,,Tham mưu kế hoạch phát triển đối tượng
            """);
        Import(FileKind.Figures, "so-lieu-2024.csv", "4225", """
            Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Nguồn
            VN,si-coverage,31/12/2024,"42,71",Người Lao động
            VN,ui-coverage,31/12/2024,"34,18",Người Lao động
            VN,hi-coverage,31/12/2024,"94,2",Người Lao động
            VN,si-coverage,31/12/2025,"45,1",Dân trí
            VN,ui-coverage,31/12/2025,"35,07",Dân trí
            VN,hi-coverage,31/12/2025,"95,16",Dân trí
            VN,late-payment,31/12/2024,"2,61",Ví dụ
            """);
        // Two invented provinces that became one: the rate whose counts are all known is reckoned again, the other is not.
        Import(FileKind.Units, "don-vi-sap-xep.csv", null, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Từ ngày\nPA,BHXH tỉnh Phú An,VN,tỉnh,01/01/2020\nPB,BHXH tỉnh Phú Bình,VN,tỉnh,01/01/2020\nPAB,BHXH tỉnh An Bình,VN,tỉnh,01/07/2025\n");
        Import(FileKind.Figures, "so-lieu-phu.csv", "4225", """
            Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Nguồn,Tử số,Mẫu số
            PA,si-coverage,31/05/2025,40,Ví dụ,400,1000
            PB,si-coverage,31/05/2025,"46,5",Ví dụ,930,2000
            PA,ui-coverage,31/05/2025,"34,4",Ví dụ,344,1000
            PB,ui-coverage,31/05/2025,"36,2",Ví dụ,,
            """);
        Import(FileKind.Reorganisations, "sap-xep-phu.csv", null, "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản\n01/07/2025,sáp nhập,PA,PAB,202/2025/QH15\n01/07/2025,sáp nhập,PB,PAB,202/2025/QH15\n");
        Import(FileKind.Nominees, "de-nghi-2024.csv", "4225", "Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích\n68,cá nhân,Nguyễn Thị Ân,LD1,không,Vận động 40 hộ\n");
        Import(FileKind.Awards, "quyet-dinh.csv", null, "Số quyết định,Ngày quyết định,Người ký,Hình thức khen thưởng,Loại,Mã đơn vị,Mã cán bộ,Tên,Phong trào,Năm thành tích\n12/QĐ-UBND,20/11/2024,Lê Văn Ký,Bằng khen,cá nhân,68-DT,LD1,Nguyễn Thị Ân,,2024\n");
    }

    private void Import(FileKind kind, string file, string? campaign, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var result = new ImportFile(Installation).Import(new(content, file, kind, campaign, DryRun: false, Strict: true));
        if (result.Waiting > 0) throw new InvalidOperationException($"{file}: {result.Waiting} rows wait.");
    }
}
