using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>The papers of a unit's dossier, as files.</summary>
/// <param name="HasChanged">What is known now would give other figures: the papers say the frozen ones.</param>
/// <param name="HasPdf">Whether PDF could be made beside the documents.</param>
/// <param name="LastDay">The last day on which it is in time; null when the campaign names none.</param>
/// <param name="Missing">Papers that the campaign asks for and that have no template.</param>
public sealed record Dossier(Frozen Frozen, IReadOnlyList<string> Files, bool HasChanged, bool HasPdf, DateOnly? LastDay, IReadOnlyList<string> Missing);

/// <summary>Writes minutes, submission and list of a unit from its frozen figures (9936/V.2).</summary>
public sealed class WriteDossier(Installation installation)
{
    /// <summary>File names in the order of the dossier.</summary>
    private static readonly string[] Papers = ["bien-ban", "to-trinh", "danh-sach"];

    public Dossier Write(string campaign, string unit, Vantage vantage, string? refreeze, string folder)
    {
        var freeze = new FreezeStanding(installation);
        var frozen = freeze.Freeze(campaign, unit, vantage, refreeze);
        Campaign read;
        using (var db = installation.Open()) read = LoadCampaigns.One(db, campaign, long.MaxValue)!.Campaign;
        Directory.CreateDirectory(folder);
        var files = Papers.Select((p, i) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i + 1}-{p}.docx"))).ToList();
        for (var i = 0; i < Papers.Length; i++)
        {
            using var output = File.Create(files[i]);
            Write(output, PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "dossier", Papers[i] + ".txt"))), frozen, read);
        }
        var hasPdf = PdfConverter.Convert(files, folder);
        if (hasPdf) files.AddRange(files.ConvertAll(f => Path.ChangeExtension(f, ".pdf")));
        return new(frozen, files, freeze.HasChanged(frozen), hasPdf, LastDay(read), [.. read.Dossier.Skip(Papers.Length).Select(p => p.Value.Vi)]);
    }

    /// <summary>"Before" a day means the day before it, unless the campaign reads it otherwise.</summary>
    public static DateOnly? LastDay(Campaign campaign) =>
        campaign.Milestones.FirstOrDefault(m => m.Id == "dossier")?.LastDay;

    private static void Write(Stream output, PaperTemplate template, Frozen frozen, Campaign campaign)
    {
        var values = Values(frozen, campaign);
        using var paper = new StatePaper(output);
        paper.Heading(frozen.Figures.UnitName, "Số:      /" + template.Head["ky-hieu"],
            string.Create(CultureInfo.InvariantCulture, $"…………, ngày …… tháng …… năm {frozen.Figures.AsOf.Year}"));
        paper.Title(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values));
        if (template.Head.TryGetValue("kinh-gui", out var to)) paper.To(PaperTemplate.Fill(to, values));
        foreach (var line in template.Lines)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) paper.Section(PaperTemplate.Fill(line[2..], values));
            else if (line.StartsWith('@')) Table(paper, line[1..], frozen.Figures);
            else paper.Text(PaperTemplate.Fill(line, values));
        }
        paper.Signatures(template.Head.GetValueOrDefault("noi-nhan"), template.Head["nguoi-ky"].Split(" | "));
    }

    private static Dictionary<string, string> Values(Frozen frozen, Campaign campaign)
    {
        var figures = frozen.Figures;
        var document = campaign.Document;
        return new(StringComparer.Ordinal)
        {
            ["don-vi"] = figures.UnitName,
            ["phong-trao"] = $"phong trào thi đua “{campaign.Title.Vi}”",
            ["van-ban"] = $"{document.Kind.Vi} số {document.Number ?? PaperTemplate.Blank} ngày {(document.Date is { } day ? Written.Day(day) : PaperTemplate.Blank)} của {document.Issuer.Vi}",
            ["nam"] = figures.AsOf.Year.ToString(CultureInfo.InvariantCulture),
            ["ngay-chot"] = Written.Day(figures.AsOf),
            ["luc-chot"] = Installation.InVietnam(frozen.At).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture),
            ["ma-kiem-tra"] = frozen.Sha256[..12],
            ["noi-nhan-ho-so"] = campaign.Milestones.FirstOrDefault(m => m.Id == "dossier")?.Title.Vi is { } title && title.StartsWith("Hồ sơ gửi ", StringComparison.Ordinal) ? title["Hồ sơ gửi ".Length..] : PaperTemplate.Blank,
            ["tap-the"] = figures.IsEligible
                ? $"Đề nghị tặng giấy khen cho tập thể {figures.UnitName}: đạt mọi chỉ tiêu của nhóm."
                : $"Tập thể {figures.UnitName} chưa đạt đủ các chỉ tiêu của nhóm nên chưa đề nghị khen thưởng tập thể.",
            ["ca-nhan"] = figures.Officers.Count == 0 ? "Không có cá nhân nào đủ điều kiện đề nghị."
                : $"Đề nghị khen thưởng {figures.Officers.Count.ToString(CultureInfo.InvariantCulture)} cá nhân có kết quả vận động được tính.",
        };
    }

    private static void Table(StatePaper paper, string name, FrozenFigures figures)
    {
        switch (name)
        {
            case "chi-tieu":
                paper.Table([8, 40, 14, 14, 12, 12], ["STT", "Chỉ tiêu", "Kết quả", "Tỷ lệ", "Chỉ tiêu giao", "Kết luận"],
                    figures.Indicators.Select((i, n) => (IReadOnlyList<string>)[Number(n + 1), i.Title, Counted(i), Value(i), Target(i), i.Met switch { true => "Đạt", false => "Chưa đạt", null => "Không giao" }]));
                break;
            case "ca-nhan":
                paper.Table([8, 28, 22, 42], ["STT", "Họ và tên", "Chức vụ", "Tóm tắt thành tích"],
                    figures.Officers.Select((o, n) => (IReadOnlyList<string>)[Number(n + 1), o.Name, o.Position ?? "", Summary(o)]));
                break;
            case "tap-the":
                paper.Table([8, 40, 52], ["STT", "Tập thể", "Tóm tắt thành tích"], figures.IsEligible
                    ? [[Number(1), figures.UnitName, string.Join("; ", figures.Indicators.Select(i => $"{i.Title}: {Counted(i)}{(Value(i) is { Length: > 0 } v ? $" ({v})" : "")}")) + "."]]
                    : [["", "Không đề nghị", ""]]);
                break;
            default:
                throw new InvalidOperationException($"The template asks for a table {name} that there is not.");
        }
    }

    private static string Summary(FrozenOfficer officer) =>
        $"Vận động được {Number(officer.Persons)} người, được tính ở: {string.Join("; ", officer.Counts.Select(c => $"{c.Title} ({Number(c.Persons)} người)"))}.";

    private static string Counted(FrozenIndicator i) => i.Denominator is { } of ? $"{Plain(i.Numerator)}/{Plain(of)}" : Plain(i.Numerator);

    private static string Value(FrozenIndicator i) => i.Denominator is not null || i.Value?.Contains('.', StringComparison.Ordinal) == true ? Written.Percent(i.Value, Language.Vi) : "";

    private static string Target(FrozenIndicator i) => i.Target is not { } target ? "" : target.EndsWith(".00", StringComparison.Ordinal) ? Plain(target[..^3]) + "\u00a0%" : Plain(target);

    private static string Plain(string number) => Written.Number(number, Language.Vi);

    private static string Number(long number) => Written.Number(number, Language.Vi);
}
