using QRCoder;
using SkiaSharp;

namespace ThiDua.Documents.Certificates;

/// <summary>Draws certificates that were laid out: as pages of a PDF, or as a picture to look at. Equal certificates give equal bytes.</summary>
public static class DrawCertificate
{
    private const int MicrometresPerInch = 25_400, Coarser = 20;

    private static readonly SKColor Gold = new(0xB0, 0x86, 0x2D), PaleGold = new(0xF8, 0xEF, 0xD6), Red = new(0xA8, 0x14, 0x20), DeepGold = new(0x8C, 0x67, 0x1B), Cream = new(0xFF, 0xFD, 0xF7);

    /// <param name="day">That the file says it was made on: of the decision, so that it is the same whenever it is made.</param>
    public static void Pdf(Stream output, IEnumerable<CertificateSheet> sheets, string title, DateOnly day)
    {
        var made = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        using var document = SKDocument.CreatePdf(output, new SKDocumentPdfMetadata { Title = title, Creator = "ThiDua", Producer = "ThiDua", Creation = made, Modified = made, EncodingQuality = 101, RasterDpi = 72 });
        foreach (var sheet in sheets)
        {
            const int Points = 72;
            var unit = 1f * Points / MicrometresPerInch;
            var canvas = document.BeginPage(sheet.Template.Width * unit, sheet.Template.Height * unit);
            canvas.Scale(unit);
            Draw(canvas, sheet);
            document.EndPage();
        }
        document.Close();
    }

    /// <summary>Of the picture of a certificate, in points: as wide as a page shows it, and never higher than a sheet of A4.</summary>
    public static (int Width, int Height) Shown(CertificateTemplate template)
    {
        const int Widest = 1200, Highest = 1700;
        var height = (int)((long)Widest * template.Height / template.Width);
        return height <= Highest ? (Widest, height) : ((int)((long)Highest * template.Width / template.Height), Highest);
    }

    public static byte[] Png(CertificateSheet sheet)
    {
        var (width, height) = Shown(sheet.Template);
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(1f * width / sheet.Template.Width);
        Draw(surface.Canvas, sheet);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, CertificateSheet sheet)
    {
        var template = sheet.Template;
        Frame(canvas, template.Width, template.Height, template.Frame);
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        canvas.Scale(Coarser); // letters of more than 16,384 units would be drawn smaller than they are
        foreach (var row in sheet.Rows)
        {
            using var font = new SKFont(row.Font.Typeface, 1f * row.Size / Coarser) { LinearMetrics = true, Subpixel = true, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(row.Glyphs, font, [.. row.At.Select(x => new SKPoint(1f * x / Coarser, 1f * row.Baseline / Coarser))]);
            using var blob = builder.Build();
            paint.Color = new((uint)row.Colour | 0xFF000000);
            canvas.DrawText(blob, 0, 0, paint);
        }
        canvas.Restore();
        if (sheet.Code is { } code && template.Code is { } at) Code(canvas, code, at);
    }

    private static void Code(SKCanvas canvas, string text, Box at)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (modules, size) = (data.ModuleMatrix, data.ModuleMatrix.Count);
        const int Quiet = 4; // modules of white around it, that the matrix has already
        var side = Math.Min(at.Width, at.Height);
        using var white = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(at.X, at.Y, side, side, white);
        using var path = new SKPath();
        for (var y = Quiet; y < size - Quiet; y++)
        {
            for (var x = Quiet; x < size - Quiet; x++)
            {
                if (!modules[y][x]) continue;
                var from = x;
                while (x + 1 < size - Quiet && modules[y][x + 1]) x++;
                path.AddRect(new(at.X + side * from / size, at.Y + side * y / size, at.X + side * (x + 1) / size, at.Y + side * (y + 1) / size));
            }
        }
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.DrawPath(path, black);
    }

