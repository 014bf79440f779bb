using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>0 done, 1 the input is wrong and nothing was stored, 2 wrong usage, 3 the environment failed (contract §1).</summary>
public sealed class ExitCodeTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Theory]
    [InlineData(1, "Không có tệp hoặc phong trào “khong-co.csv”", "import", "results", "khong-co.csv")]
    [InlineData(1, "Chưa có phong trào", "standings", "1234")]
    [InlineData(1, "Không có đơn vị", "standings", "9936", "--under", "KHONG")]
    [InlineData(1, "Không có chỉ tiêu", "standings", "9936", "--indicator", "khong-co")]
    [InlineData(1, "Không có cán bộ", "explain", "9936", "--officer", "KHONG")]
    [InlineData(1, "Không có lần nhập nào của “khong-co.csv”", "withdraw", "khong-co.csv", "--reason", "thử")]
    [InlineData(2, "Không có loại tệp “khong”", "import", "khong", "x.csv")]
    [InlineData(2, "--campaign", "import", "targets", "x.csv")]
    [InlineData(2, "--as-of", "standings", "9936", "--as-of", "31/02/2024")]
    [InlineData(2, "--known-at", "standings", "9936", "--known-at", "2024-11-20T10:00:00")]
    [InlineData(2, "thidua --help", "standings")]
    [InlineData(2, "Thiếu --reason (Lý do).", "withdraw", "ket-qua.csv")]
    [InlineData(2, "Không có “--nosuch”.", "standings", "9936", "--nosuch")]
    [InlineData(2, "Thiếu CAMPAIGN", "standings")]
    [InlineData(2, "--today chỉ nhận một giá trị, đang có: 2024-11-20, 2024-11-21. Bỏ bớt.", "standings", "9936", "--today", "2024-11-20", "--today", "2024-11-21")]
    [InlineData(2, "--limit (", "worklist", "9936", "--limit", "mười")]
    [InlineData(2, "không thể là “mười”. Gõ thidua --help", "worklist", "9936", "--limit", "mười")]
    [InlineData(2, "không có “Q”", "standings", "9936", "--office", "Q")]
    public void What_is_wrong_is_said_and_told_by_the_exit_code(int exitCode, string said, params string[] arguments)
    {
        var answer = town.Command.Run(arguments);
        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(said, answer.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_command_lists_an_option_twice()
    {
        Assert.Equal([], Twice(ThiDua.Cli.CommandTree.Build(ThiDua.Texts.Language.Vi)));

        static IEnumerable<string> Twice(System.CommandLine.Command command) =>
            command.Options.GroupBy(o => o.Name).Where(g => g.Count() > 1).Select(g => $"{command.Name} {g.Key}").Concat(command.Subcommands.SelectMany(Twice));
    }

    [Fact]
    public void A_server_that_does_not_answer_is_the_environment()
    {
        var answer = town.Command.Run("standings", "9936", "--json", "--db", "Host=127.0.0.1;Port=1;Database=x;Username=x;Timeout=2");
        Assert.Equal((3, "environment"), (answer.ExitCode, (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public void A_store_elsewhere_over_an_open_line_is_refused_before_anything_is_sent()
    {
        var answer = town.Command.Run("standings", "9936", "--json", "--db", "Host=kho.vidu.vn;Database=x;Username=x;Password=y");
        Assert.Equal((2, "usage-db-open"), (answer.ExitCode, (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public void A_proxy_elsewhere_must_be_spoken_to_over_a_sealed_line()
    {
        var answer = town.Command.Run("serve", "--json", "--urls", "http://10.0.0.5:5080", "--site", "https://thidua.vidu.vn", "--proxy", "10.0.0.1");
        Assert.Equal((2, "usage-proxy-open"), (answer.ExitCode, (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_the_environment()
    {
        using var command = new CommandLine();
        File.WriteAllText(command.Data, "");
        Assert.Equal(3, command.Run("verify").ExitCode);
    }

    [Fact]
    public void An_address_in_use_is_said_in_one_sentence()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((System.Net.IPEndPoint)other.LocalEndpoint).Port}";
        var answer = town.Command.Run("serve", "--urls", url);
        Assert.Equal(
            (3, "", $"Địa chỉ {url} đang có chương trình khác dùng, có thể là ThiDua đã chạy sẵn. Mở địa chỉ ấy xem, hoặc chạy ở cổng khác: --urls http://127.0.0.1:5081\n"),
            (answer.ExitCode, answer.Output, answer.Errors));
    }

    [Fact]
    public void English_on_demand()
    {
        var answer = town.Command.Run("standings", "1234", "--lang", "en");
        Assert.Equal((1, "There is no campaign “1234” here. See those there are: thidua campaign list; add a shipped one: thidua campaign add 9936.\n"), (answer.ExitCode, answer.Errors));
    }
}
