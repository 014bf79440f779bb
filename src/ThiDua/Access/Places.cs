using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Access;

/// <summary>Where in the organisation a thing stands that an address names, so that it can be decided who may see it.</summary>
public sealed class Places(Db db, Installation installation)
{
    /// <summary>Number of a unit's code; null: nobody ever named it.</summary>
    public int? Unit(string code) => db.One<int?>("select unit_id from unit where code = @code", new { code });

    public int? Officer(string code) => db.One<int?>("select officer_id from officer where code = @code", new { code });

    /// <summary>The officer for whom a row of a file was claimed; of several imports of that name the last that has the row.</summary>
    public int? OfficerOfRow(string file, int row) => db.One<int?>("""
        select x.officer_id from (
          select r.officer_id, r.recording_id from receipt r where r.row_no = @row
          union all select r.officer_id, r.recording_id from relative r where r.row_no = @row
          union all select r.officer_id, p.recording_id from repetition p join receipt r on r.person_id = p.subject_id and r.recording_id = p.of_recording and r.row_no = p.of_row where p.row_no = @row and p.kind = 'results'
          union all select r.officer_id, p.recording_id from repetition p join relative r on r.person_id = p.subject_id and r.recording_id = p.of_recording and r.row_no = p.of_row where p.row_no = @row and p.kind = 'relatives') x
        join import i on i.recording_id = x.recording_id
        where i.file = @file order by x.recording_id desc limit 1
        """, new { file, row });

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
