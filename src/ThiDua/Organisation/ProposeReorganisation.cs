using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Documents;

namespace ThiDua.Organisation;

/// <summary>A unit of the office that goes on in a new one, by the State's map of communes.</summary>
/// <param name="IsDoubtful">The commune was divided, or the map's sources disagree: somebody should look at the row.</param>
public sealed record ProposedStep(UnitStatement Old, string NewCode, string NewName, string NewAdminCode, CommuneChange Change, bool IsMain, bool IsDoubtful);

/// <summary>
/// What a reorganisation of the State means for the office's own units: those that bear the code of a commune in Mã hành chính. Two files
/// to look at and import: the new units, and which old unit goes on in which. Nothing is changed by proposing.
/// </summary>
public sealed class ProposeReorganisation(Installation installation)
{
    /// <summary>The days of which the State's map is there.</summary>
    public static readonly DateOnly Day = new(2025, 7, 1);

    public IReadOnlyList<ProposedStep> Steps()
    {
        using var db = installation.Open();
        var units = LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
        var (before, communes) = (Day.AddDays(-1), AdministrativeUnits.On(Day)!.Communes);
        var changes = AdministrativeChanges.Communes().ToLookup(c => c.Old, StringComparer.Ordinal);
        return [.. units.Known.Select(u => units.On(u, before)).OfType<UnitStatement>().Where(u => u.AdminCode is not null && u.Tree == Units.AdministrativeTree).OrderBy(u => u.Code, StringComparer.Ordinal)
            .SelectMany(u => changes[u.AdminCode!].OrderByDescending(c => c.New == c.Old).ThenByDescending(c => c.IsWhole).Select((c, i) => new ProposedStep(
                u, u.Code.Contains(c.Old, StringComparison.Ordinal) ? u.Code.Replace(c.Old, c.New, StringComparison.Ordinal) : c.New, communes[c.New].Name, c.New, c, i == 0, !c.IsWhole || c.Agreeing < 2 || c.Note is not null)))];
    }

    /// <summary>Of a new unit: where it stands and what it is, as its first old unit.</summary>
    public static string UnitsCsv(IReadOnlyList<ProposedStep> steps, Func<int?, string> codeOf) => Csv(
        ["Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Loại", "Nhóm", "Mã hành chính", "Từ ngày"],
        steps.GroupBy(s => s.NewCode).Select(s => s.FirstOrDefault(o => o.Change.Old == o.Change.New) ?? s.First()).OrderBy(s => s.NewCode, StringComparer.Ordinal)
            .Select(s => new[] { s.NewCode, Name(s), codeOf(s.Old.Parent), Kind(s), s.Old.Group ?? "", s.NewAdminCode, Day.Iso() }));

    public static string StepsCsv(IReadOnlyList<ProposedStep> steps) => Csv(
        ["Ngày hiệu lực", "Hình thức", "Mã đơn vị cũ", "Mã đơn vị mới", "Văn bản", "Khoản", "Cách chia", "Đơn vị chính"],
        steps.Select(s => new[] { Day.Iso(), s.Change.IsWhole ? "sáp nhập" : "chia", s.Old.Code, s.NewCode, s.Change.Resolution, s.Change.Clause, s.Change.IsWhole ? "" : "danh sách", s.IsMain ? "có" : "" }));

    /// <summary>A unit that is named after its commune is named after the new one: “Trạm Y tế phường Mỹ Bình” → “Trạm Y tế Phường Long Xuyên”.</summary>
    private static string Name(ProposedStep step)
    {
        var old = AdministrativeUnits.On(Day.AddDays(-1))!.Communes.GetValueOrDefault(step.Change.Old)?.Name;
        if (old is null) return step.NewName;
        var at = step.Old.Name.IndexOf(old, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? step.NewName : at == 0 ? step.NewName + step.Old.Name[old.Length..] : step.Old.Name[..at] + char.ToLowerInvariant(step.NewName[0]) + step.NewName[1..] + step.Old.Name[(at + old.Length)..];
    }

    /// <summary>Loại stays, unless it says the rank of the commune itself.</summary>
    private static string Kind(ProposedStep step) => Array.Find(Ranks, r => step.NewName.StartsWith(r, StringComparison.OrdinalIgnoreCase)) is { } rank
        && Array.Exists(Ranks, r => VietnameseText.Fold(r) == VietnameseText.Fold(step.Old.Type)) ? rank : step.Old.Type;

    private static readonly string[] Ranks = ["phường", "xã", "thị trấn", "đặc khu"];

    private static string Csv(IEnumerable<string> heads, IEnumerable<string[]> rows) =>
        "\ufeff" + string.Concat(rows.Prepend([.. heads]).Select(r => string.Join(',', r.Select(OutgoingText.Csv)) + "\r\n"));
}
