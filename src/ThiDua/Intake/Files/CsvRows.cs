using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>
/// Reads delimited text row by row: `,` `;` or tab, quoted fields, any line ends. Memory does not grow with the file, nor with a
/// cell of ten megabytes.
/// </summary>
public static class CsvRows
{
    private const int MaxColumns = 2_000;

    public static IEnumerable<CellRow> Read(Stream stream)
    {
        var encoding = Detect(stream);
        stream.Position = 0;
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var separator = Separator(stream, encoding);
        stream.Position = 0;
        reader.DiscardBufferedData();
        foreach (var row in new Parser(reader, separator).Rows()) yield return row;
    }

    /// <summary>UTF-8 strictly; text of an 8-bit font as Latin-1, to be repaired cell by cell or refused.</summary>
    private static Encoding Detect(Stream stream)
    {
        var sample = new byte[(int)Math.Min(stream.Length, 1 << 18)];
        stream.Position = 0;
        stream.ReadExactly(sample);
        if (sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return Encoding.Unicode; // the byte-order mark decides which
        if (sample.AsSpan().Contains((byte)0)) throw new RefusedFileException("binary");
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            // The sample may end inside a letter: the decoder is told that more follows.
            _ = strict.GetDecoder().GetCharCount(sample, 0, sample.Length, flush: sample.Length == stream.Length);
            return strict;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }

    /// <summary>The separator that most of the first lines agree on.</summary>
    private static char Separator(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, encoding, true, 1 << 14, leaveOpen: true);
        var buffer = new char[1 << 14];
        var text = buffer.AsSpan(0, reader.Read(buffer));
        var best = (Separator: ',', Score: 0);
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t'])
        {
            var most = 0;
            foreach (var line in text.EnumerateLines())
            {
                var count = 0;
                var quoted = false;
                foreach (var c in line)
                {
                    if (c == '"') quoted = !quoted;
                    else if (c == candidate && !quoted) count++;
                }
                most = Math.Max(most, count);
            }
            if (most > best.Score) best = (candidate, most);
        }
        return best.Separator;
    }

    private sealed class Parser(TextReader reader, char separator)
    {
        private readonly char[] buffer = new char[1 << 16];
        private readonly StringBuilder field = new();
        private readonly List<Cell> cells = [];
        private int position;
        private int length;
        private int line = 1;
        private bool tooLong;

        public IEnumerable<CellRow> Rows()
        {
            while (Fill())
            {
                var first = line;
                if (!ReadRow()) continue;
                yield return new(first, [.. cells]);
            }
        }

        private bool Fill()
        {
            if (position < length) return true;
            try
            {
                length = reader.Read(buffer);
            }
            catch (DecoderFallbackException)
            {
                throw new RefusedFileException("not-utf8");
            }
            position = 0;
            if (length > 0 && buffer.AsSpan(0, length).Contains('\0')) throw new RefusedFileException("binary");
            return length > 0;
        }

        /// <summary>Reads one record into the cells; false when it is blank.</summary>
        private bool ReadRow()
        {
            cells.Clear();
            while (true)
            {
                var ended = ReadField();
                if (cells.Count > MaxColumns) throw new RefusedFileException("too-many-columns", line.ToString(System.Globalization.CultureInfo.InvariantCulture));
                if (ended) break;
            }
            return cells.Exists(c => !c.IsBlank);
        }

        /// <summary>Reads one field; true when the record ends with it.</summary>
        private bool ReadField()
        {
            field.Clear();
            tooLong = false;
            if (Fill() && buffer[position] == '"') ReadQuoted();
            while (Fill())
            {
                var rest = buffer.AsSpan(position, length - position);
                var stop = rest.IndexOfAny(separator, '\n', '\r');
                Append(stop < 0 ? rest : rest[..stop]);
                if (stop < 0)
                {
                    position = length;
                    continue;
                }
                position += stop + 1;
                AddCell();
                if (rest[stop] == separator) return false;
                if (rest[stop] == '\r' && Fill() && buffer[position] == '\n') position++;
                line++;
                return true;
            }
            AddCell();
            return true;
        }

        private void ReadQuoted()
        {
            var opened = line;
            position++;
            while (Fill())
            {
                var rest = buffer.AsSpan(position, length - position);
                var stop = rest.IndexOf('"');
                var text = stop < 0 ? rest : rest[..stop];
                line += text.Count('\n');
                Append(text);
                position += stop < 0 ? rest.Length : stop + 1;
                if (stop < 0) continue;
                if (!Fill() || buffer[position] != '"') return;
                Append("\"");
                position++;
            }
            throw new RefusedFileException("quote-open", opened.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        private void Append(ReadOnlySpan<char> text)
        {
            if (field.Length + text.Length <= Cell.MaxLength) field.Append(text);
            else
            {
                field.Append(text[..Math.Max(0, Math.Min(text.Length, Cell.MaxLength - field.Length))]);
                tooLong = true;
            }
        }

        private void AddCell()
        {
            if (tooLong) cells.Add(new(CellKind.TooLong, field.ToString(0, 200)));
            else if (field.Length == 0) cells.Add(Cell.Blank);
            else
            {
                var text = CleanText.Of(field.ToString());
                cells.Add(text.Length == 0 ? Cell.Blank : new(CellKind.Text, text));
            }
        }
    }
}
