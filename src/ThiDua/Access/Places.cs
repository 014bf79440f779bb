using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Access;

/// <summary>Where in the organisation a thing stands that an address names, so that it can be decided who may see it.</summary>
public sealed class Places(Db db, Installation installation)
{
    /// <summary>Number of a unit's code; null: nobody ever named it.</summary>
    public int? Unit(string code) => db.One<int?>("select unit_id from unit where code = @code", new { code });

    public int? Officer(string code) => db.One<int?>("select officer_id from officer where code = @code", new { code });

    /// <summary>
    /// The officer for whom a row of a file was claimed; null when it is none, or when rows of several officers can be meant: who may
    /// not see all of them has to name the import.
    /// </summary>
    public int? OfficerOfRow(string file, int row) =>
        new Worklist.FindRow(db, Recordings.KnownAt(db, null)).Candidates(file, row).Select(r => r.Officer).Distinct().ToList() is [var officer] ? officer : null;

    /// <summary>The unit of the officer's post today, else of his last one; null when he never had any.</summary>
    public int? UnitOfOfficer(int officer)
    {
        db.Want([officer]);
        var known = Recordings.KnownAt(db, null);
        if (!LoadOrganisation.WantedPostRows(db, known).TryGetValue(officer, out var rows)) return null;
        var posts = LoadOrganisation.Posts(rows, LoadOrganisation.Units(db, known));
        return (posts.On(installation.Day) ?? (posts.Held.Count > 0 ? posts.Held[^1] : null))?.Unit;
    }
}
