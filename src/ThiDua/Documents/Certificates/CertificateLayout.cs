using System.Globalization;
using System.Text.RegularExpressions;

namespace ThiDua.Documents.Certificates;

/// <summary>A row of letters where it stands.</summary>
/// <param name="Baseline">From the top of the paper.</param>
/// <param name="At">Of each glyph, from the left of the paper.</param>
public sealed record PlacedRow(CertificateFonts Font, int Size, int Baseline, ushort[] Glyphs, int[] At, int Width, int Colour, CertificateLine Line, string Text);

/// <summary>A certificate ready to be drawn.</summary>
/// <param name="Code">What the code on it says; null: none.</param>
public sealed record CertificateSheet(CertificateTemplate Template, IReadOnlyList<PlacedRow> Rows, string? Code);

/// <summary>Lays a certificate out: what stands where, and how large. Whole numbers alone, so that the same certificate is the same on every machine.</summary>
public static partial class CertificateLayout
{
    /// <summary>A row that is a little too long is made so much smaller, in hundredths, before it is broken.</summary>
    private const int KeptInOneRow = 72;

    /// <summary>From row to row, in hundredths of the size: two marks above a capital need room.</summary>
    public const int Leading = 132;

    /// <summary>How far below the top of a row its letters stand, in hundredths of the size.</summary>
    private const int Drop = 99;

    /// <exception cref="CertificateException">A letter that a face does not have, or a text that does not fit.</exception>
    public static CertificateSheet Of(CertificateTemplate template, IReadOnlyDictionary<string, string> fields, string? code)
    {
        var rows = new List<PlacedRow>();
        foreach (var line in template.Lines)
        {
            if (Filled(line, fields) is { Length: > 0 } text) rows.AddRange(Placed(line, text));
        }
        return new(template, rows, template.Code is null ? null : code);
    }

    /// <returns>Null: all its fields are empty.</returns>
    private static string? Filled(CertificateLine line, IReadOnlyDictionary<string, string> fields)
    {
        var font = CertificateFonts.Of(line.Font);
        var (asked, given) = (0, 0);
        foreach (var name in Hole().Matches(line.Text).Select(m => m.Groups[1].Value))
        {
            asked++;
            if (fields[name].Length == 0) continue;
            given++;
            if (font.Missing(Cased(line, fields[name])) is { } letter) throw Missing(letter, fields[name], "{" + name + "}", line);
        }
        if (asked > 0 && given == 0) return null;
        var text = Cased(line, PaperTemplate.Fill(line.Text, fields)).Trim();
        return font.Missing(text) is { } missing ? throw Missing(missing, text, line.Text, line) : text;
    }

    private static string Cased(CertificateLine line, string text) => Spaces().Replace((line.Upper ? text.ToUpperInvariant() : text).Normalize(), " ");

    private static CertificateException Missing(System.Text.Rune letter, string text, string place, CertificateLine line)
    {
        var others = CertificateFonts.Names.Where(n => CertificateFonts.Of(n).Missing(Cased(line, text)) is null).ToList();
        return new(others.Count > 0 ? "letter-missing" : "letter-nowhere", letter.ToString(), "U+" + letter.Value.ToString("X4", CultureInfo.InvariantCulture), text, place, line.Font, string.Join(", ", others));
    }

    private static IEnumerable<PlacedRow> Placed(CertificateLine line, string text)
    {
        var font = CertificateFonts.Of(line.Font);
        var paragraphs = text.Split('\n').Select(p => new Paragraph(font, p.Trim())).ToList();
        if (Fitted(line, paragraphs) is not var (size, rows)) throw new CertificateException("does-not-fit", text, line.Text, line.Rows.ToString(CultureInfo.InvariantCulture));
        var leading = size * Leading / 100;
        var top = line.At.Y + (line.At.Height - rows.Count * leading) / 2;
        foreach (var (i, (of, from, to)) in rows.Index())
        {
            var width = of.Width(from, to, size);
            var x = line.At.X + line.Align switch { CertificateAlign.Left => 0, CertificateAlign.Centre => (line.At.Width - width) / 2, _ => line.At.Width - width };
            yield return new(font, size, top + i * leading + size * Drop / 100, of.Glyphs[from..to], [.. Enumerable.Range(from, to - from).Select(g => x + of.Width(from, g, size))], width, line.Colour, line, of.Text[from..to]);
        }
    }

    /// <summary>The largest size in which it fits: in as many rows as it has by itself a little smaller, else broken into rows.</summary>
    private static (int Size, List<(Paragraph Of, int From, int To)> Rows)? Fitted(CertificateLine line, List<Paragraph> paragraphs)
    {
        for (var part = 100; part >= KeptInOneRow; part -= 2) if (Try(part, paragraphs.Count) is { } fitted) return fitted;
        for (var part = 100; part > 0 && line.Size * part / 100 >= line.Smallest; part -= 2) if (Try(part, line.Rows) is { } fitted) return fitted;
        return null;

        (int, List<(Paragraph, int, int)>)? Try(int part, int most)
        {
            var size = line.Size * part / 100;
            most = Math.Min(most, Math.Min(line.Rows, line.At.Height * 100 / (size * Leading)));
            if (size < line.Smallest || most < paragraphs.Count) return null;
            var rows = Broken(paragraphs, line.At.Width, size, most);
            if (rows is null) return null;
            // The narrowest column of as many rows: no last row with one word alone.
            for (var step = line.At.Width / 2; step > 500; step /= 2)
            {
                var narrower = rows.Max(r => r.Item1.Width(r.Item2, r.Item3, size)) - step;
                if (narrower > 0 && Broken(paragraphs, narrower, size, rows.Count) is { } better) rows = better;
            }
            return (size, rows);
        }
    }

    /// <returns>Null: it needs more rows, or a word is too long.</returns>
    private static List<(Paragraph, int, int)>? Broken(List<Paragraph> paragraphs, int width, int size, int most)
    {
        var rows = new List<(Paragraph, int, int)>();
        foreach (var paragraph in paragraphs)
        {
            var from = 0;
            while (from < paragraph.Text.Length)
            {
                var to = -1;
                for (var end = from; end <= paragraph.Text.Length && (end == from || paragraph.Width(from, end, size) <= width); end++)
                    if (end > from && (end == paragraph.Text.Length || paragraph.Text[end] == ' ')) to = end;
                if (to < 0 || rows.Count == most) return null;
                rows.Add((paragraph, from, to));
                from = to + 1;
            }
        }
        return rows;
    }

    /// <summary>A text without breaks, with its glyphs: one for each letter, since no face joins any.</summary>
    private sealed class Paragraph
    {
        private readonly long[] pen;
        private readonly int em;

        public Paragraph(CertificateFonts font, string text)
        {
            (Text, em) = (text, font.Em);
            (Glyphs, var advances) = font.Shape(text);
            if (Glyphs.Length != text.Length) throw new InvalidOperationException($"{Glyphs.Length} glyphs for {text.Length} letters: {text}");
            pen = new long[advances.Length + 1];
            for (var i = 0; i < advances.Length; i++) pen[i + 1] = pen[i] + advances[i];
        }

        public string Text { get; }

        public ushort[] Glyphs { get; }

        public int Width(int from, int to, int size) => (int)((pen[to] - pen[from]) * size / em);
    }

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    internal static partial Regex Hole();

    [GeneratedRegex(@"[^\S\n\u00a0]+")]
    private static partial Regex Spaces();
}
