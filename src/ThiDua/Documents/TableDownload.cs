using System.Globalization;
using System.Text;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Documents;

/// <summary>A table as people see it on a page.</summary>
public sealed record PageTable(string Title, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Tables of a page to take away, as CSV or workbook: each under its title, what a spreadsheet would run disarmed.</summary>
public static class TableDownload
{
    /// <param name="format">"csv" or "xlsx"; there is nothing else.</param>
    /// <param name="name">Of the file, before the campaign.</param>
    /// <param name="namesPeople">Then the file says who took it out and when.</param>
    public static IResult Answer(PageContext page, string campaign, string format, Vantage vantage, string name, bool namesPeople, Func<Db, Ground, IReadOnlyList<PageTable>> ask)
    {
        if (format is not ("csv" or "xlsx")) return Results.NotFound();
        IReadOnlyList<PageTable> tables;
        try
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            tables = ask(db, Ground.Of(db, page.Options.Installation, campaign, vantage));
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
        var exported = namesPeople ? Exported.Now(page.Options.Installation) : null;
        var stream = new MemoryStream();
        if (format == "csv") stream.Write(Encoding.UTF8.GetBytes(Csv(tables, exported, page.Language)));
        else WriteXlsx(stream, tables, exported, page.Language);
        return Results.File(stream.ToArray(), format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}-{campaign}.{format}");
    }

    public static string Csv(IReadOnlyList<PageTable> tables, Exported? exported, Language language) =>
        "\ufeff" + string.Join("\r\n", tables.Select(One)) + (exported is null ? "" : OutgoingText.Csv(exported.Line(language)) + "\r\n");

    private static string One(PageTable table) => OutgoingText.Csv(table.Title) + "\r\n" + string.Concat(
        table.Rows.Prepend(table.Heads).Select(r => string.Join(',', r.Select(c => OutgoingText.Csv(Convert.ToString(c, CultureInfo.InvariantCulture) ?? ""))) + "\r\n"));

    private static void WriteXlsx(Stream stream, IReadOnlyList<PageTable> tables, Exported? exported, Language language)
    {
        using var workbook = new WorkbookWriter(stream);
        foreach (var table in tables)
        {
            workbook.AddSheet(table.Title, exported is null ? [table.Title] : [table.Title, OutgoingText.Disarm(exported.Line(language))], table.Heads,
                table.Rows.Select(r => (IReadOnlyList<object?>)[.. r.Select(c => c is string text ? OutgoingText.Disarm(text) : c)]));
        }
    }
}
