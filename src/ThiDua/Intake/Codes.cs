using ThiDua.Database;

namespace ThiDua.Intake;

/// <summary>
/// Numbers of the codes of units or officers of one office. A code gets its number when a file first mentions it, known or not;
/// new ones are written when the import ends.
/// </summary>
public sealed class Codes
{
    private readonly Db db;
    private readonly string table;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(int Number, string Code)> added = [];
    private int last;

    private Codes(Db db, string table)
    {
        (this.db, this.table) = (db, table);
        db.Read($"select {table}_id, code from {table} where office_id = 1", r => numbers[r.GetString(1)] = r.GetInt32(0));
        last = db.One<int?>($"select max({table}_id) from {table}") ?? 0;
    }

    public static Codes OfUnits(Db db) => new(db, "unit");

    public static Codes OfOfficers(Db db) => new(db, "officer");

    public int Number(string code)
    {
        if (numbers.TryGetValue(code, out var number)) return number;
        numbers[code] = ++last;
        added.Add((last, code));
        return last;
    }

    public int? Find(string code) => numbers.TryGetValue(code, out var number) ? number : null;

    public void Write()
    {
        using var writer = db.Bulk(table, $"{table}_id", "office_id", "code");
        foreach (var (number, code) in added) writer.Add(number).Add(1).Add(code).EndRow();
        added.Clear();
    }
}
