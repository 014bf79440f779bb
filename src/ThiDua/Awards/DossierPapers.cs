using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A paper that a campaign asks for.</summary>
/// <param name="Source">Null when the campaign names no papers and the usual ones are made.</param>
/// <param name="HasTemplate">Whether the program can write it; otherwise it is written by hand, and followed all the same.</param>
public sealed record AskedPaper(string Id, LocalText Title, Source? Source, bool HasTemplate)
{
    public string FileName { get; init; } = "";
}

/// <summary>The papers of a dossier: which, by when, to whom, and what stands in each.</summary>
public static class DossierPapers
{
    /// <summary>Templates in the order in which campaigns ask for papers.</summary>
    private static readonly string[] Templates = ["bien-ban", "to-trinh", "danh-sach"];

    public static IReadOnlyList<AskedPaper> Of(Campaign campaign) => campaign.Dossier.Count == 0
        ? [.. Templates.Select((t, i) => new AskedPaper(t, new(Sentences.Say(Language.Vi, "dossier.paper." + t), Sentences.Say(Language.En, "dossier.paper." + t)), null, true) { FileName = FileName(i, t) })]
        : [.. campaign.Dossier.Select((p, i) => Template(campaign, i) is { } template
            ? new AskedPaper(template, p.Title, p.Source, true) { FileName = FileName(i, template) }
            : new AskedPaper("giay-to-" + Text(i + 1), p.Title, p.Source, false))];

    /// <summary>The one that the file names; where it names none for any paper, by the place of the paper.</summary>
    private static string? Template(Campaign campaign, int index) => campaign.Dossier.Any(p => p.Template is not null) ? campaign.Dossier[index].Template : index < Templates.Length ? Templates[index] : null;

    public static AskedPaper Find(Campaign campaign, string paper)
    {
        var papers = Of(campaign);
        return papers.FirstOrDefault(p => p.Id == paper) ?? throw new StepException("paper-unknown", paper, string.Join(", ", papers.Select(p => p.Id)));
    }

    /// <summary>Until when the dossier is due: the milestone `dossier`, of a period that of its `dossier-…`.</summary>
    /// <param name="period">Id of the period; null: the whole.</param>
    public static Milestone? Deadline(Campaign campaign, string? period) =>
        campaign.Milestones.FirstOrDefault(m => m.Period == period && (m.Id == "dossier" || m.Id.StartsWith("dossier-", StringComparison.Ordinal)));

    public static DateOnly? LastDay(Campaign campaign, string? period) => Deadline(campaign, period)?.LastDay;

