using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using ThiDua.Intake.Files;

namespace ThiDua.Intake.Marking;

/// <summary>The notes of a sheet: those it has, and one for each marked cell. A note's box is a shape in a drawing of its own.</summary>
public sealed class MarkedNotes
{
    private const string Author = "ThiDua";

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Vml = "urn:schemas-microsoft-com:vml";
    private static readonly XNamespace Office = "urn:schemas-microsoft-com:office:office";
    private static readonly XNamespace Excel = "urn:schemas-microsoft-com:office:excel";

    private readonly XElement? notes;
    private readonly XElement? shapes;

    public MarkedNotes(XlsxPackage package, PartRelations relations, IReadOnlyDictionary<(int Row, int Column), string> texts)
    {
        if (texts.Count == 0) return;
        NotesPart = relations.Target("/comments");
        ShapesPart = relations.Target("/vmlDrawing");
        notes = NotesPart is { } known ? package.Element(known) : null;
        // Shapes that are no well-formed XML (older programs wrote such) cannot be added to: then the cells are coloured without notes.
        shapes = ShapesPart is { } drawing ? package.ElementIfReadable(drawing) : null;
        if (ShapesPart is not null && shapes is null)
        {
            (NotesPart, ShapesPart, notes) = (null, null, null);
            return;
        }
        if (NotesPart is null)
        {
            NotesPart = "xl/commentsThiDua.xml";
            relations.Add("comments", NotesPart);
        }
        if (ShapesPart is null)
        {
            ShapesPart = "xl/drawings/vmlDrawingThiDua.vml";
            NewShapesRelation = relations.Add("vmlDrawing", ShapesPart);
        }
        notes ??= new(Main + "comments", new XElement(Main + "authors"), new XElement(Main + "commentList"));
        shapes ??= EmptyShapes();
        AddAll(texts);
    }

    public string? NotesPart { get; }

    public string? ShapesPart { get; }

    /// <summary>Id of the relation by which the sheet must name its shapes; null when it does already or has none.</summary>
    public string? NewShapesRelation { get; }

    public void Save(ZipArchive zip)
    {
        if (NotesPart is { } part && notes is not null) zip.Write(part, notes);
        if (ShapesPart is { } drawing && shapes is not null) zip.Write(drawing, shapes);
    }

    private void AddAll(IReadOnlyDictionary<(int Row, int Column), string> texts)
    {
        var authors = notes!.Element(Main + "authors")!;
        authors.Add(new XElement(Main + "author", Author));
        var author = authors.Elements().Count() - 1;
        var list = notes.Element(Main + "commentList")!;
        var known = list.Elements().ToDictionary(e => (string)e.Attribute("ref")!, e => e, StringComparer.OrdinalIgnoreCase);
        foreach (var ((row, column), text) in texts.OrderBy(t => t.Key))
        {
            var cell = Header.Letter(column) + row.ToString(CultureInfo.InvariantCulture);
            var words = new XElement(Main + "r", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), known.ContainsKey(cell) ? $"\n{Author}: {text}" : text));
            if (known.TryGetValue(cell, out var own)) own.Element(Main + "text")?.Add(words);
            else
            {
                list.Add(new XElement(Main + "comment", new XAttribute("ref", cell), new XAttribute("authorId", author), new XElement(Main + "text", words)));
                shapes!.Add(Shape(row - 1, column));
            }
        }
    }

    private static XElement EmptyShapes() => new("xml",
        new XAttribute(XNamespace.Xmlns + "v", Vml), new XAttribute(XNamespace.Xmlns + "o", Office), new XAttribute(XNamespace.Xmlns + "x", Excel),
        new XElement(Office + "shapelayout", new XAttribute(Vml + "ext", "edit"), new XElement(Office + "idmap", new XAttribute(Vml + "ext", "edit"), new XAttribute("data", "1"))),
        new XElement(Vml + "shapetype", new XAttribute("id", "_x0000_t202"), new XAttribute("coordsize", "21600,21600"), new XAttribute(Office + "spt", "202"), new XAttribute("path", "m,l,21600r21600,l21600,xe"),
            new XElement(Vml + "stroke", new XAttribute("joinstyle", "miter")), new XElement(Vml + "path", new XAttribute("gradientshapeok", "t"), new XAttribute(Office + "connecttype", "rect"))));

    private static XElement Shape(int row, int column) => new(Vml + "shape",
        new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"ThiDua_{row}_{column}")), new XAttribute("type", "#_x0000_t202"),
        new XAttribute("style", "position:absolute;width:260pt;height:70pt;visibility:hidden"), new XAttribute("fillcolor", "#ffffe1"), new XAttribute(Office + "insetmode", "auto"),
        new XElement(Vml + "fill", new XAttribute("color2", "#ffffe1")), new XElement(Vml + "textbox"),
        new XElement(Excel + "ClientData", new XAttribute("ObjectType", "Note"), new XElement(Excel + "MoveWithCells"), new XElement(Excel + "SizeWithCells"),
            new XElement(Excel + "Anchor", string.Create(CultureInfo.InvariantCulture, $"{column + 1}, 15, {row}, 2, {column + 5}, 15, {row + 4}, 4")),
            new XElement(Excel + "AutoFill", "False"), new XElement(Excel + "Row", row), new XElement(Excel + "Column", column)));
}
