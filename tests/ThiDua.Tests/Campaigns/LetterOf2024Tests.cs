using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>Letter 4225 on the published figures of the country at the ends of 2024 and 2025.</summary>
public sealed class LetterOf2024Tests
{
    private const string Units = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\nVN,Toàn quốc,,trung ương\nA,BHXH tỉnh A,VN,tỉnh\nB,BHXH tỉnh B,VN,tỉnh\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_4225_I_1_end_2024_is_met_and_at_the_end_of_2025_35_07_is_not_35_1(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Figures, """
            Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Nguồn
            VN,si-coverage,31/12/2024,"42,71",Người Lao động
            VN,ui-coverage,31/12/2024,"34,18",Người Lao động
            VN,hi-coverage,31/12/2024,"94,2",Người Lao động
            VN,si-coverage,31/12/2025,"45,1",Dân trí 07/01/2026
            VN,ui-coverage,31/12/2025,"35,07",Dân trí 07/01/2026
            VN,hi-coverage,31/12/2025,"95,16",Dân trí 07/01/2026
            """, "so.csv", campaign: "4225");
        Assert.Equal(["si-coverage 42.71/42.71 met", "ui-coverage 34.18/34.18 met", "hi-coverage 94.2/94.2 met"], Lines(office, new(2024, 12, 31)));
        Assert.Equal(["si-coverage 45.1/45.1 met", "ui-coverage 35.07/35.1 not", "hi-coverage 95.16/95.16 met"], Lines(office, new(2025, 12, 31)));
        Assert.Equal(["si-coverage 45.1/45.1 met", "ui-coverage 35.07/35.1 not", "hi-coverage 95.16/95.16 met"], Lines(office, null)); // by default the end of the drive
        Assert.Equal(["si-coverage 42.71/45.1 not", "ui-coverage 34.18/35.1 not", "hi-coverage 94.2/95.16 not"], Lines(office, new(2025, 6, 30))); // on the way to the next day
        var row = office.Standings(new(Indicator: "ui-coverage"), new(new(2025, 12, 31)), "4225").Single();
        Assert.Equal("còn thiếu 0,03 điểm phần trăm", ThiDua.Standings.StandingsTables.Met(row, row.Rows[0], ThiDua.Texts.Language.Vi));
        office.MustVerify();
    }

    /// <summary>Decision 0037: what was reached at the end of 2024 does not reach the target of 2025 before a figure of 2025 says so.</summary>
    [Fact]
    public void Clause_4225_I_1_b_a_figure_of_2024_meets_no_target_of_2025()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nVN,hi-coverage,31/12/2024,96\nVN,hi-coverage,01/07/2025,96\nVN,late-payment,31/12/2023,1\n", "so.csv", campaign: "4225");
        Assert.Equal(["hi-coverage 96/94.2 met", "late-payment 1/2.59 not"], Lines(office, new(2024, 12, 31)));
        Assert.Equal(["hi-coverage 96/95.16 not", "late-payment 1/2.59 not"], Lines(office, new(2025, 6, 30)));
        Assert.Equal(["hi-coverage 96/95.16 met", "late-payment 1/2.59 not"], Lines(office, new(2025, 7, 1)));
    }

    /// <summary>“About” rounds to the target's decimals, half up; “reach” does not round.</summary>
    [Theory]
    [InlineData("si-coverage", 2024, "42,705", "met"), InlineData("si-coverage", 2024, "42,7049", "not")]
    [InlineData("hi-coverage", 2024, "94,15", "met"), InlineData("hi-coverage", 2024, "94,149", "not")]
    [InlineData("ui-coverage", 2025, "35,0999", "not"), InlineData("ui-coverage", 2025, "35,1", "met")]
    [InlineData("satisfaction", 2024, "83", "not"), InlineData("satisfaction", 2024, "83,01", "met")]
    [InlineData("late-payment", 2024, "2,59", "not"), InlineData("late-payment", 2024, "2,5899", "met")]
    public void Clause_4225_I_1_each_figure_is_held_against_its_target_in_exact_decimals(string indicator, int year, string figure, string expected)
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Figures, $"Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nVN,{indicator},31/12/{year},\"{figure}\"\n", "so.csv", campaign: "4225");
        Assert.EndsWith(" " + expected, Lines(office, new(year, 12, 31)).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Clause_4225_I_1_late_payment_ranks_the_smaller_figure_higher_and_collection_is_as_assigned()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,collection,2024,5000000000000\nB,collection,31/12/2024,4000000000000\n", "giao.csv", campaign: "4225");
        office.Import(FileKind.Figures, """
            Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện
            A,late-payment,31/12/2024,"2,1"
            B,late-payment,31/12/2024,"2,7"
            A,collection,31/12/2024,4999999999999
            B,collection,31/12/2024,4000000000000
            A,late-payment,30/06/2025,"9,9"
            """, "so.csv", campaign: "4225");
        // These two are of 2024 alone: a figure of a later day changes nothing.
        foreach (var asOf in new DateOnly?[] { new(2024, 12, 31), null })
        {
            Assert.Equal(["B 4000000000000/4000000000000 #1 met", "A 4999999999999/5000000000000 #2 not"], Ranked("collection", asOf));
            Assert.Equal(["A 2.1/2.59 #1 met", "B 2.7/2.59 #2 not"], Ranked("late-payment", asOf));
        }

        IEnumerable<string> Ranked(string indicator, DateOnly? asOf) => office.Standings(new(Indicator: indicator), new(asOf), "4225").Single().Rows
            .Select(r => FormattableString.Invariant($"{r.Code} {r.Numerator}/{r.Target} #{r.Rank} {(r.Met == true ? "met" : "not")}"));
    }

    /// <summary>Contract §4: the smaller figure ranks higher, also where units have targets of their own.</summary>
    [Fact]
    public void Clause_4225_I_1_a_late_payment_is_ranked_by_the_figure_whatever_a_units_own_target()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,late-payment,2024,\"1,5\"\n", "giao.csv", campaign: "4225");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nVN,late-payment,31/12/2024,3\nA,late-payment,31/12/2024,\"2,5899999\"\nB,late-payment,31/12/2024,\"2,59\"\n", "so.csv", campaign: "4225");
        Assert.Equal(["A 2.5899999 #1 172.67", "B 2.59 #2 100.00", "VN 3 #3 115.83"], office.Standings(new(Indicator: "late-payment"), new(new(2024, 12, 31)), "4225").Single().Rows
            .Select(r => FormattableString.Invariant($"{r.Code} {r.Numerator} #{r.Rank} {r.Value!.Value.ToPercent()}")));
    }

    [Fact]
    public void A_field_of_a_percentage_is_a_text_throughout_and_what_is_missing_is_never_nothing()
    {
        using var program = new CommandLine();
        program.Must("campaign", "add", "4225");
        program.Must("import", "units", program.Write("don-vi.csv", Units));
        program.Must("import", "targets", program.Write("giao.csv", "Mã đơn vị,Chỉ tiêu,Kỳ,Giao,Đăng ký\nA,satisfaction,2024,\"82,5\",90\nA,collection,2024,100,\n"), "--campaign", "4225");
        program.Must("import", "figures", program.Write("so.csv", "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,satisfaction,31/12/2024,\"82,25\"\nB,satisfaction,31/12/2024,30\nA,collection,31/12/2024,99\nA,ui-coverage,31/12/2025,\"35,0999999999\"\n"), "--campaign", "4225");
        Assert.Equal(["\"82.25\" \"82.5\" \"82.5\" \"0.25\" \"90\"", "\"30\" \"83\" \"83\" \"53\" "], Fields("satisfaction", "2024-12-31"));
        Assert.Equal(["99 100 100 1 "], Fields("collection", "2024-12-31"));
        Assert.Contains("35,0999999999\u00a0%, chỉ tiêu ≥ 35,1\u00a0%; còn thiếu 0,0000000001 điểm phần trăm", program.Must("remind", "4225", "--as-of", "2025-12-31").Output, StringComparison.Ordinal);

        IEnumerable<string> Fields(string indicator, string day) => program.Must("standings", "4225", "--indicator", indicator, "--as-of", day, "--json").Json["standings"]![0]!["rows"]!.AsArray()
            .Select(r => string.Join(' ', new[] { "numerator", "denominator", "target", "missing", "registered" }.Select(f => r![f]?.ToJsonString())));
    }

    [Fact]
    public void A_period_is_known_however_it_is_written_and_an_unknown_one_is_told()
    {
        using var office = Filled(Engine.Sqlite);
        var first = office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,si-coverage,2025,40\nA,ui-coverage,Quý I,30\n", "giao.csv", campaign: "4225");
        Assert.Equal(["3 Kỳ period-unknown False Phong trào 4225 không có kỳ “Quý I”; các kỳ: 2024, 2025."], first.Issues.Select(i => $"{i.Row} {i.Column} {i.Code} {i.Rejects} {i.What(ThiDua.Texts.Language.Vi)}"));
        Assert.Equal(1, office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,si-coverage,31/12/2025,41\n", "giao-lai.csv", campaign: "4225").Corrected);
        Assert.Equal(1, office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,si-coverage,Năm 2025,41\n", "giao-nua.csv", campaign: "4225").Unchanged);
        Assert.Equal(41, office.Standings(new(Indicator: "si-coverage"), new(new(2025, 12, 31)), "4225").Single().Rows.Single().Target);
    }

    [Fact]
    public void Clause_4225_I_1_a_target_of_a_units_own_takes_the_place_of_the_national_one_for_its_year_alone()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,si-coverage,Năm 2025,\"40,5\"\n", "giao.csv", campaign: "4225");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,si-coverage,31/12/2024,\"41\"\nB,si-coverage,31/12/2024,\"41\"\n", "so.csv", campaign: "4225");
        Assert.Equal(["A 42.71", "B 42.71"], Targets(new(new(2024, 12, 31))));
        Assert.Equal(["A 40.5", "B 45.1"], Targets(new(new(2025, 12, 31))));

        IEnumerable<string> Targets(ThiDua.Standings.Vantage vantage) => office.Standings(new(Indicator: "si-coverage"), vantage, "4225").Single().Rows.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => FormattableString.Invariant($"{r.Code} {r.Target}"));
    }

    [Fact]
    public void Clause_4225_0_and_II_2_the_doubtful_day_its_parent_and_nine_movements_stand_in_the_file()
    {
        var campaign = CampaignFile.Read(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "4225", "campaign.yaml"))).Campaign!;
        Assert.Equal(DayOfWeek.Sunday, campaign.Document.Date!.Value.DayOfWeek);
        Assert.Contains("Chủ nhật", campaign.Document.Doubt!.Vi, StringComparison.Ordinal);
        Assert.Equal("39/CT-TTg", campaign.Parent!.Document);
        Assert.Equal(["40/BHXH-TĐKT", "1332/KH-BHXH", "2213/KH-BHXH", "2744/KH-BHXH", "3174/KH-BHXH", "2998/KH-BHXH", "1409/KH-BHXH", "4398/KH-BHXH", null], campaign.Movements.Select(m => m.Document));
        Assert.True(campaign.MovementsOpen);
        Assert.Equal((SourceKind.Law, Certainty.Verified), (campaign.OneAward!.Source.Kind, campaign.OneAward.Source.Certainty));
        Assert.Equal((new DateOnly(2024, 11, 10), new DateOnly(2025, 12, 31)), (campaign.Window.Value.From, campaign.Window.Value.To));
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine, "4225", new(2026, 1, 10));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        return office;
    }

    private static IEnumerable<string> Lines(Office office, DateOnly? asOf) => office.Standings(null, new(asOf), "4225")
        .SelectMany(s => s.Rows.Select(r => FormattableString.Invariant($"{s.IndicatorId} {r.Numerator}/{r.Target} {(r.Met == true ? "met" : "not")}")));
}
