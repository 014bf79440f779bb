using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>
/// The words a cell may hold where only certain words make sense: data, in words.json. Case, spaces and punctuation do not
/// matter, and an accent may be left out, but never another one be in its place: `me` is mẹ, yet `bà` is not ba. Nothing is
/// guessed beyond that.
/// </summary>
public sealed class KnownWords
{
    private static readonly FrozenDictionary<string, (string Key, string Value)[]> Lists = Load();

    private readonly (string Key, string Value)[] words;

    private KnownWords(string list) => words = Lists[list];

    public static KnownWords Of(string list) => new(list);

    /// <summary>The first spelling of every word, for the message that asks for one of them.</summary>
    public static string Allowed(string list, string? but = null) => string.Join(", ", Spellings(list, but));

    /// <summary>The first spelling of every word.</summary>
    public static IReadOnlyList<string> Spellings(string list, string? but = null)
    {
        using var json = Open();
        return [.. json.RootElement.GetProperty(list).EnumerateObject().Where(w => w.Name != but).Select(w => w.Value[0].GetString()!)];
    }

    /// <summary>The word that a cell means; null when none, or when without accents it could be two.</summary>
    public string? Find(ReadOnlySpan<char> cell)
    {
        var key = Key(cell.ToString());
        string? found = null;
        foreach (var (word, value) in words)
        {
            if (word == key) return value;
            if (!IsWithLessAccents(key, word)) continue;
            if (found is not null && found != value) found = "";
            else found = value;
        }
        return found is "" ? null : found;
    }

    private static bool IsWithLessAccents(string cell, string word)
    {
        if (cell.Length != word.Length) return false;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] != word[i] && (cell[i] > '\u007f' || VietnameseText.Fold(word[i].ToString())[0] != cell[i])) return false;
        }
        return true;
    }

    /// <summary>Letters and digits only, composed, lower case.</summary>
    private static string Key(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static JsonDocument Open() => JsonDocument.Parse(Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Intake.words.json")!);

    private static FrozenDictionary<string, (string, string)[]> Load()
    {
        using var json = Open();
        return json.RootElement.EnumerateObject().ToFrozenDictionary(
            list => list.Name,
            list => list.Value.EnumerateObject().SelectMany(word => word.Value.EnumerateArray().Select(w => (Key(w.GetString()!), word.Name))).ToArray(),
            StringComparer.Ordinal);
    }
}
