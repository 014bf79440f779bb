using ThiDua.Campaigns;

namespace ThiDua.Tests.Campaigns;

/// <summary>
/// A campaign file with something broken in it, and all that the reader must find. Each place of a fault is marked in the text itself,
/// by ‸ before the character that the fault points at, so that line and column can be seen instead of counted.
/// </summary>
internal sealed record BrokenFile(string Marked, params string[] Faults)
{
    /// <summary>A small file without faults; its lines are what the tests exchange.</summary>
    public const string Sound = """
        id: vi-du
        title: {vi: Ví dụ, en: Example}
        short-title: {vi: Ví dụ, en: Example}
        document: {number: unknown, date: unknown, kind: {vi: Kế hoạch, en: Plan}, issuer: {vi: UBND xã, en: A commune}, signer: Nguyễn Văn A}
        clauses:
          - {number: "1", text: Mỗi cán bộ vận động 01 người.}
        readings:
          - {id: first, text: {vi: Đầu tiên., en: First.}, why: {vi: Một lần., en: Once.}, alternatives: [{vi: Sau cùng., en: Last.}]}
        window: {from: 2025-03-01, to: 2025-03-31, clause: "1"}
        groups:
          - {id: all, nhom: mọi đơn vị, title: {vi: Mọi, en: All}, short-title: {vi: Mọi, en: All}, clause: "1"}
        relation-lists:
          - {id: near, relations: [father, mother], clause: "1"}
        indicators:
          - id: one-person
            title: {vi: Một người, en: One person}
            short-title: {vi: Một, en: One}
            measure: officers-with-counted
            groups: [all]
            clause: "1"
            conditions:
              - {scheme: voluntary-si, clause: "1"}
              - {receipt-within: campaign-window, clause: "1"}
              - {kinds: [new, rejoined], clause: "1"}
              - {participating: not-asked, clause: "1"}
              - {relations: near, clause: "1"}
              - {credit: earliest-receipt, reading: first}
            target: {percent: 100, comparison: at-least, clause: "1"}
        awards:
          - id: paper
            title: {vi: Giấy khen, en: Paper}
            subject: individual
            authority: {vi: Chủ tịch, en: Chairman}
            quota: 5
            clause: "1"
            criterion: {rule: at-least-one-person, reading: first}
        milestones:
          - {id: end, title: {vi: Hết, en: End}, day: 2025-03-31, before: false, clause: "1"}
        """;

    private const char Mark = '‸';

    /// <summary>The campaign that the file must be; null: any.</summary>
    public string? Of { get; init; }

    public string Text { get; } = Marked.Replace(Mark.ToString(), "", StringComparison.Ordinal);

    /// <summary>The sound file with some lines exchanged: "number|text". A line past the end is added.</summary>
    public static BrokenFile With(string lines, params string[] faults)
    {
        var text = Sound.Split('\n').ToList();
        foreach (var line in lines.Split('\n'))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var number = int.Parse(line.AsSpan(0, bar), System.Globalization.CultureInfo.InvariantCulture);
            while (text.Count < number) text.Add("");
            text[number - 1] = line[(bar + 1)..];
        }
        return new(string.Join('\n', text), faults);
    }

    /// <summary>The faults as "line:column code(arguments)", in the order of the marks.</summary>
    public IEnumerable<string> Expected()
    {
        var (line, column, next) = (1, 1, 0);
        foreach (var c in Marked)
        {
            if (c == Mark) yield return $"{line}:{column} {(next < Faults.Length ? Faults[next] : "a mark without a fault")}";
            next += c == Mark ? 1 : 0;
            (line, column) = c switch { '\n' => (line + 1, 1), Mark => (line, column), _ => (line, column + 1) };
        }
        for (; next < Faults.Length; next++) yield return $"no mark: {Faults[next]}";
    }

    public static string Show(CampaignFault fault) => $"{fault.Line}:{fault.Column} {fault.Code}({string.Join('|', fault.Arguments)})";
}
