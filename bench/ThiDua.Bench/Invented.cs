using System.Globalization;

namespace ThiDua.Bench;

/// <summary>An invented country. The same every time.</summary>
public sealed class Invented
{
    private readonly int rows;
    /// <summary>Units between the top and those with officers: provinces and, under them, districts. None: an office with its parts.</summary>
    private readonly int provinces;
    private readonly int districts;

    /// <param name="rows">100 rows a unit's officers bring, 5 rows an officer.</param>
    public Invented(int rows) : this(rows, Math.Max(1, rows / 500), Math.Max(1, rows / 5))
    {
    }

    private Invented(int rows, int units, int officers, int provinces = 0, int districts = 0) =>
        (this.rows, Units, Officers, this.provinces, this.districts) = (rows, units, officers, provinces, districts);

    public static Invented Office(int units, int rows) => new(rows, units, Math.Max(units, rows / 5));

    /// <summary>Three levels: 34 provinces, districts, communes; officers in the communes.</summary>
    public static Invented Country(int units, int rows) => new(rows, units - 34 - 700, Math.Max(units, rows / 5), 34, 700);

    private static readonly string[] Surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"];
    private static readonly string[] Given = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Ngọc", "Phúc", "Quân", "Sơn", "Thảo", "Uyên", "Việt"];
    private static readonly string[] Relations = ["cha", "mẹ", "con", "vợ/chồng", "anh chị em ruột", "khác"];

    public static readonly IReadOnlyList<string> ResultHeads = "Họ và tên,Ngày sinh,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Số tiền,Mã cán bộ vận động,Quan hệ,Mã nhân viên thu,Ghi chú".Split(',');

    public int Rows => rows;

    public int Officers { get; }

    /// <summary>Units with officers.</summary>
    public int Units { get; }

    public void WriteUnits(string path)
    {
        using var file = Csv(path, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm");
        file.WriteLine("TW,Cơ quan trung ương,,cơ quan,");
        for (var i = 0; i < provinces; i++) file.WriteLine(string.Create(Culture, $"T{i:00},Tỉnh {i},TW,tỉnh,"));
        for (var i = 0; i < districts; i++) file.WriteLine(string.Create(Culture, $"H{i:000},Huyện {i},T{i % provinces:00},huyện,"));
        for (var i = 0; i < Units; i++) file.WriteLine(string.Create(Culture, $"DV{i:0000},Đơn vị {i},{(districts == 0 ? "TW" : $"H{i % districts:000}")},đơn vị,{(i % 2 == 0 ? "phòng ban" : "xã phường")}"));
    }

    public void WriteOfficers(string path)
    {
        using var file = Csv(path, "Mã cán bộ,Họ và tên,Mã đơn vị");
        for (var i = 0; i < Officers; i++) file.WriteLine(string.Create(Culture, $"CB{i:000000},{Name(i)},DV{i % Units:0000}"));
    }

    /// <summary>Rows evenly over all of them.</summary>
    public IEnumerable<int> Some(int count) => Enumerable.Range(0, rows).Where(i => i % Math.Max(1, rows / count) == 0);

    /// <summary>One receipt in ten belongs to a person with another one; the others to persons of their own.</summary>
    /// <param name="which">Null: all.</param>
    /// <param name="from">The first month that is paid for.</param>
    public void WriteResults(string path, IEnumerable<int>? which = null, string from = "11/2024")
    {
        using var file = Csv(path, string.Join(',', ResultHeads));
        foreach (var i in which ?? Enumerable.Range(0, rows))
        {
            var mixed = (uint)i * 2654435761u;
            var person = i % 10 == 9 ? i - 5 : i;
            var isVoluntary = mixed % 2 == 0;
            file.WriteLine(string.Create(Culture,
                $"{Name(person)},{1 + (person % 28):00}/{1 + (person % 12):00}/{1950 + (person % 60)},{89_0000_0000L + person},,{(isVoluntary ? "TN" : "HGD")},{(mixed % 7 == 0 ? "DT" : "TM")},{15 + (i % 16)}/11/2024,BL{i:0000000},{from},{(isVoluntary ? 3 : 12)},{(isVoluntary ? 990_000 : 1_263_600)},CB{mixed % (uint)Officers:000000},{Relations[mixed / 16 % 6]},NV{i % 500:000},"));
        }
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private static string Name(int i) => $"{Surnames[i % Surnames.Length]} Văn {Given[i / 7 % Given.Length]}";

    private static StreamWriter Csv(string path, string head)
    {
        var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine(head);
        return file;
    }
}
