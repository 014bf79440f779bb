using System.Collections.Concurrent;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using ThiDua.Campaigns;

namespace ThiDua.Documents.Certificates;

/// <summary>The typefaces that come with the program (templates/certificate/fonts), opened when a certificate is first drawn.</summary>
#pragma warning disable CA1001 // they are open as long as the program is
public sealed class CertificateFonts
#pragma warning restore CA1001
{
    /// <summary>As templates name them, the plainest first.</summary>
    public static readonly IReadOnlyList<string> Names = ["serif", "serif-bold", "serif-italic", "display-bold", "script", "script-bold", "sans", "sans-bold"];

    private static readonly ConcurrentDictionary<string, CertificateFonts> Opened = new(StringComparer.Ordinal);

    private readonly HarfBuzzSharp.Font shaper;

    private CertificateFonts(string name)
    {
        var path = Path.Combine(ShippedFiles.Folder("templates"), "certificate", "fonts", name + ".ttf");
        Typeface = SKTypeface.FromFile(path) ?? throw new FileNotFoundException(path);
        using var blob = Blob.FromFile(path);
        blob.MakeImmutable();
        using var face = new Face(blob, 0);
        Em = face.UnitsPerEm;
        shaper = new(face);
        shaper.SetScale(Em, Em);
        shaper.SetFunctionsOpenType();
    }

    public SKTypeface Typeface { get; }

    /// <summary>Units of the face in its size.</summary>
    public int Em { get; }

    public static CertificateFonts Of(string name) => Opened.GetOrAdd(name, n => new(n));

    /// <summary>The first letter that the face does not have; null: it has all. Spaces and breaks are no letters.</summary>
    public Rune? Missing(string text)
    {
        foreach (var rune in text.EnumerateRunes()) if (rune.Value != '\n' && !shaper.TryGetNominalGlyph((uint)rune.Value, out _)) return rune;
        return null;
    }

    /// <summary>The glyphs of a text of which the face has every letter, one for each, and how far each takes the pen, in units of the face.</summary>
    public (ushort[] Glyphs, int[] Advances) Shape(string text)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.Direction = Direction.LeftToRight;
        buffer.Script = Script.Latin;
        shaper.Shape(buffer);
        return ([.. buffer.GetGlyphInfoSpan().ToArray().Select(g => (ushort)g.Codepoint)], [.. buffer.GetGlyphPositionSpan().ToArray().Select(p => p.XAdvance)]);
    }
}
