using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace ThiDua.Intake.Files;

/// <summary>
/// The ZIP of a workbook opened with suspicion: number of entries, declared sizes and ratio are looked at before anything inflates,
/// each part inflates under a budget, document types are prohibited. Fault: a library opened 404 KiB into 851 MiB of memory.
/// </summary>
public sealed class XlsxPackage : IDisposable
{
    private const int MaxEntries = 4_000;
    /// <summary>A full sheet of a million rows and fifteen columns is below 1 GiB of XML.</summary>
    private const long MaxPart = 2L << 30;
    /// <summary>Below this size no ratio is asked.</summary>
    private const long SmallPart = 32 << 20;
    /// <summary>Real sheets deflate 5 to 60 times; deflate itself can do 1,000.</summary>
    private const int MaxRatio = 100;

    private const int MaxDepth = 64;
    private const int MaxNames = 4_000;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream stream)
    {
        zip = Guarded(() => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        try
        {
            var entries = Guarded(() => zip.Entries);
            if (entries.Count > MaxEntries) throw new RefusedFileException("bomb");
            foreach (var entry in entries)
            {
                // Two parts of one name: programs would not agree on which of them counts.
                if (!parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry)) throw new RefusedFileException("damaged");
            }
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>Names of all parts, in the order of the package.</summary>
    public IEnumerable<string> Parts => parts.Keys;

    /// <summary>The bytes of a part, under the same budget as its reading.</summary>
    public Stream Inflate(string part)
    {
        var entry = parts[part];
        var limit = Math.Min(MaxPart, Math.Max(SmallPart, entry.CompressedLength * MaxRatio));
        return entry.Length > limit ? throw new RefusedFileException("bomb") : new InflatedStream(entry.Open(), entry, limit);
    }

    /// <summary>A small part as a tree; null when the package has none of that name.</summary>
    public XElement? Element(string part)
    {
        if (Open(part, SmallPart) is not { } opened) return null;
        using var xml = opened.Xml;
        return Guarded(() => XElement.Load(xml, LoadOptions.PreserveWhitespace));
    }

    /// <summary>The same; null also when it is no well-formed XML.</summary>
    public XElement? ElementIfReadable(string part)
    {
        try
        {
            return Element(part);
        }
        catch (RefusedFileException e) when (e.Code == "damaged")
        {
            return null;
        }
    }

    public bool Has(string part) => parts.ContainsKey(part);

    public bool HasFolder(string folder) => parts.Keys.Any(p => p.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    public long LengthOf(string part) => parts.TryGetValue(part, out var entry) ? entry.Length : 0;

    /// <summary>A part as XML and the stream below it; null when the package has none of that name.</summary>
    public (XmlReader Xml, InflatedStream Stream)? Open(string part, long atMost = MaxPart)
    {
        if (!parts.TryGetValue(part, out var entry)) return null;
        var ratioLimit = Math.Max(SmallPart, entry.CompressedLength * MaxRatio);
        if (entry.Length > Math.Min(atMost, ratioLimit)) throw new RefusedFileException("bomb");
        return Guarded(() =>
        {
            var stream = new InflatedStream(entry.Open(), entry, Math.Min(atMost, ratioLimit));
            return (XmlReader.Create(stream, Safe()), stream);
        });
    }

    /// <summary>Reads all elements of a part that is there.</summary>
    public void Each(string part, Action<XmlReader> element, long atMost = SmallPart)
    {
        if (Open(part, atMost) is not { } opened) return;
        using var xml = opened.Xml;
        Guarded(() =>
        {
            while (Next(xml)) element(xml);
            return true;
        });
    }

    /// <summary>Moves on; elements nested without end would fill the memory of the reader.</summary>
    public static bool Next(XmlReader xml) =>
        xml.Read() && (xml.Depth <= MaxDepth ? true : throw new XmlException("Elements are nested too deeply."));

    public void Dispose() => zip.Dispose();

    private static XmlReaderSettings Safe() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
        NameTable = new FewNames(),
    };

    /// <summary>Broken ZIP or XML means a damaged or doctored file.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new RefusedFileException("damaged");
        }
    }

    public static bool IsDamage(Exception e) =>
        e is XmlException or InvalidDataException or IOException or NotSupportedException or ArgumentException or FormatException or OverflowException;

    /// <summary>Readers keep every name they met: a part with a million different names is no sheet.</summary>
    private sealed class FewNames : NameTable
    {
        private int count;

        public override string Add(char[] key, int start, int len) =>
            Get(key, start, len) ?? (++count <= MaxNames ? base.Add(key, start, len) : throw new XmlException("Too many different names."));
    }
}
