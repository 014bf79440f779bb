using ThiDua.Campaigns;
using ThiDua.Intake.Files;

namespace ThiDua.Organisation;

/// <summary>Reads the tables of catalog/admin, one row at a time, the head left out.</summary>
internal static class AdministrativeCatalog
{
    public static string Folder { get; } = Path.Combine(ShippedFiles.Folder("catalog"), "admin");

    public static bool Has(string table) => File.Exists(Path.Combine(Folder, table + ".csv"));

    public static IEnumerable<string[]> Rows(string table)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, table + ".csv"));
        using var source = new CsvSource(CsvText.Of(stream), ',');
        var row = new CellBuffer();
        source.Restart();
        while (source.Read(row))
        {
            if (row.Number == 1) continue;
            var cells = new string[row.Count];
            for (var i = 0; i < cells.Length; i++) cells[i] = row.Text(i).ToString();
            yield return cells;
        }
    }
}
