using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Intake;

/// <summary>How these tests read files.</summary>
internal static class Reading
{
    public static readonly DateOnly Today = new(2024, 11, 30);

    /// <summary>A results row that has nothing to find fault with, by column.</summary>
    private static readonly (string Column, string Value)[] GoodResult =
    [
        ("Họ và tên", "Nguyễn Văn An"), ("Ngày sinh", "04/03/1975"), ("Mã số BHXH", "7912345678"), ("Số định danh", "079075001234"), ("Loại hình", "TN"),
        ("Phương án", "TM"), ("Ngày biên lai", "15/11/2024"), ("Số biên lai", "BL001"), ("Từ tháng", "11/2024"), ("Số tháng", "6"), ("Số tiền", "1782000"),
        ("Mã cán bộ vận động", "CB001"), ("Quan hệ", "mẹ"), ("Mã nhân viên thu", "NV01"), ("Ghi chú", ""),
    ];

    public static IReadOnlyList<ReadRow> Rows(FileKind kind, string csv) => Rows(kind, Encoding.UTF8.GetBytes(csv));

    public static IReadOnlyList<ReadRow> Rows(FileKind kind, byte[] content, Func<string, bool>? isPercentage = null)
    {
        using var stream = new MemoryStream(content);
        using var file = TableFile.Open(stream, "tep", kind);
        file.IsPercentage = isPercentage;
        return [.. file.Rows(Today)];
    }

    public static IReadOnlyList<ReadRow> Rows(FileKind kind, params object?[][] cells) => Rows(kind, new XlsxWriter().Sheet(cells).Bytes());

    public static RefusedFileException Refused(FileKind kind, byte[] content) => Assert.Throws<RefusedFileException>(() => Rows(kind, content));

    public static RefusedFileException Refused(FileKind kind, string csv) => Refused(kind, Encoding.UTF8.GetBytes(csv));

    /// <summary>A result row with some cells of a good one replaced; columns that the good one lacks are added.</summary>
    public static ReadRow Result(params (string Column, string Value)[] cells)
    {
        var row = With(cells);
        return Assert.Single(Rows(FileKind.Results, string.Join(',', row.Select(c => c.Column)) + "\n" + string.Join(',', row.Select(c => $"\"{c.Value}\"")) + "\n"));
    }

    /// <summary>The same from a workbook, where cells have types.</summary>
    public static ReadRow XlsxResult(params (string Column, object? Value)[] cells)
    {
        var row = GoodResult.Select(c => (c.Column, Value: (object?)(c.Value.Length == 0 ? null : c.Value))).ToList();
        foreach (var cell in cells) row[row.FindIndex(c => c.Column == cell.Column)] = cell;
        return Assert.Single(Rows(FileKind.Results, [.. row.Select(c => (object?)c.Column)], [.. row.Select(c => c.Value)]));
    }

    public static ResultRow Value(ReadRow row) => Assert.IsType<ResultRow>(row.Value);

    /// <summary>The findings, one per line: column code(arguments), with a + in front of a warning.</summary>
    public static string Findings(ReadRow row) =>
        string.Join('\n', row.Issues.Select(i => $"{(i.Rejects ? "" : "+")}{i.Column} {i.Code}({string.Join('|', i.Arguments)})"));

    public static string Say(ReadRow row) => Assert.Single(row.Issues).Say(Language.Vi);

    private static List<(string Column, string Value)> With((string Column, string Value)[] cells)
    {
        var row = GoodResult.ToList();
        foreach (var cell in cells)
        {
            var at = row.FindIndex(c => c.Column == cell.Column);
            if (at < 0) row.Add(cell);
            else row[at] = cell;
        }
        return row;
    }
}
