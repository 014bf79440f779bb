using System.Globalization;
using System.Xml;

namespace ThiDua.Intake.Files;

/// <summary>Reads the text inside an element: rich runs joined, phonetic hints left out, never more than a cell may hold.</summary>
public sealed class XlsxText
{
    private readonly char[] text = new char[CellBuffer.MaxLength + 1];
    private readonly char[] chunk = new char[4096];
    private int length;

    public ReadOnlySpan<char> Text => text.AsSpan(0, length);

    public bool IsTooLong { get; private set; }

    /// <summary>Room for others between two readings.</summary>
    public Span<char> Scratch => text;

    /// <summary>Reads to the end of the element on which the reader stands; only text inside &lt;t&gt; counts in runs.</summary>
    public void Read(XmlReader xml, bool runs)
    {
        length = 0;
        IsTooLong = false;
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        var inText = !runs;
        var inPhonetic = false;
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when runs && !xml.IsEmptyElement:
                    if (xml.LocalName == "rPh") inPhonetic = true;
                    else if (xml.LocalName == "t") inText = true;
                    break;
                case XmlNodeType.EndElement when runs:
                    if (xml.LocalName == "rPh") inPhonetic = false;
                    else if (xml.LocalName == "t") inText = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inText && !inPhonetic:
                    for (int got; (got = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;) Append(chunk.AsSpan(0, got));
                    break;
            }
        }
        Unescape();
    }

    private void Append(ReadOnlySpan<char> more)
    {
        var room = CellBuffer.MaxLength - length;
        if (more.Length > room)
        {
            IsTooLong = true;
            more = more[..room];
        }
        more.CopyTo(text.AsSpan(length));
        length += more.Length;
    }

    /// <summary>Characters that XML cannot hold are written _x000D_ and the like.</summary>
    private void Unescape()
    {
        if (!Text.Contains("_x", StringComparison.Ordinal)) return;
        var to = 0;
        for (var from = 0; from < length; from++)
        {
            if (from + 6 < length && text[from] == '_' && text[from + 1] == 'x' && text[from + 6] == '_'
                && ushort.TryParse(text.AsSpan(from + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                from += 6;
            }
            else text[to++] = text[from];
        }
        length = to;
    }
}
