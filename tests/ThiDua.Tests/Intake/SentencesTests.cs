using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ThiDua.Intake;
using ThiDua.Intake.Files;
using ThiDua.Texts;

namespace ThiDua.Tests.Intake;

public sealed partial class SentencesTests
{
    /// <summary>Codes that reading gives out, taken from its source: what follows Reject, Warn, a refusal, or is a fault's name.</summary>
    private static IEnumerable<string> Codes([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/ThiDua/Intake"));
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            foreach (Match match in Refusals().Matches(text)) foreach (Match code in Branches().Matches(match.Value)) yield return "refused." + code.Groups[1].Value;
            foreach (Match match in Findings().Matches(text))
            {
                foreach (var code in match.Groups.Values.Skip(1).Where(g => g.Success)) yield return "issue." + code.Value;
            }
        }
    }

    [Fact]
    public void Every_code_has_a_sentence_in_both_languages()
    {
        var codes = Codes().Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.InRange(codes.Length, 45, 200);
        foreach (var language in Enum.GetValues<Language>()) Assert.Equal([], codes.Where(c => !Sentences.All(language).ContainsKey(c)));
    }

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_arguments()
    {
        static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        var (vi, en) = (Sentences.All(Language.Vi), Sentences.All(Language.En));
        foreach (var key in vi.Keys.Where(k => k.StartsWith("issue.", StringComparison.Ordinal) || k.StartsWith("refused.", StringComparison.Ordinal)))
        {
            Assert.Equal((key, Holes(vi[key])), (key, Holes(en[key])));
            Assert.EndsWith(key.StartsWith("issue.at-", StringComparison.Ordinal) ? ":" : "", vi[key], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_head_names_two_columns_of_one_kind()
    {
        foreach (var kind in Enum.GetValues<FileKind>())
        {
            var columns = KnownColumns.Of(kind);
            Assert.Equal(Enumerable.Range(0, columns.Count), columns.Select(c => KnownColumns.Find(kind, c.Name)));
        }
        Assert.Equal([], KnownColumns.Ambiguous());
    }

    [GeneratedRegex("""RefusedFileException\([^;]*;|OfCompound\(Stream stream\)[^}]*}""")]
    private static partial Regex Refusals();

    [GeneratedRegex("""(?:RefusedFileException\(|\? |: )"([a-z0-9-]+)["]""")]
    private static partial Regex Branches();

    [GeneratedRegex("""(?:(?:Reject|Warn)\([\w.\[\]]+, |fault = |Texts\[i\], |new\((?:null|repaired), )(?:[^";]*\? )?"([a-z0-9-]+)"(?: : "([a-z0-9-]+)")?""")]
    private static partial Regex Findings();

    [GeneratedRegex("""\{(\d)""")]
    private static partial Regex Hole();
}
