using ThiDua.Core.Basics;
using ThiDua.Organisation;
using ThiDua.Tests.Intake;

namespace ThiDua.Tests.Core;

/// <summary>Names that look alike are found, and names of this country are none of them (AC-30).</summary>
public sealed class LookAlikesTests
{
    /// <summary>Ê-đê, Gia-rai, Ba-na, Mnông, Cơ-ho, Chăm, H'Mông, Xơ-đăng.</summary>
    public static readonly string[] OfPeoples =
    [
        "Y Thĭ Niê Kdăm", "H’Ƀlă Mlô", "Y Čuôr Ƀuôn Yă", "H'Ñăp Êban", "Ƀuôn Ama Thuột", "Rơ̆ Čăm H’Lŭk", "Siu Pơ̆t", "Đinh Gŏ̆k", "Đinh Yơ̆n", "Kpă Hơ̆r", "Ksor Ñêm", "Y Ŏng Bkrông", "Điểu Kơ̆p", "K’Brĕm", "Ka Să Ƀri", "Po Klong Garai",
        "Đàng Năng Thị Chăm", "Kiều Maily", "Vàng A Páo", "Giàng Thị Dợ", "Sùng HʼMông", "A Thŭt", "Y Blơ̆", "Đăk Pơ̆k", "Krông Pa", "Xã Ea Bhŏk", "Thôn Plei Ƀăng", "Bon Bu N‘Đơr", "Làng Kon Sơ Lăl",
    ];

    [Fact]
    public void AC_30_names_of_the_peoples_of_this_country_are_no_cause_for_alarm() => Assert.Equal(
        [],
        OfPeoples.Select(n => n.Normalize()).Where(n => NameLetters.Foreign(n).Count > 0 || LookAlikes.Mended(n) != n || OfPeoples.Count(o => LookAlikes.Skeleton(o) == LookAlikes.Skeleton(n)) != 1));

    [Fact]
    public void AC_30_no_place_of_this_country_passes_for_its_neighbour()
    {
        foreach (var day in new[] { "2022-10-01", "2026-04-30" })
        {
            var names = new NamesOfPlaces();
            var places = AdministrativeCatalog.Rows("communes_" + day).ToList();
            Assert.Equal([], places.Where((p, i) => NameLetters.Foreign(p[2]).Count > 0 || names.Meet(int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), i, p[2]) is not null).Select(p => p[2]));
        }
        Assert.Equal([], LegacyTextTests.Data("legacy-samples.csv").Skip(1).Select(r => r[0]).Where(n => NameLetters.Foreign(n).Count > 0));
    }

    [Theory]
    [InlineData("Đặng Văn Đô", "\u00d0ặng Văn \u0189ô")] // eth, African D
    [InlineData("Đặng Văn Đô", "\u0110ặng Va\u0306n Đo\u0302")] // decomposed
    [InlineData("Nguyễn Văn An", "Nguyễn Vă\u200bn\u00ad A\u2060n")] // letters without a body
    [InlineData("Nguyễn Văn An", "Nguyễn Văn \u0410n")] // Cyrillic
    [InlineData("Nguyễn Văn An", "\u039dguyễn Văn An")] // Greek
    [InlineData("Nguyễn Văn An", "Ｎｇｕｙễｎ　Ｖăｎ Ａｎ")]
    [InlineData("Nguyễn Văn An", "Nguyễn V\u01cen An")] // caron for breve
    [InlineData("Hoàng Bình", "Hoàng B\u0131\u0300nh")] // dotless i
    [InlineData("Phòng 1", "Phòng l"), InlineData("Phòng 10", "Phòng IO"), InlineData("lan.mai", "Ian.rnai"), InlineData("Tổ I", "Tổ \u2160")]
    [InlineData("NGUYỄN VĂN AN", "nguyễn văn an"), InlineData("Hoà Bình", "Hòa Bình"), InlineData("H'Mông", "HʼMông")]
    public void AC_30_names_that_look_the_same_have_one_skeleton(string name, string other) => Assert.Equal(LookAlikes.Skeleton(name), LookAlikes.Skeleton(other));

    [Theory]
    [InlineData("Lê Hà", "Lê Hạ"), InlineData("Đông", "Dông"), InlineData("Hoa", "Hòa"), InlineData("Phòng 1", "Phòng 2"), InlineData("An", "Ân"), InlineData("Ơn", "On"), InlineData("Ƀlă", "Blă"), InlineData("lan", "lam")]
    public void Names_that_an_accent_tells_apart_have_not(string name, string other) => Assert.NotEqual(LookAlikes.Skeleton(name), LookAlikes.Skeleton(other));

    [Theory]
    [InlineData("\u00d0ặng Văn \u0189ô", "Đặng Văn Đô"), InlineData("Nguyễn V\u0430n \u0410n", "Nguyễn Van An"), InlineData("Ｎguyễn Ａn", "Nguyễn An"), InlineData("B\u0131\u0300nh", "Bình")]
    [InlineData("\u0410\u043d\u043d\u0430", "\u0410\u043d\u043d\u0430")] // Anna, in her own letters
    [InlineData("U\u0412ND", "U\u0412ND"), InlineData("François Müller", "François Müller"), InlineData("田中", "田中"), InlineData("", "")]
    public void AC_30_look_alikes_are_mended_where_that_is_certain(string name, string mended) => Assert.Equal(mended, LookAlikes.Mended(name));

    [Fact]
    public void One_name_spelt_otherwise_passes_for_nobody()
    {
        var names = new NamesOfPlaces();
        Assert.Equal([null, null, null, "Phòng Hoà Bình", null], new[]
        {
            names.Meet(1, 1, "Phòng Hoà Bình"), names.Meet(1, 2, "PHÒNG HÒA BÌNH"), names.Meet(1, 1, "Phòng Hoà B\u03b9\u0300nh"), names.Meet(1, 2, "Phòng Hoà B\u03b9\u0300nh"), names.Meet(2, 3, "Phòng Hoà B\u03b9\u0300nh"),
        });
    }
}
