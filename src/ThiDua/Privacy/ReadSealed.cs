using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>Personal values of rows, opened for one answer and kept nowhere.</summary>
public sealed class OpenedRows
{
    private readonly Dictionary<RowId, IReadOnlyDictionary<string, string>> rows = [];
    private readonly Dictionary<long, IReadOnlyDictionary<string, string>> closed = [];

    /// <summary>The values of a row; when they are gone, that, and why. Never a fault: what is wrong is named by `verify`.</summary>
    public IReadOnlyDictionary<string, string> this[RowId row] =>
        rows.TryGetValue(row, out var values) ? values : closed.GetValueOrDefault(row.Recording, PersonalValues.Forgotten);

    public void Add(long recording, byte[] values)
    {
        using var document = JsonDocument.Parse(values);
        foreach (var row in document.RootElement.EnumerateObject()) rows[new(recording, int.Parse(row.Name, CultureInfo.InvariantCulture))] = PersonalValues.Read(row.Value);
    }

    public void AddClosed(long recording, SealState state) => closed[recording] = state == SealState.OtherKey ? PersonalValues.Locked : PersonalValues.Damaged;
}

/// <summary>The one way to personal values that are stored: a set of persons at a time.</summary>
public static class ReadSealed
{
    /// <summary>Values of every row of the given persons. Uses the set `wanted`.</summary>
    public static OpenedRows OfPersons(Db db, IReadOnlyCollection<long> persons)
    {
        db.Want(persons);
        var opened = new OpenedRows();
        Each(db, SealedOf.Persons, "where c.person_id in (select id from wanted)", (_, first, values, state) =>
        {
            if (values is not null) opened.Add(first.Recording, values);
            else opened.AddClosed(first.Recording, state);
        });
        return opened;
    }

    /// <summary>Unknown columns of units, as their live rows say at a recording, the earliest first.</summary>
    public static List<(int Unit, string Column, string Value)> OfUnits(Db db, long known)
    {
        var columns = new List<(int, string, string)>();
        if (SealKey.Find(db) is not { } key) return columns;
        db.Read($"""
            select r.unit_id, r.recording_id, r.row_no, r.sealed_extra from unit_row r
            where r.sealed_extra is not null and {Recordings.Live("r", "units", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                if (key.OpenUnit(r.GetInt32(0), new(r.GetInt64(1), r.GetInt32(2)), (byte[])r.GetValue(3), out _) is not { } values) return;
                using var document = JsonDocument.Parse(values);
                foreach (var column in document.RootElement.GetProperty("extra").EnumerateObject()) columns.Add((r.GetInt32(0), column.Name, column.Value.GetString()!));
            },
            ("e", known));
        return columns;
    }

    /// <summary>Opens seals one after the other; who has no salt any more is passed over.</summary>
    public static void Each(Db db, SealedOf of, string which, Action<long, RowId, byte[]?, SealState> each)
    {
        var key = SealKey.Find(db);
        db.Read($"""
            select c.{of.Subject}, c.recording_id, c.row_no, c.content, s.salt
            from {of.Sealed} c join {of.Salt} s on s.{of.Subject} = c.{of.Subject} {which}
            order by c.{of.Subject}, c.recording_id, c.row_no
            """,
            r =>
            {
                var (subject, first) = (r.GetInt64(0), new RowId(r.GetInt64(1), r.GetInt32(2)));
                var state = SealState.OtherKey;
                var values = key?.Open(of.Mark, subject, first, (byte[])r.GetValue(4), (byte[])r.GetValue(3), out state);
                each(subject, first, values, state);
            });
    }
}
