using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Standings;

/// <summary>Why one row counts or not for one indicator.</summary>
/// <param name="Row">Where the row stands.</param>
/// <param name="Receipt">Null for a declared relative.</param>
/// <param name="Personal">Personal values of the row: to be masked before anyone sees them.</param>
public sealed record ExplainedRow(
    string File, RowId Row, Scheme Scheme, ReceiptStatement? Receipt, Relation Relation, int Officer, string OfficerCode, Indicator Indicator,
    JoiningKind? Kind, Verdict Verdict, IReadOnlyDictionary<string, string> Personal)
{
    /// <summary>What a person decided of the row while it waited; null: nobody had to.</summary>
    public Decided? Decided { get; init; }

    /// <summary>Of a declared relative who has health cover on the day on which people work: its last day.</summary>
    public DateOnly? CoverEnds { get; init; }

    /// <summary>Relatives whose cover ends soon, each once, the first to end first.</summary>
    /// <param name="day">On which people work.</param>
    /// <param name="within">Days ahead that are soon.</param>
    public static IReadOnlyList<ExplainedRow> EndingSoon(IEnumerable<ExplainedRow> rows, DateOnly day, int within) =>
        [.. rows.Where(r => r.CoverEnds <= day.AddDays(within)).DistinctBy(r => r.Row).OrderBy(r => r.CoverEnds).ThenBy(r => r.Row)];
}

/// <summary>A decision on a row: what, why, when.</summary>
public sealed record Decided(SettledAs Choice, string Why, DateTimeOffset At);

/// <summary>
/// The reasons behind the numbers, decided afresh by the same functions that count: for one officer, one person or one row.
/// </summary>
public sealed class ExplainQueries(Db db, Ground ground, StandingsQueries standings, PaymentWindows windows)
{
    private readonly OfficersSince since = new(db, ground.Known, ground.Units);
    private readonly Dictionary<int, (string Code, Posts Posts)> officers = [];
    private readonly Dictionary<long, string> files = db.Query<FileRowName>("select recording_id as Id, file as Name from import").ToDictionary(f => f.Id, f => f.Name);

    public IReadOnlyList<ExplainedRow> OfOfficer(string code)
    {
        var officer = db.One<int?>("select officer_id from officer where code = @code", new { code });
        var rows = officer is { } known ? OfOfficer(known) : [];
        // A code that only waiting rows name is answered with them.
        return rows.Count > 0 || (officer is { } number && IsKnown(number)) ? rows : throw new QuestionException("officer-unknown", code);

        bool IsKnown(int number)
        {
            since.Ask([number]);
            return since.Of(number) is not null;
        }
    }

    public IReadOnlyList<ExplainedRow> OfOfficer(int officer)
    {
        var persons = db.Query<long>("""
            select person_id from receipt where officer_id = @officer union select person_id from relative where officer_id = @officer
            """, new { officer });
        return Explain(persons, (_, _, by) => by == officer);
    }

    /// <param name="name">As <see cref="FindPerson"/> takes it.</param>
    public IReadOnlyList<ExplainedRow> OfPerson(string name, Tokens tokens)
    {
        var found = FindPerson.Find(db, tokens, name);
        var wanted = new Identifiers(found.Identifier, null);
        return Explain([found.Person], (persons, named, _) => persons.Owner(named) == persons.Owner(wanted));
    }

