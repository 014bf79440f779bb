using System.Text.Json.Nodes;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>What the commands answer, in the shapes that other programs rely on (contract §1), whole documents each time.</summary>
public sealed class AnswerTests(SmallTown town) : IClassFixture<SmallTown>
{
    private CommandLine Command => town.Command;

    [Fact]
    public void Import_counts_rows_and_says_what_is_wrong_where()
    {
        MustEqual($$"""
            {"file":"ket-qua.csv","sha256":"{{Sha256(SmallTown.Results)}}","kind":"results","dryRun":false,
             "rows":5,"accepted":3,"unchanged":0,"corrected":0,"waiting":1,"rejected":1,
             "issues":[
              {"row":3,"column":"Ngày biên lai","code":"no-such-day","message":"Dòng 3, cột Ngày biên lai: “31/11/2024” không phải là ngày có thật. Sửa ngày rồi nhập lại tệp."},
              {"row":4,"column":"Mã cán bộ vận động","code":"officer-unknown","message":"Dòng 4, cột Mã cán bộ vận động: Chưa có cán bộ mã ZZ trong danh sách. Dòng sẽ tự được nhận khi nhập danh sách có mã này."}]}
            """, town.Imported.Json);
    }

    [Fact]
    public void A_try_run_answers_the_same_and_changes_nothing()
    {
        using var fresh = new CommandLine();
        fresh.Must("campaign", "add", "9936");
        fresh.Must("import", "units", fresh.Write("don-vi.csv", SmallTown.Units));
        fresh.Must("import", "officers", fresh.Write("can-bo.csv", SmallTown.Officers));
        var before = Dump(fresh);

        var tried = fresh.Must("import", "results", fresh.Write("ket-qua.csv", SmallTown.Results), "--json", "--dry-run").Json;

        tried["dryRun"] = false;
        MustEqual(town.Imported.Output, tried);
        Assert.Equal(before, Dump(fresh));
    }

    [Fact]
    public void Strict_refuses_a_file_with_a_rejected_row_and_stores_nothing()
    {
        using var fresh = new CommandLine();
        fresh.Must("import", "units", fresh.Write("don-vi.csv", SmallTown.Units));
        fresh.Must("import", "officers", fresh.Write("can-bo.csv", SmallTown.Officers));
        var before = Dump(fresh);

        var answer = fresh.Run("import", "results", fresh.Write("ket-qua.csv", SmallTown.Results), "--json", "--strict");

        Assert.Equal((1, "Có 1 dòng không nhận được nên cả tệp không được nhập (--strict).\n"), (answer.ExitCode, answer.Errors));
        MustEqual(town.Imported.Output, answer.Json);
        Assert.Equal(before, Dump(fresh));
    }

    [Fact]
    public void Standings_are_a_table_for_who_asks_for_nothing_else() => Assert.Equal(
        """
        Phát triển người tham gia BHXH, BHYT năm 2024 · tính đến 30/11/2024

        Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện — Phòng, ban ngành, đoàn thể
          Hạng  Mã   Tên             Có  Tổng  Kết quả  Chỉ tiêu  Đăng ký  Đạt
             1  PB2  Phòng Y tế       1     2  50,00 %      50 %           ✓ Đạt
             2  PB1  Phòng Giáo dục   0     1   0,00 %      50 %           còn thiếu 1

        Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện — Ủy ban nhân dân xã, phường
          Hạng  Mã   Tên             Có  Tổng  Kết quả  Chỉ tiêu  Đăng ký  Đạt
             1  XP1  Phường Mỹ Bình   1     3  33,33 %      50 %           còn thiếu 1
             –  XP2  Phường Mỹ Hoà    0     0        –      50 %           chưa đạt

        """, Command.Must("standings", "9936", "--indicator", "staff-voluntary-si").Output.Replace('\u00A0', ' '));

