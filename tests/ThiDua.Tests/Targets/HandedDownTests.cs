using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Targets;
using ThiDua.Tasks;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Targets;

/// <summary>Targets down the tree: proposed, taken in, compared, explained, revised.</summary>
public sealed class HandedDownTests
{
    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại
        T,BHXH tỉnh,,tỉnh
        A,BHXH huyện A,T,huyện
        B,BHXH huyện B,T,huyện
        C,BHXH huyện C,T,huyện
        B1,Tổ thu B1,B,tổ
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_target_is_shared_out_by_heads_by_last_year_equally_or_by_a_list_and_adds_up(Engine engine)
    {
        using var office = Filled(engine);
        Assert.Equal(["A 2 4", "B 3 6", "C 0 0"], Propose(office, ShareBy.Headcount)); // B has one of its own and two in B1
        Assert.Equal(["A 100 1", "B 300 3", "C 600 6"], Propose(office, ShareBy.LastYear));
        Assert.Equal(["A 1 4", "B 1 3", "C 1 3"], Propose(office, ShareBy.Equal));
        Assert.Equal(["A 0 0", "B 1 3", "C 2 7"], Propose(office, ShareBy.List, new() { ["B"] = 1, ["C"] = 2 }));
        Assert.Equal("target-not-below", Assert.Throws<QuestionException>(() => Propose(office, ShareBy.List, new() { ["B1"] = 1 })).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Targets_below_that_do_not_add_up_are_told_until_a_signed_reason_says_why(Engine engine)
    {
        using var office = Filled(engine);
        using (var db = office.Installation.Open())
        {
            var proposed = new ProposeTargets(db, Of(office, db)).Propose(new("voluntary-si", "T", ShareBy.Equal));
            office.Import(FileKind.Targets, ProposeTargets.Csv(proposed, "voluntary-si"), "chia.csv", campaign: "3096");
        }
        Assert.Equal(["T voluntary-si 10 10 0 -"], Sums(office)); // what is proposed is imported as it stands
        var before = office.Now;
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nC,voluntary-si,5\n", "dieu-chinh.csv", campaign: "3096");
        Assert.Equal(["T voluntary-si 10 12 2 -"], Sums(office));
        Assert.Equal(["T voluntary-si 10 10 0 -"], Sums(office, new(KnownAt: before))); // a revision leaves what held before

        Assert.Equal("targets.reason-incomplete", Assert.Throws<RefusedEntryException>(() => Explain(office, " ")).Key);
        var sha = Explain(office, "Huyện C xin nhận thêm");
        Assert.Equal(["T voluntary-si 10 12 2 Huyện C xin nhận thêm (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office));
        office.MustVerify();
        new WithdrawFile(office.Installation).Withdraw(sha, "ghi nhầm");
        Assert.Equal(["T voluntary-si 10 12 2 -"], Sums(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_target_is_revised_with_the_signed_reason_where_it_no_longer_adds_up(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao,Đăng ký\nA,voluntary-si,4,5\nB,voluntary-si,3,\nC,voluntary-si,3,\n", "chia.csv", campaign: "3096");
        var before = office.Now;
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nX,Văn phòng,văn phòng\n", "mot-phut-sau.csv");
        var revise = new ReviseTarget(office.Installation);
        var signed = new EnteredReason("Huyện A xin nhận thêm", "15/QĐ-BHXH", "Nguyễn Văn Ví Dụ");

        Assert.Equal("targets.reason-incomplete", Assert.Throws<RefusedEntryException>(() => revise.Revise("3096", "voluntary-si", "A", null, 6, new("vì", null, "ai"))).Key);
        Assert.Equal(["T voluntary-si 10 10 0 -"], Sums(office)); // nothing was stored
        var revised = revise.Revise("3096", "voluntary-si", "A", null, 6, signed);
        Assert.Equal((4, 6, "T"), (revised.Before, revised.Target, Assert.Single(revised.Explained).Unit));
        Assert.Equal(["T voluntary-si 10 12 2 Huyện A xin nhận thêm (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office));
        Assert.Equal(["T voluntary-si 10 10 0 -"], Sums(office, new(KnownAt: before)));
        Assert.Equal("A 6 registered 5", Targets(office)); // what the unit registered stays

        // back to a number that a file said before, with nothing to explain; and up at the top, where what is below differs then
        Assert.Equal([], revise.Revise("3096", "voluntary-si", "A", null, 4, new(null, null, null)).Explained);
        Assert.Equal("A 4 registered 5", Targets(office));
        Assert.Equal(["T"], revise.Revise("3096", "voluntary-si", "T", null, 12, signed).Explained.Select(e => e.Unit));
        Assert.Equal(["targets.number-wrong", "targets.number-wrong", "targets.same"],
            new[] { -1m, 1.5m, 4m }.Select(n => Assert.Throws<RefusedEntryException>(() => revise.Revise("3096", "voluntary-si", "A", null, n, signed)).Key));
        Assert.Equal("target-none", Assert.Throws<QuestionException>(() => revise.Revise("3096", "hi", "A", null, 4, signed)).Code);

        office.Withdraw(revised.Sha256);
        office.MustVerify();
    }

    /// <summary>A signed reason explains the difference for which it was signed; a later row of either side makes another one.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_signed_reason_explains_no_later_difference(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nA,voluntary-si,4\nB,voluntary-si,3\nC,voluntary-si,3\n", "chia.csv", campaign: "3096");
        var signed = new EnteredReason("Lũ", "15/QĐ-BHXH", "Nguyễn Văn Ví Dụ");
        new ReviseTarget(office.Installation).Revise("3096", "voluntary-si", "A", null, 2, signed);
        Assert.Equal(["T voluntary-si 10 8 -2 Lũ (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office));
        new ReviseTarget(office.Installation).Revise("3096", "voluntary-si", "T", null, 8, new(null, null, null));
        Assert.Equal(["T voluntary-si 8 8 0 -", "Lý do đã ký cho chênh lệch −2 không còn cần: Lũ (15/QĐ-BHXH, Nguyễn Văn Ví Dụ ký)."], [.. Sums(office), .. Why(office)]);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nC,voluntary-si,1\n", "giam.csv", campaign: "3096");
        Assert.Equal(["T voluntary-si 8 6 -2 Lũ (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office)); // the difference that was signed for
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nB,voluntary-si,0\n", "giam-nua.csv", campaign: "3096");
        Assert.Equal(["T voluntary-si 8 3 -5 -", "Chưa có lý do ký cho chênh lệch này. Lý do đã ký cho chênh lệch −2: Lũ (15/QĐ-BHXH, Nguyễn Văn Ví Dụ ký)."], [.. Sums(office), .. Why(office)]);
        Explain(office, "Dịch");
        Assert.Equal(["T voluntary-si 8 3 -5 Dịch (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office));
        office.Withdraw("giam-nua.csv");
        Assert.Equal(["T voluntary-si 8 6 -2 Lũ (15/QĐ-BHXH, Nguyễn Văn Ví Dụ)"], Sums(office));
        office.MustVerify();
    }

    [Fact]
    public void A_part_with_three_decimals_is_no_number_of_thousands()
    {
        using var office = new Office(Engine.Sqlite, "4225", new(2025, 1, 5));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        using var db = office.Installation.Open();
        var above = Ground.Of(db, office.Installation, "4225", new()).Units;
        var unit = above.On(above.Known.First(), new(2025, 1, 5))!;
        var csv = ProposeTargets.Csv(new(new("collection", "T", ShareBy.Equal), unit, 1.234m, [(unit, 1, 1.234m)], new Dictionary<string, decimal>()), "collection");
        Assert.Contains(",1.2340,1", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_percentage_is_not_shared_out()
    {
        using var office = new Office(Engine.Sqlite, "4225", new(2025, 1, 5));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        using var db = office.Installation.Open();
        var fault = Assert.Throws<QuestionException>(() => new ProposeTargets(db, Ground.Of(db, office.Installation, "4225", new())).Propose(new("si-coverage", "T", ShareBy.Equal, null, 45)));
        Assert.Equal("target-is-share", fault.Code);
    }

    [Fact]
    public void The_command_writes_a_targets_file_and_tells_what_does_not_add_up()
    {
        using var program = new CommandLine();
        program.Must("campaign", "add", "3096");
        program.Must("import", "units", program.Write("don-vi.csv", Units));
        var file = program.PathOf("chia.csv");
        var answer = program.Must("targets", "propose", "3096", "hi", "--under", "T", "--by", "list", program.Write("quy-mo.csv", "Mã đơn vị;Trọng số\nA;1,0\nB;1\nC;2\n"), "--target", "9", "--out", file, "--json");
        Assert.Equal(["A 2", "B 2", "C 5"], answer.Json["parts"]!.AsArray().Select(p => $"{p!["unit"]} {p["target"]}"));
        program.Must("import", "targets", program.Write("giao.csv", "Mã đơn vị,Chỉ tiêu,Giao\nT,hi,10\n"), "--campaign", "3096");
        program.Must("import", "targets", file, "--campaign", "3096", "--strict");
        var check = program.Run("targets", "check", "3096");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("BHXH tỉnh, Số người tham gia BHYT: được giao 10; 3 đơn vị dưới cộng lại 9, lệch −1. Chưa có lý do ký.", check.Output, StringComparison.Ordinal);
        Assert.Equal(2, program.Run("targets", "propose", "3096", "hi", "--under", "T", "--by", "list").ExitCode);
        Assert.Equal(1, program.Run("targets", "propose", "3096", "hi", "--under", "T", "--by", "list", program.Write("khong-dau.csv", "A,1\nB,1\n")).ExitCode);
        program.Must("targets", "reason", "3096", "hi", "--under", "T", "--reason", "Giữ lại dự phòng", "--document", "15/QĐ-BHXH", "--signer", "Nguyễn Văn Ví Dụ");
        var revised = program.Must("targets", "revise", "3096", "hi", "--unit", "A", "--target", "3", "--json").Json; // 3 + 2 + 5 is what was assigned above
        Assert.Equal((2, 3, 0), ((int)revised["before"]!, (int)revised["target"]!, revised["explained"]!.AsArray().Count));
        program.Must("targets", "revise", "3096", "hi", "--unit", "A", "--target", "2", "--reason", "Giữ lại dự phòng", "--document", "15/QĐ-BHXH", "--signer", "Nguyễn Văn Ví Dụ");
        Assert.Contains("Lý do: Giữ lại dự phòng (15/QĐ-BHXH, Nguyễn Văn Ví Dụ ký).", program.Must("targets", "check", "3096").Output, StringComparison.Ordinal);
    }

    /// <summary>Weights are read as every file is; what cannot be read is the fault of the list and told with its row.</summary>
    [Theory]
    [InlineData("Mã đơn vị,Trọng số\nA,\"1,5\"\nB,3\n", "A 1.5, B 3")]
    [InlineData("Chia chỉ tiêu\nSTT;Mã ĐV;Tên;Trọng số\n1;A;BHXH huyện A;1,5\n\n2;B;BHXH huyện B;1.000,5\nTổng cộng;;;1.002\n", "A 1.5, B 1000.5")]
    [InlineData("A,1\nB,3\n", "no-header(Mã đơn vị, Trọng số)")]
    [InlineData("Mã đơn vị,Trọng số\nA,một\n", "weights-number(2|một)"), InlineData("Mã đơn vị,Trọng số\nA,-1\n", "weights-number(2|-1)")]
    [InlineData("Mã đơn vị,Trọng số\nA,1\nA,2\n", "weights-twice(3|A)"), InlineData("Mã đơn vị,Trọng số\n,1\n", "weights-code(2)")]
    public void A_list_of_weights_is_read_as_every_file_is(string csv, string expected)
    {
        string read;
        try
        {
            read = string.Join(", ", WeightList.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv))).Select(w => FormattableString.Invariant($"{w.Key} {w.Value}")));
        }
        catch (RefusedFileException e)
        {
            read = $"{e.Code}({string.Join('|', e.Arguments)})";
        }
        Assert.Equal(expected, read);
    }

    /// <summary>Where nothing says how to share out, it is asked, not shared out equally.</summary>
    [Fact]
    public void Nothing_to_share_out_by_is_told()
    {
        using var office = Filled(Engine.Sqlite);
        Assert.Equal(["target-no-weights T"], Told(ShareBy.List, new(), new() { ["A"] = 0, ["B"] = 0 }));
        Assert.Equal(["target-no-figures T voluntary-si 15/07/2018 15/07/2019"], Told(ShareBy.LastYear, new(new(2019, 7, 15)), null));
        office.Withdraw("can-bo.csv");
        Assert.Equal(["target-no-officers T 31/12/2019"], Told(ShareBy.Headcount, new(), null));

        IEnumerable<string> Told(ShareBy by, Vantage vantage, Dictionary<string, decimal>? weights)
        {
            using var db = office.Installation.Open();
            var fault = Assert.Throws<QuestionException>(() => new ProposeTargets(db, Of(office, db, vantage)).Propose(new("voluntary-si", "T", by, Weights: weights)));
            return [$"{fault.Code} {string.Join(' ', fault.Arguments)}"];
        }
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine, "3096", new(2020, 1, 5));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,A\nC2,Trần Văn Bằng,A\nC3,Lê Thị Cẩm,B\nC4,Phạm Văn Duy,B1\nC5,Võ Thị Én,B1\n", "can-bo.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nT,voluntary-si,10\n", "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,voluntary-si,31/12/2018,100\nB,voluntary-si,31/12/2018,300\nC,voluntary-si,31/12/2018,600\n", "nam-truoc.csv", campaign: "3096");
        return office;
    }

    private static IEnumerable<string> Propose(Office office, ShareBy by, Dictionary<string, decimal>? weights = null)
    {
        using var db = office.Installation.Open();
        return [.. new ProposeTargets(db, Of(office, db)).Propose(new("voluntary-si", "T", by, Weights: weights)).Parts.Select(p => FormattableString.Invariant($"{p.Unit.Code} {p.Weight} {p.Target}"))];
    }

    private static string Explain(Office office, string reason) => new ExplainDifference(office.Installation).Record("3096", "voluntary-si", "T", null, new(reason, "15/QĐ-BHXH", "Nguyễn Văn Ví Dụ"));

    private static string Targets(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Of(office, db);
        var unit = ground.Units.Known.First(u => ground.Units.On(u, ground.Tree)?.Code == "A");
        return new StandingsQueries(db, ground).Numbers.AsEntered().Where(t => t.Unit == unit).Select(t => FormattableString.Invariant($"A {t.Assigned} registered {t.Registered}")).Single();
    }

    private static Ground Of(Office office, Db db, Vantage? vantage = null) => Ground.Of(db, office.Installation, "3096", vantage ?? new());

    private static IEnumerable<string> Why(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Of(office, db);
        return [.. new TargetDifferences(db, ground, new(db, ground)).All().Select(s => TargetWords.Why(s, ThiDua.Texts.Language.Vi))];
    }

    private static IEnumerable<string> Sums(Office office, Vantage? vantage = null)
    {
        using var db = office.Installation.Open();
        var ground = Of(office, db, vantage);
        return [.. new TargetDifferences(db, ground, new(db, ground)).All().Select(s => FormattableString.Invariant($"{s.Above.Code} {s.IndicatorId} {s.Target} {s.Sum} {s.Difference} {(s.Reason is { } r ? $"{r.Text} ({r.Document}, {r.Signer})" : "-")}"))];
    }
}
