using System.Text.RegularExpressions;
using System.Text.Json;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Architecture;

/// <summary>What the folder listing promises.</summary>
public sealed partial class StructureTests
{
    [Fact]
    public void Core_folders_use_only_those_that_the_architecture_allows()
    {
        var allowed = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (Match row in CoreRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")))) allowed[row.Groups[1].Value] = row.Groups[2].Value.Split(", ");
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", "ThiDua.Core")).Select(Path.GetFileName).Where(f => f is not ("obj" or "bin")).Order(StringComparer.Ordinal);
        Assert.Equal(folders, allowed.Keys.Order(StringComparer.Ordinal));
        var wrong = from file in Repository.Sources("src/ThiDua.Core", "*.cs")
                    let folder = Repository.Relative(file).Split('/')[2]
                    from Match use in CoreUse().Matches(File.ReadAllText(file))
                    let used = use.Groups[1].Value
                    where used != folder && !allowed[folder].Contains(used)
                    select $"{Repository.Relative(file)} uses {used}";
        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_core_has_no_packages_and_takes_nothing_from_the_air()
    {
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Repository.Root, "src", "ThiDua.Core", "ThiDua.Core.csproj")), StringComparison.Ordinal);
        Assert.Equal([], Found("src/ThiDua.Core", BannedInCore()));
        Assert.Equal([], Found("src/ThiDua", BannedEverywhere()));
    }

    [Fact]
    public void Files_are_short_and_named_after_the_business()
    {
        Assert.Equal([], Repository.Sources("src", "*.cs").Where(f => File.ReadLines(f).Count() > 400).Select(Repository.Relative));
        Assert.Equal([], Repository.Sources("src", "*.cs").Where(f => BadName().IsMatch(Path.GetFileNameWithoutExtension(f))).Select(Repository.Relative));
        Assert.Equal([], Found("src", Interface()));
        Assert.Equal([], Found("tests", Skipped()));
    }

    /// <summary>A sixth campaign needs no line of code: what the program does for one it does for any (remarks aside, which cite clauses).</summary>
    [Fact]
    public void No_campaign_is_named_in_the_code()
    {
        var ids = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "campaigns")).Select(f => Path.GetFileName(f)!).ToList();
        Assert.Equal(5, ids.Count);
        var named = new Regex($"\\b({string.Join('|', ids.Select(Regex.Escape))})\\b");
        Assert.Equal([], from pattern in new[] { "*.cs", "*.razor", "*.js" }
                         from file in Repository.Sources("src", pattern)
                         from line in File.ReadLines(file)
                         where named.IsMatch(Remark().Replace(line, ""))
                         select $"{Repository.Relative(file)}: {line.Trim()}");
    }

    [Fact]
    public void Every_sentence_stands_in_both_languages_with_the_same_holes()
    {
        var (vi, en) = (Sentences.All(Language.Vi), Sentences.All(Language.En));
        Assert.Equal(vi.Keys.Order(StringComparer.Ordinal), en.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([], vi.Where(s => Holes(s.Value) != Holes(en[s.Key])).Select(s => s.Key));

        static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Clauses_said_to_be_carried_name_a_place_and_a_test_that_exist()
    {
        var tests = string.Concat(Repository.Sources("tests", "*.cs").Select(File.ReadAllText));
        var rows = Repository.TableRows("docs/clauses.md");
        Assert.True(rows.Count >= 60, "The ledger lists every clause of the five documents.");
        Assert.Equal([], rows.Where(r => r.Length != 5).Select(r => r[0]));
        Assert.Equal([], rows.GroupBy(r => r[0]).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal([], rows.Where(r => r[2] == "carried" && (!File.Exists(Path.Combine(Repository.Root, r[3])) || !tests.Contains(" " + r[4] + "(", StringComparison.Ordinal))).Select(r => r[0]));
    }

    [Fact]
    public void Every_direct_package_has_its_line_of_reason_and_every_decision_is_listed()
    {
        var reasons = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "0009-packages.md"));
        var packages = Package().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"))).Select(m => m.Groups[1].Value);
        Assert.Equal([], packages.Where(p => !reasons.Contains($"*{p}*", StringComparison.Ordinal)));
        var index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "README.md"));
        Assert.Equal([], Repository.Sources("docs/decisions", "0*.md").Select(f => Path.GetFileName(f)!).Where(f => !index.Contains(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Licences_of_all_packages_are_on_the_list()
    {
        string[] allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "0BSD", "MS-PL", "MS-PL OR Apache-2.0", "MPL-2.0", "ISC"];
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var bad = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var lockFile in Repository.Sources("src", "packages.lock.json").Concat(Repository.Sources("tests", "packages.lock.json")))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
            foreach (var package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(f => f.Value.EnumerateObject()).Where(p => p.Value.TryGetProperty("resolved", out _)))
            {
#pragma warning disable CA1308 // the package folder is lower case
                var name = package.Name.ToLowerInvariant();
#pragma warning restore CA1308
                var nuspec = File.ReadAllText(Path.Combine(folder, name, package.Value.GetProperty("resolved").GetString()!, name + ".nuspec"));
                var licence = Licence().Match(nuspec).Groups[1].Value;
                if (!allowed.Contains(licence) && !nuspec.Contains("licenses.nuget.org/MIT", StringComparison.Ordinal)) bad.Add($"{package.Name}: {licence}");
            }
        }
        Assert.Equal([], bad);
    }

    private static IEnumerable<string> Found(string folder, Regex pattern) =>
        from file in Repository.Sources(folder, "*.cs")
        where Path.GetFileName(file) != "StructureTests.cs"
        from line in File.ReadLines(file)
        where pattern.IsMatch(line)
        select $"{Repository.Relative(file)}: {line.Trim()}";

    [GeneratedRegex(@"^\| (\w+) \| ([\w, –]+) \|$", RegexOptions.Multiline)]
    private static partial Regex CoreRow();

    [GeneratedRegex(@"ThiDua\.Core\.(\w+);")]
    private static partial Regex CoreUse();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|Guid\.NewGuid|\bRandom\b|\bFile\.|HttpClient|Console\.|CurrentCulture|\bdouble\b|\bfloat\b|System\.IO")]
    private static partial Regex BannedInCore();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|Guid\.NewGuid|Random\.Shared|new Random\b|CurrentCulture|\bdouble\b|\bfloat\b")]
    private static partial Regex BannedEverywhere();

    [GeneratedRegex("(Manager|Helper|Helpers|Common|Service|Dto|Impl|Utils)$")]
    private static partial Regex BadName();

    [GeneratedRegex(@"^\s*(public|internal)?\s*interface ")]
    private static partial Regex Interface();

    [GeneratedRegex(@"(?<!:)//.*|@\*.*?\*@|/\*.*?\*/")]
    private static partial Regex Remark();

    [GeneratedRegex(@"Skip\s*=")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\{\d(:\w)?\}")]
    private static partial Regex Hole();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex("<license type=\"expression\">([^<]+)</license>")]
    private static partial Regex Licence();
}
