using ThiDua.Core.Standings;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <summary>What changed a unit's number. The sentence is "change.CAUSE".</summary>
public enum ChangeCause
{
    /// <summary>New rows of a file.</summary>
    Added,
    /// <summary>Rows of a file that supersede earlier ones.</summary>
    Corrected,
    /// <summary>Rows of a file of both kinds, for the same officers.</summary>
    AddedAndCorrected,
    /// <summary>A file of officers: who came, left or was moved.</summary>
    Officers,
    /// <summary>A file that was withdrawn.</summary>
    Withdrawal,
    /// <summary>A decision on a row that waited.</summary>
    Settlement,
    /// <summary>A new version of the campaign file.</summary>
    Campaign,
    /// <summary>Days that passed: receipts that came into force, participation that ended.</summary>
    Days,
    /// <summary>Units that came under this one or left it.</summary>
    Tree,
}

/// <summary>One cause and what it brought about.</summary>
/// <param name="File">Of files, withdrawals and decisions.</param>
/// <param name="Officers">Codes of those whose share changed, in order.</param>
public sealed record ChangeLine(ChangeCause Cause, string? File, DateTimeOffset? At, long Numerator, long Denominator, IReadOnlyList<string> Officers);

/// <summary>A unit whose place moved past another's.</summary>
public sealed record Passed(StandingRow Before, StandingRow After);

/// <summary>What moved one unit in one standing between two states of knowledge. The lines add up to the difference exactly.</summary>
/// <param name="Before">Null when the unit was not listed then.</param>
/// <param name="Overtaken">Units that stood behind and stand before now.</param>
/// <param name="FellBehind">Units that stood before and stand behind now.</param>
public sealed record UnitChange(StandingRow? Before, StandingRow After, IReadOnlyList<ChangeLine> Lines, IReadOnlyList<Passed> Overtaken, IReadOnlyList<Passed> FellBehind)
{
    public long Numerator => (long)((After.Numerator ?? 0) - (Before?.Numerator ?? 0));

    public long Denominator => (long)((After.Denominator ?? 0) - (Before?.Denominator ?? 0));
}

/// <summary>Answers "what moved us from 5th to 8th": the entries of the officers' attainments between two recordings, by their cause.</summary>
public sealed class ChangeQueries(Db db, Ground then, Ground now)
{
    private readonly StandingsQueries before = new(db, then);
    private readonly StandingsQueries after = new(db, now);
    private readonly ChangedRows rows = new(db, now);

    /// <summary>The ground of the end of a day: what was known then, and, where the campaign measures on no fixed day, as of that day.</summary>
    public static Ground EndOf(Db db, Installation installation, Ground now, DateOnly day) => Then(db, installation, now, Recordings.KnownAt(db, Installation.EndOf(day)), day);

    /// <summary>The ground just before something was recorded.</summary>
    /// <param name="day">The day on which it was.</param>
    public static Ground Before(Db db, Installation installation, Ground now, long recording, DateOnly day) => Then(db, installation, now, recording - 1, day);

    private static Ground Then(Db db, Installation installation, Ground now, long known, DateOnly day) =>
        Ground.Of(db, installation, now.Stored, known, new(now.Campaign.AsOf is not null || day > now.AsOf ? now.AsOf : day));

    /// <exception cref="QuestionException">The unit is in no such standing.</exception>
    public UnitChange Of(string unit, string indicator)
    {
        var standing = after.Standings(new(Indicator: indicator)).FirstOrDefault(s => s.Rows.Any(r => r.Code == unit)) ?? throw after.NotListed(unit);
        var old = then.Known == 0 ? null : before.Standings(new(Indicator: indicator)).FirstOrDefault(s => s.Group?.Id == standing.Group?.Id);
        var row = standing.Rows.First(r => r.Code == unit);
        var was = old?.Rows.FirstOrDefault(r => r.Code == unit);
        var change = new UnitChange(was, row, Lines(standing, unit), [], []);
        var rest = (Numerator: change.Numerator - change.Lines.Sum(l => l.Numerator), Denominator: change.Denominator - (standing.IsRate ? change.Lines.Sum(l => l.Denominator) : 0));
        var others = old is null ? [] : standing.Rows.Where(r => r.Code != unit).Join(old.Rows, r => r.Code, r => r.Code, (r, o) => new Passed(o, r)).ToList();
        return change with
        {
            Lines = rest == default ? change.Lines : [.. change.Lines, new(ChangeCause.Tree, null, null, rest.Numerator, rest.Denominator, [])],
            Overtaken = [.. others.Where(o => o.Before.Rank > was?.Rank && o.After.Rank < row.Rank)],
            FellBehind = [.. others.Where(o => o.Before.Rank < was?.Rank && o.After.Rank > row.Rank)],
        };
    }

