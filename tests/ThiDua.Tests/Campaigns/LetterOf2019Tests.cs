using System.Text.Json.Nodes;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Cli;
using ThiDua.Core.Basics;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

/// <summary>
/// Letter 3096 on published figures of 2019. Lâm Đồng (Báo Lâm Đồng, December 2019) gave figures and shares of its plan; the targets here
/// are reckoned back from both, so that the shares come out as printed.
/// </summary>
public sealed class LetterOf2019Tests
{
    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        TW,Bảo hiểm xã hội Việt Nam,,trung ương,
        BT,Ban Thu,TW,đơn vị trực thuộc,Đơn vị trực thuộc
        68,BHXH tỉnh Lâm Đồng,TW,tỉnh,
        24,BHXH tỉnh Bắc Giang,TW,tỉnh,
        01,BHXH thành phố Hà Nội,TW,tỉnh,
        """;

    private const string LamDongTargets = """
        Mã đơn vị,Chỉ tiêu,Kỳ,Giao,Đăng ký
        68,compulsory-si,,89559,90000
        68,ui,,79242,
        68,voluntary-si,,5516,6000
        68,Số người tham gia BHYT,,1107600,
        """;

    private const string LamDongFigures = """
        Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Nguồn
        68,compulsory-si,31/12/2019,87866,Báo Lâm Đồng 12/2019
        68,ui,31/12/2019,78180,Báo Lâm Đồng 12/2019
        68,voluntary-si,31/12/2019,6500,Báo Lâm Đồng 12/2019
        68,hi,31/12/2019,1107600,Báo Lâm Đồng 12/2019
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_KT_1_1_a_Lam_Dong_2019_fails_on_exactly_two_conditions(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, LamDongTargets, "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, LamDongFigures, "thuc-hien.csv", campaign: "3096");

        Assert.Equal(["compulsory-si 98.11", "voluntary-si 117.84", "hi 100.00", "ui 98.66"], office.Standings(campaign: "3096").Select(s => $"{s.IndicatorId} {s.Rows.Single().Value!.Value.ToPercent()}"));
        var awards = Awards(office);
        Assert.Equal(
            [
                "68 tap-the compulsory-si False 87866 89559 KT.1.1.a", "68 tap-the voluntary-si True 6500 5516 KT.1.1.a",
                "68 tap-the hi True 1107600 1107600 KT.1.1.a", "68 tap-the ui False 78180 79242 KT.1.1.a", "68 tap-the eligible False",
            ], Criteria(awards));
        Assert.Equal([], Proposals(awards));
        office.MustVerify();
    }

    [Fact]
    public void Clause_3096_KT_1_1_a_compulsory_insurance_must_be_more_than_its_target_and_the_others_reach_theirs()
    {
        using var office = Filled(Engine.Sqlite);
        string[] indicators = ["compulsory-si", "voluntary-si", "hi", "ui"];
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n" + string.Join('\n', indicators.SelectMany(i => new[] { $"24,{i},1000", $"01,{i},1000" })), "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n" + string.Join('\n', indicators.SelectMany(i => new[] { $"24,{i},31/12/2019,1000", $"01,{i},31/12/2019,{(i == "compulsory-si" ? 1001 : 1000)}" })), "so.csv", campaign: "3096");
        var awards = Awards(office);
        Assert.Equal(["01 tap-the eligible True", "24 tap-the eligible False"], Criteria(awards).Where(l => l.Contains("eligible", StringComparison.Ordinal)));
        Assert.Equal(["01 tap-the collective 01 1 True"], Proposals(awards));
        Assert.All(office.Standings(campaign: "3096").SelectMany(s => s.Rows), r => Assert.True(r.Met)); // fulfilled, all of them: exceeding is the award's
    }

    /// <summary>The targets are of 2019: a figure of the year before is shown with its day and meets none of them (decision 0037).</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_I_1_a_figure_of_the_year_before_meets_no_target_of_2019(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, LamDongTargets, "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n68,compulsory-si,31/12/2018,90000\n68,ui,31/12/2018,80000\n68,voluntary-si,31/12/2018,6000\n68,hi,31/12/2018,1107600\n", "nam-truoc.csv", campaign: "3096");
        string[] before = ["compulsory-si 90000 100.49 #1 số liệu ngày 31/12/2018 là của kỳ trước, chưa tính", "voluntary-si 6000 108.77 #1 số liệu ngày 31/12/2018 là của kỳ trước, chưa tính",
            "hi 1107600 100.00 #1 số liệu ngày 31/12/2018 là của kỳ trước, chưa tính", "ui 80000 100.96 #1 số liệu ngày 31/12/2018 là của kỳ trước, chưa tính"];
        Assert.Equal(before, Shown());
        var awards = Awards(office);
        Assert.Equal(["68 tap-the compulsory-si False 90000 89559 KT.1.1.a", "68 tap-the eligible False"], Criteria(awards).Where((_, i) => i is 0 or 4));
        Assert.Equal("2018-12-31", (string)awards["criteria"]![0]!["conditions"]![0]!["figureOfEarlier"]!);
        Assert.Equal([], Proposals(awards));

