using ThiDua.Core.Standings;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Organisation;

/// <summary>Targets and figures that offices entered, when the provinces they are of are merged, divided and renamed (as on 01/7/2025).</summary>
public sealed class PassedNumbersTests
{
    private const string Provinces = "Mã đơn vị,Tên đơn vị,Loại,Từ ngày\nA,BHXH tỉnh A,tỉnh,\nB,BHXH tỉnh B,tỉnh,\nC,BHXH tỉnh C,tỉnh,\nE,BHXH tỉnh E,tỉnh,\nAB,BHXH tỉnh AB,tỉnh,01/12/2024\nC1,BHXH tỉnh C Đông,tỉnh,01/12/2024\nC2,BHXH tỉnh C Tây,tỉnh,01/12/2024\nE2,BHXH tỉnh Ê,tỉnh,01/12/2024\n";

    private const string Steps = "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản,Cách chia,Phần\n01/12/2024,sáp nhập,A,AB,202/2025/QH15,,\n01/12/2024,sáp nhập,B,AB,202/2025/QH15,,\n01/12/2024,chia,C,C1,1/NQ,tỷ lệ,40%\n01/12/2024,chia,C,C2,1/NQ,tỷ lệ,60%\n01/12/2024,đổi tên,E,E2,2/NQ,,\n";

