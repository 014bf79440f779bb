namespace ThiDua.Intake.Files;

/// <summary>What a cell holds, as far as the file itself says.</summary>
public enum CellKind : byte
{
    Blank,
    Text,
    /// <summary>A number of a spreadsheet, its text as stored ("46.15", "8.9E+11").</summary>
    Number,
    /// <summary>A number that the spreadsheet shows as a date: its text is the ISO day.</summary>
    Date,
    /// <summary>An error value such as #N/A.</summary>
    Error,
    /// <summary>A formula without a stored value.</summary>
    Formula,
    /// <summary>Longer than a spreadsheet cell can be; only its beginning was kept.</summary>
    TooLong,
}

/// <summary>One cell.</summary>
public readonly record struct Cell(CellKind Kind, string Text)
{
    public static readonly Cell Blank = new(CellKind.Blank, "");

    /// <summary>A spreadsheet cell holds no more characters than this.</summary>
    public const int MaxLength = 32_767;

    public bool IsBlank => Kind == CellKind.Blank;
}

/// <summary>One row of cells and its number as the spreadsheet shows it.</summary>
public readonly record struct CellRow(int Number, Cell[] Cells)
{
    public Cell At(int column) => column >= 0 && column < Cells.Length ? Cells[column] : Cell.Blank;

    public bool IsBlank
    {
        get
        {
            foreach (var cell in Cells) if (!cell.IsBlank) return false;
            return true;
        }
    }
}
