using System.Globalization;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>What was taken in can be taken back, and what was tampered with is found.</summary>
public sealed class WithdrawAndVerifyTests
{
    private const string Corrected = """
        Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
        Phan A,8900000001,TN,TM,14/11/2024,BL1,11/2024,3,A2,cha
        """;

    [Fact]
    public void A_withdrawn_correction_lets_the_earlier_row_hold_again_and_the_past_stays_askable()
    {
        using var town = new SmallTown();
        var command = town.Command;
        var correction = command.Must("import", "results", command.Write("sua.csv", Corrected), "--json").Json;
        Assert.Equal((0, 1), ((int)correction["accepted"]!, (int)correction["corrected"]!));
        Assert.Equal("PB1 0/1, PB2 0/2", Departments(command));
        Thread.Sleep(20); // a moment between the two recordings, to be asked for
        var between = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        Thread.Sleep(20);

        var withdrawn = command.Must("withdraw", (string)correction["sha256"]!, "--reason", "gửi nhầm", "--json").Json;

        Assert.Equal(["sua.csv"], withdrawn["withdrawn"]!.AsArray().Select(w => (string)w!["file"]!));
        Assert.Equal("PB2 1/2, PB1 0/1", Departments(command));
        Assert.Equal("PB1 0/1, PB2 0/2", Departments(command, "--known-at", between));
        Assert.Equal(1, command.Run("withdraw", "sua.csv", "--reason", "lần nữa").ExitCode);
        command.Must("verify");
    }

    [Theory]
    [InlineData("update credit set delta = 2 where delta = 1")]
    [InlineData("delete from unit_total where numerator = 1")]
    [InlineData("update attainment set persons = persons + 1 where persons = 1")]
    [InlineData("delete from receipt where receipt_no = 'BL1'")]
    [InlineData("update receipt set day = 20241201 where receipt_no = 'BL1'")]
    [InlineData("update import set accepted = accepted + 1, row_count = row_count + 1 where kind = 'results'")]
    [InlineData("update target set assigned = '0'")]
    [InlineData("delete from target")]
    [InlineData("update receipt set months = 9999999")]
    [InlineData("update campaign_version set text = replace(text, 'percent: 50', 'percent: 40')")]
    public void Verify_finds_what_was_changed_behind_its_back(string tampering)
    {
        using var town = new SmallTown();
        town.Command.Must("import", "targets", town.Command.Write("chi-tieu.csv", "Mã đơn vị,Chỉ tiêu,Giao\nXP1,won-back-hi,5\n"), "--campaign", "9936");
        town.Command.Must("verify");
        Sqlite.Query(town.Command.Data, tampering);
        var answer = town.Command.Run("verify", "--json");
        Assert.Equal((1, false), (answer.ExitCode, (bool)answer.Json["sound"]!));
    }

    private static string Departments(CommandLine command, params string[] more) => string.Join(", ",
        command.Must(["standings", "9936", "--indicator", "staff-voluntary-si", "--group", "departments", "--json", .. more])
            .Json["standings"]![0]!["rows"]!.AsArray().Select(r => $"{r!["code"]} {r["numerator"]}/{r["denominator"]}"));
}