    private static void Frame(SKCanvas canvas, int width, int height, CertificateFrame frame)
    {
        if (frame == CertificateFrame.None) return;
        using var fill = new SKPaint { IsAntialias = true };
        using var rule = new SKPaint { IsAntialias = true, IsStroke = true };
        if (frame == CertificateFrame.Plain)
        {
            Rule(10_000, 700, DeepGold);
            Rule(11_800, 250, DeepGold);
            return;
        }
        var unit = Math.Min(width, height) / 210; // frames grow with the paper
        var (outer, inner) = (8 * unit, 15 * unit);
        fill.Color = Cream;
        canvas.DrawRect(inner, inner, width - 2 * inner, height - 2 * inner, fill);
        using (var band = new SKPath { FillType = SKPathFillType.EvenOdd })
        {
            band.AddRect(new(outer, outer, width - outer, height - outer));
            band.AddRect(new(inner, inner, width - inner, height - inner));
            fill.Color = frame == CertificateFrame.Red ? Red : PaleGold;
            canvas.DrawPath(band, fill);
        }
        fill.Color = Gold;
        using (var lozenges = Lozenges(width, height, outer, inner)) canvas.DrawPath(lozenges, fill);
        foreach (var (x, y) in new[] { (outer, outer), (width - inner, outer), (outer, height - inner), (width - inner, height - inner) })
        {
            fill.Color = frame == CertificateFrame.Red ? DeepGold : Red;
            canvas.DrawRect(x, y, inner - outer, inner - outer, fill);
            fill.Color = new(0xF6, 0xD9, 0x7A);
            using var star = Star(x + (inner - outer) / 2, y + (inner - outer) / 2, (inner - outer) * 38 / 100);
            canvas.DrawPath(star, fill);
        }
        Rule(outer - unit * 15 / 10, unit / 4, DeepGold);
        Rule(outer, unit * 6 / 10, DeepGold);
        Rule(inner, unit * 6 / 10, DeepGold);
        Rule(inner + unit * 16 / 10, unit / 4, Red);

        void Rule(int inset, int thick, SKColor colour)
        {
            (rule.StrokeWidth, rule.Color) = (thick, colour);
            canvas.DrawRect(inset, inset, width - 2 * inset, height - 2 * inset, rule);
        }
    }

    /// <summary>A row of lozenges with a dot between each two, along the four sides of the band.</summary>
    private static SKPath Lozenges(int width, int height, int outer, int inner)
    {
        var path = new SKPath();
        var (thick, middle) = (inner - outer, (inner + outer) / 2);
        Side(width, (along, across) => new SKPoint(along, across), middle);
        Side(width, (along, across) => new SKPoint(along, height - across), middle);
        Side(height, (along, across) => new SKPoint(across, along), middle);
        Side(height, (along, across) => new SKPoint(width - across, along), middle);
        return path;

        void Side(int length, Func<int, int, SKPoint> at, int centre)
        {
            var room = length - 2 * inner;
            var count = room / (thick * 115 / 100);
            for (var i = 0; i < count; i++)
            {
                var along = inner + (int)((2L * i + 1) * room / (2L * count));
                var (half, high) = (thick * 40 / 100, thick * 30 / 100);
                Lozenge(along, centre, half, high);
                Lozenge(along, centre, half * 45 / 100, high * 45 / 100); // drawn the other way round: a hole
                if (i + 1 < count) path.AddCircle(at(along + (int)(room / (2L * count)), centre).X, at(along + (int)(room / (2L * count)), centre).Y, thick * 6 / 100);
            }

            void Lozenge(int along, int across, int half, int high)
            {
                path.MoveTo(at(along - half, across));
                path.LineTo(at(along, across - high));
                path.LineTo(at(along + half, across));
                path.LineTo(at(along, across + high));
                path.Close();
                path.FillType = SKPathFillType.EvenOdd;
            }
        }
    }

    /// <summary>Of five points; the corners in thousandths of its radius.</summary>
    private static SKPath Star(int x, int y, int radius)
    {
        (int X, int Y)[] corners = [(0, -1000), (225, -309), (951, -309), (363, 118), (588, 809), (0, 382), (-588, 809), (-363, 118), (-951, -309), (-225, -309)];
        var path = new SKPath();
        path.AddPoly([.. corners.Select(c => new SKPoint(x + c.X * radius / 1000, y + c.Y * radius / 1000))], close: true);
        return path;
    }
}
