using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;

namespace ThiDua.Organisation;

/// <summary>A stored row together with the fingerprint of its content.</summary>
public readonly record struct StoredRow<T>(T Statement, long Fingerprint);

/// <summary>Reads units and officers' posts as known at a recording.</summary>
public static class LoadOrganisation
{
    public static List<StoredRow<UnitStatement>> UnitRows(Db db, long known)
    {
        var rows = new List<StoredRow<UnitStatement>>();
        db.Read($"""
            select r.unit_id, r.recording_id, r.row_no, u.code, r.name, r.parent_id, r.unit_type, r.unit_group, r.admin_code,
                   r.from_day, r.to_day, r.tree, r.fingerprint
            from unit_row r join unit u on u.unit_id = r.unit_id
            where {Recordings.Live("r", "units", "unit_id")}
            order by r.recording_id, r.row_no
            """,
            r => rows.Add(new(new(
                new(r.GetInt64(1), r.GetInt32(2)), r.GetInt32(0), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetInt32(5),
                r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8),
                Stored.Days(r.GetInt32(9), r.GetInt32(10)), r.GetString(11)), r.GetInt64(12))),
            ("e", known));
        return rows;
    }

    public static Units Units(Db db, long known) => Remembered.At(db, known, "units", () => Chart(db, known, [.. UnitRows(db, known).Select(r => r.Statement)]));

    /// <summary>Units as some rows say, with the reorganisations that are known.</summary>
    public static Units Chart(Db db, long known, IReadOnlyCollection<UnitStatement> rows) =>
        new(rows, [.. SuccessionRows(db, known).Select(s => s.Statement)], units => PostsIn(db, known, units).Values.Select(p => (IReadOnlyList<PostStatement>)[.. p.Select(r => r.Statement)]));

    public static List<StoredRow<SuccessionStatement>> SuccessionRows(Db db, long known)
    {
        var rows = new List<StoredRow<SuccessionStatement>>();
        db.Read($"""
            select r.recording_id, r.row_no, r.day, r.kind, r.from_unit, r.to_unit, r.document, r.clause, r.divided_by, r.part, r.is_main, r.fingerprint
            from reorganisation r where {Recordings.Live("r", "reorganisations", "from_unit")} order by r.recording_id, r.row_no
            """,
            r => rows.Add(new(new(
                new(r.GetInt64(0), r.GetInt32(1)), Stored.Day(r.GetInt32(2)), (ReorganisationKind)r.GetInt32(3), r.GetInt32(4), r.IsDBNull(5) ? null : r.GetInt32(5),
                r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7), (DividedBy)r.GetInt32(8), r.IsDBNull(9) ? null : r.GetInt32(9), r.GetInt32(10) != 0), r.GetInt64(11))),
            ("e", known));
        return rows;
    }

    /// <summary>All posts of the officers who ever had one in one of the units.</summary>
    public static Dictionary<int, List<StoredRow<PostStatement>>> PostsIn(Db db, long known, IReadOnlySet<int> units)
    {
        db.Want([.. units.Select(u => (long)u)]);
        db.Want(db.Query<long>("select distinct officer_id from roster where unit_id in (select id from wanted)"));
        return WantedPostRows(db, known);
    }

    /// <summary>Posts of the officers in the table `wanted`, by officer.</summary>
    public static Dictionary<int, List<StoredRow<PostStatement>>> WantedPostRows(Db db, long known) =>
        PostRows(db, known, "r.officer_id in (select id from wanted) and");

    /// <summary>Posts of all officers whose code ends up in a standing: the whole roster.</summary>
    public static Dictionary<int, List<StoredRow<PostStatement>>> AllPostRows(Db db, long known) => PostRows(db, known, "");

    private static Dictionary<int, List<StoredRow<PostStatement>>> PostRows(Db db, long known, string which)
    {
        var byOfficer = new Dictionary<int, List<StoredRow<PostStatement>>>();
        db.Read($"""
            select r.officer_id, r.recording_id, r.row_no, o.code, r.name, r.unit_id, r.position, r.role, r.officer_kind,
                   r.from_day, r.to_day, r.fingerprint, d.today
            from roster r join officer o on o.officer_id = r.officer_id join recording d on d.recording_id = r.recording_id
            where {which} {Recordings.Live("r", "officers", "officer_id")}
            order by r.officer_id, r.recording_id, r.row_no
            """,
            r =>
            {
                var officer = r.GetInt32(0);
                if (!byOfficer.TryGetValue(officer, out var rows)) byOfficer[officer] = rows = [];
                rows.Add(new(new(
                    new(r.GetInt64(1), r.GetInt32(2)), officer, r.GetString(3), r.GetString(4), r.GetInt32(5),
                    r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8),
                    Stored.Days(r.GetInt32(9), r.GetInt32(10)), Stored.Day(r.GetInt32(12))), r.GetInt64(11)));
            },
            ("e", known));
        return byOfficer;
    }

    /// <summary>Memberships of the officers in the table `wanted`, by officer.</summary>
    public static Dictionary<int, List<StoredRow<MemberStatement>>> WantedMemberRows(Db db, long known) => MemberRows(db, known, "r.officer_id in (select id from wanted) and");

    /// <summary>Of all officers: who is in which unit of another tree counts for every standing through it.</summary>
    public static Dictionary<int, List<StoredRow<MemberStatement>>> AllMemberRows(Db db, long known) => MemberRows(db, known, "");

    private static Dictionary<int, List<StoredRow<MemberStatement>>> MemberRows(Db db, long known, string which)
    {
        var byOfficer = new Dictionary<int, List<StoredRow<MemberStatement>>>();
        db.Read($"""
            select r.officer_id, r.recording_id, r.row_no, r.unit_id, r.from_day, r.to_day, r.fingerprint from membership r
            where {which} {Recordings.Live("r", "members", "officer_id")} order by r.officer_id, r.recording_id, r.row_no
            """,
            r =>
            {
                var officer = r.GetInt32(0);
                if (!byOfficer.TryGetValue(officer, out var rows)) byOfficer[officer] = rows = [];
                rows.Add(new(new(new(r.GetInt64(1), r.GetInt32(2)), officer, r.GetInt32(3), Stored.Days(r.GetInt32(4), r.GetInt32(5))), r.GetInt64(6)));
            },
            ("e", known));
        return byOfficer;
    }

    /// <summary>
    /// The officers whose post of a day, else whose last one, is in one of the units. Only who ever had a post there or in a unit connected with it is looked at: a country has
    /// two million officers, a ward forty.
    /// </summary>
    public static HashSet<int> OfficersOf(Db db, long known, Units units, DateOnly day, IReadOnlySet<int> within)
    {
        if (within.Count == 0) return [];
        db.Want([.. units.Successions.Connected(within).Select(u => (long)u)]);
        db.Want(db.Query<long>("select distinct officer_id from roster where unit_id in (select id from wanted) and recording_id <= @known", new { known }));
        return [.. WantedPostRows(db, known).Where(o => UnitOf(Posts(o.Value, units), day) is { } unit && within.Contains(unit)).Select(o => o.Key)];
    }

    /// <summary>The unit of the post of a day, else of the last one; null when he never had any.</summary>
    public static int? UnitOf(Posts posts, DateOnly day) => (posts.On(day) ?? (posts.Held.Count > 0 ? posts.Held[^1] : null))?.Unit;

    public static Posts Posts(IEnumerable<StoredRow<PostStatement>> rows, Units units) =>
        new([.. rows.Select(r => r.Statement)], units);

    /// <summary>Since which recording each officer's code is known; officers who are not known are not in it.</summary>
    public static IReadOnlyDictionary<int, long> OfficersSince(Db db, long known, Units units) => Remembered.At(db, known, "officers", () => new OfficersSince(db, known, units).Everybody());
}
