using System.Text;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Intake.Marking;
using ThiDua.Tests.Api;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Intake;

/// <summary>Somebody sends half a file: the sheet was cut, the mail was truncated (AC-15, decision 0030).</summary>
public sealed class HalfFileTests
{
    private const string Head = "STT,Họ và tên,Mã số BHXH,Loại hình,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Số tiền,Mã cán bộ vận động,Quan hệ,Phương án\n";

    private static string Row(int number, string amount = "330000", string hint = "TM") => $"{number},Phan A,{8900000000 + number},TN,16/11/2024,BL{number},11/2024,1,\"{amount}\",A1,cha,{hint}\n";

    /// <summary>The findings of a file of results beside those of its rows.</summary>
    private static string[] Said(params string[] lines) => Said(Encoding.UTF8.GetBytes(Head + string.Concat(lines)));

    private static string[] Said(byte[] content, FileKind kind = FileKind.Results)
    {
        using var stream = new MemoryStream(content);
        using var file = TableFile.Open(stream, "tep", kind);
        _ = file.Rows(Reading.Today).Count();
        return [.. file.SaidWrongly.Select(i => $"{i.Row} {i.Column} {i.Code}({string.Join('|', i.Arguments)})")];
    }

    [Fact]
    public void AC_15_a_total_that_is_not_the_sum_of_the_rows_is_told_with_both()
    {
        Assert.Equal(["4 Số tiền total-differs(990000|660000)"], Said(Row(1), Row(2), ",Tổng cộng,,,,,,,990.000,,\n"));
        Assert.Equal(["2 Số tiền total-differs(990000|660000)"], Said(",TỔNG CỘNG (I+II):,,,,,,,990000,,\n", Row(1), Row(2)));
        Assert.Equal(["5 Số tiền total-differs(990000|660000)"], Said("I,Xã A,,,,,,,,,\n", Row(1), Row(2), ",Cộng,,,,,,,\"990,000\",,\n", Row(3), ",Cộng,,,,,,,330000,,\n"));
        object?[] head = [.. Head.Trim().Split(',')];
        Assert.Equal(["3 Số tiền total-differs(660000|330000)"], Said(new XlsxWriter().Sheet(head,
            [1, "Phan A", "8900000001", "TN", "16/11/2024", "BL1", "11/2024", 1, 330000, "A1", "cha"], [null, "Tổng", null, null, null, null, null, null, new Stored("660000")]).Bytes()));
    }

    [Fact]
    public void A_total_that_fits_its_rows_wherever_it_stands_is_not()
    {
        const string Total = ",Tổng cộng,,,,,,,990000,,\n";
        Assert.Equal([], Said(Row(1), Row(2), Row(3), Total));
        Assert.Equal([], Said(Total, Row(1), Row(2), Row(3)));
        Assert.Equal([], Said("I,Xã A,,,,,,,,,\n", Row(1), ",Cộng,,,,,,,330000,,\n", "II,Xã B,,,,,,,,,\n", Row(2), Row(3), ",Cộng,,,,,,,660000,,\n", Total));
        Assert.Equal([], Said(",Cộng,,,,,,,330000,,\n", Row(1), ",Cộng,,,,,,,660000,,\n", Row(2), Row(3), Total));
        Assert.Equal([], Said(Row(1), Row(2), Row(3).Replace(",cha,", ",bà,", StringComparison.Ordinal), Total)); // a rejected row is there all the same
    }

    [Fact]
    public void A_sum_that_cannot_be_known_is_held_against_nothing()
    {
        const string Total = ",Tổng cộng,,,,,,,990000,,\n";
        Assert.Equal([], Said(Row(1), Row(2, "330000,5"), Total));
        Assert.Equal([], Said(Row(1), Row(2, "ba trăm"), Total));
        Assert.Equal([], Said(Row(1), Row(2, "330000", "HUY"), Total));
        Assert.Equal([], Said(Row(1), ",Lũy kế,,,,,,,990000,,\n", ",Cộng HGĐ,,,,,,,990000,,\n", ",Tổng cộng từ đầu năm,,,,,,,990000,,\n"));
    }

