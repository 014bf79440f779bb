using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>A column of a kind of file.</summary>
/// <param name="OneOf">At least one of the columns so marked must be there.</param>
public sealed record KnownColumn(string Name, bool Required, bool OneOf);

/// <summary>The columns of each kind and the words by which they are found: data, in headers.json.</summary>
public static class KnownColumns
{
    private static readonly FrozenDictionary<FileKind, (IReadOnlyList<KnownColumn> Columns, FrozenDictionary<string, int> ByKey)> Kinds = Load();

    /// <summary>A running number: known, and of no use but to tell group lines.</summary>
    private static readonly FrozenSet<string> Counting = new[] { "stt", "tt", "sothutu", "thutu", "no" }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<KnownColumn> Of(FileKind kind) => Kinds[kind].Columns;

    public static bool IsCount(string header) => Counting.Contains(VietnameseText.Fold(header));

    /// <summary>
    /// The position of the column that a header names, ignoring case, accents, spaces, punctuation and what stands in brackets;
    /// -1 when it is none.
    /// </summary>
    public static int Find(FileKind kind, string header)
    {
        var byKey = Kinds[kind].ByKey;
        if (byKey.TryGetValue(VietnameseText.Fold(header), out var column)) return column;
        var open = header.IndexOfAny(['(', '[']);
        return open > 0 && byKey.TryGetValue(VietnameseText.Fold(WithoutBrackets(header)), out column) ? column : -1;
    }

    private static string WithoutBrackets(string header)
    {
        var depth = 0;
        return string.Concat(header.Where(c =>
        {
            if (c is '(' or '[') depth++;
            var isOutside = depth == 0;
            if (c is ')' or ']') depth--;
            return isOutside;
        }));
    }

    private static FrozenDictionary<FileKind, (IReadOnlyList<KnownColumn>, FrozenDictionary<string, int>)> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Intake.headers.json")!;
        using var json = JsonDocument.Parse(stream);
        var kinds = new Dictionary<FileKind, (IReadOnlyList<KnownColumn>, FrozenDictionary<string, int>)>();
        foreach (var kind in json.RootElement.EnumerateObject())
        {
            var columns = new List<KnownColumn>();
            var keys = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var column in kind.Value.EnumerateObject())
            {
                keys[VietnameseText.Fold(column.Name)] = columns.Count;
                foreach (var also in column.Value.GetProperty("also").EnumerateArray()) keys.TryAdd(VietnameseText.Fold(also.GetString()!), columns.Count);
                columns.Add(new(column.Name, column.Value.TryGetProperty("required", out _), column.Value.TryGetProperty("oneOf", out _)));
            }
            kinds[Enum.Parse<FileKind>(kind.Name, ignoreCase: true)] = (columns, keys.ToFrozenDictionary(StringComparer.Ordinal));
        }
        return kinds.ToFrozenDictionary();
    }
}
