using System.Text;
using ThiDua.Clusters;
using ThiDua.Core.Clusters;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>Files of borders as offices give them, and as nobody should.</summary>
public sealed class BorderFileTests
{
    private const string Square = "[[105.1,22.1],[105.2,22.1],[105.2,22.2],[105.1,22.2],[105.1,22.1]]";

    private static readonly DateOnly Day = new(2022, 10, 1);
    private static readonly DividedUnits CaoBang = DividedUnits.On(Day, "04");

    [Theory]
    [InlineData("""{"features":[{"geometry":{"coordinates":[S],"type":"Polygon"},"type":"Feature","properties":{"tên":"x","sâu":{"a":[1]},"Ma_Huyen":40}}],"crs":{"type":"name"},"type":"FeatureCollection"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"bbox":[1,2],"properties":{"code":"001","MÃ ĐƠN VỊ":" 040 "},"geometry":{"type":"MultiPolygon","coordinates":[[S]]}}]}""")]
    public void Areas_are_found_by_the_code_of_their_unit_in_whatever_order_things_stand(string file)
    {
        var outline = Assert.Single(Read(file.Replace("[S]", $"[{Square}]", StringComparison.Ordinal)));
        Assert.Equal("040", outline.Unit);
        Assert.Equal([new(10_510_000, 2_210_000), new(10_520_000, 2_210_000), new(10_520_000, 2_220_000), new(10_510_000, 2_220_000)], outline.Rings.Single());
    }

    [Fact]
    public void Heights_are_left_and_so_are_units_of_others() =>
        Assert.Equal(["040"], Read(Collection(Feature("040", Square.Replace(".1]", ".1,35.5]", StringComparison.Ordinal)), Feature("001", Square))).Select(o => o.Unit));

    [Theory]
    [InlineData("", "empty()")]
    [InlineData("{\"type\":\n}", "borders-json(2)")]
    [InlineData("Mã đơn vị,Quy mô\n040,1\n", "borders-json(1)")]
    [InlineData("[]", "borders-collection()")]
    [InlineData("""{"type":"FeatureCollection"}""", "borders-collection()")]
    [InlineData("""{"type":"Feature","features":[]}""", "borders-collection()")]
    [InlineData("""{"type":"FeatureCollection","features":[]} {}""", "borders-json(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "borders-none()")]
    [InlineData("""{"type":"FeatureCollection","features":[7]}""", "borders-feature(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"code":"040"}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Thành phố Cao Bằng"},"geometry":{"type":"Polygon","coordinates":[S]}}]}""", "borders-no-code(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[S]}}]}""", "borders-no-code(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"046"},"geometry":{"type":"Polygon","coordinates":[S]}}]}""", "borders-code(1|046)")] // a code of the census, of no district of that day
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Point","coordinates":[105.1,22.1]}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[S]]}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[S,[]]}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[105,22],[106,22],[106,23],[105,23]]]}}]}""", "borders-ring(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[105,22],[106,22],[105,22]]]}}]}""", "borders-ring(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[105],[106,22]]]}}]}""", "borders-number(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[1e300,22],[106,22]]]}}]}""", "borders-number(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[["105",22],[106,22]]]}}]}""", "borders-geometry(1)")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[22.1,105.1],[22.2,105.1]]]}}]}""", "borders-place(1|22,1|105,1)")] // latitude first
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"040"},"geometry":{"type":"Polygon","coordinates":[[[598123.4567891,2512345.6]]]}}]}""", "borders-place(1|598123,45679|2512345,6)")] // metres of VN-2000
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}}]}""", "borders-json(1)")]
    public void What_cannot_be_taken_is_refused_with_its_place(string file, string fault)
    {
        var refused = Assert.Throws<RefusedFileException>(() => Read(file.Replace("[S", "[" + Square, StringComparison.Ordinal)));
        Assert.Equal(fault, $"{refused.Code}({string.Join('|', refused.Arguments)})");
        Assert.Equal(("", ""), (refused.Say(ThiDua.Texts.Language.Vi).Contains('{', StringComparison.Ordinal) ? "hole" : "", refused.Say(ThiDua.Texts.Language.En).Contains('{', StringComparison.Ordinal) ? "hole" : ""));
    }

    [Fact]
    public void A_unit_has_one_area_and_a_file_has_an_end()
    {
        Assert.Equal("borders-twice(2|040)", Fault(Collection(Feature("040", Square), Feature("40", Square))));
        Assert.Equal("borders-many(2000|500000)", Fault(Collection(Feature("040", "[" + string.Join(',', Enumerable.Repeat("[105,22]", BorderFile.MostPoints + 1)) + "]"))));
        Assert.Equal("borders-large(16)", Assert.Throws<RefusedFileException>(() => BorderFile.Read(new byte[BorderFile.MostBytes + 1], CaoBang)) is var large ? $"{large.Code}({large.Arguments[0]})" : "");
        using var endless = new MemoryStream(new byte[BorderFile.MostBytes + 5]);
        Assert.Equal("borders-large", Assert.Throws<RefusedFileException>(() => BorderFile.Bytes(endless)).Code);
    }

    private static string Fault(string file) => Assert.Throws<RefusedFileException>(() => Read(file)) is var refused ? $"{refused.Code}({string.Join('|', refused.Arguments)})" : "";

    private static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static string Feature(string code, string ring) => $$$"""{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":[{{{ring}}}]}}""";

    private static IReadOnlyList<Outline> Read(string file) => BorderFile.Read(Encoding.UTF8.GetBytes(file), CaoBang);
}
