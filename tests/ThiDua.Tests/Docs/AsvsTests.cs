using System.Globalization;
using System.Text.RegularExpressions;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Docs;

/// <summary>
/// docs/security/asvs.md lists every requirement of levels 1 and 2 of ASVS 5.0.0 once, and what it names exists. The numbers with
/// their levels lie in asvs-5.0.0.txt.
/// </summary>
public sealed partial class AsvsTests
{
    private static readonly string[] States = ["holds", "reason", "open"];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "security", "asvs.md"));

    private static readonly List<Row> Rows = [.. Lines.Where(l => Number().IsMatch(l)).Select(Cells).Select(c => new Row(c[0], c[1], c[2], c[3], string.Join('|', c[4..])))];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_stands_here_once_with_its_level() => Assert.Equal(
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "ThiDua.Tests", "Docs", "asvs-5.0.0.txt")),
        Rows.Select(r => $"{r.Number} {r.Level}"));

    [Fact]
    public void Every_requirement_says_what_it_asks_and_how_it_stands() =>
        Assert.Equal([], Rows.Where(r => !States.Contains(r.State) || r.Asks.Length == 0 || r.Shown.Length == 0 || r.Shown.Contains('|', StringComparison.Ordinal)).Select(r => r.Number));

    [Fact]
    public void What_a_requirement_is_shown_by_exists()
    {
        var tests = string.Concat(Repository.Sources("tests", "*.cs").Select(File.ReadAllText));
        var wrong = from row in Rows
                    let named = Named().Matches(row.Shown).Select(m => m.Groups[1].Value).ToList()
                    from name in row.State == "holds" && named.Count == 0 ? ["(nothing named)"] : named
                    where !File.Exists(Path.Combine(Repository.Root, name)) && !Regex.IsMatch(tests, $@"\s(public|internal) [\w<>\s]*\b{Regex.Escape(name)}\(")
                    select $"{row.Number} {name}";
        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_counts_at_the_top_are_those_of_the_rows()
    {
        var head = Array.FindIndex(Lines, l => l.StartsWith("| level |", StringComparison.Ordinal));
        string[][] counted = [Counted("1", "1"), Counted("2", "2"), Counted("1 and 2", "1", "2")];
        Assert.Equal(["level", .. States, "all"], Cells(Lines[head]));
        Assert.Equal(counted, Lines[(head + 2)..(head + 5)].Select(Cells));

        string[] Counted(string name, params string[] levels)
        {
            var of = Rows.Where(r => levels.Contains(r.Level)).ToList();
            return [name, .. States.Select(s => of.Count(r => r.State == s)).Append(of.Count).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+ \|")]
    private static partial Regex Number();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();

    private sealed record Row(string Number, string Level, string Asks, string State, string Shown);
}