    [Theory]
    [InlineData("standings", "9936"), InlineData("standings", "9936", "--of", "officers", "--lang", "en"), InlineData("standings", "9936", "--under", "LX", "--lang", "en")]
    [InlineData("explain", "9936", "--officer", "B2"), InlineData("remind", "9936"), InlineData("worklist", "9936")]
    [InlineData("campaign", "list"), InlineData("clusters", "--province", "89", "--date", "2022-10-01"), InlineData("verify"), InlineData("targets", "check", "9936"), InlineData("task", "9936"), InlineData("dossier", "9936", "--unit", "XP1"), InlineData("awards", "9936", "--lang", "en"), InlineData("problem", "9936"), InlineData("reorganise"), InlineData("trail")]
    public void Every_command_answers_in_text_too(params string[] arguments)
    {
        var answer = Command.Must(arguments);
        Assert.Equal((true, ""), (answer.Output.Length > 0, answer.Errors));
    }

    [Fact]
    public void Standings_of_units()
    {
        var answer = Command.Must("standings", "9936", "--indicator", "staff-voluntary-si", "--json").Json;
        answer.AsObject().Remove("knownAt");
        MustEqual("""
            {"campaign":"9936","asOf":"2024-11-30","tree":"2024-11-30","standings":[
             {"indicator":"staff-voluntary-si","of":"units","group":"departments","rows":[
              {"rank":1,"code":"PB2","name":"Phòng Y tế","numerator":1,"denominator":2,"value":"50.00","target":"50.00","met":true,"missing":0},
              {"rank":2,"code":"PB1","name":"Phòng Giáo dục","numerator":0,"denominator":1,"value":"0.00","target":"50.00","met":false,"missing":1}]},
             {"indicator":"staff-voluntary-si","of":"units","group":"communes","rows":[
              {"rank":1,"code":"XP1","name":"Phường Mỹ Bình","numerator":1,"denominator":3,"value":"33.33","target":"50.00","met":false,"missing":1},
              {"rank":null,"code":"XP2","name":"Phường Mỹ Hoà","numerator":0,"denominator":0,"value":null,"target":"50.00","met":false}]}]}
            """, answer);
    }

    [Fact]
    public void Awards_tell_the_criteria_the_line_and_who_is_next_below() => Assert.Equal(
        [
            "Giấy khen của UBND thành phố cho tập thể. Văn bản không giới hạn số lượng.",
            "  Thứ tự  Mã   Đơn vị          Số người được tính  Kết luận                     Từng điều kiện: đạt / cần",
            "       –  PB2  Phòng Y tế                       1  Đạt 1/2 điều kiện · Kế tiếp  ✓ Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện: 50,00\u00a0% / 50,00\u00a0%; ✗ Cán bộ có đầy đủ thân nhân tham gia BHYT: 0,00\u00a0% / 100,00\u00a0%",
            "       –  XP1  Phường Mỹ Bình                   2  Đạt 0/2 điều kiện            ✗ Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện: 33,33\u00a0% / 50,00\u00a0%; ✗ Cán bộ vận động được 01 người thân tham gia BHYT: 33,33\u00a0% / 100,00\u00a0%",
            "       –  PB1  Phòng Giáo dục                   0  Đạt 0/2 điều kiện            ✗ Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện: 0,00\u00a0% / 50,00\u00a0%; ✗ Cán bộ có đầy đủ thân nhân tham gia BHYT: 0,00\u00a0% / 100,00\u00a0%",
            "       –  XP2  Phường Mỹ Hoà                    0  Đạt 0/2 điều kiện            ✗ Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện: – / 50,00\u00a0%; ✗ Cán bộ vận động được 01 người thân tham gia BHYT: – / 100,00\u00a0%",
            "",
            "Giấy khen của UBND thành phố cho cá nhân. Văn bản không giới hạn số lượng.",
            "  Thứ tự  Mã  Cá nhân    Đơn vị  Số người được tính",
            "       1  A2  Trần Bình  PB2                      1",
            "       1  B1  Phạm Dung  XP1                      1",
            "       1  B2  Võ Em      XP1                      1",
            "",
            "",
        ], Command.Must("awards", "9936").Output.Split('\n'));

