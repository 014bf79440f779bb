namespace ThiDua.Intake.Files;

/// <summary>Where rows come from: delimited text or one sheet of a workbook. Read from the top as often as asked.</summary>
public abstract class RowSource : IDisposable
{
    /// <summary>Of a workbook: the name of the sheet.</summary>
    public virtual string? Sheet => null;

    /// <summary>Of a workbook: the part that holds the sheet.</summary>
    public virtual string? Part => null;

    /// <summary>Bytes read so far, of <see cref="Length"/>.</summary>
    public abstract long BytesRead { get; }

    public abstract long Length { get; }

    /// <summary>How text of an 8-bit font may have come in: true when the file is no Unicode text at all.</summary>
    public virtual bool IsEightBit => false;

    /// <summary>After the last row: the last row that the sheet says it has, where it says so.</summary>
    public virtual int? SaidLast => null;

    /// <summary>After the last row: it has no end of line, as when the rest did not arrive.</summary>
    public virtual bool EndsOpen => false;

    /// <summary>Begins again at the first row.</summary>
    public abstract void Restart();

    /// <summary>The next row; false at the end.</summary>
    /// <exception cref="RefusedFileException">The file is damaged further down.</exception>
    public abstract bool Read(CellBuffer row);

    public abstract void Dispose();
}
