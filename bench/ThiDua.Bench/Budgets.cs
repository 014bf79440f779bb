using System.Globalization;
using System.IO.Compression;
using System.Security;
using ThiDua.Core.Access;

namespace ThiDua.Bench;

/// <summary>The budgets that are no import of CSV: a workbook beside the same rows as CSV, the standings page beside a static file, start and help.</summary>
public sealed class Budgets : IDisposable
{
    private const int SheetRows = 100_000;
    /// <summary>How many ask at the same time.</summary>
    private const int Visitors = 4;

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-budgets-").FullName;
    private readonly int rows;

    public Budgets(int rows) => this.rows = rows;

    public void Run()
    {
        Console.WriteLine("| work | measured | beside | ratio | peak memory |");
        Console.WriteLine("|---|---|---|---|---|");
        Workbook();
        Help();
        Standings();
    }

    private void Workbook()
    {
        var (invented, filled) = (new Invented(SheetRows), new Installed(At("filled")));
        filled.Fill(invented, results: false);
        var lines = File.ReadAllLines(filled.Results);
        WriteWorkbook(At("results.xlsx"), lines);
        var csv = filled.CopyTo(At("as-csv")).Timed("import", "results", filled.Results);
        var xlsx = filled.CopyTo(At("as-xlsx")).Timed("import", "results", At("results.xlsx"));
        Console.WriteLine(string.Create(Culture, $"| XLSX, {invented.Rows:N0} rows × {lines[0].Split(',').Length} columns | {xlsx.Seconds:0.00} s | CSV {csv.Seconds:0.00} s | {xlsx.Seconds / csv.Seconds:0.00} × | {xlsx.PeakBytes / 1048576.0:0} MiB beside {csv.PeakBytes / 1048576.0:0} |"));
    }

    private static void Help()
    {
        var help = Enumerable.Range(0, 9).Select(_ => Measured.Of(Path.Combine(Sources.Root, "thidua"), "--help").Seconds).Order().ElementAt(4);
        Console.WriteLine(string.Create(Culture, $"| --help, whole process, median of 9 | {help:0.00} s | – | – | – |"));
    }

    private void Standings()
    {
        var filled = new Installed(At("large"));
        filled.Fill(new(rows), results: true);
        using var site = filled.Serve();
        Console.WriteLine(string.Create(Culture, $"| start to first page, {rows:N0} rows | {site.FirstPage.TotalSeconds:0.00} s | – | – | – |"));
        const string Page = "/c/9936/xep-hang";
        var still = Path.Combine(Sources.Program, "wwwroot", "bench.svg"); // as many bytes as the page
        File.WriteAllBytes(still, new byte[site.Get(Page).Bytes]);
        try
        {
            // Each may ask some 1,000 times at once and 20 times a second (docs/operations, Limits).
            var visitors = Enumerable.Range(0, 50).Select(i => filled.Enter(site, string.Create(Culture, $"doc-{i:00}"), Role.StandingOffice, "TW")).ToList();
            foreach (var address in (string[])["/star.svg", "/bench.svg", Page]) Load(address, 3);
            var (small, large, page) = (Load("/star.svg", 10), Load("/bench.svg", 10), Load(Page, 10));
            visitors.ForEach(v => v.Dispose());

            (double PerSecond, double Late) Load(string address, int seconds) => Running.Load(address, visitors, Visitors, TimeSpan.FromSeconds(seconds));
            Told(page, small, $"a static file of {new FileInfo(Path.Combine(Sources.Program, "wwwroot", "star.svg")).Length} bytes");
            Told(page, large, $"one of {new FileInfo(still).Length:N0} bytes, as the page");
        }
        finally
        {
            File.Delete(still);
        }
    }

    private void Told((double PerSecond, double Late) page, (double PerSecond, double Late) beside, string what) =>
        Console.WriteLine(string.Create(Culture, $"| standings page, {rows:N0} rows, {Visitors} visitors | {page.PerSecond:0} requests/s, 99 % within {page.Late:0.0} ms | {what} {beside.PerSecond:0} requests/s | {100 * page.PerSecond / beside.PerSecond:0} % | – |"));

    /// <summary>One sheet with the cells as text, as offices send them.</summary>
    private static void WriteWorkbook(string path, string[] lines)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Part("[Content_Types].xml", w => w.Write("""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""));
        Part("_rels/.rels", w => w.Write("""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
        Part("xl/workbook.xml", w => w.Write("""<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Kết quả" sheetId="1" r:id="r1"/></sheets></workbook>"""));
        Part("xl/_rels/workbook.xml.rels", w => w.Write("""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""));
        Part("xl/worksheets/sheet1.xml", w =>
        {
            w.Write("""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
            for (var row = 0; row < lines.Length; row++)
            {
                w.Write(string.Create(Culture, $"<row r=\"{row + 1}\">"));
                var cells = lines[row].Split(',');
                for (var c = 0; c < cells.Length; c++) if (cells[c].Length > 0) w.Write(string.Create(Culture, $"<c r=\"{(char)('A' + c)}{row + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cells[c])}</t></is></c>"));
                w.Write("</row>");
            }
            w.Write("</sheetData></worksheet>");
        });

        void Part(string name, Action<StreamWriter> write)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            write(writer);
        }
    }

    private string At(string name) => Path.Combine(folder, name);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
