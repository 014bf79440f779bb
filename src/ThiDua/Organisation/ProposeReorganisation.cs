using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Documents;

namespace ThiDua.Organisation;

/// <summary>A unit of the office that goes on in a new one, by the State's maps of provinces and communes.</summary>
/// <param name="NewParent">Code of the unit under which the new one stands; null: at the top.</param>
/// <param name="IsDoubtful">The commune was divided, or the map's sources disagree: somebody should look at the row.</param>
public sealed record ProposedStep(UnitStatement Old, string NewCode, string NewName, string NewAdminCode, string? NewParent, CommuneChange Change, bool IsMain, bool IsDoubtful);

/// <summary>
/// What a reorganisation of the State means for the office's own units: those that bear the code of a province or commune in Mã hành chính. Two files
/// to look at and import: the new units, and which old unit goes on in which. Nothing is changed by proposing.
/// </summary>
public sealed class ProposeReorganisation(Installation installation)
{
    /// <summary>The days of which the State's map is there.</summary>
    public static readonly DateOnly Day = new(2025, 7, 1);

    private static readonly DateOnly Eve = Day.AddDays(-1);

    public IReadOnlyList<ProposedStep> Steps()
    {
        var (units, changes) = (Units(), Changes());
        return [.. WithState(units).SelectMany(u => changes[u.AdminCode!].OrderByDescending(c => c.New == c.Old).ThenByDescending(c => c.IsWhole).Select((c, i) => new ProposedStep(
            u, NewCode(u.Code, c), NameNow(c.New), c.New, ParentNow(u, units, changes), c, i == 0, !c.IsWhole || c.Agreeing < 2 || c.Note is not null)))];
    }

    /// <summary>Units that bear a code of the State of which the maps say nothing: districts, which are no more, and communes that were gone before.</summary>
    public IReadOnlyList<UnitStatement> Left()
    {
        var (changes, provinces) = (Changes(), AdministrativeChanges.Provinces());
        return [.. WithState(Units()).Where(u => !changes.Contains(u.AdminCode!) && !provinces.ContainsKey(u.AdminCode!))];
    }

    private Units Units()
    {
        using var db = installation.Open();
        return LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
    }

    private static IEnumerable<UnitStatement> WithState(Units units) =>
        units.Known.Select(u => units.On(u, Eve)).OfType<UnitStatement>().Where(u => u.AdminCode is not null && u.Tree == Core.Organisation.Units.AdministrativeTree).OrderBy(u => u.Code, StringComparer.Ordinal);

    private static ILookup<string, CommuneChange> Changes() =>
        AdministrativeChanges.Communes().Concat(AdministrativeChanges.JoinedProvinces()).ToLookup(c => c.Old, StringComparer.Ordinal);

    /// <summary>A code that holds the State's holds the new one; else the new unit has the State's code.</summary>
    private static string NewCode(string code, CommuneChange change) => code.LastIndexOf(change.Old, StringComparison.Ordinal) is var at and >= 0
        && !(at > 0 && char.IsAsciiDigit(code[at - 1])) && !(at + change.Old.Length < code.Length && char.IsAsciiDigit(code[at + change.Old.Length]))
        ? code[..at] + change.New + code[(at + change.Old.Length)..] : change.New;

    /// <summary>As before, in the new province; what stood under a district stands under what was above it.</summary>
    private static string? ParentNow(UnitStatement unit, Units units, ILookup<string, CommuneChange> changes)
    {
        var parent = unit.Parent is { } of ? units.On(of, Eve) : null;
        while (parent?.AdminCode is { } code && AdministrativeUnits.On(Eve)!.Districts.ContainsKey(code) && parent.Parent is { } above) parent = units.On(above, Eve);
        return parent is null ? null : parent.AdminCode is { } own && changes[own].FirstOrDefault() is { } change ? NewCode(parent.Code, change) : parent.Code;
    }

    private static string NameNow(string code) => AdministrativeUnits.On(Day)! is var list && list.Provinces.TryGetValue(code, out var province) ? province.Name : list.Communes[code].Name;

    private static string? NameBefore(string code) => AdministrativeUnits.On(Eve)! is var list ? (list.Provinces.GetValueOrDefault(code) ?? list.Communes.GetValueOrDefault(code))?.Name : null;

    /// <summary>Of a new unit: where it stands and what it is, as its first old unit.</summary>
    public static string UnitsCsv(IReadOnlyList<ProposedStep> steps) => Csv(
        ["Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Loại", "Nhóm", "Mã hành chính", "Từ ngày"],
        steps.GroupBy(s => s.NewCode).Select(s => s.FirstOrDefault(o => o.Change.Old == o.Change.New) ?? s.First()).OrderBy(s => s.NewAdminCode.Length).ThenBy(s => s.NewCode, StringComparer.Ordinal)
            .Select(s => new[] { s.NewCode, Name(s), s.NewParent ?? "", Kind(s), s.Old.Group ?? "", s.NewAdminCode, Day.Iso() }));

    public static string StepsCsv(IReadOnlyList<ProposedStep> steps) => Csv(
        ["Ngày hiệu lực", "Hình thức", "Mã đơn vị cũ", "Mã đơn vị mới", "Văn bản", "Khoản", "Cách chia", "Đơn vị chính"],
        steps.Select(s => new[] { Day.Iso(), s.Change.IsWhole ? "sáp nhập" : "chia", s.Old.Code, s.NewCode, s.Change.Resolution, s.Change.Clause, s.Change.IsWhole ? "" : "danh sách", s.IsMain ? "có" : "" }));

    /// <summary>A unit that is named after its commune is named after the new one: “Trạm Y tế phường Mỹ Bình” → “Trạm Y tế Phường Long Xuyên”.</summary>
    private static string Name(ProposedStep step)
    {
        if (NameBefore(step.Change.Old) is not { } old) return step.NewName;
        var at = step.Old.Name.IndexOf(old, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? step.NewName : at == 0 ? step.NewName + step.Old.Name[old.Length..] : step.Old.Name[..at] + char.ToLowerInvariant(step.NewName[0]) + step.NewName[1..] + step.Old.Name[(at + old.Length)..];
    }

    /// <summary>Loại stays, unless it says the rank of the commune itself.</summary>
    private static string Kind(ProposedStep step) => Array.Find(Ranks, r => step.NewName.StartsWith(r, StringComparison.OrdinalIgnoreCase)) is { } rank
        && (Array.Exists(Ranks, r => VietnameseText.Fold(r) == VietnameseText.Fold(step.Old.Type)) || VietnameseText.Fold(step.Old.Type) == VietnameseText.Fold(IslandDistrict)) ? rank : step.Old.Type;

    private static readonly string[] Ranks = ["phường", "xã", "thị trấn", "đặc khu"];

    /// <summary>An island district without communes became a special zone.</summary>
    private const string IslandDistrict = "huyện";

    private static string Csv(IEnumerable<string> heads, IEnumerable<string[]> rows) =>
        "\ufeff" + string.Concat(rows.Prepend([.. heads]).Select(r => string.Join(',', r.Select(OutgoingText.Csv)) + "\r\n"));
}