    private List<ChangeLine> Lines(Standing standing, string unit)
    {
        var rollup = now.Campaign.Groups.Count > 0 ? after.Listing() : null;
        db.Want([.. now.Units.Known.Where(u => now.Scope.Has(u) && (rollup?.ListedFor(u) ?? now.Units.On(u, now.Tree))?.Code == unit).Select(u => (long)u)]);
        var found = new SortedDictionary<long, List<Changed>>();
        Read("a.recording_id > @then and a.recording_id <= @now and a.day <= @day", "a.recording_id", "a.recording_id, o.officer_id, o.code");
        Read("a.recording_id <= @then and a.day > @before and a.day <= @day", "0", "o.officer_id, o.code");
        var recordings = db.Query<Cause>("""
            select r.recording_id as Id, r.at as At, r.kind as Kind, i.kind as FileKind, i.file as File
            from recording r left join withdrawal w on w.recording_id = r.recording_id left join import i on i.recording_id = coalesce(w.import_id, r.recording_id)
            where r.recording_id > @then and r.recording_id <= @now
            """, new { then = then.Known, now = now.Known }).ToDictionary(r => r.Id);
        var ofFiles = rows.Of(after.IndicatorNo(standing.Indicator), [.. found.Where(f => f.Key > 0 && Kind(recordings[f.Key]) == ChangeCause.Added).SelectMany(f => f.Value.Select(c => (f.Key, c.Officer)))]);
        return [.. found.SelectMany(f => f.Value.GroupBy(c => f.Key == 0 ? ChangeCause.Days : ofFiles.TryGetValue((f.Key, c.Officer), out var cause) ? cause : Kind(recordings[f.Key]))
            .OrderBy(g => g.Key).Select(g => Line(g.Key, f.Key == 0 ? null : recordings[f.Key], [.. g])))];

        void Read(string which, string cause, string by) => db.Read($"""
            select {cause}, o.officer_id, o.code, sum(a.numerator), sum(a.denominator) from attainment a join officer o on o.officer_id = a.officer_id
            where a.officer_id in (select p.officer_id from post p where p.unit_id in (select id from wanted)) -- else all of them would be read: they lie by officer
              and a.campaign_no = @c and a.indicator_no = @i and a.unit_id in (select id from wanted) and {which}
            group by {by} having sum(a.numerator) <> 0 or sum(a.denominator) <> 0 order by o.code
            """,
            r =>
            {
                var recording = Convert.ToInt64(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture);
                if (!found.TryGetValue(recording, out var list)) found[recording] = list = [];
                list.Add(new(r.GetInt32(1), r.GetString(2), Convert.ToInt64(r.GetValue(3), System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt64(r.GetValue(4), System.Globalization.CultureInfo.InvariantCulture)));
            },
            ("c", now.Stored.No), ("i", after.IndicatorNo(standing.Indicator)), ("then", then.Known), ("now", now.Known), ("before", Stored.Day(then.AsOf)), ("day", Stored.Day(now.AsOf)));
    }

    /// <summary>What a recording is to an officer's number; of a file, new rows until the rows themselves were asked.</summary>
    private static ChangeCause Kind(Cause recording) => recording switch
    {
        { Kind: "withdrawal" } => ChangeCause.Withdrawal,
        { Kind: "campaign" } => ChangeCause.Campaign,
        { FileKind: "officers" } => ChangeCause.Officers,
        { FileKind: "settlements" } => ChangeCause.Settlement,
        _ => ChangeCause.Added,
    };

    private static ChangeLine Line(ChangeCause cause, Cause? recording, List<Changed> changed) => new(
        cause, recording?.File, recording is null ? null : Stored.Moment(recording.At), changed.Sum(c => c.Numerator), changed.Sum(c => c.Denominator), [.. changed.Select(c => c.Code).Distinct()]);

    private readonly record struct Changed(long Officer, string Code, long Numerator, long Denominator);

    private sealed record Cause
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? FileKind { get; init; }
        public string? File { get; init; }
    }
}
