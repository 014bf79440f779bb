using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ThiDua.Intake.Marking;

public static class ZipWriting
{
    /// <summary>Writes a part of a package.</summary>
    public static void Write(this ZipArchive zip, string part, XElement root)
    {
        using var stream = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
        using var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
    }
}
