namespace ThiDua.Intake.Files;

/// <summary>What a cell holds, as far as the file itself says.</summary>
public enum CellKind : byte
{
    Blank,
    Text,
    /// <summary>A number of a spreadsheet, its text as stored ("46.15", "8.9E+11").</summary>
    Number,
    /// <summary>A number that the spreadsheet shows in percent: 0.4615 stands for 46,15 %.</summary>
    Percent,
    /// <summary>A number that the spreadsheet shows as a date: its text is the ISO day.</summary>
    Date,
    /// <summary>"1" or "0".</summary>
    Truth,
    /// <summary>An error value such as #N/A.</summary>
    Error,
    /// <summary>A formula without a stored value.</summary>
    Formula,
    /// <summary>Longer than a spreadsheet cell can be; only its beginning was kept.</summary>
    TooLong,
}

/// <summary>
/// The cells of one row in one buffer that serves the next row too: a million rows cost no string until a value is asked for.
/// Spaces and invisible letters at the ends of a cell are gone; a cell of nothing else is blank.
/// </summary>
public sealed class CellBuffer
{
    /// <summary>A spreadsheet cell holds no more characters than this.</summary>
    public const int MaxLength = 32_767;

    /// <summary>A spreadsheet has no more columns than this.</summary>
    public const int MaxColumns = 16_384;

    private const int MaxRowLength = 4 << 20;
    private const int KeptOfTooLong = 200;

    private readonly record struct Slot(int Start, int Length, CellKind Kind);

    private char[] text = new char[4096];
    private Slot[] slots = new Slot[64];
    private int start;
    private int end;
    private bool overflown;

    /// <summary>Row number as the spreadsheet shows it; of delimited text the line on which the record begins.</summary>
    public int Number { get; private set; }

    public int Count { get; private set; }

    public bool HasTooLong { get; private set; }

    public void Begin(int number)
    {
        Number = number;
        Count = start = end = 0;
        overflown = HasTooLong = false;
    }

    public CellKind Kind(int column) => (uint)column < (uint)Count ? slots[column].Kind : CellKind.Blank;

    public ReadOnlySpan<char> Text(int column)
    {
        if ((uint)column >= (uint)Count) return [];
        ref readonly var slot = ref slots[column];
        return text.AsSpan(slot.Start, slot.Length);
    }

    public bool IsBlank
    {
        get
        {
            foreach (ref readonly var slot in slots.AsSpan(0, Count)) if (slot.Kind != CellKind.Blank) return false;
            return true;
        }
    }

    /// <summary>Adds to the cell that is being written; beyond what a cell may hold nothing is kept.</summary>
    public void Append(ReadOnlySpan<char> more)
    {
        var room = MaxLength - (end - start);
        if (more.Length > room || end + more.Length > MaxRowLength)
        {
            overflown = true;
            more = end >= MaxRowLength ? [] : more[..Math.Min(more.Length, room)];
        }
        if (end + more.Length > text.Length) Array.Resize(ref text, Math.Max(text.Length * 2, end + more.Length));
        more.CopyTo(text.AsSpan(end));
        end += more.Length;
    }

    /// <summary>Ends the cell that is being written and puts it into the next column.</summary>
    public void EndCell(CellKind kind) => EndCell(Count, kind);

    /// <summary>Ends the cell that is being written and puts it into that column, which must be below <see cref="MaxColumns"/>.</summary>
    public void EndCell(int column, CellKind kind)
    {
        if (overflown || kind == CellKind.TooLong)
        {
            kind = CellKind.TooLong;
            end = Math.Min(end, start + KeptOfTooLong);
            HasTooLong = true;
        }
        var (from, to) = (start, end);
        while (from < to && IsSpace(text[from])) from++;
        while (to > from && IsSpace(text[to - 1])) to--;
        if (from == to && kind is not (CellKind.Formula or CellKind.TooLong)) kind = CellKind.Blank;
        if (column >= slots.Length) Array.Resize(ref slots, Math.Max(slots.Length * 2, column + 1));
        if (column > Count) slots.AsSpan(Count, column - Count).Clear();
        slots[column] = new(from, to - from, kind);
        Count = Math.Max(Count, column + 1);
        start = end;
        overflown = false;
    }

    /// <summary>White space and letters without a body. The soft hyphen is not among them: in TCVN3 it is the letter ư.</summary>
    private static bool IsSpace(char c) =>
        c <= ' ' || (c >= '\u0080' && (char.IsWhiteSpace(c) || c is '\u200b' or '\u200c' or '\u200d' or '\u200e' or '\u200f' or '\u2060' or '\ufeff'));
}
