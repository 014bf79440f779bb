using System.Text;
using CsCheck;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class RoundTripTests
{
    private static readonly string[] Head = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Số định danh", "Mã đơn vị", "Chức vụ", "Từ ngày", "Dân tộc"];

    private static readonly Gen<string> Word = OneOf("Nguyễn", "Lê Hà", "a,b", "c;d", "e\tf", "\"g\"", "h\ni", "'k", "Hòa", "x y", "M&N <o>", "Đắk Lắk", "№ 5", "😀", "tail\"");
    private static readonly Gen<string> Code = OneOf("CB01", "007", "A-1/2", "0012.30", "x,y", "12E5");
    private static readonly Gen<string> Day = Gen.Int[0, 40_000].Select(d => new DateOnly(1905, 1, 1).AddDays(d).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture));
    private static readonly Gen<string> National = Gen.Long[0, 999_999_999_999].Select(n => n.ToString("000000000000", System.Globalization.CultureInfo.InvariantCulture));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string[]> Row =
        from code in Code from name in Word from born in Gen.OneOf(Day, Gen.Const("1975"), Gen.Const(""), Gen.Const("31/02/1975"))
        from national in Gen.OneOf(National, Gen.Const(""), Gen.Const("123")) from unit in Code from position in Gen.OneOf(Word, Gen.Const(""))
        from start in Gen.OneOf(Day, Gen.Const("")) from extra in Gen.OneOf(Word, Gen.Const(""))
        select new[] { code, name, born, national, unit, position, start, extra };

    [Fact]
    public void A_table_reads_the_same_by_every_separator_and_as_a_workbook() => Row.Array[1, 30].Sample(
        rows =>
        {
            var expected = Read(new XlsxWriter().Sheet(Workbook(rows)).Bytes());
            foreach (var separator in new[] { ',', ';', '\t' })
            {
                Assert.Equal(expected, Read(Csv(rows, separator, "\n", false)));
                Assert.Equal(expected, Read(Csv(rows, separator, "\r\n", true)));
            }
        }, iter: 300);

    /// <summary>Whatever bytes come, a file is read or refused by name; nothing else leaves the reader, and never slowly.</summary>
    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        string[] row = ["CB01", "Lê Hà", "01/02/1980", "079180001234", "D1", "", "", ""];
        byte[][] seeds = [Csv([row], ',', "\n", true), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Mã cán bộ;Mã đơn vị;Họ tên\nA;B;C\n")).ToArray(), new XlsxWriter().Sheet([.. Head], [.. row]).Bytes()];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 12]).Sample(
            (seed, changes) =>
            {
                var bytes = seeds[seed].ToArray();
                foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
                try
                {
                    _ = Reading.Rows(FileKind.Officers, bytes);
                }
                catch (RefusedFileException)
                {
                }
            }, iter: 5_000);
    }

    /// <summary>Found by damaging files: U+FFFE is no letter, and composing it fails.</summary>
    [Theory, InlineData("\ufffe"), InlineData("\ud800"), InlineData("\udc00x"), InlineData("a\u0302\ufffe")]
    public void What_is_no_letter_does_not_stop_the_reader(string text)
    {
        byte[] file = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Mã cán bộ;Mã đơn vị;Họ và tên\nCB1;D1;Lê "), .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()), .. Encoding.Unicode.GetBytes(" Hà\n")];
        Assert.Equal(1, Reading.Rows(FileKind.Officers, file).Count(r => r.Value is not null));
    }

    private static object?[][] Workbook(string[][] rows) => [.. rows.Prepend(Head).Select(r => r.Select(c => c.Length == 0 ? null : (object)c).ToArray())];

    private static byte[] Csv(string[][] rows, char separator, string end, bool mark)
    {
        var text = string.Concat(rows.Prepend(Head).Select(r => string.Join(separator, r.Select(c => Quoted(c, separator))) + end));
        return [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)];
    }

    private static string Quoted(string cell, char separator) =>
        cell.IndexOfAny([separator, '"', '\n', '\r', '\t']) >= 0 ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;

    private static string[] Read(byte[] content) =>
        [.. Reading.Rows(FileKind.Officers, content).Select(r =>
            $"{r.Row} {r.Value switch { OfficerRow o => (o with { Row = 0, Extra = [] }).ToString() + string.Concat(o.Extra), _ => "" }} {Reading.Findings(r)}")];
}
