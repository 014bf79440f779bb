using System.IO.Compression;
using System.Net;
using ThiDua.Access;
using ThiDua.Core.Tasks;
using ThiDua.Intake;
using ThiDua.Problems;
using ThiDua.Tasks;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Documents;

/// <summary>Tables leave as they are seen: whole, disarmed, and with the name of who took them where they name people.</summary>
public sealed class DownloadTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Every_list_is_taken_away_as_it_is_seen_and_nothing_in_it_runs(Engine engine)
    {
        await using var site = await ApiSite.Start(engine);
        site.Office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ,Mã nhân viên thu\nPhan L,8900000041,TN,TM,16/11/2024,BL41,11/2024,3,A3,cha,NVT-01\n", "thu.csv");
        new RecordTask(site.Office.Installation).Record("9936", new("launch-communes", "XP1", Progress.Done, new(2024, 11, 20), "@15"));
        new ReportProblem(site.Office.Installation).Report("9936", "XP1", "=1+1");

        Assert.Equal("""
            Việc chờ
            Lý do chờ,Tệp,Dòng,Mã cán bộ,Người,Biên lai,Mâu thuẫn với
            Cán bộ chưa có trong danh sách,ket-qua.csv,4,ZZ,…003,BL3 · 16/11/2024,

            """, await Csv(site, "viec-cho"));
        Assert.Equal("""
            Vướng mắc
            Số,Mã đơn vị,Đơn vị,Báo ngày,"Khó khăn, vướng mắc",Tình trạng,Ngày ghi cuối,Trả lời
            1,XP1,Phường Mỹ Bình,30/11/2024,'=1+1,chưa trả lời,,

            """, await Csv(site, "vuong-mac"));
        Assert.Equal("""
            Xếp hạng theo nhân viên thu
            Hạng,Mã nhân viên thu,Người được tính,Tham gia lại,Cần gọi,Lần gọi
            1,NVT-01,1,0,0,0
            """, (await Csv(site, "nhan-vien-thu")).Split("\n,")[0].TrimEnd());
        Assert.Contains("XP1,Phường Mỹ Bình,đã làm xong,20/11/2024,'@15,,\n", await Csv(site, "viec"), StringComparison.Ordinal);
        Assert.Equal(["PB1", "PB2", "XP1", "XP2"], (await Csv(site, "ho-so")).Split('\n').Skip(2).Select(l => l.Split(',')[0]).Where(c => c.Length > 0).Order(StringComparer.Ordinal));
        var remind = (await Csv(site, "don-doc")).Split('\n');
        Assert.Equal(["Cần đôn đốc", "Đáng khen", "Đã nhắc"], remind.Where((l, i) => i == 0 || remind[i - 1].Length == 0).Where(l => l.Length > 0));
        Assert.Contains("PB1,Phòng Giáo dục,Cán bộ có đầy đủ thân nhân tham gia BHYT,1,A1,Nguyễn An,chưa kê khai thân nhân", remind);
        Assert.StartsWith("Xuất bởi moi-vai lúc ", remind[^2], StringComparison.Ordinal);
        Assert.StartsWith("Xuất bởi moi-vai lúc ", (await Csv(site, "xep-hang", "of=officers")).Split('\n')[^2], StringComparison.Ordinal);
        foreach (var list in new[] { "viec-cho", "vuong-mac", "nhan-vien-thu", "viec", "ho-so", "don-doc" })
        {
            using var zip = new ZipArchive(new MemoryStream(await Take(site, $"/c/9936/{list}.xlsx")));
            Assert.NotNull(zip.GetEntry("xl/worksheets/sheet1.xml"));
        }
    }

    private static async Task<string> Csv(ApiSite site, string list, string query = "") =>
        System.Text.Encoding.UTF8.GetString(await Take(site, $"/c/9936/{list}.csv?{query}")).TrimStart('\ufeff').ReplaceLineEndings("\n");

    private static async Task<byte[]> Take(ApiSite site, string address)
    {
        var installation = site.Office.Installation;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", "thidua=" + new Sessions(installation).Begin(SignedIn.Account(installation), Way.Link, IPAddress.Loopback, ""));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Client.BaseAddress };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
