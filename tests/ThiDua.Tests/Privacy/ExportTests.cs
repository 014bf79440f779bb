using ThiDua.Core.Standings;
using ThiDua.Documents;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Privacy;

/// <summary>A table that names people says who took it out and when (AC-16).</summary>
public sealed class ExportTests
{
    [Fact]
    public void A_table_of_officers_says_who_took_it_out_and_when()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var standings = office.Standings(new(StandingOf.Officers, Indicator: "staff-voluntary-si"));
        var exported = Exported.Now(office.Installation with { Actor = "=lan" });
        const string Line = "Xuất bởi =lan lúc 08:02 ngày 30/11/2024. Có tên người: không chuyển tiếp ngoài công việc.";

        Assert.Equal(Line, StandingsTables.Csv(standings, Language.Vi, exported).Split("\r\n")[^2]);
        Assert.DoesNotContain("Xuất bởi", StandingsTables.Csv(standings, Language.Vi), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        StandingsTables.WriteXlsx(stream, standings, Language.Vi, exported);
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var sheet = new StreamReader(zip.GetEntry(WorkbookWriter.FirstSheet)!.Open());
        Assert.Contains(Line, sheet.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_taken_from_the_site_names_the_account()
    {
        await using var site = await ThiDua.Tests.Api.ApiSite.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/c/9936/xep-hang.csv?of=officers");
        request.Headers.Add("Cookie", "thidua=" + new ThiDua.Access.Sessions(site.Office.Installation).Begin(SignedIn.Account(site.Office.Installation), ThiDua.Access.Way.Link, null, ""));
        using var browser = new HttpClient { BaseAddress = site.Client.BaseAddress };
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        var csv = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Xuất bởi moi-vai lúc ", csv.Split("\r\n")[^2].Trim('"'), StringComparison.Ordinal);
    }

    [Fact]
    public void AC_16_a_call_list_with_names_says_who_took_it_out_and_one_without_does_not()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã,Điện thoại\n8900000002,Phan Ân,01/10/2023,30/09/2024,30280,0901000002\n", "the.csv");
        using var db = office.Installation.Open();
        var calls = new ThiDua.Reminders.CallQueries(db, Ground.Of(db, office.Installation, "9936", new())).All();
        var exported = Exported.Now(office.Installation with { Actor = "lan" });
        const string Line = "Xuất bởi lan lúc 08:01 ngày 30/11/2024. Có tên người: không chuyển tiếp ngoài công việc.";

        Assert.Equal([Line], ThiDua.Reminders.CallTables.Csv(calls, exported, Language.Vi).Split("\r\n")[2..^1]);
        Assert.Equal(["", "Phan Ân"], new[] { ThiDua.Reminders.CallTables.Csv(calls, null, Language.Vi), ThiDua.Reminders.CallTables.Csv(calls, exported, Language.Vi) }.Select(c => c.Contains("Phan Ân", StringComparison.Ordinal) ? "Phan Ân" : ""));
        using var stream = new MemoryStream();
        ThiDua.Reminders.CallTables.WriteXlsx(stream, calls, exported, "9936", Language.Vi);
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var sheet = new StreamReader(zip.GetEntry(WorkbookWriter.FirstSheet)!.Open());
        Assert.Contains(Line, sheet.ReadToEnd(), StringComparison.Ordinal);
    }
}
