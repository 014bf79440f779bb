using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThiDua.Documents;

/// <summary>
/// A document in the State's format (Decree 30/2020/NĐ-CP): A4, margins 20/20/30/15 mm, Times New Roman, national title at the right,
/// the office at the left, page numbers from the second page on in the middle of the top margin.
/// </summary>
public sealed class StatePaper
{
    private const int TwipsPerMillimetre = 57; // 1,440 to the inch of 25.4 mm
    private const string Small = "24", Normal = "26", Large = "28"; // half points: 12, 13, 14

    private readonly WordprocessingDocument document;
    private readonly Body body = new();

    public static void Write(Stream output, IReadOnlyList<PaperBlock> blocks)
    {
        var paper = new StatePaper(output);
        foreach (var block in blocks) paper.Add(block);
        paper.Close();
    }

    private StatePaper(Stream output)
    {
        document = WordprocessingDocument.Create(output, WordprocessingDocumentType.Document);
        var main = document.AddMainDocumentPart();
        main.Document = new Document(body);
        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", ComplexScript = "Times New Roman" }, new FontSize { Val = Normal },
            new Languages { Val = "vi-VN" })), new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "276", LineRule = LineSpacingRuleValues.Auto }))));
    }

    private void Add(PaperBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading: Heading(heading.Office, heading.Number, heading.PlaceAndDay); break;
            case TitleBlock title: body.Append(Centered(title.Name, Large, bold: true, before: "240"), Centered(title.About, Large, bold: true), Centered("___________", Small)); break;
            case AddresseeBlock to: body.Append(Centered("Kính gửi: " + to.Text, Large, before: "120"), new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "60" }))); break;
            case SectionBlock section: body.Append(new Paragraph(new ParagraphProperties(new KeepNext()), Run(section.Text, Large, bold: true))); break;
            case ParagraphBlock paragraph: Text(paragraph.Text); break;
            case TableBlock table: Table(table); break;
            case SignaturesBlock signatures: Signatures(signatures.Recipients, signatures.Signers); break;
            case CentreBlock centre: body.Append(Centered(centre.Text, Large, bold: true, before: "120"), new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "0" }))); break;
            case SignedBlock signed: Signed(signed); break;
            default: throw new InvalidOperationException($"No way to write a {block.GetType().Name}.");
        }
    }

    private void Heading(string office, string number, string placeAndDay)
    {
        var left = new TableCell(Width(40),
            Centered(office.ToUpperInvariant(), Normal, bold: true), Centered("_______", Small), Centered(number, Normal));
        var right = new TableCell(Width(60),
            Centered(HeadingBlock.Nation, Small, bold: true), Centered(HeadingBlock.Motto, Normal, bold: true),
            Centered("_______________", Small), Centered(placeAndDay, Normal, italic: true));
        body.Append(new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableLayout { Type = TableLayoutValues.Fixed }), Grid(40, 60), new TableRow(left, right)));
    }

    /// <summary>A justified paragraph; blanks to be filled by hand stand on a yellow ground.</summary>
    private void Text(string text)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new Indentation { FirstLine = "567" }, new Justification { Val = JustificationValues.Both }));
        var parts = text.Split(PaperTemplate.Blank);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                var blank = Run("…………", Large);
                blank.RunProperties!.Append(new Highlight { Val = HighlightColorValues.Yellow });
                paragraph.Append(blank);
            }
            if (parts[i].Length > 0) paragraph.Append(Run(parts[i], Large));
        }
        body.Append(paragraph);
    }

    private void Table(TableBlock block)
    {
        var table = new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, Borders(), new TableLayout { Type = TableLayoutValues.Fixed }), Grid([.. block.Widths]));
        var head = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (var i = 0; i < block.Heads.Count; i++) head.Append(new TableCell(Width(block.Widths[i]), Centered(block.Heads[i], Small, bold: true)));
        table.Append(head);
        foreach (var row in block.Rows)
        {
            var line = new TableRow(new TableRowProperties(new CantSplit()));
            for (var i = 0; i < row.Count; i++)
            {
                var properties = new ParagraphProperties(new SpacingBetweenLines { After = "40", Before = "40", Line = "240", LineRule = LineSpacingRuleValues.Auto });
                if (block.Centred.Contains(i)) properties.Append(new Justification { Val = JustificationValues.Center });
                line.Append(new TableCell(Width(block.Widths[i]), new Paragraph(properties, Run(row[i], Small))));
            }
            table.Append(line);
        }
        body.Append(table, new Paragraph());
    }

    /// <summary>"Nơi nhận" at the left, those who sign beside each other.</summary>
    private void Signatures(IReadOnlyList<string> recipients, IReadOnlyList<string> signers)
    {
        var cells = new List<TableCell>();
        var share = 100 / Math.Max(2, signers.Count + (recipients.Count == 0 ? 0 : 1));
        if (recipients.Count == 0 && signers.Count == 1) cells.Add(new(Width(share), new Paragraph())); // who signs alone signs at the right
        if (recipients.Count > 0)
        {
            var cell = new TableCell(Width(share), new Paragraph(Run("Nơi nhận:", Small, bold: true, italic: true)));
            foreach (var recipient in recipients) cell.Append(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "0" }), Run("- " + recipient, "22")));
            cells.Add(cell);
        }
        foreach (var signer in signers) cells.Add(new(Width(share), Centered(signer, Large, bold: true), Centered("(ký, ghi rõ họ tên)", Small, italic: true), new Paragraph(), new Paragraph(), new Paragraph()));
        body.Append(new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableLayout { Type = TableLayoutValues.Fixed }),
            Grid([.. cells.Select(_ => share)]), new TableRow([new TableRowProperties(new CantSplit()), .. cells])));
    }

    /// <summary>"Nơi nhận" at the left, whoever signs at the right, under the lines that say as what.</summary>
    private void Signed(SignedBlock block)
    {
        var left = new TableCell(Width(50), new Paragraph(Run(block.Recipients.Count == 0 ? "" : "Nơi nhận:", Small, bold: true, italic: true)));
        foreach (var recipient in block.Recipients) left.Append(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "0" }), Run("- " + recipient, "22")));
        var right = new TableCell([Width(50), .. block.Lines.Select(l => Centered(l, Large, bold: true)), new Paragraph(), new Paragraph(), new Paragraph(), Centered(block.Name ?? "", Large, bold: true)]);
        body.Append(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "0" })), new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableLayout { Type = TableLayoutValues.Fixed }),
            Grid(50, 50), new TableRow(new TableRowProperties(new CantSplit()), left, right)));
    }

    private void Close()
    {
        var header = document.MainDocumentPart!.AddNewPart<HeaderPart>();
        header.Header = new Header(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new SimpleField(new Run(new RunProperties(new FontSize { Val = Normal }), new Text("2"))) { Instruction = "PAGE" }));
        var empty = document.MainDocumentPart.AddNewPart<HeaderPart>();
        empty.Header = new Header(new Paragraph());
        body.Append(new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = document.MainDocumentPart.GetIdOfPart(header) },
            new HeaderReference { Type = HeaderFooterValues.First, Id = document.MainDocumentPart.GetIdOfPart(empty) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 20 * TwipsPerMillimetre, Bottom = 20 * TwipsPerMillimetre, Left = 30 * TwipsPerMillimetre, Right = 15 * TwipsPerMillimetre, Header = 10 * TwipsPerMillimetre, Footer = 10 * TwipsPerMillimetre },
            new TitlePage()));
        document.Dispose();
    }

    private static Paragraph Centered(string text, string size, bool bold = false, bool italic = false, string before = "0") => new(
        new ParagraphProperties(new SpacingBetweenLines { After = "0", Before = before }, new Justification { Val = JustificationValues.Center }), Run(text, size, bold, italic));

    private static Run Run(string text, string size, bool bold = false, bool italic = false)
    {
        var properties = new RunProperties();
        if (bold) properties.Append(new Bold());
        if (italic) properties.Append(new Italic());
        properties.Append(new FontSize { Val = size });
        return new(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    private static TableCellProperties Width(int percent) => new(new TableCellWidth { Width = (percent * 50).ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Pct });

    private static TableGrid Grid(params int[] widths) => new([.. widths.Select(w => new GridColumn { Width = (w * 93).ToString(System.Globalization.CultureInfo.InvariantCulture) })]);

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
}
