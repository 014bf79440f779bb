namespace ThiDua.Intake.Files;

/// <summary>Reads on until more came out than is believable: a small workbook that inflates without end is refused.</summary>
public sealed class BoundedStream(Stream inner, long limit) : Stream
{
    private long read;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int got;
        try
        {
            got = inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new RefusedFileException("damaged");
        }
        if ((read += got) > limit) throw new RefusedFileException("bomb");
        return got;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }

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
