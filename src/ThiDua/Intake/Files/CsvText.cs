using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ThiDua.Intake.Files;

/// <summary>How the bytes of a delimited text become letters: UTF-8, UTF-16 with its mark, or an 8-bit code page.</summary>
public sealed class CsvText
{
    /// <summary>What Windows-1252 has in 0x80–0x9F; the rest is Latin-1.</summary>
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private readonly Encoding? encoding;
    private readonly int start;

    private CsvText(Stream stream, Encoding? encoding, int start) => (Stream, this.encoding, this.start) = (stream, encoding, start);

    public Stream Stream { get; }

    /// <summary>No Unicode: every cell beyond ASCII must prove what it is.</summary>
    public bool IsEightBit => encoding is null;

    /// <summary>Looks through the whole text once, so that a file is refused before its first row and not in the middle.</summary>
    /// <exception cref="RefusedFileException">It is no text, or in no encoding we can be sure of.</exception>
    public static CsvText Of(Stream stream)
    {
        Span<byte> mark = stackalloc byte[3];
        stream.Position = 0;
        mark = mark[..stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false)];
        if (mark is [0xFF, 0xFE, ..]) return new(stream, Encoding.Unicode, 2);
        if (mark is [0xFE, 0xFF, ..]) return new(stream, Encoding.BigEndianUnicode, 2);
        var start = mark is [0xEF, 0xBB, 0xBF] ? 3 : 0;
        var faults = new Utf8Faults();
        stream.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            var kept = 0;
            for (int got; (got = stream.Read(buffer, kept, (1 << 17) - kept)) > 0;)
            {
                var bytes = buffer.AsSpan(0, kept + got);
                if (bytes.Contains((byte)0)) throw new RefusedFileException(IsEveryOther(bytes) ? "utf16-unmarked" : "binary");
                kept = faults.Look(bytes, isLast: false);
                bytes[^kept..].CopyTo(buffer);
            }
            if (kept > 0) faults.Look(buffer.AsSpan(0, kept), isLast: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (faults.Bad == 0) return new(stream, Encoding.UTF8, start);
        // Where most letters are good UTF-8 the file is UTF-8 with damage; an 8-bit text forms such letters by chance only.
        if (start == 3 || faults.Good > faults.Bad) throw new RefusedFileException("not-utf8", faults.FirstLine.ToString(CultureInfo.InvariantCulture));
        return new(stream, null, 0);
    }

    public void Restart() => Stream.Position = start;

    public Decoder? NewDecoder() => encoding?.GetDecoder();

    /// <summary>8-bit letters one by one.</summary>
    public static int Widen(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        for (var i = 0; i < bytes.Length; i++) chars[i] = bytes[i] is >= 0x80 and < 0xA0 and var high ? Windows1252[high - 0x80] : (char)bytes[i];
        return bytes.Length;
    }

    /// <summary>Text of two-byte letters whose mark was lost: half of its bytes are zero.</summary>
    private static bool IsEveryOther(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 400)];
        return sample.Count((byte)0) > sample.Length / 4 && sample.IndexOf("\0\0"u8) < 0;
    }

    /// <summary>Counts letters beyond ASCII that are good UTF-8 and bytes that are not.</summary>
    private struct Utf8Faults
    {
        private int line;

        public long Good { get; private set; }

        public long Bad { get; private set; }

        public int FirstLine { get; private set; }

        /// <summary>Returns how many last bytes may be the beginning of a letter and must be looked at again.</summary>
        public int Look(ReadOnlySpan<byte> bytes, bool isLast)
        {
            var open = isLast ? 0 : OpenEnd(bytes);
            bytes = bytes[..^open];
            // Counting good letters matters only once there is a bad one: until then a fast look is enough.
            if (Bad == 0 && Utf8.IsValid(bytes))
            {
                line += bytes.Count((byte)'\n');
                if (!Ascii.IsValid(bytes)) Good += 1_000; // a stretch of this length is no chance
                return open;
            }
            while (bytes.Length > 0)
            {
                if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) != OperationStatus.Done)
                {
                    if (Bad++ == 0) FirstLine = line + 1;
                }
                else if (used > 1) Good++;
                else if (rune.Value == '\n') line++;
                bytes = bytes[used..];
            }
            return open;
        }

        private static int OpenEnd(ReadOnlySpan<byte> bytes)
        {
            for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
            {
                var b = bytes[^back];
                if (b >= 0xC0) return back < (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) ? back : 0;
                if (b < 0x80) return 0;
            }
            return 0;
        }
    }
}
