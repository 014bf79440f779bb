using ThiDua.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

public sealed class FaultTests
{
    private const string TopKeys = "id, title, short-title, document, linked, parent, movements, movements-open, one-award, clauses, readings, window, as-of, retention, scope, groups, periods, relation-lists, indicators, awards, review, fund, milestones, dossier, tasks, difficulties, officer-kinds-excluded, clusters, recipients";
    private const string ConditionKeys = "scheme, receipt-within, kinds, or-cover-ended, cover-ended, participating, relations, declared, credit";

    private static readonly string Forms = string.Join(", ", ThiDua.Awards.RewardCatalog.Rewards.Forms.Select(f => f.Id));

    private static readonly BrokenFile[] Files =
    [
        new("‸", "empty()"),
        new("‸# A remark and nothing else.\n", "empty()"),
        new("‸chỉ có chữ", $"not-a-map(campaign|{TopKeys})"),
        new(BrokenFile.Sound + "\n‸---\nid: vi-du-2\n", "second-document()"),
        new(BrokenFile.Sound + "\n...\n‸id: vi-du-2\n", "second-document()"),

        // What YAML itself refuses: where, and by what stands there what to look for.
        BrokenFile.With("9|window: {from: 2025-03-01, to: 2025-03-31, clause‸: \"1\"", "yaml-bracket(: \"1\")"),
        new("title: {vi: Ví dụ, en: Example‸\n\n", "yaml-bracket(title: {vi: Ví dụ, en: Example)"),
        BrokenFile.With("1|id‸: !<> vi-du", "yaml-broken(: !<> vi-du)"),
        BrokenFile.With("2|‸\ttitle: {vi: Ví dụ, en: Example}", "yaml-tab()"),
        BrokenFile.With("9|window:\n10|‸\tfrom: 2025-03-01", "yaml-tab()"),
        BrokenFile.With("2|title: Ví dụ‸: năm 2025", "yaml-colon(title: Ví dụ: năm 2025)"),
        BrokenFile.With("16|   ‸title: {vi: Một người, en: One person}", "yaml-indent(title: {vi: Một người, en: One person})"),
        BrokenFile.With("38|  - ‸\"Hết", "yaml-quote(\"Hết)"),
        BrokenFile.With("2|title: {vi: Ví dụ, en: ‸@Example}", "yaml-broken(@Example})"),
        BrokenFile.With("1|id: [[[[[[[[[[[[[[[[[[[[[[[[‸[a]]]]]]]]]]]]]]]]]]]]]]]]]", "yaml-deep(24)"),
        BrokenFile.With("2|‸id: vi-du\n3|short-title: {vi‸: a", "key-twice(id)", "yaml-bracket(: a)"),

        BrokenFile.With("1|id: ‸&so unknown\n32|    subject: ‸&s individual\n34|    quota: ‸‸*s", "anchor-or-tag()", "anchor-or-tag()", "anchor-or-tag()", "not-text(quota)"),
        BrokenFile.With("1|id: ‸!!str vi-du\n9|window: ‸!days {from: 2025-03-01, clause: \"1\"}", "anchor-or-tag()", "anchor-or-tag()"),

        BrokenFile.With("9|window: {from: 2025-03-01, ‸[to]: 2025-03-31, clause: \"1\"}", "key-not-text()"),
        BrokenFile.With("9|window: {from: 2025-03-01, ‸from: 2025-03-02, clause: \"1\"}\n39|‸groups: []", "key-twice(from)", "key-twice(groups)"),

        BrokenFile.With("6|  - ‸Mỗi cán bộ vận động 01 người.\n9|window: ‸2025-03-01", "not-a-map(clause|number, text, waits)", "not-a-map(window|from, to)"),
        BrokenFile.With("28|    target: ‸[100]", "not-a-map(target|percent, comparison)"),

        BrokenFile.With("1|‸id: vi-du\n3|‸shorttitle: {vi: Ví dụ, en: Example}", "missing-key(short-title|campaign)", "unknown-key(shorttitle|short-title)"),
        BrokenFile.With("39|‸colour: red", $"unknown-key(colour|{TopKeys})"),
        BrokenFile.With("9|window: {from: 2025-03-01, to: 2025-03-31, ‸claus: \"1\", clause: \"1\"}", "unknown-key(claus|clause)"),
        BrokenFile.With("2|title: {vi: Ví dụ, en: Example, ‸fr: Exemple}", "unknown-key(fr|vi, en)"),
        BrokenFile.With("23|      - {receipt-within: {from: 2025-03-01, ‸until: 2025-03-31}, clause: \"1\"}", "unknown-key(until|from, to)"),
        BrokenFile.With("23|      - {receipt-within: ‸{}, clause: \"1\"}", "missing-key(from|span)"),
        BrokenFile.With("8|  - ‸{id: first, text: {vi: Đầu tiên., en: First.}, alternatives: [{vi: Sau cùng., en: Last.}]}\n15|  - ‸id: one-person\n18|",
            "missing-key(why|reading)", "missing-key(measure|indicator)"),

        BrokenFile.With("22|      - ‸{scheme: voluntary-si, credit: earliest-receipt, clause: \"1\"}\n27|      - ‸{reading: first}", $"one-key({ConditionKeys})", $"one-key({ConditionKeys})"),

        BrokenFile.With("9|window: ‸{from: 2025-03-01, to: 2025-03-31}\n15|  - ‸id: one-person\n20|\n22|      - ‸{scheme: voluntary-si}",
            "no-source(window)", "no-source(indicator)", "no-source(condition)"),
        BrokenFile.With("27|      - {credit: earliest-receipt, reading: first, ‸clause: \"1\"}", "two-sources(reading|clause)"),
        BrokenFile.With("11|  - ‸{id: all, nhom: mọi đơn vị, title: {vi: Mọi, en: All}, short-title: {vi: Mọi, en: All}, law: Luật 06/2022}\n28|    target: {percent: 100, comparison: at-least, law: Luật 06/2022, certainty: ‸sure}",
            "certainty(verified, recalled)", "certainty(verified, recalled)"),
        BrokenFile.With("9|window: {from: 2025-03-01, clause: \"1\", certainty: ‸verified}", "certainty-without-law()"),

        BrokenFile.With("1|id: ‸\"\"\n9|window: {from: 2025-03-01, clause: ‸[1]}", "not-text(id)", "not-text(clause)"),
        BrokenFile.With("2|title: {vi: ‸{a: b}, en: Example}\n26|      - {relations: ‸[near], clause: \"1\"}\n38|  - {id: ‸, title: {vi: Hết, en: End}, day: 2025-03-31, clause: \"1\"}",
            "not-text(vi)", "not-text(relations)", "not-text(id)"),
        BrokenFile.With("1|id:‸\n39|linked: [a, ‸\"\", ‸[b]]", "not-text(id)", "not-text(linked)", "not-text(linked)"),

        BrokenFile.With("4|document: {number: unknown, date: ‸tháng 3, kind: {vi: Kế hoạch, en: Plan}, issuer: {vi: UBND xã, en: A commune}, signer: Nguyễn Văn A}\n9|window: {from: ‸2025-3-1, to: ‸31/02/2025, clause: \"1\"}\n38|  - {id: end, title: {vi: Hết, en: End}, day: ‸unknown, clause: \"1\"}",
            "not-a-day(tháng 3)", "not-a-day(2025-3-1)", "not-a-day(31/02/2025)", "not-a-day(unknown)"),
        BrokenFile.With("23|      - {receipt-within: {from: ‸2025-13-01}, clause: \"1\"}", "not-a-day(2025-13-01)"),
        BrokenFile.With("28|    target: {percent: ‸100.01, comparison: at-least, clause: \"1\"}", "not-percent(100.01)"),
        BrokenFile.With("28|    target: {percent: ‸-1, comparison: at-least, clause: \"1\"}", "not-percent(-1)"),
        BrokenFile.With("28|    target: {percent: ‸\"50,5\", comparison: at-least, clause: \"1\"}", "not-percent(50,5)"),
        BrokenFile.With("34|    quota: ‸5.5", "not-whole(5.5)"),
        BrokenFile.With("34|    quota: ‸99999999999", "not-whole(99999999999)"),

        BrokenFile.With("18|    measure: ‸persons\n24|      - {kinds: [new, ‸newest], clause: \"1\"}\n38|  - {id: end, title: {vi: Hết, en: End}, day: 2025-03-31, before: ‸yes, clause: \"1\"}",
            "unknown-word(persons|officers-with-counted, officers-all-relatives-covered, persons-counted, figure-against-target)",
            "unknown-word(newest|new, continued, rejoined, renewed, returned)", "unknown-word(yes|true, false)"),
        BrokenFile.With("23|      - {receipt-within: ‸march, clause: \"1\"}\n24|      - {cover-ended: ‸2024, clause: \"1\"}", "unknown-word(march|campaign-window)", "unknown-word(2024|{from: …, to: …})"),

        BrokenFile.With("2|title: ‸Ví dụ\n3|short-title: ‸{vi: Ví dụ}\n8|  - {id: first, text: {vi: Đầu tiên., en: First.}, why: {vi: Một lần., en: Once.}, alternatives: [‸Sau cùng.]}",
            "not-two-languages(title)", "not-two-languages(short-title)", "not-two-languages(alternatives)"),
        BrokenFile.With("19|    groups: ‸all\n24|      - {kinds: ‸[], clause: \"1\"}\n39|dossier: ‸{title: {vi: Tờ trình, en: Submission}, clause: \"1\"}",
            "not-a-list(groups)", "not-a-list(kinds)", "not-a-list(dossier)"),

        BrokenFile.With("7|  - {number: ‸\"1\", text: Lại một khoản.}\n8|readings: [{id: first, text: {vi: a, en: a}, why: {vi: a, en: a}, alternatives: [{vi: a, en: a}]}, {id: ‸first, text: {vi: a, en: a}, why: {vi: a, en: a}, alternatives: [{vi: a, en: a}]}]",
            "id-twice(1)", "id-twice(first)"),
        BrokenFile.With("13|  - {id: near, relations: [father, mother], clause: \"1\"}\n14|  - {relations: [child], id: ‸near, clause: \"1\"}\n15|indicators: [{id: a, title: {vi: a, en: a}, short-title: {vi: a, en: a}, measure: figure-against-target, groups: [all], clause: \"1\"}, {title: {vi: a, en: a}, id: ‸a, short-title: {vi: a, en: a}, measure: figure-against-target, clause: \"1\"}]\n"
            + string.Join('\n', Enumerable.Range(16, 13).Select(n => $"{n}|")), "id-twice(near)", "id-twice(a)"),
        BrokenFile.With("11|  - {id: all, nhom: a, title: {vi: a, en: a}, short-title: {vi: a, en: a}, clause: \"1\"}\n12|  - {nhom: b, id: ‸all, title: {vi: a, en: a}, short-title: {vi: a, en: a}, clause: \"1\"}\n13|relation-lists: [{id: near, relations: [father], clause: \"1\"}]\n39|  - {id: ‸end, title: {vi: Hết, en: End}, day: 2025-03-31, clause: \"1\"}",
            "id-twice(all)", "id-twice(end)"),
        BrokenFile.With("28|\n29|awards: [{id: paper, title: {vi: a, en: a}, subject: collective, authority: {vi: a, en: a}, criterion: {rule: every-target, clause: \"1\"}, clause: \"1\"},\n30|  {id: ‸paper,\n31|    title: {vi: a, en: a},\n32|    subject: individual,\n33|    authority: {vi: a, en: a},\n34|    quota: 5,\n35|    clause: \"1\",\n36|    criterion: {rule: every-target, clause: \"1\"}}]",
            "id-twice(paper)"),

        BrokenFile.With("11|  - ‸{id: all, nhom: mọi đơn vị, title: {vi: Mọi, en: All}, short-title: {vi: Mọi, en: All}, clause: \"1\"}\n19|", "group-unused(all)"),
        BrokenFile.With("19|    groups: [all, ‸each]", "group-unknown(each|all)"),
        BrokenFile.With("26|      - {relations: ‸far, clause: \"1\"}", "list-unknown(far|near)"),
        BrokenFile.With("18|    measure: officers-all-relatives-covered\n22|      - {declared: ‸far, clause: \"1\"}\n23|\n24|\n25|\n26|\n27|", "list-unknown(far|near)"),

        BrokenFile.With("15|  - ‸‸‸‸‸‸id: one-person\n21|\n22|\n23|\n24|\n25|\n26|\n27|", "condition-missing(one-person|scheme)", "condition-missing(one-person|receipt-within)",
            "condition-missing(one-person|kinds)", "condition-missing(one-person|participating)", "condition-missing(one-person|relations)", "condition-missing(one-person|credit)"),
        BrokenFile.With("15|  - ‸id: one-person\n18|    measure: officers-all-relatives-covered\n21|\n22|\n23|\n24|\n25|\n26|\n27|", "condition-missing(one-person|declared)"),
        BrokenFile.With("25|      - ‸{scheme: household-hi, clause: \"1\"}\n15|  - ‸id: one-person", "condition-missing(one-person|participating)", "condition-twice(scheme)"),

        BrokenFile.With("9|window: {from: 2025-03-01, clause: ‸I}\n22|      - {scheme: voluntary-si, clause: ‸\"2\"}\n36|    criterion: {rule: at-least-one-person, clause: ‸V}",
            "clause-unknown(I)", "clause-unknown(2)", "clause-unknown(V)"),
        BrokenFile.With("8|  - {id: first, text: {vi: a, en: a}, why: {vi: a, en: a}, alternatives: [{vi: a, en: a}], reads: [\"1\", ‸I.9]}\n9|window: {from: 2025-03-01, clause: \"1\", also: [‸V, \"1\"]}", "clause-unknown(I.9)", "clause-unknown(V)"),
        BrokenFile.With("9|window: {from: 2025-03-01, clause: \"1\", also: ‸I}\n13|  - {id: near, relations: [father], clause: \"1\", also: [‸[a]]}", "not-a-list(also)", "not-text(also)"),
        BrokenFile.With("27|      - {credit: earliest-receipt, reading: ‸last}\n36|    criterion: {rule: at-least-one-person, reading: ‸\"1\"}", "reading-unknown(last)", "reading-unknown(1)"),
        BrokenFile.With("9|window: ‸{from: 2025-03-31, to: 2025-03-01, clause: \"1\"}\n23|      - {receipt-within: ‸{from: 2025-03-31, to: 2025-03-30}, clause: \"1\"}", "span-reversed()", "span-reversed()"),

        BrokenFile.With("24|      - {cover-ended: {from: 2024-01-01, to: 2024-09-30}, clause: ‸I}", "clause-unknown(I)"),
        BrokenFile.With("18|    measure: figure-against-target\n22|      - {‸scheme: voluntary-si, reading: ‸second}\n23|\n24|\n25|\n26|\n27|", "condition-unused(scheme)", "reading-unknown(second)"),

        BrokenFile.With("24|      - {‸kinds: [new, rejoined], clause: \"1\"}\n28|      - {cover-ended: {from: 2024-01-01, to: 2024-09-30}, clause: \"1\"}", "condition-unused(kinds)"),
        BrokenFile.With("28|      - {‸declared: near, clause: \"1\"}", "condition-unused(declared)"),

        BrokenFile.With("39|tasks: [‸{addressee: {vi: a, en: a}, text: {vi: a, en: a}, id: launch, clause: \"1\"}, ‸{addressee: {vi: a, en: a}, text: {vi: a, en: a}, groups: [all], clause: \"1\"}, ‸{addressee: {vi: a, en: a}, text: {vi: a, en: a}, id: two, groups: [all], offices: [b], clause: \"1\"}]",
            "task-addressed(groups, offices, every-unit)", "task-addressed(groups, offices, every-unit)", "task-addressed(groups, offices, every-unit)"),
        BrokenFile.With("39|tasks: [{addressee: {vi: a, en: a}, text: {vi: a, en: a}, id: launch, groups: [‸each], due: {milestone: ‸start, clause: \"1\"}, clause: \"1\"}]", "group-unknown(each|all)", "milestone-unknown(start|end)"),
        BrokenFile.With("39|tasks: [{addressee: {vi: a, en: a}, text: {vi: a, en: a}, id: launch, every-unit: true, asks-for: [‸paper], due: ‸{clause: \"1\"}, clause: \"1\"}]", "unknown-word(paper|document, evidence)", "one-key(day, milestone)"),

        BrokenFile.With("39|clusters: {steps: [{up-to: 9, clusters: 1}, ‸{up-to: 9, clusters: 2}, ‸{up-to: 14, clusters: 3}], smallest: {members: 2, clause: \"1\"}, clause: \"1\"}", "cluster-steps()", "cluster-steps()"),
        BrokenFile.With("39|clusters: {steps: [‸{clusters: 1}, ‸{clusters: 0}], smallest: {members: 2, reading: ‸two}, clause: \"1\"}", "cluster-steps()", "cluster-steps()", "reading-unknown(two)"),
        BrokenFile.With("39|scope: ‸{everybody: true, types: [xã], clause: \"1\"}", "scope-names(subtrees, types, groups, everybody)"),
        BrokenFile.With("39|scope: ‸{everybody: false, clause: \"1\"}", "scope-names(subtrees, types, groups, everybody)"),
        BrokenFile.With("39|scope: {subtrees: [‸{code: SCT}, {code: ‸\"\", day: ‸mai}], types: ‸phòng, clause: \"1\"}", "missing-key(day|subtree)", "not-text(code)", "not-a-day(mai)", "not-a-list(types)"),
        BrokenFile.With("39|scope: {groups: [all, ‸each], reading: ‸sector}", "group-unknown(each|all)", "reading-unknown(sector)"),
        BrokenFile.With("28|    ties: {by: [‸far, roster, ‸one-person], clause: \"1\"}", "tie-unknown(far|one-person, roster)", "tie-unknown(one-person|one-person, roster)"),
        BrokenFile.With("36|    criterion: ‸{rule: from-high-to-low, reading: first}", "criterion-indicator(one-person)"),
        BrokenFile.With("36|    criterion: ‸{rule: at-least-one-person, indicator: one-person, reading: first}", "criterion-indicator(one-person)"),
        BrokenFile.With("34|    periods: [year, ‸month]\n38|  - {id: end, title: {vi: Hết, en: End}, day: 2025-03-31, period: ‸day, clause: \"1\"}\n39|periods: [{id: year, from: 2025-01-01, to: 2025-12-31, title: {vi: Năm, en: Year}, clause: \"1\"}]",
            "period-unknown(month|year)", "period-unknown(day|year)"),

        // Figures, targets for days, awards by conditions.
        BrokenFile.With("28|    targets: ‸[{day: 2025-03-31, comparison: at-least, clause: \"1\"}]\n27|      - {credit: earliest-receipt, reading: first}", "figures-only(targets)"),
        BrokenFile.With("18|    measure: figure-against-target\n21|\n22|\n23|\n24|\n25|\n26|\n27|    targets: ‸[{day: 2025-03-31, comparison: at-least, clause: \"1\"}]", "one-key(target, targets)"),
        BrokenFile.With("18|    measure: figure-against-target\n21|\n22|\n23|\n24|\n25|\n26|\n27|\n28|    targets: [{day: 2025-03-31, comparison: about, clause: \"1\"}, ‸{day: 2025-03-31, percent: 5, comparison: about, clause: \"1\"}]", "days-in-order()"),
        BrokenFile.With("36|    criterion: ‸{rule: all-of, reading: first}", "all-of-conditions()"),
        BrokenFile.With("36|    criterion: {rule: all-of, reading: first, conditions: [{indicator: ‸one-person, comparison: at-least, clause: \"1\"}]}", "figure-unknown(one-person|)"),
        BrokenFile.With("37|    quota-per-unit: ‸{most: 1, clause: \"1\"}\n38|", "one-key(quota, quota-per-unit)"),

        // What an award is by law, who decides it, and what must come with it.
        BrokenFile.With("34|    form: ‸giay-khen\n37|    type: ‸chuyen-de\n38|", $"form-unknown(giay-khen|{Forms})", "unknown-word(chuyen-de|merit, irregular, movement, dedication, seniority, external)"),
        BrokenFile.With("34|    form: ‸tap-the-ldtt", "form-subject(tap-the-ldtt|individual)"),
        BrokenFile.With("34|    form: giay-khen-xa\n37|    decided-by: {authority: ‸chu-tich-ubnd-tinh, of: ‸UBND tỉnh, clause: ‸V}\n38|", "authority-form(chu-tich-ubnd-tinh|giay-khen-xa|chu-tich-ubnd-xa)", "not-two-languages(of)", "clause-unknown(V)"),
        BrokenFile.With("37|    decided-by: {authority: ‸ubnd, clause: \"1\"}\n38|", $"authority-unknown(ubnd|{string.Join(", ", ThiDua.Awards.AuthorityCatalog.All.Select(a => a.Id))})"),
        BrokenFile.With("37|    decided-by: ‸{authority: chu-tich-ubnd-xa}\n38|    requires: ‸{what: [solution, ‸photo]}", "no-source(decided-by)", "no-source(requires)", "unknown-word(photo|solution, report, evidence)"),
        BrokenFile.With("39|review:\n40|  - {id: a, title: {vi: a, en: a}, reviewer: {vi: a, en: a}, role: ‸boss, clause: \"1\"}\n41|  - {id: b, title: {vi: a, en: a}, reviewer: {vi: a, en: a}, role: standing-office, comment-days: ‸mười, reading: ‸later}",
            "unknown-word(boss|data-officer, standing-office, council-member)", "not-whole(mười)", "reading-unknown(later)"),
        BrokenFile.With("39|review:\n40|  - {id: a, title: {vi: a, en: a}, reviewer: {vi: a, en: a}, role: council-member, clause: \"1\"}\n41|  - {id: ‸a, title: {vi: a, en: a}, reviewer: {vi: a, en: a}, role: standing-office, clause: \"1\"}\n42|fund: ‸{‸name: x, clause: \"1\"}",
            "id-twice(a)", "missing-key(title|fund)", "unknown-key(name|title, clause, law, reading, certainty, also)"),
        BrokenFile.With("39|dossier:\n40|  - {title: {vi: a, en: a}, template: ‸don-xin, clause: \"1\"}\n41|  - {title: {vi: a, en: a}, template: to-trinh, per: ‸person, clause: \"1\"}\n42|  - {title: {vi: a, en: a}, template: ‸to-trinh, clause: \"1\"}",
            $"template-unknown(don-xin|{string.Join(", ", ShippedFiles.DossierTemplates)})", "unknown-word(person|dossier, nominee)", "id-twice(to-trinh)"),

        // A share of a number of persons, or of another number that is none.
        BrokenFile.With("18|    measure: persons-counted\n28|    target: {percent: ‸50, comparison: at-least, clause: \"1\"}", "percent-of-counted(50|persons)"),
        BrokenFile.With("18|    measure: figure-against-target\n20|    unit: persons\n21|    clause: \"1\"\n22|\n23|\n24|\n25|\n26|\n27|\n28|    targets: [{day: 2025-03-31, percent: ‸50, comparison: at-least, clause: \"1\"}]", "percent-of-figure(50|persons)"),
        new(BrokenFile.With("1|id: ‸vi-du").Marked, "other-id(vi-du|khac)") { Of = "khac" },

        // Words that are wrong and names that are not there are told together; of a part that cannot be read, no consequences.
        BrokenFile.With("9|window: {from: 2025-03-01, to: 2025-03-31, clause: ‸I.9}\n19|    groups: [all, ‸each]\n26|      - {relations: ‸far, clause: \"1\"}\n28|    target: {percent: 100, comparison: ‸atleast, clause: \"1\"}\n36|    criterion: {rule: at-least-one-person, reading: ‸last}",
            "clause-unknown(I.9)", "group-unknown(each|all)", "list-unknown(far|near)", "unknown-word(atleast|at-least, more-than, less-than, about)", "reading-unknown(last)"),
        BrokenFile.With("18|    measure: ‸person-counted\n22|      - {declared: ‸far, clause: \"1\"}\n23|", "unknown-word(person-counted|officers-with-counted, officers-all-relatives-covered, persons-counted, figure-against-target)", "list-unknown(far|near)"),
        BrokenFile.With("6|  - {number: ‸[\"1\"], text: a}\n11|  - ‸{‸idd: all, nhom: a, title: {vi: a, en: a}, short-title: {vi: a, en: a}, clause: \"1\"}\n24|      - ‸{‸kind: [new, rejoined], clause: \"1\"}",
            "not-text(number)", "missing-key(id|group)", "unknown-key(idd|id)", $"one-key({ConditionKeys})", "unknown-key(kind|kinds)"),

        // Faults in several parts are told together, not one after the other.
        BrokenFile.With("9|window: ‸{from: 2025-03-31, to: 2025-03-01, clause: \"1\"}\n19|    groups: [all, ‸each]\n26|      - {relations: ‸far, clause: ‸\"2\"}\n36|    criterion: {rule: at-least-one-person, reading: ‸last}",
            "span-reversed()", "group-unknown(each|all)", "list-unknown(far|near)", "clause-unknown(2)", "reading-unknown(last)"),
    ];

