using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Counting;

/// <summary>
/// Brings the ledger, the officers' attainments and the unit totals up to one recording: finds the persons and officers it
/// touches, decides each of them afresh from all that is known, and posts only the differences. The same code counts an import
/// of a million rows, a withdrawal, a new campaign version and the rebuilding of everything. Whoever has rows of later recordings only is not touched: nothing is known of him yet.
/// </summary>
public sealed class CountRecording(Db db, PaymentWindows windows)
{
    public void Count(long recording)
    {
        var units = LoadOrganisation.Units(db, recording);
        var since = new OfficersSince(db, recording, units);
        var (persons, officers) = Touched(recording, units, since);
        var counting = new CountPersons(db, recording, windows, units, since);
        counting.CountStored(persons);
        counting.End(officers);
    }

    private (IReadOnlyCollection<long> Persons, IReadOnlyCollection<int> Officers) Touched(
        long recording, Units units, OfficersSince since)
    {
        var kind = db.One<string>("select kind from recording where recording_id = @recording", new { recording });
        if (kind == "campaign")
        {
            return (db.Query<long>("select person_id from receipt where recording_id <= @recording union select person_id from relative where recording_id <= @recording order by 1", new { recording }),
                db.Query<int>("select distinct officer_id from post where recording_id <= @recording order by 1", new { recording }));
        }
        var import = kind == "withdrawal"
            ? db.One<long>("select import_id from withdrawal where recording_id = @recording", new { recording })
            : recording;
        return db.One<string>("select kind from import where recording_id = @import", new { import }) switch
        {
            "results" => (PersonsOf("receipt", "results", import, kind), []),
            "cards" => (PersonsOf("card", "cards", import, kind), []),
            "relatives" => (PersonsOf("relative", "relatives", import, kind), []),
            "settlements" => (db.Query<long>("select person_id from settlement where recording_id = @import", new { import }), []),
            "units" or "officers" => TouchedByOrganisation(recording, import, units, since.Everybody()),
            "reorganisations" => ([], OfConnected(db.Query<int>("select from_unit from reorganisation where recording_id = @import union select to_unit from reorganisation where recording_id = @import and to_unit is not null", new { import }), units, recording)),
            _ => ([], []),
        };
    }

    /// <summary>
    /// Persons with a row in that import; when it is withdrawn, also those of rows of other imports that it stated again. Stating again a row that holds
    /// changes nothing; one that did not hold any more was written anew.
    /// </summary>
    private List<long> PersonsOf(string table, string kind, long import, string? recorded) => db.Query<long>($"""
        select distinct person_id from {table} where recording_id = @import
        {(recorded == "withdrawal" ? "union select subject_id from repetition where recording_id = @import and kind = @kind" : "")}
        order by 1
        """, new { import, kind });

    /// <summary>
    /// Everybody who ever had a post in one of the units or in one connected with it: the unit of his post may be another one now.
    /// Credits are of officers, not of units, so no person is decided again.
    /// </summary>
    private List<int> OfConnected(IReadOnlyCollection<int> of, Units units, long recording) => OfficersIn(units.Successions.Connected(of), recording);

    /// <summary>Who ever had a post in one of the units.</summary>
    private List<int> OfficersIn(IEnumerable<int> units, long recording)
    {
        db.Want([.. units.Select(u => (long)u)]);
        return db.Query<int>("select distinct officer_id from post where unit_id in (select id from wanted) and recording_id <= @recording", new { recording });
    }

    /// <summary>
    /// A code that became known or unknown moves the rows that wait for it: the persons of those officers are decided again.
    /// Officers with a changed post are decided again themselves.
    /// </summary>
    private (IReadOnlyCollection<long>, IReadOnlyCollection<int>) TouchedByOrganisation(
        long recording, long import, Units units, IReadOnlyDictionary<int, long> since)
    {
        var unitsBefore = LoadOrganisation.Units(db, recording - 1);
        var before = new OfficersSince(db, recording - 1, unitsBefore).Everybody();
        var moved = since.Keys.Union(before.Keys).Where(o => since.GetValueOrDefault(o, -1) != before.GetValueOrDefault(o, -1)).ToList();
        var officers = new SortedSet<int>(moved);
        officers.UnionWith(db.Query<int>("""
            select officer_id from post where recording_id = @import
            union select subject_id from repetition where recording_id = @import and kind = 'officers'
            """, new { import }));
        // Whether a code named a unit on the first day of a post, and so what became of the post later, follows from the units' days.
        officers.UnionWith(OfConnected(db.Query<int>("select unit_id from unit_row where recording_id = @import union select subject_id from repetition where recording_id = @import and kind = 'units'", new { import }), units, recording));
        // One more officer of a unit that was divided may send another one elsewhere.
        officers.UnionWith(units.Successions.ToldApart.Except(unitsBefore.Successions.ToldApart).Concat(unitsBefore.Successions.ToldApart.Except(units.Successions.ToldApart)).Select(t => t.Key.Officer));
        var unitsMoved = units.Known.Union(unitsBefore.Known).Where(u => units.KnownSince(u) != unitsBefore.KnownSince(u)).ToList();
        if (unitsMoved.Count > 0) officers.UnionWith(OfficersIn(unitsMoved, recording));
        db.Want([.. moved.Select(o => (long)o)]);
        var persons = db.Query<long>("""
            select r.person_id from receipt r where r.officer_id in (select id from wanted) and r.recording_id <= @recording
            union select r.person_id from relative r where r.officer_id in (select id from wanted) and r.recording_id <= @recording
            order by 1
            """, new { recording });
        return (persons, officers);
    }
}
