using System.Reflection;
using System.Text;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Intake;
using ThiDua.Intake.Files;

namespace ThiDua.Tests.Intake;

public sealed class LegacyTextTests
{
    internal static IEnumerable<string[]> Data(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Tests.Intake.Data." + name)!);
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (!line.StartsWith('#')) yield return line.Split(',');
        }
    }

    [Fact]
    public void Real_names_in_both_fonts_are_repaired()
    {
        var (tcvn3, vni) = (new LegacyText(), new LegacyText());
        var wrong = new List<string>();
        var ambiguous = 0;
        foreach (var row in Data("legacy-samples.csv").Skip(1))
        {
            foreach (var (text, reader) in new[] { (row[1], tcvn3), (row[2], vni) })
            {
                var read = reader.Repair(text) ?? text;
                if (read == row[0]) continue;
                // Text that is Vietnamese as it stands is left alone while the font is not proven.
                if (read == text && LegacyText.IsVietnamese(text, strict: false)) ambiguous++;
                else wrong.Add($"{text} → {read}, not {row[0]}");
            }
        }
        Assert.Equal([], wrong);
        Assert.InRange(ambiguous, 0, 2);
    }

    [Fact]
    public void Proper_text_is_never_touched()
    {
        var touched = Data("legacy-samples.csv").Skip(1).Select(r => r[0])
            .Concat(Data("collation.csv").Skip(1).Select(r => r[2])).Concat(Data("same-units.csv").SelectMany(r => r[1..3]))
            .Concat([
                "Lê Hà", "Y Mê Êban", "H'Ê Niê", "Krông Pôkô", "Rơ Chăm Plông", "José García", "François Müller", "Zoë Hélène", "Bjørn Åse", "10 µm", "25 °C", "§ 5", "Café", "m²", "Môt", "Tôt", "® 2024",
                "Nguyen Van A", "", "123", "Đắk Lắk", "Siu Bôn",
            ])
            .Where(t => new LegacyText().Repair(t) is not null);
        Assert.Equal([], touched);
    }

    [Fact]
    public void Capitals_of_tcvn3_are_capitals_again() => Assert.Equal("NGUYỄN VĂN HÙNG", new LegacyText().Repair("NGUYÔN V¡N HïNG"));

    [Fact]
    public void Text_that_could_be_both_follows_the_proof_of_its_file()
    {
        var text = new LegacyText();
        Assert.Null(text.Repair("Hoà Sôn"));
        foreach (var name in new[] { "Nguyeãn Vaên An", "Traàn Thò Höông", "Leâ Hoaøng" }) Assert.NotNull(text.Repair(name));
        Assert.Equal("Hồ Sơn", text.Repair("Hoà Sôn"));
        text.SawUnicode();
        Assert.Null(text.Repair("Hoà Sôn"));
    }

    [Fact]
    public void A_whole_file_of_tcvn3_is_read_with_warnings()
    {
        var csv = "Hä vµ tªn;M· sè BHXH;Gi¸ trÞ tõ;Gi¸ trÞ ®Õn;§Þa chØ\nNguyÔn V¨n H­ng;7912345678;01/01/2024;31/12/2024;Ph­êng Mü B×nh\n";
        foreach (var content in new[] { Encoding.Latin1.GetBytes(csv), Encoding.UTF8.GetBytes(csv) })
        {
            var row = Assert.Single(Reading.Rows(FileKind.Cards, content));
            Assert.Equal(new CardRow("7912345678", null, "Nguyễn Văn Hưng", null, null, new(2024, 1, 1), new(2024, 12, 31), null, "Phường Mỹ Bình", null) { Row = 2 }, row.Value);
            Assert.Equal("+Họ và tên legacy-encoding(NguyÔn V¨n Hng|Nguyễn Văn Hưng)\n+Địa chỉ legacy-encoding(Phêng Mü B×nh|Phường Mỹ Bình)", Reading.Findings(row));
        }
    }

    [Fact]
    public void Words_of_a_list_are_repaired_too() => Assert.Equal(
        Relation.Mother, Reading.Value(Reading.Result(("Quan hệ", "mÑ"), ("Họ và tên", "NguyÔn ThÞ An"))).Relation);

    [Fact]
    public void Eight_bit_text_of_no_known_font_is_refused_or_rejected()
    {
        // Windows-1258 writes ễ as ê and a combining tilde, the byte 0xDE.
        byte[] vietnamese1258 = [.. "Nguy"u8, 0xEA, 0xDE, .. "n An"u8];
        byte[] head = [.. "Ma can bo;Ho va ten;Ma don vi\n"u8];
        var refused = Reading.Refused(FileKind.Officers, [.. head, .. "CB1;"u8, .. vietnamese1258, .. ";D1\n"u8]);
        Assert.Equal(("not-utf8", "2"), (refused.Code, refused.Arguments[0]));
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 70).Select(i => $"CB{i};An;D1\n")));
        var rows = Reading.Rows(FileKind.Officers, [.. head, .. many, .. "CB1;"u8, .. vietnamese1258, .. ";D1\n"u8]);
        Assert.Equal("Họ và tên unreadable-text(NguyêÞn An)", Reading.Findings(rows[^1]));
        Assert.Equal(70, rows.Count(r => r.Value is not null));
    }

    [Theory]
    [InlineData("nguyễn", true), InlineData("nghĩa", true), InlineData("quốc", true), InlineData("giếng", true), InlineData("khuya", true), InlineData("thuở", true), InlineData("quỳnh", true), InlineData("huỳnh", true)]
    [InlineData("ngĩa", false), InlineData("nghóa", false), InlineData("nguyeãn", false), InlineData("bïi", false), InlineData("krông", true), InlineData("hòà", false), InlineData("", false)]
    public void A_syllable_is_known_by_its_spelling(string word, bool possible) =>
        Assert.Equal(possible, VietnameseSyllable.IsPossible(word, strict: false));

    [Fact]
    public void Strictly_a_stopped_syllable_bears_a_stopped_tone()
    {
        Assert.True(VietnameseSyllable.IsPossible("Một", strict: true));
        Assert.True(VietnameseSyllable.IsPossible("Môt", strict: false));
        Assert.False(VietnameseSyllable.IsPossible("Môt", strict: true));
    }
}