    private static readonly Vantage Then = new(new(2024, 11, 30));
    private static readonly Vantage Now = new(new(2024, 12, 31));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Counts_and_their_targets_go_on_with_the_units_and_are_tried_and_taken_back_with_the_reorganisation(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao,Đăng ký\nA,collection,2024,1000,1100\nB,collection,2024,500,\nC,collection,2024,7,\nE,collection,2024,90,95\n", "giao.csv", campaign: "4225");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,collection,20/11/2024,600\nA,collection,30/11/2024,700\nB,collection,30/11/2024,400\nC,collection,30/11/2024,7\nE,collection,30/11/2024,45\n", "so.csv", campaign: "4225");
        string[] before = ["A 700/1000 +1100", "B 400/500", "C 7/7", "E 45/90 +95"];
        Assert.Equal(before, Lines(office, "collection", Then));
        office.Import(FileKind.Reorganisations, Steps, "sap-xep.csv", dryRun: true);
        Assert.Equal(before, Lines(office, "collection", Now));
        office.Import(FileKind.Reorganisations, Steps, "sap-xep.csv");
        // 7 by 40 : 60 is 2,8 : 4,2, by largest remainders 3 : 4
        string[] after = ["AB 1100/1500 +1100", "C1 3/3", "C2 4/4", "E2 45/90 +95"];
        Assert.Equal(after, Lines(office, "collection", Now));
        Assert.Equal(before, Lines(office, "collection", Then));
        // Any day's results on any day's tree: the same sums.
        Assert.Equal(after, Lines(office, "collection", Then with { Tree = new(2024, 12, 31) }));
        Assert.Equal(before, Lines(office, "collection", Now with { Tree = new(2024, 11, 30) }));
        Assert.Equal(
        [
            "Số thực hiện của BHXH tỉnh AB là tổng các số nhập trước khi sắp xếp: BHXH tỉnh A 700 (30/11/2024); BHXH tỉnh B 400 (30/11/2024).",
            "Chỉ tiêu giao của BHXH tỉnh AB là tổng các số nhập trước khi sắp xếp: BHXH tỉnh A 1.000; BHXH tỉnh B 500.",
            "Số thực hiện của BHXH tỉnh C Đông là phần của đơn vị này, chia theo văn bản sắp xếp, trong: BHXH tỉnh C 7 (30/11/2024).",
            "Chỉ tiêu giao của BHXH tỉnh C Đông là phần của đơn vị này, chia theo văn bản sắp xếp, trong: BHXH tỉnh C 7.",
        ], Said(office, "collection", Now, "AB", "C1"));
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nAB,collection,20/12/2024,1300\n", "so-moi.csv", campaign: "4225");
        Assert.Equal(["AB 1300/1500 +1100", "C1 3/3", "C2 4/4", "E2 45/90 +95"], Lines(office, "collection", Now)); // what the new unit reports is its own
        Assert.Equal(["A –/1000 +1100", "B –/500", "C 7/7", "E 45/90 +95"], Lines(office, "collection", Now with { Tree = new(2024, 11, 30) }));
        Assert.Equal("Không nói được số thực hiện của BHXH tỉnh A: từ khi sắp xếp chỉ có số của đơn vị sau, gồm cả đơn vị khác: BHXH tỉnh AB 1.300 (20/12/2024). Hãy xem theo đơn vị của ngày ấy.",
            Said(office, "collection", Now with { Tree = new(2024, 11, 30) }, "A").First());
        office.MustVerify();
        office.Withdraw("so-moi.csv");
        office.Withdraw("sap-xep.csv");
        Assert.Equal(before, Lines(office, "collection", Now));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_rate_goes_on_one_to_one_or_by_its_counts_and_is_otherwise_told_as_what_it_was_of(Engine engine)
    {
        using var office = Filled(engine);
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nA,hi-coverage,2024,95\nB,hi-coverage,2024,\"96,5\"\nE,hi-coverage,2024,94\n", "giao.csv", campaign: "4225");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,hi-coverage,30/11/2024,\"94,5\"\nB,hi-coverage,30/11/2024,\"96,25\"\nC,hi-coverage,30/11/2024,93\nE,hi-coverage,30/11/2024,\"95,07\"\n", "so.csv", campaign: "4225");
        office.Import(FileKind.Reorganisations, Steps, "sap-xep.csv");
        Assert.Equal(["AB –/94.2", "C1 –/94.2", "C2 –/94.2", "E2 95.07/94"], Lines(office, "hi-coverage", Now));
        Assert.Equal(["A 94.5/95", "B 96.25/96.5", "C 93/94.2", "E 95.07/94"], Lines(office, "hi-coverage", Now with { Tree = new(2024, 11, 30) }));
        Assert.Equal(
        [
            "Không nói được số thực hiện của BHXH tỉnh AB: tỷ lệ của các đơn vị nhập lại không cộng được. Trước khi sắp xếp: BHXH tỉnh A 94,5\u00a0% (30/11/2024); BHXH tỉnh B 96,25\u00a0% (30/11/2024). Hãy nhập số của BHXH tỉnh AB, hoặc nhập lại các số ấy kèm Tử số và Mẫu số.",
            "Chưa có chỉ tiêu riêng của BHXH tỉnh AB: chỉ tiêu là tỷ lệ, của các đơn vị nhập lại không cộng được. Trước khi sắp xếp: BHXH tỉnh A 95\u00a0%; BHXH tỉnh B 96,5\u00a0%. Hãy giao chỉ tiêu cho BHXH tỉnh AB.",
            "Không nói được số thực hiện của BHXH tỉnh C Tây: tỷ lệ của cả đơn vị cũ không phải của từng phần. Trước khi sắp xếp: BHXH tỉnh C 93\u00a0% (30/11/2024). Hãy nhập số của BHXH tỉnh C Tây.",
        ], Said(office, "hi-coverage", Now, "AB", "C2"));
        Assert.Equal("Số thực hiện của BHXH tỉnh Ê là số của đơn vị trước khi sắp xếp: BHXH tỉnh E 95,07\u00a0% (30/11/2024).", Said(office, "hi-coverage", Now, "E2").First());
        // With the counts, corrected rows: 945/1000 and 3850/4000 are 4795/5000.
        var counted = office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Tử số,Mẫu số\nA,hi-coverage,30/11/2024,\"94,5\",945,1000\nB,hi-coverage,30/11/2024,\"96,25\",3850,4000\n", "so-kem.csv", campaign: "4225");
        Assert.Equal((2, 0), (counted.Corrected, counted.Rejected));
        Assert.Equal(["AB 95.9/94.2", "C1 –/94.2", "C2 –/94.2", "E2 95.07/94"], Lines(office, "hi-coverage", Now));
        Assert.Equal("Số thực hiện của BHXH tỉnh AB được tính lại từ tử số 4.795 và mẫu số 5.000, cộng của các đơn vị trước khi sắp xếp: BHXH tỉnh A 94,5\u00a0% (30/11/2024); BHXH tỉnh B 96,25\u00a0% (30/11/2024).", Said(office, "hi-coverage", Now, "AB").First());
        Assert.Equal(2, office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Tử số,Mẫu số\nA,hi-coverage,30/11/2024,\"94,5\",945,1000\nB,hi-coverage,30/11/2024,\"96,25\",3850,4000\n\n", "so-kem-2.csv", campaign: "4225").Unchanged);
        office.MustVerify();
        office.Withdraw("so-kem.csv");
        office.Withdraw("so-kem-2.csv");
        Assert.StartsWith("AB –", Lines(office, "hi-coverage", Now)[0], StringComparison.Ordinal);
        office.MustVerify();
    }

    [Fact]
    public void Counts_that_do_not_make_the_rate_or_belong_to_none_are_told_with_the_cell()
    {
        using var office = Filled(Engine.Sqlite);
        var result = office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện,Tử số,Mẫu số\nA,hi-coverage,30/11/2024,\"94,5\",94,1000\nA,collection,30/11/2024,5,5,1\nB,hi-coverage,30/11/2024,50,1,\nB,hi-coverage,20/11/2024,50,1,0\nB,hi-coverage,15/11/2024,\"33,3\",1,3\n", "so.csv", campaign: "4225");
        Assert.Equal([(2, "Tử số", "counts-not-rate"), (3, "Tử số", "counts-of-rate-only"), (4, "Mẫu số", "counts-both"), (5, "Mẫu số", "denominator-not-positive")], result.Issues.Select(i => (i.Row, i.Column!, i.Code)).OrderBy(i => i.Row));
        Assert.Equal("Tử số chia Mẫu số ra 9,4 %, khác Thực hiện 94,5 %. Hãy xem lại ba số rồi nhập lại.", result.Issues.First(i => i.Row == 2) is var i ? i.What(Language.Vi) + " " + i.Fix(Language.Vi) : "");
        Assert.Equal(1, result.Accepted);
    }

    /// <summary>What a try-run of the reorganisation says of the numbers, before it is taken in.</summary>
    [Fact]
    public void A_look_ahead_names_every_number_that_goes_on_and_first_those_that_cannot_be_told()
    {
        using var program = new CommandLine();
        program.Must("campaign", "add", "4225");
        program.Must("import", "units", program.Write("don-vi.csv", Provinces));
        program.Must("import", "figures", program.Write("so.csv", "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,hi-coverage,30/11/2024,94\nB,collection,30/11/2024,400\n"), "--campaign", "4225");
        var steps = program.Write("sap-xep.csv", Steps);
        var tried = program.Must("import", "reorganisations", steps, "--dry-run").Output.Split('\n').Where(l => l.Contains("BHXH tỉnh AB", StringComparison.Ordinal)).Select(l => l.Trim());
        Assert.Equal(
        [
            "Bao phủ BHYT: Không nói được số thực hiện của BHXH tỉnh AB: tỷ lệ của các đơn vị nhập lại không cộng được. Trước khi sắp xếp: BHXH tỉnh A 94\u00a0% (30/11/2024). Hãy nhập số của BHXH tỉnh AB, hoặc nhập lại các số ấy kèm Tử số và Mẫu số. Chưa có số của: BHXH tỉnh B.",
            "Số thu: Số thực hiện của BHXH tỉnh AB là số của đơn vị trước khi sắp xếp: BHXH tỉnh B 400 (30/11/2024). Chưa có số của: BHXH tỉnh A.",
        ], tried);
        Assert.Empty(program.Must("reorganise", "--json").Json["numbers"]!.AsArray());
        program.Must("import", "reorganisations", steps);
        Assert.Equal([("AB", true), ("AB", false)], program.Must("reorganise", "--json").Json["numbers"]!.AsArray().Select(n => ((string)n!["unit"]! == "BHXH tỉnh AB" ? "AB" : "", (bool)n["untold"]!)));
        var row = program.Must("standings", "4225", "--indicator", "collection", "--as-of", "2024-12-31", "--json").Json["standings"]![0]!["rows"]![0]!;
        Assert.Equal(("AB", 400, "B", "BHXH tỉnh A"), ((string)row["code"]!, (int)row["numerator"]!, (string)row["figureFrom"]!["of"]![0]!["unit"]!, (string)row["figureFrom"]!["without"]![0]!));
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine, "4225", new(2026, 1, 10));
        office.Import(FileKind.Units, Provinces, "don-vi.csv");
        return office;
    }

    private static string[] Lines(Office office, string indicator, Vantage vantage) => [.. Rows(office, indicator, vantage).Rows.OrderBy(r => r.Code, StringComparer.Ordinal)
        .Select(r => FormattableString.Invariant($"{r.Code} {r.Numerator?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) ?? "–"}/{r.Target:0.####}{(r.Registered is { } own ? FormattableString.Invariant($" +{own:0}") : "")}"))];

    private static string[] Said(Office office, string indicator, Vantage vantage, params string[] units)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "4225", vantage);
        var standing = Rows(office, indicator, vantage);
        return [.. units.SelectMany(u => PassedText.Of(standing, standing.Rows.Single(r => r.Code == u), ground.Units, Language.Vi))];
    }

    private static Standing Rows(Office office, string indicator, Vantage vantage) => office.Standings(new(Indicator: indicator), vantage, "4225").Single();
}
