using System.Diagnostics;
using System.Text;

namespace ThiDua.Tests.Campaigns;

/// <summary>What `thidua campaign check` prints, seen from outside: the built program is run.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-check-").FullName;

    [Theory]
    [InlineData("vi", """
        two.yaml:9:16: “31/02/2025” không phải ngày. Viết 2024-11-15.
        two.yaml:28:40: “atleast” không dùng được ở đây. Chọn một trong: at-least, more-than, less-than, about.

        """)]
    [InlineData("en", """
        two.yaml:9:16: “31/02/2025” is no day. Write 2024-11-15.
        two.yaml:28:40: “atleast” cannot stand here. Choose one of: at-least, more-than, less-than, about.

        """)]
    public async Task Each_fault_is_a_line_with_file_line_and_column(string language, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "two.yaml"), BrokenFile.With("""
            9|window: {from: 31/02/2025, clause: "1"}
            28|    target: {percent: 100, comparison: atleast, clause: "1"}
            """).Text);
        Assert.Equal((1, "", expected), await Run("two.yaml", "--lang", language));
    }

    [Fact]
    public async Task A_sound_file_is_said_to_be_sound()
    {
        File.WriteAllText(Path.Combine(folder, "one.yaml"), BrokenFile.Sound);
        Assert.Equal((0, "one.yaml: không có lỗi.\n", ""), await Run("one.yaml"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int ExitCode, string Out, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "thidua.dll"), "campaign", "check", .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