    [Fact]
    public void The_line_stands_above_the_first_who_is_beyond_the_quota_or_short_of_the_criteria()
    {
        var award = new AwardRule("a", new("a", "a"), SubjectKind.Individual, AwardCriterion.AtLeastOnePerson, 2, new("", ""), new(SourceKind.Clause, "I"), new(SourceKind.Clause, "I"));
        var officers = Proposals.OfIndividuals(award, [("XP1", "B1", "Lê An", 3), ("XP1", "B2", "Lê Bình", 2), ("XP1", "B3", "Lê Cam", 1)]);
        Assert.Equal([null, null, "awards.line.quota"], officers.Select((_, i) => AwardTables.LineAbove(officers, i)));
        List<CandidateLine> units = [Line(1, true), Line(2, true), Line(3, false), Line(null, null), Line(null, null)];
        Assert.Equal([null, null, "awards.line.quota", null, null], units.Select((_, i) => AwardTables.LineAbove(units, i)));
        Assert.Equal((2, -1), (AwardTables.Next(units), AwardTables.Next([Line(1, null)])));
        units.RemoveAt(2);
        Assert.Equal([null, null, "awards.line.criterion", null], units.Select((_, i) => AwardTables.LineAbove(units, i)));

        static CandidateLine Line(int? place, bool? within) => new(new("XP1", "Xã Một", [], 0), place, within);
    }

    [Fact]
    public void Standings_of_officers_of_one_group()
    {
        var answer = Command.Must("standings", "9936", "--of", "officers", "--group", "communes", "--indicator", "staff-one-relative-hi", "--json").Json;
        answer.AsObject().Remove("knownAt");
        MustEqual("""
            {"campaign":"9936","asOf":"2024-11-30","tree":"2024-11-30","standings":[
             {"indicator":"staff-one-relative-hi","of":"officers","group":"communes","rows":[
              {"rank":1,"code":"B1","name":"Phạm Dung","numerator":1,"denominator":null,"value":1,"target":1,"met":true,"missing":0},
              {"rank":2,"code":"B2","name":"Võ Em","numerator":0,"denominator":null,"value":0,"target":1,"met":false,"missing":1},
              {"rank":2,"code":"B3","name":"Đỗ Gấm","numerator":0,"denominator":null,"value":0,"target":1,"met":false,"missing":1}]}]}
            """, answer);
    }

    /// <summary>TH1 went from PB1 to PB2 on 25/11: its officer's person stands where the tree of the day asked for puts him.</summary>
    [Theory]
    [InlineData("2024-11-24", "PB1 1/2, PB2 0/1")]
    [InlineData("25/11/2024", "PB2 1/2, PB1 0/1")]
    public void The_tree_of_another_day(string tree, string expected)
    {
        var answer = Command.Must("standings", "9936", "--indicator", "staff-voluntary-si", "--group", "phòng ban", "--tree", tree, "--json").Json;
        Assert.Equal(expected, Rows(answer));
    }

    [Fact]
    public void Under_a_unit_its_children_stand_with_their_whole_subtrees()
    {
        var answer = Command.Must("standings", "9936", "--indicator", "staff-voluntary-si", "--under", "LX", "--json").Json;
        Assert.Equal("PB2 1/2, XP1 1/3, PB1 0/1, XP2 0/0", Rows(answer));
        Assert.Null(answer["standings"]![0]!["group"]);
    }

    [Fact]
    public void As_of_an_earlier_day_a_later_receipt_is_no_fact_yet()
    {
        var answer = Command.Must("standings", "9936", "--indicator", "staff-voluntary-si", "--group", "communes", "--as-of", "17/11/2024", "--json").Json;
        Assert.Equal("XP1 0/3, XP2 0/0", Rows(answer));
    }

    /// <summary>The columns bear the names of the JSON fields, so that a program reads either.</summary>
    [Fact]
    public void As_csv_the_same_fields_stand_in_columns()
    {
        var answer = Command.Must("standings", "9936", "--indicator", "staff-voluntary-si", "--group", "communes", "--csv");
        Assert.Equal(
            "indicator,group,rank,code,name,numerator,denominator,value,target,met,registered\r\n"
            + "staff-voluntary-si,communes,1,XP1,Phường Mỹ Bình,1,3,33.33,50.00,false,\r\n"
            + "staff-voluntary-si,communes,,XP2,Phường Mỹ Hoà,0,0,,50.00,false,\r\n",
            answer.Output);
    }

