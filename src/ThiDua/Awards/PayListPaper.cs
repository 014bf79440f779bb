using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>The pay list as a paper: by unit what stands, with a place for who receives it to sign. In Vietnamese, as all papers.</summary>
public static class PayListPaper
{
    public static IReadOnlyList<PaperBlock> Blocks(Ground ground, MoneyQueries money)
    {
        var units = money.ByUnit().Select(u => u with { Lines = [.. u.Lines.Where(l => !l.Money.IsRevoked)] }).Where(u => u.Lines.Count > 0).ToList();
        var decisions = money.Lines.Where(l => !l.Money.IsRevoked).Select(l => l.Decision).DistinctBy(d => d.Recording).ToList();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["phong-trao"] = DecisionContent.MovementOf(ground),
            ["quyet-dinh"] = decisions.Count == 0 ? PaperTemplate.Blank : string.Join("; ", decisions.Select(d => DecisionText.Called(d, Language.Vi))),
            ["nguon"] = money.Source ?? PaperTemplate.Blank,
            ["so-nguoi"] = Text(units.Sum(u => u.Lines.Count)),
            ["tong-tien"] = Written.Dong(units.Sum(u => u.Stands), Language.Vi),
            ["con-chi"] = Remaining([.. units.SelectMany(u => u.Lines)]),
        };
        var template = PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "decision", "chi-tien.txt")));
        var blocks = new List<PaperBlock> { new HeadingBlock(decisions is [var first, ..] ? first.Of ?? DecisionText.Named(first, Language.Vi) : PaperTemplate.Blank, "", "…………, ngày …… tháng …… năm ……"), new TitleBlock(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values)) };
        foreach (var line in template.Lines)
        {
            if (line == "@don-vi") foreach (var unit in units) blocks.AddRange(Unit(unit));
            else blocks.Add(new ParagraphBlock(PaperTemplate.Fill(line, values)));
        }
        blocks.Add(new SignaturesBlock([], template.Head["ky"].Split("; ")));
        return blocks;
    }

    private static IEnumerable<PaperBlock> Unit(UnitPay unit)
    {
        yield return new SectionBlock(unit.Name);
        yield return new TableBlock([9, 31, 24, 18, 18], ["STT", "Tập thể, cá nhân", "Hình thức", "Số tiền", "Ký nhận"],
            [.. unit.Lines.Select((l, i) => (IReadOnlyList<string>)[Text(i + 1), l.Line.Position is { } position ? $"{l.Line.Name}, {position}" : l.Line.Name, l.Line.Title, Written.Dong(l.Money.Amount, Language.Vi), l.Money.Paid > 0 ? Paid(l) : ""]),
                ["", "Cộng", "", Written.Dong(unit.Stands, Language.Vi), ""],
                .. unit.Due < unit.Stands ? [["", "Còn phải chi", "", Written.Dong(unit.Due, Language.Vi), ""]] : Array.Empty<IReadOnlyList<string>>()], new HashSet<int> { 0, 3 });
    }

    /// <summary>Who holds the list pays what is still due, not what the sum says.</summary>
    private static string Remaining(List<PayLine> lines)
    {
        var due = lines.FindAll(l => l.Money.State == PayState.Due);
        return due.Count == lines.Count ? "Chưa chi suất nào." : $"Đã chi: {Text(lines.Count - due.Count)} suất, {Written.Dong(lines.Sum(l => l.Money.Paid), Language.Vi)}. Còn phải chi: {Text(due.Count)} suất, {Written.Dong(due.Sum(l => l.Money.Amount), Language.Vi)}.";
    }

    private static string Paid(PayLine line) => line.PaidOn is { } on ? $"đã chi {Written.Day(on)}" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
