using System.Globalization;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Reminders;
using ThiDua.Standings;

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
        return LoadOrganisation.WantedPostRows(db, known).TryGetValue(officer, out var rows) ? LoadOrganisation.UnitOf(LoadOrganisation.Posts(rows, LoadOrganisation.Units(db, known)), installation.Day) : null;
    }

    /// <summary>The unit that met a difficulty.</summary>
    public int? UnitOfProblem(string campaign, string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? db.One<int?>("""
        select p.unit_id from problem p join campaign c on c.campaign_no = p.campaign_no where c.id = @campaign and p.problem_no = @no
        """, new { campaign, no }) : null;

    /// <summary>Whether a person of the call list is called by one of the units.</summary>
    public bool IsCalledBy(string campaign, string person, IReadOnlySet<int> units)
    {
        try
        {
            var ground = Ground.Of(db, installation, campaign, new());
            return FindPerson.IsCode(person) && new CallQueries(db, ground).IsIn(FindPerson.Find(db, installation.OpenTokens(), person), ground.CommunesOf(units));
        }
        catch (QuestionException)
        {
            return false; // no such campaign, no such person
        }
    }

    /// <summary>Whom something concerns that was entered by hand: the unit of a task, difficulty or nomination, the officer of a row that was decided. Null: there is no such entry.</summary>
    public (int? Unit, int? Officer)? Entry(string sha256) => db.One<Entered>("""
        select coalesce(t.unit_id, p.unit_id, q.unit_id, n.unit_id, h.unit_id, x.unit_id) as Unit, coalesce(r.officer_id, l.officer_id) as Officer
        from import i
        left join task_progress t on t.recording_id = i.recording_id
        left join problem p on p.recording_id = i.recording_id
        left join problem_event e on e.recording_id = i.recording_id
        left join problem q on q.campaign_no = e.campaign_no and q.problem_no = e.problem_no
        left join nominee n on n.recording_id = i.recording_id and i.kind = 'nominations'
        left join award_hold_end d on d.recording_id = i.recording_id
        left join award_hold h on h.recording_id = coalesce(d.hold, i.recording_id)
        left join award_exception x on x.recording_id = i.recording_id
        left join settlement s on s.recording_id = i.recording_id
        left join receipt r on r.person_id = s.person_id and r.recording_id = s.of_recording and r.row_no = s.of_row
        left join relative l on l.person_id = s.person_id and l.recording_id = s.of_recording and l.row_no = s.of_row
        where i.sha256 = @sha256
        """, new { sha256 }) is { } found ? (found.Unit, found.Officer) : null;

    private sealed record Entered
    {
        public int? Unit { get; init; }
        public int? Officer { get; init; }
    }
}
