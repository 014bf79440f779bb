using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>
/// Persons are matched by tokens, and their numbers lie sealed beside them: both must mean the same number. Who exchanges tokens to give
/// one person's receipts to another cannot make the seals fit.
/// </summary>
public static class VerifyNumbers
{
    private const int Named = 5;

    /// <summary>So many persons at a time, that a million need little memory.</summary>
    private const int Batch = 20_000;

    private readonly record struct Sealed(RowId Row, IdentifierKind Kind, byte[] Token);

    /// <summary>Rows whose token is not that of the sealed number, by file and row; the first of them.</summary>
    public static List<string> Faults(Db db, Tokens tokens)
    {
        var faults = new List<string>();
        var (first, last) = (db.One<long?>("select min(person_id) from sealed"), db.One<long?>("select max(person_id) from sealed"));
        for (var from = first ?? 1; from <= (last ?? 0) && faults.Count < Named; from += Batch) faults.AddRange(InRange(db, tokens, from, from + Batch));
        return [.. faults.Take(Named)];
    }

    private static IEnumerable<string> InRange(Db db, Tokens tokens, long from, long until)
    {
        var numbers = new List<Sealed>();
        ReadSealed.Each(db, SealedOf.Persons, Within("c"), (_, first, values, _) =>
        {
            if (values is not null) numbers.AddRange(Numbers(first.Recording, values, tokens));
        });
        db.WantTokens([.. numbers.Select(n => n.Token).DistinctBy(Convert.ToHexString)]);
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        db.Read("select i.token, i.identifier_id from identifier i where i.token in (select token from wanted_token)", r => known[Convert.ToHexString((byte[])r.GetValue(0))] = r.GetInt64(1));
        var stored = new Dictionary<RowId, (long? NationalId, long? SiNumber, string File)>();
        foreach (var table in SealedOf.Persons.Facts)
        {
            db.Read($"select f.recording_id, f.row_no, f.national_id, f.si_number, i.file from {table} f join import i on i.recording_id = f.recording_id {Within("f")}",
                r => stored[new(r.GetInt64(0), r.GetInt32(1))] = (r.IsDBNull(2) ? null : r.GetInt64(2), r.IsDBNull(3) ? null : r.GetInt64(3), r.GetString(4)));
        }
        return numbers.Where(n => stored.TryGetValue(n.Row, out var row) && (n.Kind == IdentifierKind.NationalId ? row.NationalId : row.SiNumber) != (known.TryGetValue(Convert.ToHexString(n.Token), out var id) ? id : null))
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{stored[n.Row].File}#{n.Row.Row}")).Distinct();

        string Within(string rows) => string.Create(CultureInfo.InvariantCulture, $"where {rows}.person_id >= {from} and {rows}.person_id < {until}");
    }

    private static IEnumerable<Sealed> Numbers(long recording, byte[] values, Tokens tokens)
    {
        using var document = JsonDocument.Parse(values);
        foreach (var row in document.RootElement.EnumerateObject())
        {
            var id = new RowId(recording, int.Parse(row.Name, CultureInfo.InvariantCulture));
            foreach (var (name, kind) in new[] { ("nationalId", IdentifierKind.NationalId), ("siNumber", IdentifierKind.SiNumber) })
            {
                if (row.Value.TryGetProperty(name, out var number)) yield return new(id, kind, tokens.Of(kind, number.GetString()!));
            }
        }
    }
}
