using System.Globalization;
using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>
/// Reads delimited text row by row: `,` `;` or tab, quoted fields, any line ends. Memory does not grow with the file, nor with a
/// cell of ten megabytes.
/// </summary>
public sealed class CsvSource(CsvText text, char separator) : RowSource
{
    public static readonly char[] Separators = [',', ';', '\t'];

    private readonly byte[] bytes = new byte[1 << 15];
    private readonly char[] chars = new char[(1 << 15) + 16];
    private Decoder? decoder;
    private int position;
    private int length;
    private int line;
    private int record;
    private bool ended;
    private bool endsOpen;

    public override long BytesRead => text.Stream.Position;

    public override long Length => text.Stream.Length;

    public override bool IsEightBit => text.IsEightBit;

    public override bool EndsOpen => endsOpen;

    public override void Restart()
    {
        text.Restart();
        decoder = text.NewDecoder();
        (position, length, line, record, ended, endsOpen) = (0, 0, 1, 0, false, false);
    }

    public override bool Read(CellBuffer row)
    {
        while (Fill())
        {
            row.Begin(++record); // as the spreadsheet numbers rows: a cell of two lines is one row
            var columns = 1;
            while (!ReadField(row))
            {
                if (++columns > CellBuffer.MaxColumns) throw new RefusedFileException("too-many-columns", Plain(row.Number));
            }
            if (row.Number == 1 && IsSeparatorLine(row)) continue;
            return true;
        }
        return false;
    }

    public override void Dispose()
    {
    }

    /// <summary>`sep=;` in the first line is a word to the spreadsheet program.</summary>
    private static bool IsSeparatorLine(CellBuffer row) =>
        row.Count <= 2 && row.Text(0).StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && row.Text(0).Length <= 5;

    /// <summary>Reads one field; true when the record ends with it.</summary>
    private bool ReadField(CellBuffer row)
    {
        if (Fill() && chars[position] == '"') ReadQuoted(row);
        while (Fill())
        {
            var rest = chars.AsSpan(position, length - position);
            var stop = rest.IndexOfAny(separator, '\n', '\r');
            if (stop < 0)
            {
                row.Append(rest);
                position = length;
                continue;
            }
            row.Append(rest[..stop]);
            position += stop + 1;
            row.EndCell(CellKind.Text);
            var mark = rest[stop];
            if (mark == separator) return false;
            if (mark == '\r' && Fill() && chars[position] == '\n') position++;
            line++;
            return true;
        }
        row.EndCell(CellKind.Text);
        return endsOpen = true;
    }

    private void ReadQuoted(CellBuffer row)
    {
        var opened = line;
        var afterReturn = false;
        position++;
        while (Fill())
        {
            var rest = chars.AsSpan(position, length - position);
            var stop = rest.IndexOf('"');
            var part = stop < 0 ? rest : rest[..stop];
            if (part.ContainsAny('\n', '\r')) CountLines(part, ref afterReturn);
            row.Append(part);
            position += stop < 0 ? rest.Length : stop + 1;
            if (stop < 0) continue;
            if (!Fill() || chars[position] != '"') return;
            row.Append("\"");
            position++;
        }
        throw new RefusedFileException("quote-open", Plain(opened));
    }

    private void CountLines(ReadOnlySpan<char> part, ref bool afterReturn)
    {
        foreach (var c in part)
        {
            if (c == '\r' || (c == '\n' && !afterReturn)) line++;
            afterReturn = c == '\r';
        }
    }

    private bool Fill()
    {
        if (position < length) return true;
        position = length = 0;
        while (length == 0 && !ended)
        {
            var got = text.Stream.Read(bytes);
            ended = got == 0;
            length = decoder is null ? CsvText.Widen(bytes.AsSpan(0, got), chars) : decoder.GetChars(bytes.AsSpan(0, got), chars, flush: ended);
        }
        if (chars.AsSpan(0, length).Contains('\0')) throw new RefusedFileException("binary");
        return length > 0;
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
