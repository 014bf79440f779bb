using System.Globalization;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Ballots;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>The papers of a session: paper ballots without any number, the record of the counting, the minutes; each one walk over a template under templates/council. In Vietnamese, as all papers.</summary>
public static class BallotPapers
{
    private const string Ballots = "phieu", Counting = "kiem-phieu", Minutes = "bien-ban";

    private static readonly string[] All = [Ballots, Counting, Minutes];

    /// <returns>Null: there is no such paper.</returns>
    public static IReadOnlyList<PaperBlock>? Blocks(Ground ground, CouncilSession session, SessionRound round, IReadOnlyList<BallotList> lists, string paper)
    {
        if (!All.Contains(paper)) return null;
        var away = session.Roll.Count - session.Present;
        var result = round.Result;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["phong-trao"] = DecisionContent.MovementOf(ground),
            ["ten-hop"] = session.Rounds.Count == 1 ? session.Title : $"{session.Title} (vòng {Number(round.No)})",
            ["ngay"] = Written.PaperDay(session.Day),
            ["dia-diem"] = session.Place ?? PaperTemplate.Blank,
            ["thu-ky"] = session.Secretary ?? PaperTemplate.Blank,
            ["chu-tri"] = session.Roll.FirstOrDefault(r => r.Member.Post == CouncilPost.Chair && r.IsPresent)?.Member is { } chair ? Called(chair) : PaperTemplate.Blank,
            ["thanh-vien"] = session.Roll.Count == 0 ? PaperTemplate.Blank : Number(session.Roll.Count),
            ["co-mat"] = session.Roll.Count == 0 ? PaperTemplate.Blank : Number(session.Present),
            ["vang"] = session.Roll.Count == 0 ? PaperTemplate.Blank : Number(away),
            ["tuc-so"] = session.Roll.Count == 0 || session.Terms.Quorum is not { } quorum ? "" : $"{(session.HasQuorum ? "Đủ" : "Không đủ")} số thành viên để họp (ít nhất {quorum} là {Number(session.Terms.QuorumOf(session.Roll.Count))}).",
            ["hinh-thuc"] = session.ByCodes ? "bằng mã dùng một lần, bốc thăm tại phòng họp, không gắn với tài khoản nào" : "bằng phiếu giấy",
            ["quy-tac"] = BallotText.Terms(session.Terms, Language.Vi),
            ["can-cu"] = session.Citation,
            ["so-ten"] = Number(session.Rounds[0].Names.Count),
            ["ket-luan"] = Conclusion(session),
            ["khong-bo-phieu"] = Conflicts(session, round),
            ["doi-chieu"] = result is null ? "" : $"Mã đối chiếu của kết quả (SHA-256): {CloseRound.Digest(result.Results, result.Outcomes, lists)}."
                + (lists.Count == 0 ? " Số liệu do hai người kiểm phiếu nhập riêng và trùng nhau." : $" Danh sách {Number(lists[0].Ballots.Count)} phiếu của mỗi tên, xếp theo dấu của mã, công bố kèm theo; ai cũng đếm lại được và so với các dấu này: hòm phiếu {round.Opening!.Sha256}; {string.Join("; ", round.Names.Zip(lists).Select(x => $"{x.First.Name} {x.Second.Sha256}"))}."),
        };
        var template = PaperTemplate.Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("templates"), "council", paper + ".txt")));
        var blocks = new List<PaperBlock> { new HeadingBlock("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "", paper == Ballots ? "" : $"{session.Place ?? "…………"}, {values["ngay"]}"), new TitleBlock(template.Head["ten"], PaperTemplate.Fill(template.Head["trich-yeu"], values)) };
        foreach (var line in template.Lines)
        {
            if (line == "@phieu") blocks.AddRange(paper == Ballots ? Sheets(session, round) : [Counted(round)]);
            else if (line == "@ket-qua") blocks.AddRange(paper == Minutes ? session.Rounds.SelectMany(r => OfRound(session, r)) : [Outcomes(round)]);
            else if (line == "@thanh-phan") blocks.Add(new TableBlock([8, 42, 30, 20], ["STT", "Thành viên", "Chức danh", "Có mặt"], [.. session.Roll.Select((r, i) => (IReadOnlyList<string>)[Number(i + 1), Called(r.Member), BallotPost(r.Member.Post), r.IsPresent ? "x" : "vắng"])], new HashSet<int> { 0, 3 }));
            else if (line.StartsWith("# ", StringComparison.Ordinal)) blocks.Add(new SectionBlock(line[2..]));
            else if (PaperTemplate.Fill(line, values) is { Length: > 0 } text) blocks.Add(new ParagraphBlock(text));
        }
        if (template.Head.TryGetValue("nguoi-ky", out var signers)) blocks.Add(new SignaturesBlock([], signers.Split(" | ")));
        return blocks;
    }

    /// <summary>A name that is tied, or whose round is not closed, is neither proposed nor turned down.</summary>
    private static string Conclusion(CouncilSession session)
    {
        var last = session.Rounds[0].Names.Select(n => (n.Name, Outcome: session.Rounds.Where(r => r.Names.Any(x => x.Key == n.Key)).Select(r => r.Names.Index().Where(x => x.Item.Key == n.Key).Select(x => r.Result?.Outcomes[x.Index]).First()).Last())).ToList();
        var pending = last.FindAll(n => n.Outcome is null or VoteOutcome.Tied);
        var passed = last.Count(n => n.Outcome == VoteOutcome.Passed);
        var others = last.Count - passed - pending.Count;
        return string.Join(" ", new[]
        {
            passed > 0 ? $"Đề nghị cấp có thẩm quyền quyết định khen thưởng {Number(passed)} đề cử đạt." : "",
            others > 0 ? $"Không đề nghị {Number(others)} đề cử." : "",
            pending.Count > 0 ? $"Chưa kết luận về {Number(pending.Count)} đề cử (bằng phiếu hoặc chưa chốt vòng): {string.Join(", ", pending.Select(n => n.Name))}." : "",
        }.Where(p => p.Length > 0));
    }

    /// <summary>
    /// Names on which others of those present do not vote stand on another sheet, which these are not given: a sheet with one line struck out, or one sheet less with that line, would
    /// tell whose it is.
    /// </summary>
    private static IEnumerable<PaperBlock> Sheets(CouncilSession session, SessionRound round)
    {
        var present = session.Roll.Where(r => r.IsPresent).Select(r => r.Member.Id).ToHashSet();
        var sheets = round.Names.GroupBy(n => string.Join(' ', session.ConflictsOn(round, n).Select(c => c.Member.Id).Where(present.Contains).Order())).ToList();
        foreach (var (i, sheet) in sheets.Index())
        {
            if (sheets.Count > 1) yield return new CentreBlock($"{(i > 0 ? "– – – – – – – – cắt rời – – – – – – – –  " : "")}Tờ {Number(i + 1)}/{Number(sheets.Count)}");
            yield return Ballot([.. sheet]);
        }
    }

    private static TableBlock Ballot(IReadOnlyList<SessionName> names) => new([7, 45, 16, 16, 16], ["STT", "Tập thể, cá nhân", "Đồng ý", "Không đồng ý", "Ý kiến khác"],
        [.. names.Select(n => (IReadOnlyList<string>)[Number(n.No), $"{n.Called}: {n.Title}", "", "", ""])], new HashSet<int> { 0 });

    private static TableBlock Counted(SessionRound round) => new([6, 28, 9, 9, 9, 9, 10, 10, 10], ["STT", "Tập thể, cá nhân", "Phát ra", "Thu về", "Đồng ý", "Không", "Trắng", "Không hợp lệ", "Văn bản đồng ý"],
        [.. round.Names.Select((n, i) => (IReadOnlyList<string>)(round.Result?.Results[i] is { } r
            ? [Number(n.No), n.Called, Number(r.Tally.Issued), Number(r.Tally.Used), Number(r.Tally.Yes), Number(r.Tally.No), Number(r.Tally.Blank), Number(r.Tally.Spoiled), r.Written.All == 0 ? "–" : $"{Number(r.Written.Yes)}/{Number(r.Written.All)}"]
            : [Number(n.No), n.Called, "", "", "", "", "", "", ""]))], new HashSet<int> { 0, 2, 3, 4, 5, 6, 7, 8 });

    /// <summary>Where it was voted more than once, the minutes say in which round.</summary>
    private static IEnumerable<PaperBlock> OfRound(CouncilSession session, SessionRound round) => session.Rounds.Count == 1 ? [Outcomes(round)] : [new ParagraphBlock(Sentences.Say(Language.Vi, "ballot.round", Number(round.No)) + ":"), Outcomes(round)];

    private static TableBlock Outcomes(SessionRound round) => new([6, 34, 42, 18], ["STT", "Tập thể, cá nhân", "Cách tính", "Kết quả"],
        [.. round.Names.Select((n, i) => (IReadOnlyList<string>)[Number(n.No), $"{n.Called}: {n.Title}", round.Result is { } r ? BallotText.Arithmetic(r.Results[i], Language.Vi) : "", round.Result is { } known ? Sentences.Say(Language.Vi, "ballot.outcome." + BallotText.WordOf(known.Outcomes[i])) : ""])], new HashSet<int> { 0, 3 });

    private static string Conflicts(CouncilSession session, SessionRound round) => string.Join(" ", round.Names.Select(n => (n, Who: session.ConflictsOn(round, n))).Where(x => x.Who.Count > 0)
        .Select(x => $"Không bỏ phiếu về {x.n.Name}: {string.Join(", ", x.Who.Select(c => $"{c.Member.Name} ({c.Reason ?? "là người được xét"})"))}."));

    private static string Called(CouncilMember member) => member.Position is { } position ? $"{member.Name}, {position}" : member.Name;

    private static string BallotPost(CouncilPost post) => Sentences.Say(Language.Vi, "council.post." + BallotText.WordOf(post));

    private static string Number(int number) => BallotText.Number(number, Language.Vi);
}