    [Fact]
    public void Explain_gives_a_verdict_for_each_row_and_indicator_of_its_scheme()
    {
        MustEqual("""
            {"campaign":"9936","asOf":"2024-11-30","rows":[
             {"file":"ket-qua.csv","row":6,"person":"…005","officer":"B2","scheme":"TN","receipt":"BL5","receiptDate":"2024-11-18","kind":"new",
              "indicator":"staff-voluntary-si","verdict":"counted",
              "reason":"Tham gia mới, được tính. Theo cách hiểu: “Tham gia” BHXH tự nguyện là tham gia mới hoặc tham gia lại sau khi đã dừng; đóng tiếp trong hạn không tính.",
              "reasonCode":"counted-new","clause":null,"reading":"joining"}]}
            """, Command.Must("explain", "9936", "--officer", "B2", "--json").Json);
        var waiting = Command.Must("explain", "9936", "--row", "ket-qua.csv#4", "--json").Json["rows"]!.AsArray();
        Assert.Equal(
            ["staff-one-relative-hi waiting officer-unknown", "won-back-hi waiting officer-unknown", "staff-one-person-hi waiting officer-unknown"],
            waiting.Select(r => $"{r!["indicator"]} {r["verdict"]} {r["reasonCode"]}"));
    }

    [Fact]
    public void A_person_is_shown_whole_only_for_a_reason_that_is_logged()
    {
        using var own = new SmallTown();
        var masked = own.Command.Must("explain", "9936", "--row", "ket-qua.csv#2", "--json");
        Assert.DoesNotContain("8900000001", masked.Output, StringComparison.Ordinal);
        var shown = own.Command.Must("explain", "9936", "--row", "ket-qua.csv#2", "--reveal", "đối chiếu biên lai", "--json");
        Assert.Contains("8900000001", shown.Output, StringComparison.Ordinal);
        Assert.Equal(["đối chiếu biên lai"], Sqlite.Query(own.Command.Data, "select reason from disclosure"));
    }

    [Fact]
    public void Awards_say_per_condition_what_is_and_what_is_needed()
    {
        var answer = Command.Must("awards", "9936", "--json").Json;
        MustEqual("""
            {"unit":"PB2","award":"giay-khen-tap-the","conditions":[
              {"indicator":"staff-voluntary-si","text":"Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện","clause":"III.1.1.a","met":true,"actual":"50.00","needed":"50.00"},
              {"indicator":"staff-all-relatives-hi","text":"Cán bộ có đầy đủ thân nhân tham gia BHYT","clause":"III.1.1.b","met":false,"actual":"0.00","needed":"100.00"}],
             "eligible":false}
            """, answer["criteria"]!.AsArray().Single(c => (string?)c!["unit"] == "PB2")!);
        Assert.Equal(
            ["A2 giay-khen-ca-nhan individual PB2 1", "B1 giay-khen-ca-nhan individual XP1 1", "B2 giay-khen-ca-nhan individual XP1 1"],
            answer["proposals"]!.AsArray().Select(p => $"{p!["subject"]} {p["award"]} {p["subjectKind"]} {p["unit"]} {p["rank"]}").Order(StringComparer.Ordinal));
        Assert.All(answer["proposals"]!.AsArray(), p => Assert.Null(p!["withinQuota"]));
    }

    private static string Rows(JsonNode answer) =>
        string.Join(", ", answer["standings"]![0]!["rows"]!.AsArray().Select(r => $"{r!["code"]} {r["numerator"]}/{r["denominator"]}"));

    private static void MustEqual(string expected, JsonNode actual) => MustEqual(JsonNode.Parse(expected)!, actual);

    private static void MustEqual(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Everything stored, as text.</summary>
    private static string Dump(CommandLine command) => string.Join('\n', Sqlite.Dump(command.Data));
}
