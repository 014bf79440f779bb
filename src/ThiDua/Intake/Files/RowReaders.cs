using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;

namespace ThiDua.Intake.Files;

/// <summary>
/// From the cells of one row to the row of each kind. Columns are numbered in the order of headers.json. All columns are read
/// before anything is decided, so that all faults of a row are told at once.
/// </summary>
/// <param name="isPercentage">Whether an indicator, as the file names it, is a percentage; null when nobody knows.</param>
public sealed class RowReaders(RowCells c, Func<string, bool>? isPercentage)
{
    /// <summary>Thirty years: arrears of ten and five ahead are the most that is paid at once.</summary>
    private const int MaxMonths = 360;

    private readonly WordColumn<Relation> relations = new("relation", Enum.Parse<Relation>);
    private readonly WordColumn<Relation> resultRelations = new("relation", Enum.Parse<Relation>, but: nameof(Relation.NoneDeclared));
    private readonly WordColumn<Scheme> schemes = new("scheme", Enum.Parse<Scheme>);
    private readonly WordColumn<JoiningHint> hints = new("hint", Enum.Parse<JoiningHint>);
    private readonly WordColumn<string> roles = new("role", w => w);
    private readonly WordColumn<string> officerKinds = new("officerKind", w => w);
    private readonly WordColumn<string> nomineeKinds = new("nomineeKind", w => w);
    private readonly WordColumn<Core.Campaigns.CommendationType> commendations = new("commendationType", Enum.Parse<Core.Campaigns.CommendationType>);
    private readonly WordColumn<bool> answers = new("yesOrNo", w => w == "có");
    private readonly WordColumn<ReorganisationKind> reorganisations = new("reorganisation", Enum.Parse<ReorganisationKind>);
    private readonly WordColumn<DividedBy> divisions = new("dividedBy", Enum.Parse<DividedBy>);
    private readonly WordColumn<string> genders = new("gender", w => w);

