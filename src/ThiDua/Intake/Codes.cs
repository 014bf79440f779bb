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
    private readonly CodeNumbers numbers = new();
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    private readonly List<(int Number, string Code)> added = [];
    private readonly PartOfAll part;
    private int last;

    private Codes(Db db, string table)
    {
        (this.db, this.table) = (db, table);
        last = db.One<int?>($"select max({table}_id) from {table}") ?? 0;
        part = new(last);
    }

    /// <summary>All of them: not even a country has many.</summary>
    public static Codes OfUnits(Db db)
    {
        var codes = new Codes(db, "unit");
        codes.part.TakeAll(codes.All);
        return codes;
    }

    /// <summary>Whoever is to be found or numbered is asked for before.</summary>
    public static Codes OfOfficers(Db db) => new(db, "officer");

    /// <summary>Asks the store for those of a set that were not asked for yet; nothing of them may be on its way there.</summary>
    public void Ask(IEnumerable<string> codes) => part.Ask(codes.Where(c => numbers.Find(c) is null && !unknown.Contains(c)).ToHashSet(StringComparer.Ordinal), asked => db.ReadBetween(() =>
    {
        db.WantCodes(asked);
        Read("and code in (select code from wanted_code)");
        unknown.UnionWith(asked.Where(c => numbers.Find(c) is null));
    }), () => db.ReadBetween(All));

    public int Number(string code)
    {
        if (Find(code) is { } number) return number;
        numbers.Add(code, ++last);
        added.Add((last, code));
        return last;
    }

    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public int? Find(string code) => numbers.Find(code) is { } number ? number
        : part.IsAll || unknown.Contains(code) ? null : throw new InvalidOperationException($"A code of {table} was not asked for.");

    public void Write()
    {
        using var writer = db.Bulk(table, $"{table}_id", "office_id", "code");
        foreach (var (number, code) in added) writer.Add(number).Add(1).Add(code).EndRow();
        added.Clear();
    }

    private void All()
    {
        numbers.EnsureCapacity(last);
        Read("");
    }

    private void Read(string which) => db.Read($"select {table}_id, code from {table} where office_id = 1 {which}", r => numbers.Add(r.GetString(1), r.GetInt32(0)));
}
