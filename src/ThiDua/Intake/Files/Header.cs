using System.Globalization;

namespace ThiDua.Intake.Files;

/// <summary>One of the first rows of a table, with its texts cleaned.</summary>
public sealed record HeadRow(int Number, string[] Texts)
{
    public string At(int column) => column < Texts.Length ? Texts[column] : "";
}

/// <summary>The header of a table: which column of the file is which known column.</summary>
/// <param name="LastRow">Number of the last row that belongs to the head.</param>
/// <param name="Positions">By known column: its position in the file, -1 when the file lacks it.</param>
/// <param name="Texts">Headers as written; of a head in several lines joined.</param>
public sealed record Header(int LastRow, int[] Positions, string[] Texts)
{
    private const int MaxLines = 3;

    /// <summary>How far down the sheet a head may stand, below titles.</summary>
    public const int SearchRows = 60;

    public int Known => Positions.Count(p => p >= 0);

    /// <summary>The head among the first rows; null when there is none. A head in fewer lines, further up, is preferred.</summary>
    public static Header? Find(FileKind kind, IReadOnlyList<HeadRow> rows)
    {
        Header? best = null;
        for (var lines = 1; lines <= MaxLines; lines++)
        {
            for (var i = 0; i + lines <= rows.Count; i++)
            {
                var found = Read(kind, [.. rows.Skip(i).Take(lines)]);
                if (best is null || found.Rank(kind) > best.Rank(kind)) best = found;
            }
        }
        return best?.Known >= 2 ? best : null;
    }

    /// <summary>Whether everything is there that the kind requires.</summary>
    public bool IsComplete(FileKind kind) => Missing(kind).Count == 0;

    /// <summary>Refuses a head that names a required column twice or not at all.</summary>
    public void Check(FileKind kind)
    {
        var columns = KnownColumns.Of(kind);
        var seen = new Dictionary<int, int>();
        for (var i = 0; i < Texts.Length; i++)
        {
            var column = Texts[i].Length == 0 ? -1 : KnownColumns.Find(kind, Texts[i]);
            // Of two columns for one number of a person neither may be chosen for him.
            if (column < 0 || !(columns[column].Required || columns[column].OneOf || columns[column].Name is "Số định danh" or "Mã số BHXH")) continue;
            if (!seen.TryAdd(column, i)) throw new RefusedFileException("column-twice", columns[column].Name, Letter(seen[column]), Letter(i));
        }
        var missing = Missing(kind);
        if (missing.Count > 0) throw new RefusedFileException("column-missing", string.Join(", ", missing), LastRow.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>0 → A, 27 → AB, as the spreadsheet names columns.</summary>
    public static string Letter(int column)
    {
        var letters = "";
        for (var i = column; i >= 0; i = i / 26 - 1) letters = (char)('A' + i % 26) + letters;
        return letters;
    }

    private int Rank(FileKind kind) => Known + (IsComplete(kind) ? 1_000 : 0);

    private List<string> Missing(FileKind kind)
    {
        var columns = KnownColumns.Of(kind);
        var missing = columns.Where((c, i) => c.Required && Positions[i] < 0).Select(c => c.Name).ToList();
        if (columns.Any(c => c.OneOf) && !columns.Where((c, i) => c.OneOf && Positions[i] >= 0).Any())
        {
            missing.Add(string.Join(" / ", columns.Where(c => c.OneOf).Select(c => c.Name)));
        }
        return missing;
    }

    /// <summary>
    /// Rows read together as one head. A merged upper cell comes as one filled and several blank cells: where something stands
    /// below a blank one, the upper cell to its left speaks for it ("Giá trị" over "từ", "đến").
    /// </summary>
    private static Header Read(FileKind kind, ReadOnlySpan<HeadRow> lines)
    {
        var width = 0;
        foreach (var line in lines) width = Math.Max(width, line.Texts.Length);
        var positions = new int[KnownColumns.Of(kind).Count];
        Array.Fill(positions, -1);
        var texts = new string[width];
        var spoken = new string[lines.Length];
        Array.Fill(spoken, "");
        for (var i = 0; i < width; i++)
        {
            var parts = Parts(lines, i, spoken);
            texts[i] = Name(kind, parts);
            var column = texts[i].Length == 0 ? -1 : KnownColumns.Find(kind, texts[i]);
            if (column >= 0 && positions[column] < 0) positions[column] = i;
        }
        return new(lines[^1].Number, positions, texts);
    }

    private static List<(string Text, bool IsOwn)> Parts(ReadOnlySpan<HeadRow> lines, int column, string[] spoken)
    {
        var parts = new List<(string, bool)>(lines.Length);
        for (var l = 0; l < lines.Length; l++)
        {
            var own = lines[l].At(column);
            if (own.Length > 0)
            {
                spoken[l] = own;
                for (var below = l + 1; below < spoken.Length; below++) spoken[below] = "";
                parts.Add((own, true));
                continue;
            }
            var isAbove = false;
            for (var below = l + 1; below < lines.Length; below++) isAbove |= lines[below].At(column).Length > 0;
            if (isAbove && spoken[l].Length > 0) parts.Add((spoken[l], false));
        }
        return parts;
    }

    /// <summary>The first of these that is a known column: all parts joined, the lower parts joined, one part alone; else all joined.</summary>
    private static string Name(FileKind kind, List<(string Text, bool IsOwn)> parts)
    {
        for (var from = 0; from < parts.Count; from++)
        {
            var joined = string.Join(' ', parts.Skip(from).Select(p => p.Text));
            if (KnownColumns.Find(kind, joined) >= 0) return joined;
        }
        foreach (var (text, isOwn) in parts)
        {
            if (isOwn && KnownColumns.Find(kind, text) >= 0) return text;
        }
        return string.Join(' ', parts.Select(p => p.Text));
    }
}
