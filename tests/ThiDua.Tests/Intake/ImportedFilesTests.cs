using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>Bad input through the whole import: a bad file stores nothing, a bad row keeps only itself out.</summary>
public sealed class ImportedFilesTests
{
    private const string Good = "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n";

    public static TheoryData<string, string> BadFiles => new()
    {
        { "empty", "" },
        { "binary", LongXuyenTests.Head + "Phan\0A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n" },
        { "no-header", "một,hai\n1,2\n" },
        { "column-missing", LongXuyenTests.Head.Replace("Số biên lai", "Số gì đó", StringComparison.Ordinal) + Good },
        { "column-twice", LongXuyenTests.Head.Replace("Quan hệ", "Quan hệ,QUAN HE", StringComparison.Ordinal) + Good },
        { "column-missing", LongXuyenTests.Officers },
        { "no-rows", LongXuyenTests.Head },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_by_name_and_stores_nothing(string code, string text) => MustRefuse(code, Encoding.UTF8.GetBytes(text), "ket-qua.csv");

    [Fact]
    public void Text_in_an_encoding_that_nothing_tells_is_refused() =>
        MustRefuse("not-utf8", [.. Encoding.UTF8.GetBytes(LongXuyenTests.Head), 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, .. Encoding.UTF8.GetBytes(",8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n")], "ket-qua.csv");

    [Fact]
    public void A_bomb_of_one_gibibyte_is_refused() => MustRefuse("bomb", RefusalTests.Bomb("xl/worksheets/sheet1.xml", endlessTag: false), "ket-qua.xlsx");

    [Fact]
    public void A_truncated_workbook_is_refused() => MustRefuse("damaged", new XlsxWriter().Sheet([.. LongXuyenTests.Head.Trim().Split(',')], [.. Good.Trim().Split(',')]).Bytes()[..^40], "ket-qua.xlsx");

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_bad_row_keeps_only_itself_out_and_says_column_and_reason(Engine engine)
    {
        using var office = Ready(engine);
        var result = office.Import(FileKind.Results, LongXuyenTests.Head
            + Good // 2
            + "Phan B,8900000002,,TN,TM,30/02/2024,BL2,11/2024,3,A1,cha\n" // 3
            + "Phan C,8900000003,,TN,TM,16/11/2024,BL3,11/2024,-3,A1,cha\n" // 4
            + "Phan D,8900000004,,TN,TM,16/11/2099,BL4,11/2024,3,A1,cha\n" // 5
            + $"{new string('x', 10 << 20)},8900000005,,TN,TM,16/11/2024,BL5,11/2024,3,A1,cha\n" // 6
            + "Phan F,8900000006,,TN,TM,16/11/2024,BL6,11/2024,3,ZZ,cha\n" // 7
            + "Phan G,8900000001,089190000001,TN,TM,17/11/2024,BL7,11/2024,3,A1,cha\n" // 8
            + "Phan H,8900000002,089190000001,TN,TM,17/11/2024,BL8,11/2024,3,A1,cha\n" // 9
            + "Phan I,,123456789,TN,TM,17/11/2024,BL9,11/2024,3,A1,cha\n" // 10
            + "Phan K,8900000009,,XX,TM,17/11/2024,BL10,11/2024,3,A1,cha\n"); // 11

        Assert.Equal((10, 2, 0, 0, 2, 6), (result.Rows, result.Accepted, result.Unchanged, result.Corrected, result.Waiting, result.Rejected));
        Assert.Equal(
            [
                "3 Ngày biên lai no-such-day", "4 Số tháng months-not-positive", "5 Ngày biên lai receipt-in-future", "6 Họ và tên too-long",
                "7 Mã cán bộ vận động officer-unknown", "9 Số định danh identifiers-contradict", "10 Số định danh old-identity-card", "11 Loại hình unknown-word",
            ],
            result.Issues.Select(i => $"{i.Row} {i.Column} {i.Code}"));
        Assert.All(result.Issues, i => Assert.NotEqual("", ThiDua.Texts.Sentences.Say(ThiDua.Texts.Language.Vi, "issue." + i.Code, [.. i.Arguments])));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Formulas_count_by_their_stored_value_and_errors_reject_their_row(Engine engine)
    {
        using var office = Ready(engine);
        object?[] head = [.. LongXuyenTests.Head.Trim().Split(',')];
        var result = office.Import(FileKind.Results, new XlsxWriter().Sheet(head,
            ["Phan A", "8900000001", null, "TN", "TM", "16/11/2024", "BL1", "11/2024", new Formula("1+2", "3"), "A1", "cha"],
            ["Phan B", "8900000002", null, "TN", "TM", "16/11/2024", "BL2", "11/2024", new ErrorCell("#N/A"), "A1", "cha"]).Bytes(), "ket-qua.xlsx");
        Assert.Equal((2, 1, 1), (result.Rows, result.Accepted, result.Rejected));
        Assert.Equal(["3 Số tháng error-value"], result.Issues.Select(i => $"{i.Row} {i.Column} {i.Code}"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_officer_of_an_unknown_unit_waits_until_the_unit_comes(Engine engine)
    {
        using var office = new Office(engine);
        var result = office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,PB1\n");
        Assert.Equal(["2 Mã đơn vị unit-unknown"], result.Issues.Select(i => $"{i.Row} {i.Column} {i.Code}"));
        Assert.Equal(1, office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,PB1\n").Waiting);
        office.Import(FileKind.Units, LongXuyenTests.Units);
        Assert.Equal("departments PB1 0/1 #1 not", office.Lines("staff-voluntary-si")[0]);
        Assert.Equal(1, office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,PB1\n").Unchanged);
        office.MustVerify();
    }

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        return office;
    }

    private static void MustRefuse(string code, byte[] content, string file)
    {
        using var office = Ready(Engine.Sqlite);
        var before = string.Join('\n', Sqlite.Dump(office.Folder));
        var refused = Assert.Throws<RefusedFileException>(() => office.Import(FileKind.Results, content, file));
        Assert.Equal(code, refused.Code);
        Assert.NotEqual("", refused.Say(ThiDua.Texts.Language.Vi));
        Assert.Equal(before, string.Join('\n', Sqlite.Dump(office.Folder)));
    }
}
