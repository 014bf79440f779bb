using ThiDua.Core.Basics;
using ThiDua.Tests.Intake;

namespace ThiDua.Tests.Core;

public sealed class VietnameseTextTests
{
    [Fact]
    public void Two_spellings_of_one_unit_are_the_same_name() => Assert.Equal(
        [],
        LegacyTextTests.Data("same-units.csv").Where(r => r[3] is "tone placement" or "case" && VietnameseText.SameKey(r[1]) != VietnameseText.SameKey(r[2])).Select(r => $"{r[1]} {r[2]}"));

    [Theory]
    [InlineData("Hoà", "HÒA", true), InlineData("Hòa", "Ho\u0300a", true), InlineData(" Thuỷ  Nguyên", "thủy nguyên", true), InlineData("Khoẻ", "Khỏe", true)]
    [InlineData("Hòa", "Hóa", false), InlineData("Hòa", "Hoa", false), InlineData("Đà", "Dà", false), InlineData("Hòa An", "Hoa Àn", false)]
    public void Case_composition_and_place_of_the_tone_do_not_matter(string a, string b, bool same) => Assert.Equal(same, VietnameseText.SameKey(a) == VietnameseText.SameKey(b));

    [Theory, InlineData("Đặng Thị Ơn", "dangthion"), InlineData("Số CCCD/ĐDCN", "socccdddcn"), InlineData("Giá trị\n từ", "giatritu")]
    public void Folded_text_has_letters_and_digits_only(string text, string folded) => Assert.Equal(folded, VietnameseText.Fold(text));

    [Theory, InlineData("surname"), InlineData("given"), InlineData("district")]
    public void Words_sort_as_Vietnamese_sorts(string list)
    {
        var expected = LegacyTextTests.Data("collation.csv").Where(r => r[0] == list).Select(r => r[2]).ToArray();
        var sorted = expected.Order(StringComparer.Ordinal).ToArray();
        Array.Sort(sorted, VietnameseText.Compare);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, sorted);
    }

    [Fact]
    public void People_sort_by_given_name()
    {
        string[] people = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Ân", "Đỗ Thị An", "Nguyễn Văn Ánh", "Dương An"];
        Array.Sort(people, VietnameseText.ComparePeople);
        Assert.Equal(["Dương An", "Đỗ Thị An", "Nguyễn Văn An", "Nguyễn Văn Ánh", "Lê Ân", "Trần Thị Bình"], people);
    }
}
