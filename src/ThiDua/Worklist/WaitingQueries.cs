using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;
using ThiDua.Standings;

namespace ThiDua.Worklist;

/// <summary>Where a row stands, who is named in it, of whom it speaks (masked), and which receipt it is.</summary>
/// <param name="Import">Number of the import that brought it, by which it is addressed.</param>
/// <param name="Receipt">Null for a card or a declared relative.</param>
/// <param name="Day">Of the receipt; the first day of a card.</param>
public sealed record RowShown(string File, long Import, int Row, string Officer, string Person, string? Receipt, DateOnly? Day)
{
    /// <summary>It concerns an officer whom the one who asks may not see: only where it stands is told.</summary>
    public bool IsElsewhere { get; init; }
}

/// <summary>A row that waits, and the row that it conflicts with.</summary>
public sealed record WaitingRow(RowShown Shown, RowShown? Against);

/// <summary>All rows that wait for one reason; those of the slice shown.</summary>
/// <param name="Count">Of all, also those that are not in the slice.</param>
public sealed record WaitingRows(Reason Reason, int Count, IReadOnlyList<WaitingRow> First)
{
    /// <summary>The last row shown, when there are more behind it.</summary>
    public RowId? Next { get; init; }
}

/// <summary>Which part of the waiting rows of each reason is shown; in the order of files and rows.</summary>
/// <param name="Reason">Only this one; null: each.</param>
/// <param name="After">Only rows behind this one; null: from the first on.</param>
public sealed record Slice(string? Reason = null, int Take = Slice.Usual, int Skip = 0, RowId? After = null)
{
    /// <summary>Rows that people can look through at a time.</summary>
    public const int Usual = 50;
}

/// <summary>A decision that holds.</summary>
public sealed record SettledRow(string File, int Row, SettledAs Choice, string Why, DateTimeOffset At, string Sha256);

/// <summary>
/// Rows of persons that wait for a decision or for a fact, as known on a ground, and what was decided. Whether a row waits is decided
/// by the same functions that count; only who could be concerned is looked for here.
/// </summary>
/// <param name="within">Only what concerns these units and their officers; null: everything.</param>
public sealed class WaitingQueries(Db db, Ground ground, Texts.Language language = Texts.Language.Vi, IReadOnlySet<int>? within = null)
{
    private readonly IReadOnlySet<int>? officers = ground.OfficersOf(db, within);

    /// <param name="Officer">Null: the row names none.</param>
    /// <param name="Unit">Of a row that is about a unit.</param>
    private readonly record struct Open(string Reason, RowId Row, RowId? Against, int? Officer, int? Unit);