    /// <summary>The paper as a sequence of parts: the one walk over its template.</summary>
    public static IReadOnlyList<PaperBlock> Blocks(AskedPaper paper, Frozen frozen, Campaign campaign)
    {
        var template = PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "dossier", paper.Id + ".txt")));
        var values = Values(frozen, campaign);
        var blocks = new List<PaperBlock>
        {
            new HeadingBlock(frozen.Figures.UnitName, "Số:      /" + template.Head["ky-hieu"], string.Create(CultureInfo.InvariantCulture, $"…………, ngày …… tháng …… năm {frozen.Figures.AsOf.Year}")),
            new TitleBlock(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values)),
        };
        if (template.Head.TryGetValue("kinh-gui", out var to)) blocks.Add(new AddresseeBlock(PaperTemplate.Fill(to, values)));
        foreach (var line in template.Lines)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) blocks.Add(new SectionBlock(PaperTemplate.Fill(line[2..], values)));
            else if (!line.StartsWith('@')) blocks.Add(new ParagraphBlock(PaperTemplate.Fill(line, values)));
            else if (Table(line[1..], frozen.Figures, campaign) is { Rows.Count: > 0 } table) blocks.Add(table);
        }
        blocks.Add(new SignaturesBlock(template.Head.GetValueOrDefault("noi-nhan")?.Split("; ") ?? [], template.Head["nguoi-ky"].Split(" | ")));
        return blocks;
    }

    private static Dictionary<string, string> Values(Frozen frozen, Campaign campaign)
    {
        var figures = frozen.Figures;
        var document = campaign.Document;
        return new(StringComparer.Ordinal)
        {
            ["don-vi"] = figures.UnitName,
            ["phong-trao"] = $"phong trào thi đua “{campaign.Title.Vi}”{OfPeriod(figures, campaign)}",
            ["van-ban"] = $"{document.Kind.Vi} số {document.Number ?? PaperTemplate.Blank} ngày {(document.Date is { } day ? Written.Day(day) : PaperTemplate.Blank)} của {document.Issuer.Vi}",
            ["nam"] = Text(figures.AsOf.Year),
            ["ngay-chot"] = Written.Day(figures.AsOf),
            ["luc-chot"] = Installation.InVietnam(frozen.At).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture),
            ["ma-kiem-tra"] = frozen.Sha256[..12],
            ["dau-nhat-ky"] = frozen.TrailHead?[..16] ?? PaperTemplate.Blank,
            ["noi-nhan-ho-so"] = Deadline(campaign, figures.Period)?.Addressee?.Vi ?? PaperTemplate.Blank,
            ["tap-the"] = figures.ProposedCollectives().Any() ? $"Đề nghị khen thưởng {Number(figures.ProposedCollectives().Count())} tập thể: {string.Join(", ", figures.ProposedCollectives().Select(c => c.Name))}."
                : OfUnits(campaign, figures) is { Criterion: AwardCriterion.FromHighToLow } ? FromHighToLow(figures, campaign) : figures.IsEligible && !figures.IsWithin(OfUnits(campaign, figures))
                ? $"Tập thể {figures.UnitName} đạt mọi chỉ tiêu của nhóm nhưng ngoài số lượng được xét nên chưa đề nghị khen thưởng tập thể."
                : figures.IsEligible ? $"Đề nghị tặng giấy khen cho tập thể {figures.UnitName}: đạt mọi chỉ tiêu của nhóm."
                : $"Tập thể {figures.UnitName} chưa đạt đủ các chỉ tiêu của nhóm nên chưa đề nghị khen thưởng tập thể.",
            ["ca-nhan"] = !figures.Proposed().Any() ? "Không có cá nhân nào đủ điều kiện đề nghị."
                : figures.Proposed().All(o => o.Summary is not null) ? $"Đề nghị khen thưởng {Number(figures.Proposed().Count())} cá nhân."
                : $"Đề nghị khen thưởng {Number(figures.Proposed().Count())} cá nhân có kết quả vận động được tính.",
        };
    }

    private static AwardRule? OfUnits(Campaign campaign, FrozenFigures figures) => ForUnits(campaign, figures).FirstOrDefault();

    private static IEnumerable<AwardRule> ForUnits(Campaign campaign, FrozenFigures figures) =>
        campaign.Awards.Where(a => a.Subject == SubjectKind.Collective && (figures.Period is null ? a.Periods.Count == 0 : a.Periods.Contains(figures.Period)));

    /// <summary>What the unit is proposed for, and its place in the standing that decides (SCT/I.4.1.a).</summary>
    private static string FromHighToLow(FrozenFigures figures, Campaign campaign)
    {
        if (!figures.IsEligible) return $"Tập thể {figures.UnitName} chưa có người được tính nên chưa đề nghị khen thưởng tập thể.";
        var awards = string.Join("; ", ForUnits(campaign, figures).Where(a => figures.IsWithin(a)).Select(a => $"{a.Title.Vi} ({a.Authority.Vi})"));
        if (awards.Length == 0) return $"Tập thể {figures.UnitName} ở ngoài số lượng được xét nên chưa đề nghị khen thưởng tập thể.";
        var by = OfUnits(campaign, figures)!.ByIndicator;
        return $"Đề nghị xét cho tập thể {figures.UnitName}: {awards}. Xếp thứ {Number(figures.CollectiveRank ?? 1)} theo chỉ tiêu “{figures.Indicators.First(i => i.Id == by).Title}”, từ cao xuống thấp.";
    }

    /// <summary>", năm 2024".</summary>
    private static string OfPeriod(FrozenFigures figures, Campaign campaign) =>
        campaign.Periods.FirstOrDefault(p => p.Id == figures.Period) is { } period ? ", " + char.ToLowerInvariant(period.Title.Vi[0]) + period.Title.Vi[1..] : "";

    private static TableBlock Table(string name, FrozenFigures figures, Campaign campaign) => name switch
    {
        "chi-tieu" => new([9, 35, 14, 14, 14, 14], ["STT", "Chỉ tiêu", "Kết quả", "Tỷ lệ", "Chỉ tiêu giao", "Kết luận"],
            [.. figures.Indicators.Select((i, n) => (IReadOnlyList<string>)[Text(n + 1), i.Title, Counted(i), Value(i), Target(i), i.Met switch { true => "Đạt", false => "Chưa đạt", null => "Không giao" }])],
            new HashSet<int> { 0, 2, 3, 4, 5 }),
        "ca-nhan" => new([9, 27, 22, 42], ["STT", "Họ và tên", "Chức vụ", "Tóm tắt thành tích"],
            [.. figures.Proposed().Select((o, n) => (IReadOnlyList<string>)[Text(n + 1), o.Name, o.Position ?? "", Summary(o)])], new HashSet<int> { 0 }),
        "tap-the" => new([9, 36, 55], ["STT", "Tập thể", "Tóm tắt thành tích"], figures.ProposedCollectives().Any()
            ? [.. figures.ProposedCollectives().Select((c, n) => (IReadOnlyList<string>)[Text(n + 1), c.Name, c.Summary!])]
            : figures.IsEligible && figures.IsWithin(OfUnits(campaign, figures))
            ? [[Text(1), figures.UnitName, string.Join("; ", figures.Indicators.Select(i => $"{i.Title}: {Counted(i)}{(Value(i) is { Length: > 0 } v ? $" ({v})" : "")}")) + "."]] : [],
            new HashSet<int> { 0 }),
        _ => throw new InvalidOperationException($"The template asks for a table {name} that there is not."),
    };

    internal static string Summary(FrozenOfficer officer) => officer.Summary ??
        $"Vận động được {Number(officer.Persons)} người, được tính ở: {string.Join("; ", officer.Counts.Select(c => $"{c.Title} ({Number(c.Persons)} người)"))}.";

    private static string Counted(FrozenIndicator i) => i.Denominator is { } of ? $"{Plain(i.Numerator)}/{Plain(of)}" : Plain(i.Numerator);

    private static string Value(FrozenIndicator i) => i.Denominator is not null || i.Value?.Contains('.', StringComparison.Ordinal) == true ? Written.Percent(i.Value, Language.Vi) : "";

    private static string Target(FrozenIndicator i) => i.Target is not { } target ? "" : target.EndsWith(".00", StringComparison.Ordinal) ? Plain(target[..^3]) + "\u00a0%" : Plain(target);

    private static string Plain(string number) => Written.Number(number, Language.Vi);

    private static string Number(long number) => Written.Number(number, Language.Vi);

    private static string FileName(int index, string template) => $"{Text(index + 1)}-{template}.docx";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
