using System.Globalization;
using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Privacy;

/// <summary>Invented persons whose values are like nothing else, so that each can be looked for in every byte of an installation.</summary>
internal static class Canaries
{
    public const int Count = 12;

    public static string Si(int i) => (7_350_000_000 + i * 7919).ToString(CultureInfo.InvariantCulture);

    private static string National(int i) => (971_300_000_000 + i * 104_729).ToString(CultureInfo.InvariantCulture);

    private static string Phone(int i) => (987_600_000 + i * 311).ToString("0000000000", CultureInfo.InvariantCulture);

    private static string Name(int i) => "Hoàng Yến Oanh" + (char)('A' + i) + "q";

    public static string Receipts(int from = 0, string file = "BL") => LongXuyenTests.Head.Replace("\n", ",Ghi chú,Cột lạ\n", StringComparison.Ordinal) + Lines(i =>
        $"{Name(i)},{Si(i)},{National(i)},{(i % 2 == 0 ? "TN" : "HGD")},TM,16/11/2024,{file}{i},11/2024,12,{(i % 2 == 0 ? "A1" : "B1")},cha,ghi-chu-kin-{i}x,cot-la-kin-{i}x", from);

    public static string Cards() => "Mã số BHXH,Họ và tên,Ngày sinh,Mã thẻ,Giá trị từ,Giá trị đến,Mã xã,Địa chỉ,Điện thoại\n" + Lines(i =>
        $"{Si(i + 100)},{Name(i)}z,1947-08-{i + 10},GD49{Si(i)}7,01/10/2023,30/09/2024,30280,So nha kin {i}x,{Phone(i)}");

    public static string Relatives() => "Mã cán bộ,Quan hệ,Họ và tên,Ngày sinh,Số định danh\n" + Lines(i => $"A2,con,{Name(i)}r,1947-08-{i + 10},{(i % 3 == 0 ? "" : National(i + 200))}");

    public static string Officers() => LongXuyenTests.Officers.Replace("Đến ngày", "Đến ngày,Số định danh,Ngày sinh,Sở thích", StringComparison.Ordinal).Replace(",,\n", ",,,{0},1947-08-11,so-thich-kin-1x\n", StringComparison.Ordinal)
        .Replace("{0}", National(300), StringComparison.Ordinal);

    public static string Units() => LongXuyenTests.Units.Replace("Loại,Nhóm", "Loại,Nhóm,Người liên hệ", StringComparison.Ordinal).Replace("phòng ban\n", "phòng ban,nguoi-lien-he-kin-1x\n", StringComparison.Ordinal);

    /// <summary>Every value that must be found nowhere.</summary>
    public static IReadOnlyList<string> Values { get; } = [.. Enumerable.Range(0, Count).SelectMany(i => new[]
    {
        Name(i), Si(i), Si(i + 100), National(i), National(i + 200), Phone(i), "So nha kin " + i, $"ghi-chu-kin-{i}x", $"cot-la-kin-{i}x", $"1947-08-{i + 10}",
    }).Append(National(300)).Append("so-thich-kin").Append("nguoi-lien-he-kin")];

    public static Office Import(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, Units(), "don-vi.csv");
        office.Import(FileKind.Officers, Officers(), "can-bo.csv");
        office.Import(FileKind.Relatives, Relatives(), "nguoi-than.csv");
        office.Import(FileKind.Cards, Cards(), "the.csv");
        office.Import(FileKind.Results, Receipts(), "ket-qua.csv");
        return office;
    }

    /// <summary>Which values lie open in a text or in the bytes of a file.</summary>
    public static IEnumerable<string> In(byte[] bytes) => Values.Where(v => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(v)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(v)) >= 0);

    private static string Lines(Func<int, string> line, int from = 0) => string.Concat(Enumerable.Range(from, Count - from).Select(i => line(i) + "\n"));
}