    /// <param name="file">Name of an imported file; of several imports of that name the last that has the row. Or <see cref="Worklist.FindRow.Named"/>.</param>
    public IReadOnlyList<ExplainedRow> OfRow(string file, int row)
    {
        var found = new Worklist.FindRow(db, ground.Known).Candidates(file, row).FirstOrDefault(r => r.Officer is not null)
            ?? throw new QuestionException(IsOfOtherKind(Worklist.FindRow.Parts(file).Name, row) ? "row-not-counted" : "row-unknown", file, row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return [.. Explain([found.Person], (_, _, _) => true, found.Id)];
    }

    /// <summary>A card, a unit, an officer, a target: stored, but nothing that counts for somebody by itself.</summary>
    private bool IsOfOtherKind(string file, int row)
    {
        db.Want("select recording_id from import where file = @file and kind not in ('results', 'relatives')", new { file });
        return new[] { "card", "unit_row", "post", "membership", "target", "figure", "nominee", "repetition" }
            .Any(table => db.One<long>($"select count(*) from {table} where recording_id in (select id from wanted) and row_no = @row", new { row }) > 0);
    }

    private List<ExplainedRow> Explain(IReadOnlyCollection<long> persons, Func<Persons, Identifiers, int, bool> include, RowId? only = null)
    {
        var loader = new LoadPersons(db, ground.Known, since);
        var clusters = loader.Of(persons);
        var connected = loader.Connected.Keys.ToList();
        LoadOfficers(clusters.Values);
        var personal = ReadSealed.OfPersons(db, connected);
        var explained = new List<ExplainedRow>();
        foreach (var cluster in clusters.Values)
        {
            var resolved = cluster.Resolve();
            foreach (var row in cluster.Receipts)
            {
                if (include(resolved, row.Statement.Person, row.Statement.Officer)) Receipt(row.Statement, resolved, personal, explained);
            }
            foreach (var row in cluster.Relatives)
            {
                if (include(resolved, row.Statement.Person, row.Statement.Officer)) Relative(row.Statement, resolved, personal, explained);
            }
        }
        if (only is { } one) explained.RemoveAll(e => e.Row != one);
        var decided = LoadDecided(connected);
        explained = [.. explained.Select(e => e with { Decided = decided.GetValueOrDefault(e.Row) })];
        explained = NameStillStated(explained, connected);
        return [.. explained.OrderBy(e => e.Row).ThenBy(e => standings.IndicatorNo(e.Indicator))];
    }

    private void Receipt(ReceiptStatement row, Persons persons, OpenedRows personal, List<ExplainedRow> into)
    {
        var standing = persons.StandingOf(row.Id);
        var person = persons.All.FirstOrDefault(p => p.Number == persons.Owner(row.Person));
        foreach (var indicator in ground.Indicators)
        {
            if (indicator.Receipts is not { } rule || rule.Scheme.Value != row.Scheme) continue;
            // A row that waits is no history yet, so it joins nothing.
            JoiningKind? kind = standing.WaitsFor is null && !standing.IsSetAside && person is not null ? new History(person, windows).JoiningOf(row).Kind : null;
            var verdict = OfStanding(standing) ?? (row.Hint == JoiningHint.Cancelled ? Verdict.Not(null, "cancelled", row.Number) : null);
            if (verdict is null)
            {
                var judged = new JudgedReceipts(person!, new History(person!, windows), rule);
                var one = judged.All.First(j => j.Receipt.Id == row.Id);
                verdict = OnRoster(judged.On(one, ground.AsOf, o => officers[o].Code), row.Officer, indicator);
            }
            into.Add(new(files[row.Id.Recording], row.Id, row.Scheme, row, row.Relation, row.Officer, officers[row.Officer].Code, indicator, kind, verdict, personal[row.Id]));
        }
    }

    private void Relative(RelativeStatement row, Persons persons, OpenedRows personal, List<ExplainedRow> into)
    {
        var standing = persons.StandingOf(row.Id);
        var holds = standing is { WaitsFor: null, IsSetAside: false, SupersededBy: null } && row is { Relation: not Relation.NoneDeclared, Exempt: false };
        var ends = holds && persons.All.FirstOrDefault(p => p.Number == persons.Owner(row.Person)) is { } covered
            ? new History(covered, windows).Cover.Where(s => s.Contains(ground.WorkDay)).Select(s => s.To).FirstOrDefault() : null;
        foreach (var indicator in ground.Indicators)
        {
            if (indicator.Declarations is not { } rule) continue;
            var verdict = OfStanding(standing) ?? (row.Relation == Relation.NoneDeclared && DeclaresSomeone(row.Officer) ? Waiting("none-beside-relatives") : null);
            if (verdict is null)
            {
                var person = persons.All.First(p => p.Number == persons.Owner(row.Person));
                verdict = OnRoster(JudgedRelatives.On(row, new History(person, windows), rule, indicator.Source, ground.AsOf), row.Officer, indicator);
            }
            into.Add(new(files[row.Id.Recording], row.Id, Scheme.HouseholdHealthInsurance, null, row.Relation, row.Officer, officers[row.Officer].Code, indicator, null, verdict,
                personal[row.Id]) { CoverEnds = ends });
        }
    }

    private static Verdict Waiting(string code) => new(VerdictKind.Waiting, new(code), null);

    private Verdict? OfStanding(RowStanding standing) =>
        standing.WaitsFor is { } reason ? new(VerdictKind.Waiting, reason, null)
        : standing.IsSetAside ? Verdict.Not(null, "set-aside")
        : standing.SupersededBy is { } by ? Verdict.Not(null, "superseded", files[by.Recording], by.Row.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : null;

    /// <summary>Credit goes to the officer's unit on the as-of day; whose officer is on no roster that day is lost (contract §3).</summary>
    private Verdict OnRoster(Verdict verdict, int officer, Indicator indicator)
    {
        if (verdict.Kind != VerdictKind.Counted) return verdict;
        var iso = ground.AsOf.Iso();
        if (officers[officer].Posts.On(ground.AsOf) is not { } post) return Verdict.Not(null, "officer-off-roster", officers[officer].Code, iso);
        if (!ground.Scope.Has(post.Unit)) return Verdict.Not(ground.Campaign.Scope!.Source, "outside-scope", ground.Units.Latest(post.Unit)?.Name ?? "");
        if (post.Kind is { } kind && ground.Campaign.OfficerKindsExcluded.Contains(kind)) return Verdict.Not(null, "officer-kind-excluded", kind);
        if (ground.OnTree(post.Unit, officers[officer].Posts) is not { } unit || ground.Units.On(unit, ground.Tree) is not { Tree: Units.AdministrativeTree })
            return Verdict.Not(null, "unit-not-there", ground.Units.Latest(post.Unit)?.Name ?? "", iso);
        if (indicator.Groups.Count == 0) return verdict;
        var listed = (rollup ??= standings.ByGroup()).ListedFor(unit);
        return listed is not null && standings.GroupOf(listed) is { } group && indicator.Groups.Contains(group.Id)
            ? verdict : Verdict.Not(indicator.Source, "group-not-measured", ground.Units.Latest(post.Unit)?.Name ?? "");
    }

    private Core.Standings.Rollup? rollup;

    private bool DeclaresSomeone(int officer) => db.One<long>($"""
        select count(*) from relative r where r.officer_id = @officer and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")}
        """, new { officer, e = ground.Known }) > 0;

    private void LoadOfficers(IEnumerable<Cluster> clusters)
    {
        var wanted = clusters.SelectMany(c => c.Receipts.Select(r => r.Statement.Officer).Concat(c.Relatives.Select(r => r.Statement.Officer))).Distinct().Select(o => (long)o).ToList();
        db.Want(wanted);
        db.Read("select o.officer_id, o.code from officer o where o.officer_id in (select id from wanted)", r => officers[r.GetInt32(0)] = (r.GetString(1), new Posts([], ground.Units)));
        foreach (var (officer, rows) in LoadOrganisation.WantedPostRows(db, ground.Known))
        {
            officers[officer] = (officers[officer].Code, LoadOrganisation.Posts(rows, ground.Units));
        }
    }

    /// <summary>A row whose own import was withdrawn holds because another import states it: that one is named.</summary>
    private List<ExplainedRow> NameStillStated(List<ExplainedRow> explained, List<long> persons)
    {
        var withdrawn = db.Query<long>("select import_id from withdrawal where recording_id <= @known", new { known = ground.Known }).ToHashSet();
        if (!explained.Exists(e => withdrawn.Contains(e.Row.Recording))) return explained;
        var stated = new Dictionary<RowId, RowId>();
        db.Want(persons);
        db.Read("""
            select p.of_recording, p.of_row, p.recording_id, p.row_no from repetition p
            where p.subject_id in (select id from wanted) and p.kind in ('results', 'relatives') and p.recording_id <= @known
            order by p.recording_id, p.row_no
            """,
            r =>
            {
                if (!withdrawn.Contains(r.GetInt64(2))) stated.TryAdd(new(r.GetInt64(0), r.GetInt32(1)), new(r.GetInt64(2), r.GetInt32(3)));
            },
            ("known", ground.Known));
        return explained.ConvertAll(e => withdrawn.Contains(e.Row.Recording) && stated.TryGetValue(e.Row, out var now) ? e with { Row = now, File = files[now.Recording] } : e);
    }

    private Dictionary<RowId, Decided> LoadDecided(List<long> persons)
    {
        var decided = new Dictionary<RowId, Decided>();
        db.Want(persons);
        db.Read($"""
            select s.of_recording, s.of_row, s.choice, s.reason, r.at
            from settlement s join recording r on r.recording_id = s.recording_id
            where s.person_id in (select id from wanted) and {Recordings.Live("s", "settlements", "person_id")}
            order by s.recording_id
            """,
            r => decided[new(r.GetInt64(0), r.GetInt32(1))] = new((SettledAs)r.GetInt32(2), r.GetString(3), Stored.Moment(r.GetString(4))), ("e", ground.Known));
        return decided;
    }

    /// <summary>The last three digits, as persons are shown everywhere.</summary>
    public static string Masked(string number) => "…" + number[Math.Max(0, number.Length - 3)..];

    private sealed record FileRowName
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
