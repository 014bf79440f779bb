using System.Globalization;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>
/// The cells of one row by known column, turned into values. What cannot be read becomes a finding with column, reason and fix;
/// the reading goes on, so that all faults of a row are told at once.
/// </summary>
public sealed partial class RowCells
{
    private readonly IReadOnlyList<KnownColumn> columns;
    private readonly Header header;
    private readonly bool[] isPercentColumn;
    private readonly int[] extraColumns;
    private readonly CellBuffer row;
    private readonly bool isEightBit;
    private readonly TextPool pool = new();
    private readonly LegacyText legacy;
    private List<RowIssue>? issues;

    /// <param name="row">Holds the current row each time <see cref="Start"/> is called.</param>
    public RowCells(FileKind kind, Header header, CellBuffer row, DateOnly today, bool isEightBit, LegacyText legacy)
    {
        (columns, this.header, this.row, Today, this.isEightBit, this.legacy) = (KnownColumns.Of(kind), header, row, today, isEightBit, legacy);
        isPercentColumn = [.. header.Positions.Select(p => p >= 0 && header.Texts[p].Contains('%', StringComparison.Ordinal))];
        extraColumns = [.. Enumerable.Range(0, header.Texts.Length).Where(i => header.Texts[i].Length > 0 && !header.Positions.Contains(i) && !KnownColumns.IsCount(header.Texts[i]))];
    }

    public DateOnly Today { get; }

    public IReadOnlyList<RowIssue> Issues => issues ?? (IReadOnlyList<RowIssue>)[];

    public bool IsRejected { get; private set; }

    public int RowNumber => row.Number;

    public void Start()
    {
        issues = null;
        IsRejected = false;
    }

    public void Reject(int column, string code, params IReadOnlyList<string> arguments) => Add(columns[column].Name, code, true, arguments);

    public void Warn(int column, string code, params IReadOnlyList<string> arguments) => Add(columns[column].Name, code, false, arguments);

    public bool IsBlank(int column) => row.Kind(header.Positions[column]) == CellKind.Blank;

    /// <summary>The text of a cell as it stands in the file, for showing it.</summary>
    public string Shown(int column) => row.Text(header.Positions[column]).ToString();

