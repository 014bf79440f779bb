using ThiDua.Core.Standings;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <summary>What changed a unit's number. The sentence is "change.CAUSE".</summary>
public enum ChangeCause
{
    /// <summary>Rows that a file added or corrected.</summary>
    File,
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

    /// <exception cref="QuestionException">The unit is in no such standing.</exception>
    public UnitChange Of(string unit, string indicator)
    {
        var standing = after.Standings(new(Indicator: indicator)).FirstOrDefault(s => s.Rows.Any(r => r.Code == unit)) ?? throw new QuestionException("unit-not-listed", unit);
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
        var rollup = now.Campaign.Groups.Count > 0 ? after.ByGroup() : null;
        db.Want([.. now.Units.Known.Where(u => (rollup?.ListedFor(u) ?? now.Units.On(u, now.Tree))?.Code == unit).Select(u => (long)u)]);
        var found = new SortedDictionary<long, List<(string Officer, long Numerator, long Denominator)>>();
        Read("a.recording_id > @then and a.recording_id <= @now and a.day <= @day", "a.recording_id", "a.recording_id, o.code");
        Read("a.recording_id <= @then and a.day > @before and a.day <= @day", "0", "o.code");
        var recordings = db.Query<Cause>("""
            select r.recording_id as Id, r.at as At, r.kind as Kind, i.kind as FileKind, i.file as File
            from recording r left join withdrawal w on w.recording_id = r.recording_id left join import i on i.recording_id = coalesce(w.import_id, r.recording_id)
            where r.recording_id > @then and r.recording_id <= @now
            """, new { then = then.Known, now = now.Known }).ToDictionary(r => r.Id);
        return [.. found.Select(f => Line(f.Key == 0 ? null : recordings[f.Key], f.Value))];

        void Read(string which, string cause, string by) => db.Read($"""
            select {cause}, o.code, sum(a.numerator), sum(a.denominator) from attainment a join officer o on o.officer_id = a.officer_id
            where a.campaign_no = @c and a.indicator_no = @i and a.unit_id in (select id from wanted) and {which}
            group by {by} having sum(a.numerator) <> 0 or sum(a.denominator) <> 0 order by o.code
            """,
            r =>
            {
                var recording = Convert.ToInt64(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture);
                if (!found.TryGetValue(recording, out var list)) found[recording] = list = [];
                list.Add((r.GetString(1), Convert.ToInt64(r.GetValue(2), System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt64(r.GetValue(3), System.Globalization.CultureInfo.InvariantCulture)));
            },
            ("c", now.Stored.No), ("i", after.IndicatorNo(standing.Indicator)), ("then", then.Known), ("now", now.Known), ("before", Stored.Day(then.AsOf)), ("day", Stored.Day(now.AsOf)));
    }

    private static ChangeLine Line(Cause? cause, List<(string Officer, long Numerator, long Denominator)> changed) => new(
        cause switch
        {
            null => ChangeCause.Days,
            { Kind: "withdrawal" } => ChangeCause.Withdrawal,
            { Kind: "campaign" } => ChangeCause.Campaign,
            { FileKind: "officers" } => ChangeCause.Officers,
            { FileKind: "settlements" } => ChangeCause.Settlement,
            _ => ChangeCause.File,
        },
        cause?.File, cause is null ? null : Stored.Moment(cause.At), changed.Sum(c => c.Numerator), changed.Sum(c => c.Denominator), [.. changed.Select(c => c.Officer).Distinct()]);

    private sealed record Cause
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? FileKind { get; init; }
        public string? File { get; init; }
    }
}