    public IReadOnlyList<WaitingRows> ByReason(Slice? slice = null)
    {
        var part = slice ?? new();
        var first = Rows().Where(IsWithin).Where(r => part.Reason is null || r.Reason == part.Reason).GroupBy(r => r.Reason).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var behind = g.Where(r => part.After is not { } after || r.Row.CompareTo(after) > 0).OrderBy(r => r.Row).Skip(part.Skip).ToList();
            return (Reason: g.Key, Count: g.Count(), Rows: behind.GetRange(0, Math.Min(part.Take, behind.Count)), IsLast: behind.Count <= part.Take);
        }).ToList();
        var rows = Show([.. first.SelectMany(f => f.Rows).SelectMany(r => r.Against is { } against ? [r.Row, against] : new[] { r.Row })]);
        return [.. first.Select(f => new WaitingRows(new(f.Reason), f.Count,
            [.. f.Rows.Select(r => new WaitingRow(rows[r.Row], r.Against is { } against ? rows[against] : null))]) { Next = f.IsLast ? null : f.Rows[^1].Row })];
    }

    /// <summary>How many rows wait for each reason. None of them is read again for it: the board asks at every look, and their files may have millions.</summary>
    public IReadOnlyList<(string Reason, int Count)> Counts() =>
        [.. Rows().Where(IsWithin).GroupBy(r => r.Reason).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];

    /// <summary>One row that waits, and why; null when it does not.</summary>
    /// <param name="file">Name of the file, or <see cref="FindRow.Named"/>.</param>
    /// <exception cref="SettleException">There is no such row, or several wait.</exception>
    public (Reason Reason, WaitingRow Row)? Find(string file, int row)
    {
        var (meant, reason) = new FindRow(db, ground.Known).Meant(file, row);
        if (reason is null || Rows().Where(IsWithin).FirstOrDefault(r => r.Row == meant.Id) is not { Reason: not null } open) return null;
        var shown = Show(open.Against is { } other ? [open.Row, other] : [open.Row]);
        return (reason, new(shown[open.Row], open.Against is { } against ? shown[against] : null));
    }

    /// <summary>The decisions that hold, the last first.</summary>
    public IReadOnlyList<SettledRow> Settled()
    {
        var held = db.Query<Decision>($"""
            select s.person_id as Person, s.of_recording as Of, o.file as File, s.of_row as Row, s.choice as Choice, s.reason as Why, r.at as At, i.sha256 as Sha256
            from settlement s join import i on i.recording_id = s.recording_id join recording r on r.recording_id = s.recording_id
            join import o on o.recording_id = s.of_recording
            where {Recordings.Live("s", "settlements", "person_id")}
            order by s.recording_id desc
            """, new { e = ground.Known });
        if (officers is not null)
        {
            var claimed = FindRow.OfficersOf(db, [.. held.Select(d => d.Person).Distinct()]);
            held.RemoveAll(d => !claimed.TryGetValue(new(d.Of, d.Row), out var officer) || !officers.Contains(officer));
        }
        return held.ConvertAll(d => new SettledRow(d.File, d.Row, (SettledAs)d.Choice, d.Why, Stored.Moment(d.At), d.Sha256));
    }

    private bool IsWithin(Open open) => within is null || (open.Unit is { } unit && within.Contains(unit)) || (open.Officer is { } officer && officers!.Contains(officer));

    /// <summary>By the kind of file: person, code of officer or unit, receipt, day and officer of a row.</summary>
    private static readonly (string Kind, string Columns, string From)[] Places =
    [
        ("results", "r.person_id, o.code, r.receipt_no, r.day, r.officer_id", "receipt r on {0} join officer o on o.officer_id = r.officer_id"),
        ("relatives", "r.person_id, o.code, null, null, r.officer_id", "relative r on {0} join officer o on o.officer_id = r.officer_id"),
        ("cards", "r.person_id, '', null, r.from_day, null", "card r on {0}"),
        ("units", "null, u.code, null, null, null", "unit_row r on {0} join unit u on u.unit_id = r.unit_id"),
        ("reorganisations", "null, u.code, null, null, null", "reorganisation r on {0} join unit u on u.unit_id = r.from_unit"),
        ("officers", "null, o.code, null, null, r.officer_id", "post r on {0} join officer o on o.officer_id = r.officer_id"),
        ("members", "null, o.code, null, null, r.officer_id", "membership r on {0} join officer o on o.officer_id = r.officer_id"),
        ("targets", "null, u.code, null, null, null", "target r on {0} join unit u on u.unit_id = r.unit_id"),
        ("figures", "null, u.code, null, null, null", "figure r on {0} join unit u on u.unit_id = r.unit_id"),
        ("nominees", "null, u.code, null, null, null", "nominee r on {0} join unit u on u.unit_id = r.unit_id"),
        ("awards", "null, u.code, null, null, null", "issued_award r on {0} join unit u on u.unit_id = r.unit_id"),
    ];

    /// <summary>A row as one number: its import, then its place.</summary>
    private const long Shift = 1L << 32;

    /// <summary>Only the rows themselves are read, by import and place: their files may have millions.</summary>
    private Dictionary<RowId, RowShown> Show(HashSet<RowId> rows)
    {
        var files = db.Query<FileName>("select recording_id as Id, file as Name, kind as Kind from import").ToDictionary(f => f.Id);
        var (shown, persons) = (new Dictionary<RowId, RowShown>(), new Dictionary<RowId, long>());
        var kinds = rows.Select(r => files[r.Recording].Kind).ToHashSet();
        db.Want([.. rows.Select(r => r.Recording * Shift + r.Row)]);
        foreach (var (_, columns, from) in Places.Where(p => kinds.Contains(p.Kind)))
        {
            db.Read($"select r.recording_id, r.row_no, {columns} from wanted w join {from.Replace("{0}", $"r.recording_id = w.id / {Shift} and r.row_no = w.id % {Shift}", StringComparison.Ordinal)}", r =>
            {
                var id = new RowId(r.GetInt64(0), r.GetInt32(1));
                var file = files[id.Recording].Name;
                if (officers is not null && !r.IsDBNull(2) && (r.IsDBNull(6) || !officers.Contains(r.GetInt32(6))))
                {
                    shown[id] = new(file, id.Recording, id.Row, "", "", null, null) { IsElsewhere = true };
                    return;
                }
                if (!r.IsDBNull(2)) persons[id] = r.GetInt64(2);
                shown[id] = new(file, id.Recording, id.Row, r.GetString(3), "", r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : Stored.Day(r.GetInt32(5)));
            });
        }
        var opened = ReadSealed.OfPersons(db, [.. persons.Values.Distinct()]);
        foreach (var id in persons.Keys) shown[id] = shown[id] with { Person = Masked(opened[id]) };
        return shown;
    }

    /// <summary>Both numbers where a row has both: that they are of two persons may be why it waits.</summary>
    private string Masked(IReadOnlyDictionary<string, string> personal) => PersonalValues.WhyGone(personal, language)
        ?? string.Join(" · ", new[] { personal.GetValueOrDefault("siNumber"), personal.GetValueOrDefault("nationalId") }.OfType<string>().Select(ExplainQueries.Masked));

    /// <summary>The board counts them at every look, and finding them goes through all receipts.</summary>
    private List<Open> Rows() => Remembered.At<List<Open>>(db, ground.Known, ("waiting", db.Wall, IsOfSome ? string.Join(',', officers!.Order()) : ""), () => [.. Find()]);

    /// <summary>The store asks of every row that it reads whether he may see it who asks: only those of his officers are looked at.</summary>
    private bool IsOfSome => officers is not null && db.Wall.Length > 0;

    private IEnumerable<Open> Find()
    {
        var officersSince = new OfficersSince(db, ground.Known, ground.Units);
        var since = officersSince.Everybody();
        foreach (var cluster in new LoadPersons(db, ground.Known, officersSince).Of(Concerned(since)).Values)
        {
            var resolved = cluster.Resolve();
            foreach (var row in cluster.Rows())
            {
                if (resolved.StandingOf(row) is { WaitsFor: { } reason } standing) yield return new(reason.Code, row, standing.Against, OfficerOf(cluster, row), null);
            }
        }
        foreach (var row in OfTheOrganisation()) yield return row;
        foreach (var row in OfMembers(since)) yield return row;
        foreach (var row in NoneBesideRelatives()) yield return row;
    }

    private static int? OfficerOf(Cluster cluster, RowId row) =>
        cluster.Receipts.Where(r => r.Statement.Id == row).Select(r => (int?)r.Statement.Officer).FirstOrDefault() ?? cluster.Relatives.Where(r => r.Statement.Id == row).Select(r => (int?)r.Statement.Officer).FirstOrDefault();

    /// <summary>
    /// A row can wait because its officer is not known, because two officers claim one receipt, or because numbers of persons
    /// contradict each other; most persons are concerned by none of these.
    /// </summary>
    private List<long> Concerned(IReadOnlyDictionary<int, long> since)
    {
        if (IsOfSome) return ConcernedOf(officers!);
        db.Want([.. db.Query<long>("select officer_id from officer").Where(o => !since.ContainsKey((int)o))]);
        return db.Query<long>("""
            select r.person_id from receipt r join wanted on wanted.id = r.officer_id
            union select r.person_id from relative r join wanted on wanted.id = r.officer_id
            union select person_id from receipt group by person_id, scheme, receipt_no having min(officer_id) <> max(officer_id)
            union select person_id from identifier group by person_id, kind having count(*) > 1
            union select person_id from person_link
            """);
    }

    /// <summary>All persons of their rows: to find out which of them may wait, the store would have to be asked of every number.</summary>
    private List<long> ConcernedOf(IReadOnlySet<int> some)
    {
        db.Want([.. some.Select(o => (long)o)]);
        return db.Query<long>("select r.person_id from receipt r join wanted on wanted.id = r.officer_id union select r.person_id from relative r join wanted on wanted.id = r.officer_id");
    }

    /// <summary>Units without the unit above, officers and numbers without their unit: a file helps, no decision.</summary>
    private List<Open> OfTheOrganisation()
    {
        var rows = new List<Open>();
        foreach (var unit in LoadOrganisation.UnitRows(db, ground.Known).Select(u => u.Statement))
        {
            if (ground.Units.StandingOf(unit.Id).WaitsFor is { } reason) rows.Add(new(reason.Code, unit.Id, null, null, unit.Unit));
        }
        foreach (var step in LoadOrganisation.SuccessionRows(db, ground.Known).Select(s => s.Statement))
        {
            if (ground.Units.Successions.StandingOf(step.Id).WaitsFor is { } reason) rows.Add(new(reason.Code, step.Id, null, null, step.From));
        }
        var unknown = db.Query<long>("select unit_id from unit").Where(u => ground.Units.KnownSince((int)u) is null).ToList();
        if (unknown.Count == 0) return rows;
        db.Want(unknown);
        foreach (var (table, kind, subject) in (ReadOnlySpan<(string, string, string)>)[("post", "officers", "officer_id"), ("target", "targets", "unit_id"), ("figure", "figures", "unit_id"), ("nominee", "nominees", "unit_id"), ("issued_award", "awards", "unit_id")])
        {
            db.Read($"select r.recording_id, r.row_no, r.{subject} from {table} r where r.unit_id in (select id from wanted) and {Recordings.Live("r", kind, subject)}",
                r => rows.Add(new("unit-unknown", new(r.GetInt64(0), r.GetInt32(1)), null, kind == "officers" ? r.GetInt32(2) : null, kind == "officers" ? null : r.GetInt32(2))), ("e", ground.Known));
        }
        return rows;
    }

    /// <summary>Members whose officer or unit is not known, or whose unit is of the administrative tree.</summary>
    private IEnumerable<Open> OfMembers(IReadOnlyDictionary<int, long> since) => LoadOrganisation.AllMemberRows(db, ground.Known).SelectMany(o =>
        new Core.Organisation.Memberships([.. o.Value.Select(r => r.Statement)], since.TryGetValue(o.Key, out var known) ? known : null, ground.Units).Waiting.Select(w => new Open(w.Reason.Code, w.Row, null, o.Key, null)));

    /// <summary>`không có` beside declared relatives of the same officer: a contradiction over several persons.</summary>
    private List<Open> NoneBesideRelatives()
    {
        var rows = new List<Open>();
        db.Read($"""
            select n.recording_id, n.row_no, n.officer_id from relative n where n.relation = 0 and {Recordings.Live("n", "relatives", "person_id")}
              and not exists (select 1 from settlement s where s.person_id = n.person_id and s.of_recording = n.recording_id and s.of_row = n.row_no
                and s.choice = {(int)SettledAs.SetAside} and {Recordings.Live("s", "settlements", "person_id")})
            """,
            r => rows.Add(new("none-beside-relatives", new(r.GetInt64(0), r.GetInt32(1)), null, r.GetInt32(2), null)), ("e", ground.Known));
        if (rows.Count == 0) return rows;
        db.Want([.. rows.Select(r => (long)r.Officer!.Value).Distinct()]);
        var declaring = new HashSet<int>();
        db.Read($"select distinct r.officer_id from relative r where r.officer_id in (select id from wanted) and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")}",
            r => declaring.Add(r.GetInt32(0)), ("e", ground.Known));
        rows.RemoveAll(r => !declaring.Contains(r.Officer!.Value));
        return rows;
    }

    private sealed record FileName
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
    }

    private sealed record Decision
    {
        public long Person { get; init; }
        public long Of { get; init; }
        public string File { get; init; } = "";
        public int Row { get; init; }
        public int Choice { get; init; }
        public string Why { get; init; } = "";
        public string At { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