        office.Import(FileKind.Figures, LamDongFigures, "thuc-hien.csv", campaign: "3096");
        Assert.Equal(["compulsory-si 87866 98.11 #1 còn thiếu 1.693", "voluntary-si 6500 117.84 #1 ✓ Đạt", "hi 1107600 100.00 #1 ✓ Đạt", "ui 78180 98.66 #1 còn thiếu 1.062"], Shown());
        office.Withdraw("thuc-hien.csv");
        Assert.Equal(before, Shown());

        IEnumerable<string> Shown() => office.Standings(campaign: "3096").Select(s => (Standing: s, Row: s.Rows.Single()))
            .Select(x => FormattableString.Invariant($"{x.Standing.IndicatorId} {x.Row.Numerator} {x.Row.Value!.Value.ToPercent()} #{x.Row.Rank} {ThiDua.Standings.StandingsTables.Met(x.Standing, x.Row, Language.Vi)}"));
    }

    [Fact]
    public void A_unit_to_which_a_part_of_a_target_was_handed_down_is_no_candidate_of_its_own()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\n68-DT,BHXH huyện Đức Trọng,68,huyện\n", "huyen.csv");
        office.Import(FileKind.Targets, LamDongTargets + "\n68-DT,hi,,100000,\n01,hi,,2000000,\n", "giao.csv", campaign: "3096");
        Assert.Equal(["01 tap-the eligible False", "68 tap-the eligible False"], Criteria(Awards(office)).Where(l => l.Contains("eligible", StringComparison.Ordinal)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_2_b_one_collective_and_three_individuals_of_each_province_and_outsiders_apart(Engine engine)
    {
        using var office = Filled(engine);
        var result = office.Import(FileKind.Nominees, """
            Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích
            68,tập thể,BHXH huyện Đức Trọng,,,Vượt chỉ tiêu BHXH bắt buộc
            68,tập thể,BHXH huyện Lâm Hà,,,Vượt chỉ tiêu BHXH bắt buộc
            68,cá nhân,Nguyễn Thị Ân,C1,không,Sáng kiến rà soát dữ liệu thuế
            68,cá nhân,Trần Văn Bằng,,không,Chỉ đạo thu
            68,cá nhân,Lê Thị Cẩm,,không,Đối thoại tại khu công nghiệp
            68,cá nhân,Phạm Văn Duy,,không,Tuyên truyền
            68,cá nhân,Võ Thị Én,,có,Phối hợp vận động
            24,cá nhân,Đỗ Văn Giàu,,,Phát triển BHXH tự nguyện
            BT,cá nhân,Hồ Thị Hoa,,,Tham mưu
            BT,cá nhân,Bùi Văn Ích,,,Tham mưu
            BT,cá nhân,Đinh Thị Kim,,,Tham mưu
            BT,cá nhân,Ngô Văn Lâm,,,Tham mưu
            """, "de-nghi.csv", campaign: "3096");
        Assert.Equal((11, 1), (result.Accepted, result.Waiting)); // the officer of Lâm Đồng is not known yet
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,68\n", "can-bo.csv");

        string[] expected =
        [
            "68 tap-the collective BHXH huyện Đức Trọng 1 True", "68 tap-the collective BHXH huyện Lâm Hà 2 False",
            "24 ca-nhan individual Đỗ Văn Giàu 1 True",
            "68 ca-nhan individual C1 1 True", "68 ca-nhan individual Trần Văn Bằng 2 True", "68 ca-nhan individual Lê Thị Cẩm 3 True", "68 ca-nhan individual Phạm Văn Duy 4 False",
            "BT ca-nhan-truc-thuoc individual Hồ Thị Hoa 1 -", "BT ca-nhan-truc-thuoc individual Bùi Văn Ích 2 -", "BT ca-nhan-truc-thuoc individual Đinh Thị Kim 3 -", "BT ca-nhan-truc-thuoc individual Ngô Văn Lâm 4 -",
            "68 ca-nhan-ngoai-nganh individual Võ Thị Én 1 -",
        ];
        Assert.Equal(expected, Proposals(Awards(office)));

        // The same again, and a corrected row: nobody changes his place; an outsider never stands in the way of the three.
        var again = office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\n68,cá nhân,Trần Văn Bằng,Chỉ đạo thu và đôn đốc\n24,cá nhân,Đỗ Văn Giàu,Phát triển BHXH tự nguyện\n", "de-nghi-2.csv", campaign: "3096");
        Assert.Equal((1, 1), (again.Corrected, again.Unchanged));
        Assert.Equal(expected, Proposals(Awards(office)));
        office.MustVerify();

        office.Withdraw("de-nghi.csv");
        Assert.Equal(["24 ca-nhan individual Đỗ Văn Giàu 1 True", "68 ca-nhan individual Trần Văn Bằng 1 True"], Proposals(Awards(office)));
        office.MustVerify();
    }

    /// <summary>Whom a unit nominates that does not meet the figures has no place among those proposed, in text as in JSON.</summary>
    [Fact]
    public void Clause_3096_KT_1_1_a_a_nominated_collective_of_a_unit_below_its_targets_is_told_so()
    {
        using var program = new CommandLine();
        program.Must("campaign", "add", "3096");
        program.Must("import", "units", program.Write("don-vi.csv", Units));
        program.Must("import", "targets", program.Write("giao.csv", LamDongTargets), "--campaign", "3096");
        program.Must("import", "figures", program.Write("so.csv", LamDongFigures), "--campaign", "3096");
        program.Must("import", "nominees", program.Write("de-nghi.csv", "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\n68,tập thể,BHXH huyện Đức Trọng,Vượt chỉ tiêu\n68,tập thể,BHXH huyện Lâm Hà,Vượt chỉ tiêu\n"), "--campaign", "3096");
        var lines = program.Must("awards", "3096").Output.Split('\n').Select(l => System.Text.RegularExpressions.Regex.Replace(l.Trim(), " {2,}", "|")).ToList();
        var at = lines.FindIndex(l => l.StartsWith("Đơn vị|", StringComparison.Ordinal));
        Assert.Equal(
        [
            "Đơn vị|Thứ tự|Tập thể|Chỉ tiêu khen thưởng|Tóm tắt thành tích",
            "BHXH tỉnh Lâm Đồng|1|BHXH huyện Đức Trọng|Đơn vị chưa đủ điều kiện|Vượt chỉ tiêu",
            "BHXH tỉnh Lâm Đồng|2|BHXH huyện Lâm Hà|Đơn vị chưa đủ điều kiện. Mỗi đơn vị đề nghị nhiều nhất 1 tập thể (khoản III.2.b); tập thể này đứng sau số đó.|Vượt chỉ tiêu",
        ], lines.Skip(at).Take(3));
        Assert.Equal([false, false], program.Must("awards", "3096", "--json").Json["proposals"]!.AsArray().Select(p => p!["meetsCriteria"]!.GetValue<bool>()));
    }

    [Fact]
    public void People_are_counted_whole_and_a_figure_of_a_day_to_come_is_told()
    {
        using var office = new Office(Engine.Sqlite, "3096", new(2020, 1, 3));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        var figures = office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n68,hi,30/11/2019,-1\n68,hi,30/10/2019,\"99,5\"\n68,ui,31/12/2020,7\n68,ui,03/01/2020,7\n", "so.csv", campaign: "3096");
        Assert.Equal(["2 Thực hiện negative-number True", "3 Thực hiện not-whole True", "4 Ngày chốt figure-in-future False"], Told(figures));
        Assert.Equal((2, 2), (figures.Accepted, figures.Rejected));
        Assert.Equal(["2 Đăng ký not-whole True"], Told(office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao,Đăng ký\n68,hi,100,\"99,5\"\n", "giao.csv", campaign: "3096")));

        static IEnumerable<string> Told(ImportResult result) => result.Issues.OrderBy(i => i.Row).Select(i => $"{i.Row} {i.Column} {i.Code} {i.Rejects}");
    }

    [Fact]
    public void Clause_3096_II_1_what_a_unit_registered_stands_beside_what_it_was_assigned()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Targets, LamDongTargets, "giao.csv", campaign: "3096");
        var known = office.Now;
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao,Đăng ký\n68,compulsory-si,88000,91000\n", "giao-lai.csv", campaign: "3096");
        Assert.Equal(["compulsory-si 88000 91000", "voluntary-si 5516 6000", "hi 1107600 ", "ui 79242 "], Registered(new()));
        Assert.Equal(["compulsory-si 89559 90000", "voluntary-si 5516 6000", "hi 1107600 ", "ui 79242 "], Registered(new(KnownAt: known)));

        IEnumerable<string> Registered(ThiDua.Standings.Vantage vantage) => office.Standings(null, vantage, "3096").Select(s => FormattableString.Invariant($"{s.IndicatorId} {s.Rows.Single().Target} {s.Rows.Single().Registered}"));
    }

    /// <summary>July 2019 (Tạp chí Bảo hiểm xã hội, 08/8/2019): who has the highest share of the plan has not the most people.</summary>
    [Fact]
    public void The_ranking_by_rate_of_2019_is_not_the_ranking_by_volume()
    {
        using var office = Filled(Engine.Sqlite);
        (string Code, int Figure, string Share)[] published = [("24", 255490, "100.4"), ("37", 124581, "99.5"), ("25", 160468, "98.7"), ("40", 224617, "97.8"), ("89", 109708, "97.5")];
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\n37,Ninh Bình,TW,tỉnh\n25,Phú Thọ,TW,tỉnh\n40,Nghệ An,TW,tỉnh\n89,An Giang,TW,tỉnh\n", "them.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n" + string.Join('\n', published.Select(p => FormattableString.Invariant($"{p.Code},compulsory-si,{decimal.Round(p.Figure * 100m / decimal.Parse(p.Share, System.Globalization.CultureInfo.InvariantCulture))}"))), "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n" + string.Join('\n', published.Select(p => $"{p.Code},compulsory-si,31/07/2019,{p.Figure}")), "so.csv", campaign: "3096");
        var rows = office.Standings(new(Indicator: "compulsory-si"), new(new(2019, 7, 31)), "3096").Single().Rows;
        Assert.Equal(["24 met", "37 not", "25 not", "40 not", "89 not"], rows.Select(r => $"{r.Code} {(r.Met == true ? "met" : "not")}"));
        Assert.Equal(["24", "40", "25", "37", "89"], rows.OrderByDescending(r => r.Numerator).Select(r => r.Code));
    }

    [Fact]
    public void Clause_3096_III_1_1_units_below_their_targets_are_urged_the_lowest_first()
    {
        using var office = Filled(Engine.Sqlite);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n01,hi,1000\n24,hi,2000\n68,hi,500\n01,ui,10\n24,ui,10\n", "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n01,hi,30/11/2019,900\n24,hi,30/11/2019,1700\n68,hi,30/11/2019,500\n24,ui,30/11/2019,10\n", "so.csv", campaign: "3096");
        using var db = office.Installation.Open();
        var ground = ThiDua.Standings.Ground.Of(db, office.Installation, "3096", new());
        Assert.Equal(
            [
                "BHXH tỉnh Bắc Giang: Số người tham gia BHYT mới 1.700, chỉ tiêu ≥ 2.000; còn thiếu 300.", "BHXH thành phố Hà Nội: Số người tham gia BHYT mới 900, chỉ tiêu ≥ 1.000; còn thiếu 100.",
                "BHXH thành phố Hà Nội: Số người tham gia BHTN chưa có số liệu, chỉ tiêu 10.",
            ],
            new ThiDua.Reminders.RemindQueries(db, ground).Ask().Figures.Select(f => ThiDua.Reminders.ReminderText.Figure(f.Standing, f.Row, Language.Vi)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_1_1_units_below_their_targets_get_one_mail_about_all_their_figures(Engine engine)
    {
        using var office = new Office(engine, "3096", new(2019, 12, 2));
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email\nTW,BHXH Việt Nam,,trung ương,,\n01,BHXH thành phố Hà Nội,TW,tỉnh,,hanoi@vidu.vn\n24,BHXH tỉnh Bắc Giang,TW,tỉnh,,bacgiang@vidu.vn\n68,BHXH tỉnh Lâm Đồng,TW,tỉnh,,lamdong@vidu.vn\n", "don-vi.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n01,hi,1000\n24,hi,2000\n68,hi,500\n01,ui,10\n24,ui,10\n", "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n01,hi,30/11/2019,900\n24,hi,30/11/2019,1700\n68,hi,30/11/2019,500\n24,ui,30/11/2019,10\n", "so.csv", campaign: "3096");
        using var mail = new MailServer();
        string[] Send(int day) => [.. new ThiDua.Reminders.SendReminders(office.Installation with { Today = new(2019, 12, day) }).Send("3096", new(), mail.Address, Language.Vi).Select(s => $"{s.Unit} {s.Outcome} {s.To}")];
        Assert.Equal(["24 sent bacgiang@vidu.vn", "01 sent hanoi@vidu.vn"], Send(2));
        Assert.Equal(
            [
                ("bacgiang@vidu.vn", "BHXH tỉnh Bắc Giang: Số người tham gia BHYT mới 1.700, chỉ tiêu ≥ 2.000; còn thiếu 300. Hạn: hết ngày 31/12/2019."),
                ("hanoi@vidu.vn", "BHXH thành phố Hà Nội: Số người tham gia BHYT mới 900, chỉ tiêu ≥ 1.000; còn thiếu 100. Hạn: hết ngày 31/12/2019.\n\nBHXH thành phố Hà Nội: Số người tham gia BHTN chưa có số liệu, chỉ tiêu 10. Hạn: hết ngày 31/12/2019."),
            ],
            mail.Messages().Select(m => (m.To, m.Text)).Order());
        mail.Forget();
        Assert.Equal(["24 waits ", "01 waits "], Send(2));
        Assert.Equal([], mail.Messages());
        office.MustVerify();
    }

    [Fact]
    public void Clause_3096_III_3_before_a_Sunday_is_a_stored_choice_between_four_days()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml"));
        Assert.Equal(DayOfWeek.Sunday, new DateOnly(2020, 1, 5).DayOfWeek);
        Assert.Equal(new DateOnly(2020, 1, 4), LastDay(text));
        Assert.Equal(new DateOnly(2020, 1, 3), LastDay(text.Replace("on-day-off: stays", "on-day-off: previous-working-day", StringComparison.Ordinal)));
        Assert.Equal(new DateOnly(2020, 1, 6), LastDay(text.Replace("on-day-off: stays", "on-day-off: next-working-day", StringComparison.Ordinal)));
        Assert.Equal(new DateOnly(2020, 1, 5), LastDay(text.Replace("day-itself-accepted: false", "day-itself-accepted: true", StringComparison.Ordinal)));

        static DateOnly LastDay(string text) => CampaignFile.Read(text).Campaign!.Milestones.Single(m => m.Id == "dossier").LastDay;
    }

    [Fact]
    public void Working_days_leave_out_holidays_and_take_in_the_Saturday_worked_instead()
    {
        var calendar = CalendarCatalog.WorkingDays;
        Assert.False(calendar.IsWorking(new(2019, 4, 29))); // exchanged
        Assert.True(calendar.IsWorking(new(2019, 5, 4))); // for this Saturday
        Assert.Equal(new DateOnly(2019, 5, 2), calendar.After(new(2019, 4, 26), 1)); // over the weekend, 29/4 (exchanged), 30/4 and 01/5
        Assert.Equal(new DateOnly(2019, 4, 26), calendar.Before(new(2019, 5, 2), 1));
        Assert.Equal(new DateOnly(2024, 12, 13), calendar.After(new(2024, 11, 29), 10)); // ten working days, two weekends
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine, "3096", new(2020, 1, 10));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        return office;
    }

    private static JsonNode Awards(Office office)
    {
        using var db = office.Installation.Open();
        var ground = ThiDua.Standings.Ground.Of(db, office.Installation, "3096", new());
        var answer = new AwardQueries(db, ground, new(db, ground)).Answer();
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream)) AwardsCommand.Write(json, ground, answer, new([], []), Language.Vi);
        return JsonNode.Parse(stream.ToArray())!;
    }

    private static IEnumerable<string> Criteria(JsonNode awards) => awards["criteria"]!.AsArray().SelectMany(c => c!["conditions"]!.AsArray()
        .Select(k => $"{c["unit"]} {c["award"]} {k!["indicator"]} {Yes(k["met"]!)} {k["actual"]} {k["needed"]} {k["clause"]}").Append($"{c["unit"]} {c["award"]} eligible {Yes(c["eligible"]!)}"));

    private static IEnumerable<string> Proposals(JsonNode awards) => awards["proposals"]!.AsArray()
        .Select(p => $"{p!["unit"]} {p["award"]} {p["subjectKind"]} {p["subject"]} {p["rank"]} {(p["withinQuota"] is { } within ? Yes(within) : "-")}");

    private static bool Yes(JsonNode node) => node.GetValue<bool>();
}
