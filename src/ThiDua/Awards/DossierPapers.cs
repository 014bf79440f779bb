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

    /// <summary>Whether there is one for each who is nominated: of collectives another template than of individuals.</summary>
    public PaperPer Per { get; init; }
}

/// <summary>One paper to be written: the only one, or that of one who is proposed.</summary>
/// <param name="Template">Name of the file under templates/dossier.</param>
public sealed record PaperCopy(AskedPaper Asked, string Template, string FileName, ReportSubject? Subject = null);

/// <summary>The papers of a dossier: which, by when, to whom, and what stands in each.</summary>
public static class DossierPapers
{
    /// <summary>Templates in the order in which campaigns ask for papers.</summary>
    private static readonly string[] Templates = ["bien-ban", "to-trinh", "danh-sach"];

    public static IReadOnlyList<AskedPaper> Of(Campaign campaign) => campaign.Dossier.Count == 0
        ? [.. Templates.Select((t, i) => new AskedPaper(t, new(Sentences.Say(Language.Vi, "dossier.paper." + t), Sentences.Say(Language.En, "dossier.paper." + t)), null, true) { FileName = FileName(i, t) })]
        : [.. campaign.Dossier.Select((p, i) => Template(campaign, i) is { } template
            ? new AskedPaper(template, p.Title, p.Source, true) { FileName = FileName(i, template) }
            : new AskedPaper("giay-to-" + Text(i + 1), p.Title, p.Source, p.Per == PaperPer.Nominee) { Per = p.Per, FileName = FileName(i, "bao-cao") })];

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

    /// <summary>Every paper that the program writes for these figures.</summary>
    public static IReadOnlyList<PaperCopy> Copies(Campaign campaign, FrozenFigures figures) => [.. Of(campaign).Where(p => p.HasTemplate).SelectMany(p => p.Per == PaperPer.Dossier ? [Only(p)]
        : ReportParts.Subjects(figures, campaign).Select((s, i) => new PaperCopy(p, s.Kind == SubjectKind.Collective ? "bao-cao-tap-the" : "bao-cao-ca-nhan", p.FileName.Replace(".docx", "-" + Text(i + 1) + ".docx", StringComparison.Ordinal), s)))];

    /// <summary>That of one subject; null when the dossier proposes no such one.</summary>
    /// <param name="about">As <see cref="ReportSubject.Key"/>; null: the only one, or the first.</param>
    public static PaperCopy? Copy(AskedPaper paper, Campaign campaign, FrozenFigures figures, string? about) =>
        Copies(campaign, figures).FirstOrDefault(c => c.Asked.Id == paper.Id && (about is null || c.Subject?.Key == about));

    /// <summary>What people write in it.</summary>
    public static IReadOnlyList<PaperPart> Parts(PaperCopy paper) => Read(paper).Parts;

    private static PaperCopy Only(AskedPaper paper) => new(paper, paper.Id, paper.FileName);

    private static PaperTemplate Read(PaperCopy paper) => PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "dossier", paper.Template + ".txt")));

    public static IReadOnlyList<PaperBlock> Blocks(AskedPaper paper, Frozen frozen, Campaign campaign) => Blocks(Only(paper), frozen, campaign, ReportParts.None);

    /// <summary>The paper as a sequence of parts: the one walk over its template.</summary>
    public static IReadOnlyList<PaperBlock> Blocks(PaperCopy paper, Frozen frozen, Campaign campaign, ReportParts parts)
    {
        var template = Read(paper);
        var values = Values(frozen, campaign);
        if (paper.Subject is { } about) AddSubject(values, about);
        var blocks = new List<PaperBlock>
        {
            new HeadingBlock(frozen.Figures.UnitName, "Số:      /" + template.Head["ky-hieu"], string.Create(CultureInfo.InvariantCulture, $"…………, ngày …… tháng …… năm {frozen.Figures.AsOf.Year}")),
            new TitleBlock(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values)),
        };
        if (template.Head.TryGetValue("kinh-gui", out var to)) blocks.Add(new AddresseeBlock(PaperTemplate.Fill(to, values)));
        foreach (var line in template.Lines)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) blocks.Add(new SectionBlock(PaperTemplate.Fill(line[2..], values)));
            else if (PaperTemplate.Part(line) is { } part) blocks.AddRange(WrittenBy(part, parts.Text(paper, part.Id)));
            else if (!line.StartsWith('@')) blocks.Add(new ParagraphBlock(PaperTemplate.Fill(line, values)));
            else if ((paper.Subject is { } subject ? OfSubject(line[1..], subject, parts) : null) is { } own) blocks.Add(own);
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

    private static void AddSubject(Dictionary<string, string> values, ReportSubject about)
    {
        values["ten"] = about.Name;
        values["chuc-vu"] = about.Figures?.Position is { Length: > 0 } position ? position : PaperTemplate.Blank;
        values["hinh-thuc"] = about.Award is { } award ? char.ToLowerInvariant(award.Title.Vi[0]) + award.Title.Vi[1..] : PaperTemplate.Blank;
        values["tom-tat"] = about.Figures is { } own ? Summary(own) : PaperTemplate.Blank;
    }

    /// <summary>What people wrote, a paragraph a line; not yet written: a blank.</summary>
    private static IEnumerable<PaperBlock> WrittenBy(PaperPart part, string? text) =>
        (text ?? PaperTemplate.Blank).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((l, i) => new ParagraphBlock(i == 0 ? $"{part.Label}: {l}" : l));

    /// <summary>Tables of one whom the dossier proposes; null: the table is of the dossier, or there is nothing to stand in it.</summary>
    private static TableBlock? OfSubject(string name, ReportSubject subject, ReportParts parts) => name switch
    {
        "ket-qua" when subject.Figures is { Counts.Count: > 0 } own => new([12, 60, 28], ["STT", "Kết quả được tính", "Số người"],
            [.. own.Counts.Select((c, n) => (IReadOnlyList<string>)[Text(n + 1), c.Title, Number(c.Persons)])], new HashSet<int> { 0, 2 }),
        "da-khen" when parts.Before(subject).ToList() is { Count: > 0 } before => new([12, 44, 44], ["Năm", "Hình thức khen thưởng", "Quyết định"],
            [.. before.Select(a => (IReadOnlyList<string>)[a.FromYear == a.ToYear ? Text(a.ToYear) : $"{Text(a.FromYear)}–{Text(a.ToYear)}", a.Form, $"Số {a.Number} ngày {Written.Day(a.Day)}, {a.Signer} ký"])], new HashSet<int> { 0 }),
        _ => null,
    };

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
        "ket-qua" or "da-khen" => new([], [], [], new HashSet<int>()),
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
