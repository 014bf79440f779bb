using System.IO.Compression;

namespace ThiDua.Intake.Files;

/// <summary>
/// One part of a workbook as it inflates, watched: it may not grow beyond what is believable, no tag may be endless (an XML reader
/// holds a whole tag in memory), and at its end the checksum must be right, so that no digit changes unseen.
/// </summary>
public sealed class InflatedStream(Stream inner, ZipArchiveEntry entry, long limit) : Stream
{
    private const int LongestTag = 256 << 10;

    private static readonly uint[] Table = ChecksumTable();

    private uint checksum = uint.MaxValue;
    private bool inTag;
    private int tagLength;

    public long BytesRead { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var got = inner.Read(buffer);
        if ((BytesRead += got) > limit) throw new RefusedFileException("bomb");
        Check(buffer[..got]);
        WatchTags(buffer[..got]);
        if (got == 0 && buffer.Length > 0 && ~checksum != entry.Crc32) throw new InvalidDataException("The checksum of a part is wrong.");
        return got;
    }

    private void WatchTags(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var at = bytes.IndexOf(inTag ? (byte)'>' : (byte)'<');
            if (inTag && (tagLength += at < 0 ? bytes.Length : at) > LongestTag) throw new RefusedFileException("bomb");
            if (at < 0) return;
            inTag = !inTag;
            tagLength = 0;
            bytes = bytes[(at + 1)..];
        }
    }

    /// <summary>CRC-32 as ZIP uses it, four bytes at a time.</summary>
    private void Check(ReadOnlySpan<byte> bytes)
    {
        var crc = checksum;
        while (bytes.Length >= 4)
        {
            crc ^= BitConverter.ToUInt32(bytes);
            crc = Table[768 + (crc & 0xFF)] ^ Table[512 + ((crc >> 8) & 0xFF)] ^ Table[256 + ((crc >> 16) & 0xFF)] ^ Table[crc >> 24];
            bytes = bytes[4..];
        }
        foreach (var b in bytes) crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        checksum = crc;
    }

    private static uint[] ChecksumTable()
    {
        var table = new uint[1024];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            table[i] = crc;
        }
        for (var i = 256; i < 1024; i++) table[i] = table[table[i - 256] & 0xFF] ^ (table[i - 256] >> 8);
        return table;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => entry.Length;
    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
