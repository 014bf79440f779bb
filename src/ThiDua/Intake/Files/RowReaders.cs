using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;

namespace ThiDua.Intake.Files;

/// <summary>From the cells of one row to the row of each kind. Columns are numbered in the order of headers.json.</summary>
public static class RowReaders
{
    /// <summary>The row, or null when a finding rejects it.</summary>
    public static FileRow? Read(FileKind kind, RowCells cells, DateOnly today)
    {
        FileRow? row = kind switch
        {
            FileKind.Units => Unit(cells),
            FileKind.Officers => Officer(cells),
            FileKind.Members => Member(cells),
            FileKind.Relatives => Relative(cells),
            FileKind.Results => Result(cells, today),
            FileKind.Cards => Card(cells),
            FileKind.Targets => Target(cells),
            FileKind.Figures => Figure(cells),
            FileKind.Nominees => Nominee(cells),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return cells.Rejected || row is null ? null : row with { Row = cells.RowNumber, Extra = cells.Extra() };
    }

    private static UnitRow? Unit(RowCells c)
    {
        var (code, name, parent, type) = (c.Code(0), c.Text(1), c.Code(2), c.Text(3));
        var (group, admin, from, to, tree) = (c.Text(4), c.Code(5), c.Day(6), c.Day(7), c.Text(8));
        if (parent is not null && parent == code) c.Reject(2, "parent-is-itself", parent);
        Span(c, 7, from, to);
        return code is null || name is null || type is null ? null : new(code, name, parent, type, group, admin, from, to, tree ?? Units.AdministrativeTree);
    }

    private static OfficerRow? Officer(RowCells c)
    {
        var (code, name, born, gender, national) = (c.Code(0), c.Text(1), c.Born(2), c.Text(3), c.NationalId(4));
        var (unit, position, role, kind, from, to) = (c.Code(5), c.Text(6), c.Official(7, "role"), c.Official(8, "officerKind"), c.Day(9), c.Day(10));
        Span(c, 10, from, to);
        return code is null || name is null || unit is null ? null : new(code, name, born, gender, national, unit, position, role, kind, from, to);
    }

    private static MemberRow? Member(RowCells c)
    {
        var (officer, unit, from, to) = (c.Code(0), c.Code(1), c.Day(2), c.Day(3));
        Span(c, 3, from, to);
        return officer is null || unit is null ? null : new(officer, unit, from, to);
    }

    private static RelativeRow? Relative(RowCells c)
    {
        var (officer, relation) = (c.Code(0), c.Word(1, KnownWords.Relation));
        if (relation == Relation.NotRelative) c.Reject(1, "no-relative-declared");
        var (name, born, national, si) = (c.Text(2), c.Born(3), c.NationalId(4), c.SiNumber(5));
        var exempt = c.Text(6) is { } text && VietnameseText.Fold(text) is not ("khong" or "0");
        return officer is null || relation is null ? null
            : relation == Relation.NoneDeclared ? new(officer, Relation.NoneDeclared, null, null, null, null, false)
            : new(officer, relation.Value, name, born, national, si, exempt);
    }

    private static ResultRow? Result(RowCells c, DateOnly today)
    {
        var (name, born, si, national) = (c.Text(0), c.Born(1), c.SiNumber(2), c.NationalId(3));
        if (si is null && national is null && !c.Rejected) c.Reject(2, "no-identifier-given");
        var (scheme, hint, day, number) = (c.Word(4, KnownWords.Scheme), c.Word(5, KnownWords.Hint), c.Day(6), c.Code(7));
        if (day > today) c.Reject(6, "receipt-in-future", Iso(day.Value), Iso(today));
        var cancels = hint == JoiningHint.Cancelled;
        var from = cancels && c.Cell(8).IsBlank ? Month.Of(day ?? today) : c.Month(8);
        var months = cancels && c.Cell(9).IsBlank ? 0 : c.Whole(9);
        if (months is { } m && !cancels && m is < 1 or > 1200) c.Reject(9, m < 1 ? "months-not-positive" : "months-too-many", m.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var (amount, officer, relation, collector, note) = (c.Whole(10), c.Code(11), c.Word(12, KnownWords.Relation), c.Code(13), c.Text(14));
        if (amount < 0) c.Reject(10, "amount-negative");
        if (relation == Relation.NoneDeclared) c.Reject(12, "unknown-word", c.Cell(12).Text);
        return name is null || scheme is null || day is null || number is null || from is null || months is null || officer is null || relation is null ? null
            : new(name, born, si, national, scheme.Value, hint ?? JoiningHint.None, day.Value, number, from.Value, (int)Math.Clamp(months.Value, 0, 1200), amount, officer, relation.Value, collector, note);
    }

    private static CardRow? Card(RowCells c)
    {
        var (si, national, name, born) = (c.SiNumber(0), c.NationalId(1), c.Text(2), c.Born(3));
        if (si is null && national is null && !c.Rejected) c.Reject(0, "no-identifier-given");
        var (code, from, to, commune, address, phone) = (c.Code(4), c.Day(5), c.Day(6), c.Code(7), c.Text(8), c.Code(9));
        Span(c, 6, from, to);
        return name is null || from is null || to is null ? null : new(si, national, name, born, code, from.Value, to.Value, commune, address, phone);
    }

    private static TargetRow? Target(RowCells c)
    {
        var (unit, indicator, period, assigned, registered) = (c.Code(0), c.Text(1), c.Text(2), c.Number(3), c.Number(4));
        if (assigned < 0) c.Reject(3, "negative-number");
        return unit is null || indicator is null || assigned is null ? null : new(unit, indicator, period, assigned.Value, registered);
    }

    private static FigureRow? Figure(RowCells c)
    {
        var (unit, indicator, day, value, source) = (c.Code(0), c.Text(1), c.Day(2), c.Number(3), c.Text(4));
        return unit is null || indicator is null || day is null || value is null ? null : new(unit, indicator, day.Value, value.Value, source);
    }

    private static NomineeRow? Nominee(RowCells c)
    {
        var (unit, kind, name, officer, outside, summary) = (c.Code(0), c.Official(1, "nomineeKind"), c.Text(2), c.Code(3), c.Text(4), c.Text(5));
        return unit is null || kind is null || name is null || summary is null ? null
            : new(unit, kind, name, officer, outside is { } o && VietnameseText.Fold(o) == "co", summary);
    }

    private static void Span(RowCells c, int column, DateOnly? from, DateOnly? to)
    {
        if (from is { } f && to is { } t && t < f) c.Reject(column, "ends-before-start", Iso(f), Iso(t));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