    [Fact]
    public void AC_15_a_number_of_rows_that_are_not_there_is_told_with_both()
    {
        Assert.Equal(["4  rows-missing(125|2)"], Said(Row(1), Row(2), "Tổng số: 125 người\n"));
        Assert.Equal(["2  rows-missing(1250|1)"], Said("Tổng cộng: 1.250 biên lai.\n", Row(1)));
        Assert.Equal(["3  rows-missing(2|1)"], Said(Encoding.UTF8.GetBytes("Mã đơn vị,Tên đơn vị,Loại\nP1,Phòng 1,phòng\nCộng: 2 đơn vị\n"), FileKind.Units));
        Assert.Equal([], Said(Row(1), Row(2), "Tổng số: 2 người\n"));
        Assert.Equal([], Said(Row(1), Row(2), "Tổng số: 1 người\n")); // of two receipts
    }

    [Fact]
    public void AC_15_a_file_that_breaks_off_is_told()
    {
        Assert.Equal(["3  last-row-cut(10|12)"], Said(Row(1), Row(2).Replace(",cha,TM\n", "", StringComparison.Ordinal)));
        Assert.Equal([], Said(Row(1), Row(2).TrimEnd()));
        Assert.Equal([], Said(Row(1).Replace(",cha,TM\n", "\n", StringComparison.Ordinal), Row(2).Replace(",cha,TM\n", "", StringComparison.Ordinal))); // every row is as short
        Assert.Equal([], Said(Row(1), ",Tổng,,,,,,,330000"));
        Assert.Equal(["2  sheet-cut(1001|2)"], Said(Sheet("A1:C1001"), FileKind.Units));
        Assert.Equal([], Said(Sheet("A1:C2"), FileKind.Units));
        Assert.Equal([], Said(Sheet("A1"), FileKind.Units));
        Assert.Equal([], Said(Sheet("A1:XFD1048576"), FileKind.Units));

        static byte[] Sheet(string extent) => new XlsxWriter().Sheet("S", null, []).Bytes(("xl/worksheets/sheet1.xml",
            $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"{extent}\"/><sheetData>{Line(1, "Mã đơn vị", "Tên đơn vị", "Loại")}{Line(2, "P1", "Phòng 1", "phòng")}</sheetData></worksheet>"));
        static string Line(int row, params string[] cells) => $"<row r=\"{row}\">{string.Concat(cells.Select(c => $"<c t=\"inlineStr\"><is><t>{c}</t></is></c>"))}</row>";
    }

    [Fact]
    public void What_a_file_says_wrongly_stands_before_its_rows_and_beside_its_line()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Head + Row(1) + ",Tổng cộng,,,,,,,990000,,\n"));
        using var marked = new MemoryStream();
        var result = new ImportFile(office.Installation).Import(new(content, "ket-qua.csv", FileKind.Results, null, DryRun: true, Strict: true, new MarkedReport(marked, Language.Vi)));
        Assert.Equal(["3 total-differs", "2 officer-unknown"], result.Issues.Select(i => $"{i.Row} {i.Code}"));
        Assert.Equal("Dòng tổng ghi 990.000 đồng, các dòng đọc được cộng lại là 330.000 đồng.", result.Issues[0].What(Language.Vi));
        Assert.Equal((1, 1, 0), (result.Rows, result.Waiting, result.Rejected));
        using var workbook = TableFile.Open(marked, "danh-dau.xlsx", FileKind.Results);
        Assert.Equal(["", "Số tiền: " + result.Issues[0].What(Language.Vi), result.Issues[0].Fix(Language.Vi)], workbook.WrittenRows().Last().Cells[^3..]);
    }

    private static string Units(int from, int to, string name = "Phòng") => "Mã đơn vị,Tên đơn vị,Loại\n" + string.Concat(Enumerable.Range(from, to - from + 1).Select(i => $"P{i},{name} {i},phòng\n"));

    private static string Fewer(ImportResult result) => string.Join(' ', result.Issues.Where(i => i.Code == "fewer-rows").Select(i => $"{i.Row} {string.Join('|', i.Arguments)}"));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_15_a_list_that_comes_again_with_a_fifth_fewer_rows_is_told_and_refused_where_it_says_to_be_whole(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(1, 30), "Đơn vị T10-2024.csv")));
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(1, 24), "don-vi-t11.csv", dryRun: true))); // a fifth, not more
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(1, 10), "don-vi-moi.csv", dryRun: true))); // another series
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(1, 10, "Ban"), "don-vi-t11.csv", dryRun: true))); // corrections
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(27, 36), "don-vi-t11.csv", dryRun: true))); // additions, more new ones than known
        Assert.Equal("", Fewer(office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,P1\n", "don-vi-t11.csv", dryRun: true))); // another kind

        // Taken as ever, with a word (contract §1).
        var told = office.Import(FileKind.Units, Units(1, 23), "don-vi-t11.csv", dryRun: true);
        Assert.Equal(("24 Đơn vị T10-2024.csv|30|23", 23, 23), (Fewer(told), told.Rows, told.Unchanged));

        var refused = Assert.Throws<RefusedFileException>(() => Take(office, "don-vi-t11.csv", fewer: " "));
        Assert.Equal("Tệp có 15 dòng, lần trước (Đơn vị T10-2024.csv) có 30 dòng: ít đi hơn một phần năm, có thể tệp bị cắt giữa chừng. Nếu thiếu, hãy xin tệp đủ; nếu đúng là ít hơn thì trên trang để một tài khoản khác xem rồi nhập, bằng lệnh thì thêm --fewer \"lý do\".", refused.Say(Language.Vi));
        Assert.Equal(15, Take(office, "don-vi-t11.csv", fewer: "15 phòng đã giải thể").Unchanged);
        using (var db = office.Installation.Open())
        {
            Assert.Equal(["don-vi-t11.csv Đơn vị T10-2024.csv: 30 15; 15 phòng đã giải thể"], db.Query<string>("select subject || ' ' || before || ' ' || after from trail where act = 'fewer-rows'"));
        }
        Assert.Equal("", Fewer(office.Import(FileKind.Units, Units(1, 5), "don-vi-t12.csv", dryRun: true))); // 15 rows are too few to tell
        office.Withdraw("don-vi-t11.csv");
        Assert.Equal("6 Đơn vị T10-2024.csv|30|5", Fewer(office.Import(FileKind.Units, Units(1, 5), "don-vi-t12.csv", dryRun: true)));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_15_results_of_a_month_are_told_beside_those_of_the_month_before_and_corrections_are_not(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        office.Import(FileKind.Units, Units(1, 1), "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,P1\n", "can-bo.csv");
        office.Import(FileKind.Results, Head + string.Concat(Enumerable.Range(1, 25).Select(i => Row(i))), "ket-qua-10.csv");
        Assert.Equal("15 ket-qua-10.csv|25|14", Fewer(office.Import(FileKind.Results, Head + string.Concat(Enumerable.Range(31, 14).Select(i => Row(i))), "ket-qua-11.csv", dryRun: true)));
        Assert.Equal("", Fewer(office.Import(FileKind.Results, Head + string.Concat(Enumerable.Range(1, 14).Select(i => Row(i, "660000"))), "ket-qua-11.csv", dryRun: true)));
        Assert.Equal("", Fewer(office.Import(FileKind.Results, Head + string.Concat(Enumerable.Range(31, 20).Select(i => Row(i))), "ket-qua-11.csv", dryRun: true)));
    }

    private static ImportResult Take(Office office, string file, string? fewer)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Units(1, 15)));
        return new ImportFile(office.Installation).Import(new(content, file, FileKind.Units, null, DryRun: false, Strict: false, Whole: true, Fewer: fewer));
    }

    [Fact]
    public void AC_15_the_command_takes_it_with_a_word_and_refuses_it_when_asked()
    {
        using var fresh = new CommandLine();
        fresh.Must("import", "units", fresh.Write("don-vi-1.csv", Units(1, 30)));
        var half = fresh.Write("don-vi-2.csv", Units(1, 10));
        var refused = fresh.Run("import", "units", half, "--whole");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("Tệp có 10 dòng, lần trước (don-vi-1.csv) có 30 dòng: ít đi hơn một phần năm", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("fewer-rows 11", Told(fresh.Must("import", "units", half, "--dry-run", "--strict", "--json")));
        Assert.Equal("", Told(fresh.Must("import", "units", half, "--whole", "--fewer", "20 phòng đã giải thể", "--json")));

        static string Told(CommandLine.Answer answer) => string.Join(' ', answer.Json["issues"]!.AsArray().Select(i => $"{i!["code"]} {i["row"]}"));
    }

    [Fact]
    public async Task AC_15_the_api_takes_it_with_a_word_and_refuses_it_when_asked()
    {
        await using var api = await ApiSite.Start();
        api.Office.Import(FileKind.Units, Units(1, 30), "phong-10.csv");
        var half = Units(1, 10);
        var refused = await api.Send("POST", "imports?kind=units&file=phong-11.csv&whole=true", half);
        Assert.Equal((422, "urn:thidua:fewer-rows"), ((int)refused.Status, (string?)refused.Json["type"]));
        var filed = await api.Send("POST", "imports?kind=units&file=phong-11.csv&whole=true", half, ("Prefer", "respond-async"));
        Assert.Equal("urn:thidua:fewer-rows", (string?)(await api.Over(filed.Headers.Location!.OriginalString))["problem"]!["type"]);
        var told = await api.Send("POST", "imports?kind=units&file=phong-11.csv&dryRun=true", half);
        Assert.Equal((200, "fewer-rows"), ((int)told.Status, (string?)told.Json["issues"]![0]!["code"]));
        var taken = await api.Send("POST", "imports?kind=units&file=phong-11.csv&whole=true&fewer=" + Uri.EscapeDataString("đã giải thể"), half);
        Assert.Equal((200, 10, 0), ((int)taken.Status, (int)taken.Json["unchanged"]!, taken.Json["issues"]!.AsArray().Count));
    }

    [Fact]
    public async Task AC_15_on_the_site_another_account_takes_in_a_list_that_has_far_fewer_rows()
    {
        await using var api = await ApiSite.Start();
        var office = api.Office.Installation;
        api.Office.Import(FileKind.Units, Units(1, 30), "phong-10.csv");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = api.Client.BaseAddress };
        var lan = "thidua=" + new Sessions(office).Begin(SignedIn.Account(office, "lan", Role.DataOfficer), Way.Passkey, System.Net.IPAddress.Loopback, "");

        // Alone, he says why.
        using (var db = office.Open()) db.Execute("update account set disabled_at = '2024-01-01' where name <> 'lan'");
        var page = await Tried(lan);
        Assert.Contains("Vì sao đúng là ít hơn", page, StringComparison.Ordinal);
        Assert.Contains("ít đi hơn một phần năm, có thể tệp bị cắt giữa chừng", await Took(page, lan, ""), StringComparison.Ordinal);

        // With another one, it is the other's to take.
        var hoa = "thidua=" + new Sessions(office).Begin(SignedIn.Account(office, "hoa", Role.StandingOffice), Way.Passkey, System.Net.IPAddress.Loopback, "");
        page = await Tried(lan);
        Assert.Contains("Chưa nhập được một mình", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"handle\"", page, StringComparison.Ordinal);
        var address = System.Text.RegularExpressions.Regex.Match(page, "/nhap\\?xem=[0-9a-f]+").Value;
        Assert.Contains("phong-11.csv</a> <span class=\"soft\">lan đã thử", await Shown("/nhap", hoa), StringComparison.Ordinal);
        page = await Shown(address, hoa);
        Assert.Contains("ít đi hơn một phần năm, có thể tệp bị cắt giữa chừng", await Took(page, lan, "tôi chắc"), StringComparison.Ordinal);
        Assert.Contains("Đã nhập phong-11.csv.", await Took(page, hoa, ""), StringComparison.Ordinal);
        using (var db = office.Open())
        {
            Assert.Equal(["hoa phong-10.csv: 30 10; đã được tài khoản khác xem; người thử tệp: lan"], db.Query<string>("select actor || ' ' || before || ' ' || after from trail where act = 'fewer-rows'"));
        }
        Assert.DoesNotContain("Tệp chờ người thứ hai xem", await Shown("/nhap", hoa), StringComparison.Ordinal);

        async Task<string> Tried(string cookie)
        {
            var answer = await Form.Send(client, "/nhap", "/nhap/thu", cookie, [("kind", "Units")], ("file", "phong-11.csv", Encoding.UTF8.GetBytes(Units(1, 10))));
            return await Shown(answer.Headers.Location!.ToString(), cookie);
        }
        async Task<string> Took(string page, string cookie, string reason)
        {
            var handle = System.Text.RegularExpressions.Regex.Match(page, "name=\"handle\" value=\"([0-9a-f]{32})\"").Groups[1].Value;
            var answer = await Form.Send(client, "/nhap", "/nhap/nhan", cookie, [("handle", handle), ("name", "phong-11.csv"), ("kind", "Units"), ("reason", reason)]);
            return await Shown(answer.Headers.Location!.ToString(), cookie);
        }
        async Task<string> Shown(string address, string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", cookie);
            return System.Net.WebUtility.HtmlDecode(await (await client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
