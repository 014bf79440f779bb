using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;

namespace ThiDua.Intake.Files;

/// <summary>The words a cell may hold where only certain words make sense: data, in words.json. Nothing is guessed beyond it.</summary>
public static class KnownWords
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Lists = Load();

    public static readonly Func<string, Relation?> Relation = Parser<Relation>("relation");
    public static readonly Func<string, Scheme?> Scheme = Parser<Scheme>("scheme");
    public static readonly Func<string, JoiningHint?> Hint = Parser<JoiningHint>("hint");

    /// <summary>The word in its official spelling; null when the list has no such word.</summary>
    public static string? Official(string list, string cell) => Lists[list].GetValueOrDefault(VietnameseText.Fold(cell));

    private static Func<string, T?> Parser<T>(string list) where T : struct, Enum
    {
        var words = Lists[list].ToFrozenDictionary(w => w.Key, w => Enum.Parse<T>(w.Value), StringComparer.Ordinal);
        return cell => words.TryGetValue(VietnameseText.Fold(cell), out var value) ? value : null;
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Intake.words.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().ToFrozenDictionary(
            list => list.Name,
            list => list.Value.EnumerateObject()
                .SelectMany(word => word.Value.EnumerateArray().Select(w => (Key: VietnameseText.Fold(w.GetString()!), word.Name))).Distinct()
                .ToFrozenDictionary(w => w.Key, w => w.Name, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
