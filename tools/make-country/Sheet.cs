using System.Text;

namespace MakeCountry;

/// <summary>A CSV file being written: bytes into one buffer, no text per cell.</summary>
public sealed class Sheet : IDisposable
{
    /// <summary>More than any row takes.</summary>
    private const int RowBytes = 4_096;

    private readonly FileStream file;
    private readonly byte[] buffer = new byte[1 << 20];
    private int at;

    public Sheet(string path, string head)
    {
        file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Add(Encoding.UTF8.GetBytes(head));
        buffer[at++] = (byte)'\n';
    }

    /// <summary>Part of a cell.</summary>
    public Sheet Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(at));
        at += text.Length;
        return this;
    }

    /// <summary>Part of a cell: a number with leading zeros.</summary>
    public Sheet Add(long number, int width)
    {
        for (var i = at + width - 1; i >= at; i--)
        {
            buffer[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
        at += width;
        return this;
    }

    public Sheet Next()
    {
        buffer[at++] = (byte)',';
        return this;
    }

    public Sheet Cell(ReadOnlySpan<byte> text) => Add(text).Next();

    public Sheet Cell(string? text)
    {
        if (text is not null) at += Encoding.UTF8.GetBytes(text, buffer.AsSpan(at));
        return Next();
    }

    public Sheet Cell(long number)
    {
        var width = 1;
        for (var rest = number; rest >= 10; rest /= 10) width++;
        return Add(number, width).Next();
    }

    /// <summary>dd/MM/yyyy.</summary>
    public Sheet Cell(int day, int month, int year)
    {
        Add(day, 2);
        buffer[at++] = (byte)'/';
        Add(month, 2);
        buffer[at++] = (byte)'/';
        return Add(year, 4).Next();
    }

    public Sheet Cell(DateOnly? day) => day is { } d ? Cell(d.Day, d.Month, d.Year) : Next();

    /// <summary>After the last cell.</summary>
    public void EndRow()
    {
        buffer[at - 1] = (byte)'\n';
        if (at > buffer.Length - RowBytes) Flush();
    }

    public void Dispose()
    {
        Flush();
        file.Dispose();
    }

    private void Flush()
    {
        file.Write(buffer, 0, at);
        at = 0;
    }
}
