using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Takes a units file. Units are few: the whole chart is decided at once, so a child may stand above its parent.</summary>
public sealed class TakeUnits(Db db, long recording, Tokens tokens, Codes units)
{
    public IEnumerable<Taken> Take(IReadOnlyList<UnitRow> rows, List<RowIssue> issues)
    {
        var stored = LoadOrganisation.UnitRows(db, recording);
        var all = stored.Select(s => s.Statement).ToList();
        var known = new Dictionary<(int, long), RowId>();
        foreach (var s in stored) known.TryAdd((s.Statement.Unit, s.Fingerprint), s.Statement.Id);
        var placed = new List<(UnitRow Row, RowId Id, bool Repeats, UnitStatement? New, long Fingerprint)>();
        foreach (var row in rows)
        {
            var id = new RowId(recording, row.Row);
            var unit = units.Number(row.Code);
            var fingerprint = tokens.Fingerprint(Content(row));
            if (known.TryGetValue((unit, fingerprint), out var same))
            {
                placed.Add((row, same, true, null, fingerprint));
                continue;
            }
            known[(unit, fingerprint)] = id;
            var statement = new UnitStatement(id, unit, row.Code, row.Name, row.ParentCode is { } parent ? units.Number(parent) : null,
                row.Type, row.Group, row.AdminCode, new(row.From, row.To), row.Tree);
            all.Add(statement);
            placed.Add((row, id, false, statement, fingerprint));
        }
        units.Write();
        var circular = Circular(all);
        foreach (var (row, id, _, unit, _) in placed)
        {
            if (unit is not null && circular.Contains(id)) issues.Add(new(row.Row, "Mã đơn vị cấp trên", "units-in-circle", [row.Code, row.ParentCode!], true));
        }
        NamesThatDeceive([.. stored.Select(s => s.Statement)], [.. placed.Where(p => p.New is not null && !circular.Contains(p.Id)).Select(p => p.New!)], issues);
        Write(placed.FindAll(p => !circular.Contains(p.Id)));
        var chart = LoadOrganisation.Chart(db, recording, all.FindAll(u => !circular.Contains(u.Id)));
        return placed.Select(p => circular.Contains(p.Id) ? new(p.Row, RowOutcome.Rejected, null) : Outcome(p.Row, chart.StandingOf(p.Id), p.Repeats)).ToList();
    }

    /// <summary>New names that could pass for that of another unit under the same parent (AC-30).</summary>
    private static void NamesThatDeceive(List<UnitStatement> stored, List<UnitStatement> added, List<RowIssue> issues)
    {
        var names = new NamesOfPlaces();
        foreach (var said in stored.GroupBy(u => u.Unit).Select(u => u.Last())) names.Meet(said.Parent ?? 0, said.Unit, said.Name);
        foreach (var unit in added)
        {
            if (names.Meet(unit.Parent ?? 0, unit.Unit, unit.Name) is { } other) issues.Add(new(unit.Id.Row, "Tên đơn vị", "name-looks-like", [unit.Name, other], false));
        }
    }

    /// <summary>
    /// Rows of this file that put a unit under itself, looked at with the whole file: two units may change places in it. Of a circle the row that
    /// comes last goes, and the rest is looked at again.
    /// </summary>
    private HashSet<RowId> Circular(List<UnitStatement> all)
    {
        var found = new HashSet<RowId>();
        var said = all.GroupBy(u => u.Unit).ToDictionary(g => g.Key, g => g.ToList());
        var own = all.Where(u => u.Id.Recording == recording && u.Parent is not null).OrderByDescending(u => u.Id.Row).ToList();
        while (own.Find(row => !found.Contains(row.Id) && IsCircle(row, said)) is { } last)
        {
            found.Add(last.Id);
            said[last.Unit].Remove(last);
        }
        return found;
    }

    /// <summary>Upward by what was said last of each unit for the row's first day, whether its code is known yet or not.</summary>
    private static bool IsCircle(UnitStatement row, Dictionary<int, List<UnitStatement>> said)
    {
        var day = row.Days.From ?? DateOnly.MinValue;
        var seen = new HashSet<int>();
        for (var unit = row.Parent; unit is { } above; unit = said.GetValueOrDefault(above)?.FindLast(u => u.Days.Contains(day))?.Parent)
        {
            if (above == row.Unit) return true;
            if (!seen.Add(above)) return false;
        }
        return false;
    }

    public static Taken Outcome(FileRow row, RowStanding standing, bool repeats) => new(
        row, standing.WaitsFor is not null ? RowOutcome.Waiting : repeats ? RowOutcome.Unchanged : standing.Outcome, standing.WaitsFor);

    private void Write(List<(UnitRow Row, RowId Id, bool Repeats, UnitStatement? New, long Fingerprint)> placed)
    {
        using (var writer = db.Bulk("unit_row", "unit_id", "recording_id", "row_no", "name", "parent_id", "unit_type", "unit_group", "admin_code",
            "from_day", "to_day", "tree", "fingerprint", "sealed_extra"))
        {
            var key = SealKey.Open(db);
            foreach (var (row, id, _, unit, fingerprint) in placed)
            {
                if (unit is null) continue;
                writer.Add(unit.Unit).Add(id.Recording).Add(id.Row).Add(unit.Name).Add(unit.Parent).Add(unit.Type).Add(unit.Group).Add(unit.AdminCode)
                    .Add(Stored.From(unit.Days.From)).Add(Stored.To(unit.Days.To)).Add(unit.Tree).Add(fingerprint)
                    .Add(row.Extra.Count == 0 ? null : key.SealExtra(unit.Unit, id, row.Extra)).EndRow();
            }
        }
        Repetitions.Write(db, recording, "units", placed.Where(p => p.Repeats).Select(p => ((long)units.Number(p.Row.Code), p.Id, p.Row.Row)));
    }

    /// <summary>Where its mail goes is of the unit; the other columns that nobody asked for change nothing.</summary>
    private static string Content(UnitRow row) => string.Join('\u001f', [VietnameseText.WithToneLast(row.Name), row.ParentCode, row.Type, row.Group, row.AdminCode,
        Stored.From(row.From).ToString(CultureInfo.InvariantCulture), Stored.To(row.To).ToString(CultureInfo.InvariantCulture), row.Tree, .. row.Extra.Where(e => UnitMail.IsHead(e.Key)).Select(e => e.Value)]);
}
