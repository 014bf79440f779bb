using System.Text.Json.Nodes;
using ThiDua.Awards;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Counting;

/// <summary>The letter of the Department of Industry and Trade (sct), reckoned by hand: whose relative is in, when, and who stands first.</summary>
public sealed class IndustryAndTradeTests
{
    private static readonly DateOnly EndOf2024 = new(2024, 12, 31);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void SCT_I_2_a_relative_counts_while_he_participates_and_for_who_brought_him_in_last(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        office.Import(FileKind.Results, IndustryAndTrade.Year2025, "ket-qua-2025.csv");

        // Người Năm has lapsed, Người Hai joined before 09/5/2024.
        Assert.Equal(["TM 2/ #1", "VP 1/ #2", "CN 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(EndOf2024)));
        // Người Một sleeps from April to 9 May 2025, then counts for B1.
        Assert.Equal(["TM 2/ #1", "CN 0/ #2", "VP 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(new(2025, 4, 20))));
        Assert.Equal(["TM 2/ #1", "CN 1/ #2", "VP 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new()));
        // Each officer's duty of at least one.
        Assert.Equal(["B1 1/ #1", "C1 1/ #1", "C2 1/ #1", "A1 0/ #4", "A2 0/ #4", "B2 0/ #4", "B3 0/ #4", "D1 0/ #4"], Lines(office, "relatives-maintained", new(), StandingOf.Officers));
        Assert.Equal(["relatives-maintained"], office.Standings(new(StandingOf.Officers), campaign: "sct").Select(s => s.IndicatorId));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void SCT_I_4_2_b_each_year_has_its_own_joinings_and_years_need_not_add_up(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        office.Import(FileKind.Results, IndustryAndTrade.Year2025, "ket-qua-2025.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nVP,relatives-maintained,2024,2\nCN,relatives-maintained,2025,1\nKC,relatives-maintained,,3\n", "chi-tieu.csv", campaign: "sct");

        // Người Một was brought in by A1 in 2024 and by B1 in 2025; over both years he is B1's.
        Assert.Equal(["TM 2/ #1 -", "VP 1/ #2 not", "CN 0/ #3 -", "KC 0/ #4 -"], Lines(office, "relatives-maintained", new(Period: "2024"), met: true));
        Assert.Equal(["CN 1/ #1 met", "TM 0/ #2 -", "VP 0/ #2 -", "KC 0/ #4 -"], Lines(office, "relatives-maintained", new(Period: "2025"), met: true));
        Assert.Equal(["TM 2/ #1 -", "CN 1/ #2 -", "VP 0/ #3 -", "KC 0/ #4 not"], Lines(office, "relatives-maintained", new(), met: true));
        Assert.Equal(["R1 not-counted credited-later", "R4 not-counted kind-continued"], Why(office, "A1", new()));
        Assert.Equal(["R1 counted counted-new", "R4 not-counted outside-window"], Why(office, "A1", new(Period: "2024")));
        Assert.Equal(["R1 not-counted no-longer-participating", "R4 not-counted kind-continued"], Why(office, "A1", new(new(2025, 4, 20))));

        var fault = Assert.Throws<QuestionException>(() => Lines(office, "relatives-maintained", new(Period: "2023")));
        Assert.Equal("Không có kỳ “2023”. Các kỳ: 2024, 2025.", Sentences.Say(Language.Vi, "question." + fault.Code, [.. fault.Arguments]));
        office.MustVerify();
    }

    /// <summary>Column Kỳ names a period by its id or its title; a period that the file does not know is told.</summary>
    [Fact]
    public void SCT_I_4_2_b_a_target_of_a_year_is_known_by_the_title_of_the_year()
    {
        using var office = IndustryAndTrade.Filled(Engine.Sqlite);
        var result = office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nVP,relatives-maintained,Năm 2024,2\nCN,relatives-maintained,2026,1\n", "chi-tieu.csv", campaign: "sct");
        Assert.Equal(["3 period-unknown 2026 sct 2024, 2025"], result.Issues.Select(i => $"{i.Row} {i.Code} {string.Join(' ', i.Arguments)}"));
        Assert.Equal((2, 0), (result.Accepted, result.Rejected));
        foreach (var asked in new[] { "2024", "Năm 2024" })
            Assert.Equal(["CN ", "KC ", "TM ", "VP 2"], office.Standings(new(Indicator: "relatives-maintained"), new(Period: asked), "sct").Single().Rows.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => FormattableString.Invariant($"{r.Code} {r.Target:0}")));
    }

    [Fact]
    public void SCT_I_4_1_a_equals_are_ordered_by_the_other_measure_then_by_the_larger_roster()
    {
        using var office = IndustryAndTrade.Filled(Engine.Sqlite);
        // By the rate TM leads; CN, KC have nobody: three officers stand before one. Two relatives of one officer weigh less than one of each of two.
        Assert.Equal(["TM 2/2 #1", "VP 1/2 #2", "CN 0/3 #3", "KC 0/1 #4"], Lines(office, "staff-with-relative", new(EndOf2024)));
        office.Import(FileKind.Results, IndustryAndTrade.ResultHead + "Người Sáu,7900000006,TN,TM,01/12/2024,R8,12/2024,12,A1,con\n", "them.csv");
        Assert.Equal(["TM 2/ #1", "VP 2/ #2", "CN 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(EndOf2024)));
        office.Import(FileKind.Results, IndustryAndTrade.ResultHead + "Người Bảy,7900000007,TN,TM,01/12/2024,R9,12/2024,12,A2,con\nNgười Tám,7900000008,TN,TM,01/12/2024,R10,12/2024,12,C1,con\n", "them-2.csv");
        Assert.Equal(["TM 3/ #1", "VP 3/ #1", "CN 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(EndOf2024)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void SCT_I_3_b_a_corrected_month_changes_standings_and_no_issued_dossier(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine, new(2025, 1, 10));
        var frozen = new FreezeStanding(office.Installation).Freeze("sct", "VP", AwardTables.OfPeriod("2024"), null);
        Assert.Equal(("2024", EndOf2024, "relatives-maintained 1 2, staff-with-relative 1 2"),
            (frozen.Figures.Period, frozen.Figures.AsOf, string.Join(", ", frozen.Figures.Indicators.Select(i => $"{i.Id} {i.Numerator} {i.Rank}"))));
        var before = office.Now;

        // The agency sends June again: Người Một had paid for one month only.
        office.Import(FileKind.Results, IndustryAndTrade.June.Replace("R1,06/2024,6", "R1,06/2024,1", StringComparison.Ordinal), "ket-qua-quy-2-sua.csv");

        Assert.Equal(["TM 2/ #1", "CN 0/ #2", "VP 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(EndOf2024)));
        Assert.Equal(["TM 2/ #1", "VP 1/ #2", "CN 0/ #3", "KC 0/ #4"], Lines(office, "relatives-maintained", new(EndOf2024, before)));
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "sct", AwardTables.OfPeriod("2024"));
        var dossier = new DossierQueries(db, ground, office.Installation.Day).Of("VP");
        Assert.Equal((frozen.Sha256, new DateOnly(2025, 1, 19)), (dossier.Frozen!.Sha256, dossier.LastDay));
        Assert.Contains("Người thân tham gia và duy trì tham gia BHXH tự nguyện result 1 → 0", DossierQueries.Changes(db, office.Installation, ground.Campaign, dossier, Language.Vi).Select(c => $"{c.Subject} {c.What} {c.Then} → {c.Now}"));
        // The dossier of the whole phase is another one.
        Assert.Null(new DossierQueries(db, Ground.Of(db, office.Installation, "sct", new()), office.Installation.Day).Of("VP").Frozen);
        office.MustVerify();
    }

    [Fact]
    public void SCT_I_4_2_a_awards_of_a_year_name_who_decides_and_who_proposes()
    {
        using var office = IndustryAndTrade.Filled(Engine.Sqlite);
        Assert.Equal(
            [
                "don-vi-tap-the: 1 TM, 2 VP", "don-vi-ca-nhan: 1 A1, 1 C1, 1 C2", "giay-khen-tap-the: 1 TM, 2 VP", "giay-khen-ca-nhan: 1 A1, 1 C1, 1 C2",
                "bang-khen-tap-the: 1 TM, 2 VP", "bang-khen-ca-nhan: 1 A1, 1 C1, 1 C2",
            ],
            Proposals(office, "2024"));
        Assert.Equal(["giay-khen-tong-ket-tap-the: 1 TM", "giay-khen-tong-ket-ca-nhan: 1 C1, 1 C2", "bang-khen-tong-ket-tap-the: 1 TM", "bang-khen-tong-ket-ca-nhan: 1 C1, 1 C2"], Proposals(office, null));
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "sct", AwardTables.OfPeriod("2024"));
        Assert.Equal(
            [
                "Thủ trưởng đơn vị ← –", "Thủ trưởng đơn vị ← –", "Giám đốc Sở Công Thương ← Bảo hiểm xã hội tỉnh", "Giám đốc Sở Công Thương ← Bảo hiểm xã hội tỉnh",
                "Chủ tịch UBND tỉnh Khánh Hòa ← Bảo hiểm xã hội tỉnh", "Chủ tịch UBND tỉnh Khánh Hòa ← Bảo hiểm xã hội tỉnh",
            ],
            ground.Awards.Select(a => $"{a.Authority.Vi} ← {a.Proposer?.Vi ?? "–"}"));
        Assert.Equal(
            (new DateOnly(2025, 1, 19), new DateOnly(2026, 1, 19), (DateOnly?)null),
            (DossierPapers.LastDay(ground.Campaign, "2024"), DossierPapers.LastDay(ground.Campaign, "2025"), DossierPapers.LastDay(ground.Campaign, null)));
    }

    [Fact]
    public void SCT_I_4_2_a_the_papers_of_a_year_say_the_place_and_for_what_the_unit_is_proposed()
    {
        using var office = IndustryAndTrade.Filled(Engine.Sqlite);
        var frozen = new FreezeStanding(office.Installation).Freeze("sct", "VP", AwardTables.OfPeriod("2024"), null);
        using var db = office.Installation.Open();
        var campaign = Ground.Of(db, office.Installation, "sct", new()).Campaign;
        var text = string.Join("\n", DossierPapers.Blocks(DossierPapers.Find(campaign, "to-trinh"), frozen, campaign).Select(b => b.ToString()));
        Assert.Contains("Đề nghị xét cho tập thể Văn phòng Sở: Đơn vị biểu dương tập thể (Thủ trưởng đơn vị); Giấy khen của Giám đốc Sở cho tập thể (Giám đốc Sở Công Thương); Bằng khen của Chủ tịch UBND tỉnh cho tập thể (Chủ tịch UBND tỉnh Khánh Hòa). Xếp thứ 2 theo chỉ tiêu “Người thân tham gia và duy trì tham gia BHXH tự nguyện”, từ cao xuống thấp.", text, StringComparison.Ordinal);
        Assert.Contains("tham gia BHXH tự nguyện”, năm 2024", text, StringComparison.Ordinal);
    }

    [Fact]
    public void SCT_I_3_b_who_has_nobody_is_urged_and_who_has_somebody_is_praised()
    {
        using var office = IndustryAndTrade.Filled(Engine.Sqlite);
        using var db = office.Installation.Open();
        var reminders = new RemindQueries(db, Ground.Of(db, office.Installation, "sct", new(EndOf2024))).Ask();
        Assert.Equal(["VP staff-with-relative: A2", "CN staff-with-relative: B1 B2 B3", "KC staff-with-relative: D1"], reminders.Urge.Select(u => $"{u.Row.Code} {u.Standing.IndicatorId}: {string.Join(' ', u.Officers.Select(o => o.Code))}"));
        Assert.Equal(["A1 VP 1", "C1 TM 1", "C2 TM 1"], reminders.PraiseOfficers.Select(p => $"{p.Code} {p.Unit.Code} {p.Persons}"));
    }

    [Fact]
    public void The_command_takes_a_period_wherever_it_takes_a_day()
    {
        using var command = new CommandLine();
        command.Must("campaign", "add", "sct");
        foreach (var (kind, csv) in new[] { ("units", IndustryAndTrade.Units), ("officers", IndustryAndTrade.Officers), ("members", IndustryAndTrade.Members), ("results", IndustryAndTrade.June + IndustryAndTrade.December[IndustryAndTrade.ResultHead.Length..]) })
        {
            command.Must("import", kind, command.Write(kind + ".csv", csv), "--today", "2025-01-10");
        }
        string[] on = ["--period", "2024", "--json", "--today", "2025-01-10"];
        Assert.Equal(["TM 2", "VP 1", "CN 0", "KC 0"], Rows(command.Must(["standings", "sct", "--indicator", "relatives-maintained", .. on]).Json));
        Assert.Equal(["counted"], command.Must(["explain", "sct", "--officer", "A1", "--as-of", "2024-12-31", .. on]).Json["rows"]!.AsArray().Select(r => (string)r!["verdict"]!).Distinct());
        Assert.Equal("2024-12-31", (string)command.Must(["awards", "sct", .. on]).Json["asOf"]!);
        Assert.Equal(3, command.Must(["remind", "sct", .. on]).Json["praiseOfficers"]!.AsArray().Count);
        Assert.Equal("2025-01-19", (string)command.Must(["dossier", "sct", "--unit", "VP", .. on]).Json["lastDay"]!);
        Assert.Equal(["CD1 1", "CD2 1", "- 1"], Rows(command.Must(["standings", "sct", "--under", "CD", "--indicator", "relatives-maintained", .. on]).Json));
        Assert.Contains("Phong trào này không chia nhóm đơn vị, nên không có nhóm “communes”.", command.Run(["standings", "sct", "--group", "communes", .. on]).Errors, StringComparison.Ordinal);
        var refused = command.Run("standings", "sct", "--period", "2023", "--today", "2025-01-10");
        Assert.Equal((1, "Không có kỳ “2023”. Các kỳ: 2024, 2025.\n"), (refused.ExitCode, refused.Errors));

        static IEnumerable<string> Rows(JsonNode answer) => answer["standings"]![0]!["rows"]!.AsArray().Select(r => $"{r!["code"]} {r["numerator"]}");
    }

    private static IEnumerable<string> Proposals(Office office, string? period)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "sct", AwardTables.OfPeriod(period));
        return [.. new AwardQueries(db, ground, new(db, ground)).Answer().Proposals.GroupBy(p => p.Award).Select(g => $"{g.Key}: {string.Join(", ", g.Select(p => $"{p.Rank} {p.Subject}"))}")];
    }

    private static string[] Why(Office office, string officer, Vantage vantage)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "sct", vantage);
        return [.. new ExplainQueries(db, ground, new(db, ground), InsuranceCatalog.PaymentWindows).OfOfficer(officer).Where(e => e.Indicator.Id == "relatives-maintained")
            .Select(e => $"{e.Receipt!.Number} {ReasonText.VerdictCode(e.Verdict.Kind)} {e.Verdict.Reason.Code}")];
    }

    private static string[] Lines(Office office, string indicator, Vantage vantage, StandingOf of = StandingOf.Units, bool met = false) =>
        [.. office.Standings(new(of, Indicator: indicator), vantage, "sct").SelectMany(s => s.Rows.Select(r =>
            $"{r.Code} {r.Numerator:0}/{r.Denominator:0} #{r.Rank}{(met ? r.Met switch { true => " met", false => " not", null => " -" } : "")}"))];
}
