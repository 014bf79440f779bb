using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>The papers of a decision: itself, its list, and the decisions that revoke it; each one walk over a template under templates/decision.</summary>
public static class DecisionPapers
{
    private const string Own = "quyet-dinh", List = "danh-sach", Revoking = "thu-hoi";

    /// <summary>Ids of the papers that there are of a decision, as addresses call them.</summary>
    public static IReadOnlyList<string> Of(Decision decision) => [Own, List, .. decision.Revocations.Select((_, i) => $"{Revoking}-{Text(i + 1)}")];

    /// <summary>Null: there is no such paper.</summary>
    /// <param name="fund">Of a draft: from where the money comes (<see cref="MoneyQueries.Source"/>).</param>
    public static IReadOnlyList<PaperBlock>? Blocks(Ground ground, Decision decision, string paper, string? fund)
    {
        if (!Of(decision).Contains(paper)) return null;
        if (paper is not (Own or List)) return Blocks(RevocationContent.Read(decision.Revocations[int.Parse(paper[(Revoking.Length + 1)..], CultureInfo.InvariantCulture) - 1].Content));
        return Blocks(decision.Issue is { } issue ? DecisionContent.Read(issue.Content) : DecisionContent.OfDraft(ground, decision, fund), paper);
    }

    private static List<PaperBlock> Blocks(DecisionContent content, string paper)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["phong-trao"] = content.Movement,
            ["nguoi-quyet-dinh"] = content.Authority,
            ["nguoi-quyet-dinh-hoa"] = content.Authority.ToUpperInvariant(),
            ["so"] = content.Number ?? PaperTemplate.Blank,
            ["ngay"] = Day(content.Day),
            ["so-luong"] = Counted(content.Lines),
            ["doi-tuong"] = Subjects(content.Lines),
            ["doi-tuong-hoa"] = Subjects(content.Lines) is var subjects ? char.ToUpperInvariant(subjects[0]) + subjects[1..] : "",
            ["tien-thuong"] = !content.HasMoney ? $"Tiền thưởng kèm theo (nếu có): {PaperTemplate.Blank}."
                : $"Tiền thưởng kèm theo được ghi trong danh sách, tổng cộng {(content.Total is { } total ? Dong(total) : PaperTemplate.Blank + " đồng")}, chi từ nguồn: {content.Fund ?? PaperTemplate.Blank}.",
            ["cong-tien"] = content.Total is { } sum ? $"Tổng cộng: {Counted(content.Lines)}; tiền thưởng {Dong(sum)}." : $"Tổng cộng: {Counted(content.Lines)}.",
        };
        return Walk(paper, values, new(content.Office, $"Số: {content.Number ?? "     /QĐ-……"}", PlaceAndDay(content.Place, content.Day)), content.SignedAs, content.Signer, name => name switch
        {
            "can-cu" => content.Grounds.Select(g => new ParagraphBlock($"Căn cứ {g};")),
            "tap-the" => Table(content.Lines, SubjectKind.Collective),
            "ca-nhan" => Table(content.Lines, SubjectKind.Individual),
            _ => null,
        });
    }

    private static List<PaperBlock> Blocks(RevocationContent content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nguoi-quyet-dinh"] = content.Authority,
            ["nguoi-quyet-dinh-hoa"] = content.Authority.ToUpperInvariant(),
            ["so-bi-thu-hoi"] = content.Revoked,
            ["ngay-bi-thu-hoi"] = Day(content.RevokedDay),
            ["ly-do"] = content.Reason,
            ["so-luong"] = Counted(content.Lines),
            ["doi-tuong"] = Subjects(content.Lines),
            ["tien-thu-hoi"] = content.Money is { } money ? $"Thôi chi, hoặc thu hồi nếu đã chi, số tiền thưởng {Dong(money)}." : "Thu hồi các giấy tờ khen thưởng đã trao.",
        };
        return Walk(Revoking, values, new(content.Office, $"Số: {content.Number}", PlaceAndDay(content.Place, content.Day)), content.SignedAs, content.Signer, name => name == "bi-thu-hoi" ? Table(content.Lines, null) : null);
    }

    private static List<PaperBlock> Walk(string paper, Dictionary<string, string> values, HeadingBlock heading, IReadOnlyList<string> signedAs, string? signer, Func<string, IEnumerable<PaperBlock>?> table)
    {
        var template = PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "decision", paper + ".txt")));
        var blocks = new List<PaperBlock> { heading, new TitleBlock(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values)) };
        foreach (var line in template.Lines)
        {
            if (line.StartsWith("! ", StringComparison.Ordinal)) blocks.Add(new CentreBlock(PaperTemplate.Fill(line[2..], values)));
            else if (line.StartsWith('@')) blocks.AddRange(table(line[1..]) ?? throw new InvalidOperationException($"The template asks for a table {line[1..]} that there is not."));
            else blocks.Add(new ParagraphBlock(PaperTemplate.Fill(line, values)));
        }
        blocks.Add(new SignedBlock(template.Head.GetValueOrDefault("noi-nhan")?.Split("; ") ?? [], signedAs, signer));
        return blocks;
    }

    /// <summary>Those of one kind; null: all.</summary>
    private static IEnumerable<PaperBlock> Table(IReadOnlyList<ContentLine> lines, SubjectKind? kind)
    {
        var own = lines.Where(l => kind is null || l.Kind == kind).ToList();
        if (own.Count == 0) yield break;
        if (kind is { } of) yield return new SectionBlock(of == SubjectKind.Collective ? "Tập thể" : "Cá nhân");
        var hasMoney = own.Exists(l => l.Amount is not null);
        string[] heads = ["STT", kind == SubjectKind.Collective ? "Tập thể" : kind is null ? "Tập thể, cá nhân" : "Họ và tên, chức vụ", "Đơn vị", "Hình thức", "Thành tích"];
        yield return new TableBlock(hasMoney ? [8, 20, 18, 18, 20, 16] : [8, 22, 20, 22, 28], hasMoney ? [.. heads, "Tiền thưởng"] : heads,
            [.. own.Select((l, i) => (IReadOnlyList<string>)[Text(i + 1), l.Position is { } position ? $"{l.Name}, {position}" : l.Name, l.Unit, l.Award, l.Summary, .. hasMoney ? [l.Amount is { } amount ? Written.Dong(amount, Language.Vi) : ""] : Array.Empty<string>()])],
            new HashSet<int> { 0, 5 });
    }

    private static string Counted(IReadOnlyList<ContentLine> lines) => string.Join(" và ", new[] { (SubjectKind.Collective, "tập thể"), (SubjectKind.Individual, "cá nhân") }
        .Select(k => (Count: lines.Count(l => l.Kind == k.Item1), Word: k.Item2)).Where(k => k.Count > 0).Select(k => $"{Written.Number(k.Count, Language.Vi)} {k.Word}"));

    private static string Subjects(IReadOnlyList<ContentLine> lines) => string.Join(", ", new[] { (SubjectKind.Collective, "tập thể"), (SubjectKind.Individual, "cá nhân") }.Where(k => lines.Any(l => l.Kind == k.Item1)).Select(k => k.Item2));

    private static string Day(DateOnly? day) => day is { } known ? Written.PaperDay(known) : $"ngày {PaperTemplate.Blank} tháng {PaperTemplate.Blank} năm {PaperTemplate.Blank}";

    private static string PlaceAndDay(string? place, DateOnly? day) => $"{place ?? "…………"}, {(day is null ? "ngày …… tháng …… năm ……" : Day(day))}";

    private static string Dong(long amount) => Written.Number(amount, Language.Vi) + " đồng";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
