using System.IO.Compression;
using System.Xml.Linq;
using ThiDua.Intake.Files;

namespace ThiDua.Intake.Marking;

/// <summary>Which other parts one part of a package names.</summary>
public sealed class PartRelations
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly XElement root;
    private readonly string folder;
    private bool changed;

    public PartRelations(XlsxPackage package, string part)
    {
        var slash = part.LastIndexOf('/');
        folder = part[..(slash + 1)];
        Part = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        root = package.Element(Part) ?? new(Relations + "Relationships");
        Existed = package.Has(Part);
    }

    public string Part { get; }

    public bool Existed { get; }

    /// <summary>The part named by a relation whose type ends so; null when there is none.</summary>
    public string? Target(string typeEnd) =>
        root.Elements().FirstOrDefault(e => ((string?)e.Attribute("Type"))?.EndsWith(typeEnd, StringComparison.Ordinal) == true) is { } found
            ? Full((string)found.Attribute("Target")!) : null;

    /// <summary>Names one more part; gives the id of the relation.</summary>
    public string Add(string type, string target)
    {
        var id = "rIdThiDua" + (root.Elements().Count() + 1);
        root.Add(new XElement(Relations + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{Office}/{type}"), new XAttribute("Target", "/" + target)));
        changed = true;
        return id;
    }

    public void Save(ZipArchive zip)
    {
        if (Existed || changed) zip.Write(Part, root);
    }

    /// <summary>"../comments1.xml" beside xl/worksheets/ → "xl/comments1.xml".</summary>
    private string Full(string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step != "..") steps.Add(step);
            else if (steps.Count > 0) steps.RemoveAt(steps.Count - 1);
        }
        return string.Join('/', steps);
    }
}

/// <summary>The list of what each part is.</summary>
public sealed class PartTypes(XlsxPackage package)
{
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly XElement root = package.Element("[Content_Types].xml") ?? throw new RefusedFileException("damaged");

    public void Save(ZipArchive zip, MarkedNotes notes)
    {
        if (notes.NotesPart is { } part && !package.Has(part))
        {
            root.Add(new XElement(Types + "Override", new XAttribute("PartName", "/" + part), new XAttribute("ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")));
        }
        if (notes.ShapesPart is { } shapes && !package.Has(shapes) && !root.Elements(Types + "Default").Any(e => string.Equals((string?)e.Attribute("Extension"), "vml", StringComparison.OrdinalIgnoreCase)))
        {
            root.AddFirst(new XElement(Types + "Default", new XAttribute("Extension", "vml"), new XAttribute("ContentType", "application/vnd.openxmlformats-officedocument.vmlDrawing")));
        }
        zip.Write("[Content_Types].xml", root);
    }
}