    /// <summary>Number and first code, so that a failing case has a name.</summary>
    public static IEnumerable<TheoryDataRow<int, string>> Cases() => Files.Select((f, i) => new TheoryDataRow<int, string>(i, Code(f.Faults[0])));

    [Fact]
    public void The_sound_file_has_no_faults() => Assert.Equal([], CampaignFile.Read(BrokenFile.Sound).Faults.Select(BrokenFile.Show));

    [Theory, MemberData(nameof(Cases))]
    public void Every_fault_is_found_at_its_place(int number, string code)
    {
        var file = Files[number];
        var reading = CampaignFile.Read(file.Text, file.Of);
        Assert.Equal(file.Expected(), reading.Faults.Select(BrokenFile.Show));
        Assert.Equal(code, Code(file.Faults[0]));
        Assert.Null(reading.Campaign);
    }

    [Fact]
    public void A_list_of_what_there_is_that_is_empty_says_so()
    {
        var reading = CampaignFile.Read(BrokenFile.With("10|\n11|").Text);
        Assert.Equal(["Không có nhóm “all”. Các nhóm: chưa khai báo."], reading.Faults.Select(f => f.Say(Language.Vi)));
    }

    /// <summary>A check that is added must not stop an office whose file was sound before; its next version is checked.</summary>
    [Fact]
    public void A_version_that_was_taken_in_before_a_check_came_stays_in_force()
    {
        var text = BrokenFile.With("18|    measure: persons-counted").Text;
        Assert.Equal((false, 100m), (CampaignFile.Read(text).Faults.Count == 0, CampaignFile.Stored(text)!.Indicators.Single().Target!.Percent));
        Assert.Null(CampaignFile.Stored(BrokenFile.With("18|    measure: persons").Text));
    }

    /// <summary>A new fault needs its case above.</summary>
    [Fact]
    public void Every_fault_that_has_a_sentence_is_tested()
    {
        const string Prefix = "campaign-fault.";
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.Equal(
                Sentences.All(language).Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Select(k => k[Prefix.Length..]).Order(StringComparer.Ordinal),
                Files.SelectMany(f => f.Faults).Select(Code).Concat(Documents.CertificateDrawingTests.Faulty.Select(f => f.Code).Where(c => c.Length > 0)).Distinct().Order(StringComparer.Ordinal)); // templates of certificates are read in the same way
        }
    }

    private static string Code(string fault) => fault[..fault.IndexOf('(', StringComparison.Ordinal)];
}