    /// <summary>The row, or null when a finding rejects it.</summary>
    public FileRow? Read(FileKind kind)
    {
        FileRow? row = kind switch
        {
            FileKind.Units => Unit(),
            FileKind.Officers => Officer(),
            FileKind.Members => Member(),
            FileKind.Relatives => Relative(),
            FileKind.Results => Result(),
            FileKind.Cards => Card(),
            FileKind.Targets => Target(),
            FileKind.Figures => Figure(),
            FileKind.Nominees => Nominee(),
            FileKind.Reorganisations => Reorganisation(),
            FileKind.Awards => Award(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return c.IsRejected ? null : row;
    }

    private UnitRow? Unit()
    {
        var (code, name, parent, type) = (c.Code(0), c.Name(1), c.Code(2), c.Text(3, repeats: true));
        var (group, admin, from, to, tree) = (c.Text(4, repeats: true), c.Code(5), c.Day(6), c.Day(7), c.Text(8, repeats: true));
        if (parent is not null && parent == code) c.Reject(2, "parent-is-itself", parent);
        Span(7, from, to);
        return code is null || name is null || type is null ? null
            : new(code, name, parent, type, group, admin, from, to, tree ?? Units.AdministrativeTree) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private OfficerRow? Officer()
    {
        var (code, name, born, gender, national) = (c.Code(0), c.Name(1), c.Born(2), c.Text(3, repeats: true), c.NationalId(4));
        var (unit, position, role, kind, from, to) = (c.Code(5), c.Text(6, repeats: true), c.Official(7, roles), c.Official(8, officerKinds), c.Day(9), c.Day(10));
        if (gender is not null && genders.TryFind(gender, out var known)) gender = known;
        Span(10, from, to);
        return code is null || name is null || unit is null ? null
            : new(code, name, born, gender, national, unit, position, role, kind, from, to) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private MemberRow? Member()
    {
        var (officer, unit, from, to) = (c.Code(0), c.Code(1), c.Day(2), c.Day(3));
        Span(3, from, to);
        return officer is null || unit is null ? null : new(officer, unit, from, to) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private ReorganisationRow? Reorganisation()
    {
        var (day, kind, from, to) = (c.Day(0), c.Word(1, reorganisations), c.Code(2), c.Code(3));
        var (document, clause, by, part, isMain) = (c.Text(4, repeats: true), c.Text(5, repeats: true), c.Word(6, divisions) ?? DividedBy.List, c.Number(7), c.Word(8, answers) ?? false);
        if (day is null || kind is null || from is null || document is null) return null;
        if (kind == ReorganisationKind.Dissolve && to is not null) c.Reject(3, "dissolved-with-successor", to);
        if (kind != ReorganisationKind.Dissolve && to is null) c.Reject(3, "successor-missing");
        if (by != DividedBy.List && part is not > 0) c.Reject(7, "part-missing");
        if (by == DividedBy.Headcount && part is { } heads && !decimal.IsInteger(heads)) c.Reject(7, "not-whole", c.Shown(7));
        return c.IsRejected ? null
            : new(day.Value, kind.Value, from, to, document, clause, by, by == DividedBy.List ? null : (int?)(by == DividedBy.Share ? part * 100 : part), isMain) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private RelativeRow? Relative()
    {
        var (officer, relation) = (c.Code(0), c.Word(1, relations));
        var (name, born, national, si) = (c.Text(2), c.Born(3), c.NationalId(4), c.SiNumber(5));
        // Any value but empty, `không`, `0` is a reason to be exempt (contract §2).
        var exempt = c.Text(6, repeats: true) is { } text && VietnameseText.Fold(text) is not ("khong" or "0");
        if (officer is null || relation is null) return null;
        return relation == Relation.NoneDeclared
            ? new(officer, Relation.NoneDeclared, null, null, null, null, false) { Row = c.RowNumber, Extra = c.Extra() }
            : new(officer, relation.Value, name, born, national, si, exempt) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private ResultRow? Result()
    {
        var (name, born, si, national) = (c.Text(0), c.Born(1), c.SiNumber(2), c.NationalId(3));
        NeedsIdentifier(2, 3);
        var (scheme, hint, day, number) = (c.Word(4, schemes), c.Word(5, hints), c.Day(6), c.Code(7, repeats: false));
        if (day > c.Today) c.Reject(6, "receipt-in-future", day.Value.Iso(), c.Today.Iso());
        // A cancellation names a receipt; what it paid for need not be said again.
        var cancels = hint == JoiningHint.Cancelled;
        var from = cancels && c.IsBlank(8) ? Month.Of(day ?? c.Today) : c.Month(8);
        var months = cancels && c.IsBlank(9) ? 0 : c.Whole(9);
        if (months is { } m && (m < (cancels ? 0 : 1) || m > MaxMonths)) c.Reject(9, m < 1 ? "months-not-positive" : "months-too-many", Plain(m));
        var (amount, officer, relation, collector, note) = (c.Whole(10, rounds: true), c.Code(11), c.Word(12, resultRelations), c.Code(13), c.Text(14, repeats: true));
        if (amount < 0 && !cancels) c.Reject(10, "amount-negative");
        if (relation == Relation.NoneDeclared) c.Reject(12, "none-in-results", c.Shown(12));
        return name is null || scheme is null || day is null || number is null || from is null || months is null || officer is null || relation is null || c.IsRejected ? null
            : new(name, born, si, national, scheme.Value, hint ?? JoiningHint.None, day.Value, number, from.Value, (int)months.Value, amount, officer, relation.Value, collector, note)
            { Row = c.RowNumber, Extra = c.Extra() };
    }

    private CardRow? Card()
    {
        var (si, national, name, born) = (c.SiNumber(0), c.NationalId(1), c.Text(2), c.Born(3));
        NeedsIdentifier(0, 1);
        var (code, from, to, commune, address, phone) = (c.Code(4, repeats: false), c.Day(5), c.Day(6), c.Code(7), c.Text(8), c.Code(9, repeats: false));
        Span(6, from, to);
        return name is null || from is null || to is null ? null
            : new(si, national, name, born, code, from.Value, to.Value, commune, address, phone) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private TargetRow? Target()
    {
        var (unit, indicator, period) = (c.Code(0), c.Text(1, repeats: true), c.Text(2, repeats: true));
        var percent = IsPercentage(indicator);
        var (assigned, registered) = (c.Number(3, percent), c.Number(4, percent));
        if (assigned < 0) c.Reject(3, "negative-number");
        if (registered < 0) c.Reject(4, "negative-number");
        return unit is null || indicator is null || assigned is null ? null
            : new(unit, indicator, period, assigned.Value, registered) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private FigureRow? Figure()
    {
        var (unit, indicator, day) = (c.Code(0), c.Text(1, repeats: true), c.Day(2));
        var (value, source, numerator, denominator) = (c.Number(3, IsPercentage(indicator)), c.Text(4, repeats: true), c.Number(5), c.Number(6));
        if (day > c.Today) c.Warn(2, "figure-in-future", day.Value.Iso(), c.Today.Iso());
        if (c.IsBlank(5) != c.IsBlank(6)) c.Reject(c.IsBlank(5) ? 5 : 6, "counts-both");
        if (denominator <= 0) c.Reject(6, "denominator-not-positive");
        return unit is null || indicator is null || day is null || value is null ? null
            : new(unit, indicator, day.Value, value.Value, source, numerator is { } n && denominator is { } d ? (n, d) : null) { Row = c.RowNumber, Extra = c.Extra() };
    }

    private NomineeRow? Nominee()
    {
        var (unit, kind, name, officer, outside, summary) = (c.Code(0), c.Official(1, nomineeKinds), c.Name(2), c.Code(3), c.Word(4, answers), c.Text(5));
        var (solution, award, period) = (c.Text(6), c.Text(7, repeats: true), c.Text(8, repeats: true));
        return unit is null || kind is null || name is null || summary is null ? null
            : new(unit, kind, name, officer, outside ?? false, summary) { Solution = solution, Award = award, Period = period, Row = c.RowNumber, Extra = c.Extra() };
    }

    private AwardRow? Award()
    {
        var (number, day, signer, form, kind) = (c.Text(0, repeats: true), c.Day(1), c.Text(2, repeats: true), c.Text(3, repeats: true), c.Official(4, nomineeKinds));
        var (unit, officer, name, movement, years, summary) = (c.Code(5), c.Code(6), c.Name(7), c.Text(8, repeats: true), c.Text(9, repeats: true), c.Text(10));
        var type = c.Word(11, commendations);
        if (day > c.Today) c.Reject(1, "decision-in-future", day.Value.Iso(), c.Today.Iso());
        if (kind == "cá nhân" && officer is null && name is null) c.Reject(7, "award-nobody");
        if (kind == "tập thể" && officer is not null) c.Reject(6, "officer-of-collective", officer);
        var (from, to) = years is null ? (0, 0) : Years(years);
        if (years is not null && (from < 1900 || to < from || to > 2200)) c.Reject(9, "not-a-year", years);
        return number is null || day is null || signer is null || form is null || kind is null || unit is null || years is null ? null
            : new(number, day.Value, signer, form, kind, unit, officer, name, movement, from, to, summary) { Type = type, Row = c.RowNumber, Extra = c.Extra() };
    }

    /// <summary>"2024", "2024 – 2025", "Năm 2024": the first and the last; (0, 0): neither is a year.</summary>
    private static (int From, int To) Years(string text)
    {
        var numbers = string.Concat(text.Select(d => char.IsAsciiDigit(d) ? d : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => n.Length == 4 ? int.Parse(n, CultureInfo.InvariantCulture) : 0).ToList();
        return numbers is [var year] ? (year, year) : numbers is [var first, var last] ? (first, last) : (0, 0);
    }

    /// <summary>By who knows the campaign, else by the name itself: "Tỷ lệ bao phủ BHXH (%)".</summary>
    private bool IsPercentage(string? indicator) => indicator is not null
        && (isPercentage?.Invoke(indicator) == true || indicator.Contains('%', StringComparison.Ordinal)
            || VietnameseText.Fold(indicator) is var name && (name.StartsWith("tyle", StringComparison.Ordinal) || name.StartsWith("tile", StringComparison.Ordinal)));

    /// <summary>Results and cards speak of a person; names never tell who it is (contract §3).</summary>
    private void NeedsIdentifier(int si, int national)
    {
        if (c.IsBlank(si) && c.IsBlank(national)) c.Reject(si, "no-identifier-given");
    }

    private void Span(int column, DateOnly? from, DateOnly? to)
    {
        if (from is { } f && to is { } t && t < f) c.Reject(column, "ends-before-start", f.Iso(), t.Iso());
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
