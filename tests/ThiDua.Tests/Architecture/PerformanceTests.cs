using System.Diagnostics;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Architecture;

/// <summary>Each budget has its row in docs/performance.md, measured at a commit that this one comes from; nothing is timed here.</summary>
public sealed class PerformanceTests
{
    private static readonly string[] Budgets =
    [
        "import of 1,000,000 result rows, SQLite", "the same on PostgreSQL", "the same file again; in another order", "correction of 10,000 rows on top", "recount of everything",
        "XLSX, 100,000 rows × 15 columns", "standings page at 1,000,000 rows", "10,000 certificates", "start to first page; `--help`",
    ];

    [Fact]
    public void Every_budget_has_its_row()
    {
        var rows = Repository.TableOf("docs/performance.md", "budget").Skip(1).ToList();
        Assert.Equal(Budgets, rows.Select(r => r[0]));
        Assert.Equal([], rows.Where(r => r.Any(string.IsNullOrWhiteSpace)).Select(r => r[0]));
        Assert.Equal([], rows.Where(r => r[3] != "–" && !IsBefore(r[3])).Select(r => r[3]));
    }

    /// <summary>Where only the newest commits are at hand, an older one cannot be told from a wrong one.</summary>
    private static bool IsBefore(string commit) => commit.Length >= 7 && commit.All(char.IsAsciiHexDigitLower) && (IsShallow || Git("merge-base", "--is-ancestor", commit, "HEAD") == 0);

    private static bool IsShallow => File.Exists(Path.Combine(Repository.Root, ".git", "shallow")) || !Path.Exists(Path.Combine(Repository.Root, ".git"));

    private static int Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-c", "safe.directory=*", "-C", Repository.Root, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