    /// <summary>A text; null when the cell is blank. A required cell that is blank rejects the row.</summary>
    /// <param name="repeats">The same text stands in many rows.</param>
    public string? Text(int column, bool repeats = false)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        switch (kind)
        {
            case CellKind.Number or CellKind.Percent:
                return Numbers.Stored(text) is { } number ? Numbers.Invariant(number) : text.ToString();
            case CellKind.Date:
                return Dates.Day(text, out _) is { } day ? Texts.Written.Day(day) : text.ToString();
        }
        if (text[0] == '=' && kind == CellKind.Text)
        {
            Reject(column, "formula-text", text.ToString());
            return null;
        }
        switch (CleanText.LookAt(text))
        {
            case CleanText.Look.Unicode:
                legacy.SawUnicode();
                return repeats ? pool.Of(text) : text.ToString();
            case CleanText.Look.Plain:
                return repeats ? pool.Of(text) : text.ToString();
            default:
                return Repaired(column, text.ToString());
        }
    }

    /// <summary>
    /// The name of a unit or of somebody who may be honoured: look-alikes of letters are mended where that is certain, other letters that no name
    /// here has are told; both by warnings (AC-30).
    /// </summary>
    public string? Name(int column)
    {
        if (Text(column) is not { } text) return null;
        var written = row.Text(header.Positions[column]);
        if (NameLetters.AreIn(written) || row.Kind(header.Positions[column]) != CellKind.Text) return text;
        var name = LookAlikes.Mended(text);
        var before = NameLetters.Foreign(CleanText.Of(written.ToString()));
        var after = NameLetters.Foreign(name);
        var isMended = !Issues.Any(i => i.Code == "legacy-encoding" && i.Column == columns[column].Name);
        if (isMended && before.Except(after).ToList() is { Count: > 0 } mended) Warn(column, "look-alike-mended", Letters(mended), name);
        if (after.Count > 0) Warn(column, "letter-foreign", Letters(after), name);
        return name;
    }

    /// <summary>“Ð” (U+00D0).</summary>
    public static string Letters(IEnumerable<Rune> letters) => string.Join(", ", letters.Select(l => string.Create(CultureInfo.InvariantCulture, $"“{l}” (U+{l.Value:X4})")));

    /// <summary>A code: text whose leading zeros survive; a number of a spreadsheet as its plain digits.</summary>
    public string? Code(int column, bool repeats = true)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        switch (kind)
        {
            case CellKind.Number or CellKind.Percent:
                return NumberAsCode(column, text);
            case CellKind.Date:
                Reject(column, "date-in-code", Dates.Day(text, out _) is { } day ? Texts.Written.Day(day) : text.ToString());
                return null;
        }
        // ="00123" is how programs make a spreadsheet keep zeros: it is the text itself.
        if (text.StartsWith("=\"") && text.EndsWith("\"") && text.Length > 3 && !text[2..^1].Contains('"')) text = text[2..^1].Trim();
        if (text is ['=' or '@', ..] or ['+' or '-', not (>= '0' and <= '9'), ..])
        {
            Reject(column, "formula-text", text.ToString());
            return null;
        }
        text = text.TrimStart("'’").Trim();
        if (text.IsEmpty)
        {
            if (columns[column].Required) Reject(column, "missing", columns[column].Name);
            return null;
        }
        if (Numbers.IsScientific(text))
        {
            Reject(column, "scientific", text.ToString());
            return null;
        }
        return CleanText.LookAt(text) == CleanText.Look.Plain ? repeats ? pool.Of(text) : text.ToString() : Repaired(column, text.ToString());
    }

    /// <summary>A word of a fixed list; null and a finding when the list has no such word.</summary>
    public T? Word<T>(int column, WordColumn<T> words) where T : struct => Holds(column, out _, out var text) ? Found(column, words, text, out var value) ? value : null : null;

    /// <summary>A word of a fixed list in its official spelling.</summary>
    public string? Official(int column, WordColumn<string> words) => Holds(column, out _, out var text) && Found(column, words, text, out var value) ? value : null;

    /// <summary>Columns nobody asked for, kept as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extra()
    {
        if (extraColumns.Length == 0) return [];
        List<KeyValuePair<string, string>>? extra = null;
        foreach (var i in extraColumns)
        {
            var text = row.Text(i);
            if (text.IsEmpty) continue;
            (extra ??= new(extraColumns.Length)).Add(new(header.Texts[i], CleanText.LookAt(text) is CleanText.Look.Plain or CleanText.Look.Unicode ? pool.Of(text) : CleanText.Of(text.ToString())));
        }
        return extra ?? (IReadOnlyList<KeyValuePair<string, string>>)[];
    }

    public IReadOnlyList<string> Written() => [.. header.Texts.Select((_, i) => row.Text(i).ToString())];

    /// <summary>A cell longer than any spreadsheet's rejects its row wherever it stands.</summary>
    public void RejectTooLong()
    {
        foreach (var i in extraColumns)
        {
            if (row.Kind(i) == CellKind.TooLong) Add(header.Texts[i], "too-long", true, []);
        }
    }

    /// <summary>Whether there is something to read in a cell; faults that no reading can mend are told.</summary>
    private bool Holds(int column, out CellKind kind, out ReadOnlySpan<char> text)
    {
        var position = header.Positions[column];
        kind = row.Kind(position);
        text = row.Text(position);
        switch (kind)
        {
            case CellKind.Blank:
                if (columns[column].Required) Reject(column, "missing", columns[column].Name);
                return false;
            case CellKind.Error:
                Reject(column, "error-value", text.ToString());
                return false;
            case CellKind.Formula:
                Reject(column, "formula-without-value");
                return false;
            case CellKind.TooLong:
                Reject(column, "too-long");
                return false;
            default:
                return true;
        }
    }

    private bool Found<T>(int column, WordColumn<T> words, ReadOnlySpan<char> text, out T value)
    {
        if (words.TryFind(text, out value)) return true;
        if (legacy.Repair(text.ToString()) is { } repaired && words.TryFind(repaired, out value))
        {
            Warn(column, "legacy-encoding", text.ToString(), repaired);
            return true;
        }
        Reject(column, "unknown-word", text.ToString(), words.Allowed);
        return false;
    }

    private string? Repaired(int column, string text)
    {
        text = LegacyText.MendLookAlikes(text);
        var clean = CleanText.Of(text);
        if (legacy.Repair(text) is { } repaired)
        {
            repaired = CleanText.Of(repaired);
            Warn(column, "legacy-encoding", clean, repaired);
            return repaired;
        }
        // A file that is no Unicode text: letters that are neither font's were lost before they came to us.
        if (isEightBit && !LegacyText.IsVietnamese(clean, strict: false))
        {
            Reject(column, "unreadable-text", clean);
            return null;
        }
        if (clean.Length == 0 && columns[column].Required) Reject(column, "missing", columns[column].Name);
        return clean.Length == 0 ? null : clean;
    }

    private string? NumberAsCode(int column, ReadOnlySpan<char> stored)
    {
        if (stored.Length <= 15 && stored.IndexOfAnyExceptInRange('0', '9') < 0) return pool.Of(stored);
        if (Numbers.Stored(stored) is not { } number) return stored.ToString();
        if (Math.Abs(number) < 1_000_000_000_000_000m) return Numbers.Invariant(number);
        Reject(column, "scientific", Numbers.Invariant(number));
        return null;
    }

    private void Add(string column, string code, bool rejects, IReadOnlyList<string> arguments)
    {
        (issues ??= []).Add(new(row.Number, column, code, arguments, rejects));
        IsRejected |= rejects;
    }
}
