using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>Opens every seal and holds it against the rows: none altered, swapped, cut off or missing, and who was forgotten stays so.</summary>
public static class VerifySealed
{
    private const int Named = 5;

    /// <summary>Seals that do not open, and rows without values of persons who were not forgotten; the first of them by file and row.</summary>
    public static List<string> Faults(Db db)
    {
        var files = new Dictionary<long, string>();
        db.Read("select recording_id, file from import", r => files[r.GetInt64(0)] = r.GetString(1));
        var faults = new List<string>();
        foreach (var of in SealedOf.All)
        {
            var (opened, otherKey) = (new HashSet<RowId>(), 0L);
            ReadSealed.Each(db, of, "", (_, first, values, state) =>
            {
                if (state == SealState.OtherKey) otherKey++;
                if (values is null && state == SealState.Damaged) Fault("damaged", first);
                if (values is null) return;
                foreach (var row in Rows(values)) opened.Add(new(first.Recording, row));
            });
            if (otherKey > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"other-key {otherKey} × {of.Sealed}"));
            else Missing(of, opened);
        }
        Units();
        return faults;

        void Fault(string what, RowId row)
        {
            if (faults.Count < Named) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {files.GetValueOrDefault(row.Recording, "?")}#{row.Row}"));
        }

        // A row must have values, unless its person was forgotten after it was recorded.
        void Missing(SealedOf of, HashSet<RowId> opened)
        {
            foreach (var table in of.Facts)
            {
                db.Read($"""
                    select r.recording_id, r.row_no from {table} r
                    where not exists (select 1 from {of.Forgotten} f where f.{of.Subject} = r.{of.Subject} and f.recording_id >= r.recording_id)
                    order by r.{of.Subject}, r.recording_id, r.row_no
                    """,
                    r =>
                    {
                        if (!opened.Contains(new(r.GetInt64(0), r.GetInt32(1)))) Fault("no-values", new(r.GetInt64(0), r.GetInt32(1)));
                    });
            }
        }

        void Units()
        {
            if (SealKey.Find(db) is not { } key) return;
            db.Read("select unit_id, recording_id, row_no, sealed_extra from unit_row where sealed_extra is not null", r =>
            {
                var id = new RowId(r.GetInt64(1), r.GetInt32(2));
                if (key.OpenUnit(r.GetInt32(0), id, (byte[])r.GetValue(3), out var state) is null && state == SealState.Damaged) Fault("damaged", id);
            });
        }
    }

    /// <summary>Persons with a salt from before they were forgotten: an old backup of salts was put back by hand.</summary>
    public static List<string> ComeBack(Db db) => [.. SealedOf.All.SelectMany(of => db.Query<long>(
        $"select s.{of.Subject} from {of.Salt} s where {Forgetting.IsBefore(of, "s")} order by s.{of.Subject} limit {Named}").Select(s => $"{of.Salt} {s}"))];

    private static IEnumerable<int> Rows(byte[] values)
    {
        using var document = JsonDocument.Parse(values);
        return [.. document.RootElement.EnumerateObject().Select(r => int.Parse(r.Name, CultureInfo.InvariantCulture))];
    }
}
