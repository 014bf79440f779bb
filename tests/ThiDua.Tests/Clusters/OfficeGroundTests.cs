using System.Text;
using ThiDua.Clusters;
using ThiDua.Core.Clusters;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>Scales and borders that an office gives for its units: from which day they hold, what they change, how they are taken back (4268/A.I.5.b).</summary>
public sealed class OfficeGroundTests
{
    private static readonly DateOnly Day = new(2023, 6, 1);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_scale_file_counts_from_its_day_on_until_another_one_or_another_list_of_units(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        var first = Keep(office, "thu.csv", "Mã đơn vị,Quy mô\n040,\"1.000,5\"\n051,\"1.000,5\"\n001,7\n", Day);
        var second = Keep(office, "chi.csv", "Mã đơn vị,Quy mô\n042,3\n", Day.AddDays(10));
        Assert.Equal(2, first.Members); // 001 is a district of Hà Nội

        Assert.Equal(["census", "thu.csv 2023-06-01 040=1000.5 051=1000.5", "thu.csv 2023-06-01 040=1000.5 051=1000.5", "chi.csv 2023-06-11 042=3", "chi.csv 2023-06-11 042=3", "census"],
            new[] { Day.AddDays(-1), Day, Day.AddDays(9), Day.AddDays(10), new(2025, 2, 28), new DateOnly(2025, 3, 1) }.Select(d => Scale(office, d)));
        var proposal = Propose(office, Day);
        Assert.Equal((1_000.5m, 1_000.5m, 0m), (proposal.Clusters[0].Scale, proposal.Clusters[1].Scale, proposal.Scales["042"]));
        office.Withdraw(second.Sha256);
        Assert.Equal("thu.csv 2023-06-01 040=1000.5 051=1000.5", Scale(office, Day.AddDays(10)));
        new WithdrawFile(office.Installation).TakeBack("clusters", first.Sha256, "nhầm tệp");
        Assert.Equal("census", Scale(office, Day.AddDays(10)));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_list_that_is_accepted_with_a_scale_file_is_judged_by_it_afterwards(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("Mã đơn vị,Quy mô\n040,5\n051,5\n"));
        var accepted = new AcceptClusters(office.Installation).Accept("04", 2023, scale: ("/noi/nao/quy-mo.csv", file));
        Assert.Equal((10, "quy-mo.csv 2023-01-01 040=5 051=5"), (accepted.Members, Scale(office, new(2023, 1, 1))));
        Assert.Equal("scale-none", Assert.Throws<RefusedFileException>(() => Keep(office, "khac.csv", "Mã đơn vị,Quy mô\n001,7\n", Day)).Code);
        Assert.Equal("cluster.scale.only-districts", Assert.Throws<RefusedEntryException>(() => Keep(office, "tinh.csv", "Mã đơn vị,Quy mô\n01,7\n", Day, "provinces")).Key);
        Assert.Equal("no-districts", Assert.Throws<QuestionException>(() => Keep(office, "xa.csv", "Mã đơn vị,Quy mô\n040,7\n", new(2025, 7, 1))).Code);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Borders_are_drawn_and_tell_who_is_a_neighbour_only_where_the_office_says_so(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        var outlines = InventedBorders.OfProvince("04", Day);
        var catalog = Neighbours(office, Day);
        var drawn = Borders(office, outlines, Day, asNeighbours: false);
        Assert.Equal(catalog, Neighbours(office, Day));
        Assert.Equal(10, MapOf(office, Day).Areas.Count);

        var counted = Borders(office, outlines, Day, asNeighbours: true);
        Assert.Equal(Outline.Neighbours(outlines), Neighbours(office, Day));
        Assert.NotEqual(catalog, Neighbours(office, Day));
        Assert.True(Propose(office, Day).IsContiguous);
        Assert.Equal(catalog, Neighbours(office, Day.AddDays(-1)));

        // a unit that the file leaves out is a point on the map and keeps the neighbours of the catalog
        Borders(office, [.. outlines.Where(o => o.Unit != "053")], Day.AddDays(1), asNeighbours: true);
        Assert.Equal(catalog.Where(n => n.A == "053" || n.B == "053"), Neighbours(office, Day.AddDays(1)).Where(n => n.A == "053" || n.B == "053"));
        Assert.Equal((9, 10), (MapOf(office, Day.AddDays(1)).Areas.Count, MapOf(office, Day.AddDays(1)).Points.Count));

        office.Withdraw(counted.Sha256);
        Assert.Equal(catalog, Neighbours(office, Day));
        office.Withdraw(drawn.Sha256);
        Assert.Equal((0, catalog.Count), (MapOf(office, Day).Areas.Count, MapOf(office, Day).Lines.Count));
        office.MustVerify();
    }

    [Fact]
    public void Provinces_have_borders_too_and_a_file_whose_areas_do_not_fit_tells_nobody_s_neighbours()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        Assert.Equal(1, new KeepBorders(office.Installation).Keep("provinces", Day, "tinh.geojson", Json([new("68", [Square(0)])], "ma_tinh"), false).Members);
        var apart = Json([new("040", [Square(0)]), new("042", [Square(5_000)])], "ma_huyen");
        Assert.Equal("borders-apart", Assert.Throws<RefusedFileException>(() => new KeepBorders(office.Installation).Keep("04", Day, "roi.geojson", apart, true)).Code);
        Assert.Equal(2, new KeepBorders(office.Installation).Keep("04", Day, "roi.geojson", apart, false).Members);
        Assert.Equal("province-unknown", Assert.Throws<QuestionException>(() => new KeepBorders(office.Installation).Keep("blocks", Day, "khoi.geojson", apart, false)).Code);

        static Spot[] Square(int at) => [new(10_500_000 + at, 2_200_000), new(10_501_000 + at, 2_200_000), new(10_501_000 + at, 2_201_000), new(10_500_000 + at, 2_201_000)];
    }

    /// <summary>However fine the file, the page stays small; and the signs stand in their areas.</summary>
    [Fact]
    public void A_map_is_small_and_its_signs_stand_in_their_areas()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        Borders(office, InventedBorders.OfProvince("40", Day, cells: 250), Day, asNeighbours: false, "40");
        var map = MapOf(office, Day, "40");
        Assert.InRange(map.Areas.Sum(a => a.Path.Length) + map.Between.Length, 5_000, 40_000);
        Assert.Equal((21, 0), (map.Areas.Count, map.Points.Count(p => p.IsFar)));
        Assert.All(map.Points, p => Assert.True(p.X > 0 && p.X < map.Width && p.Y > 0 && p.Y < map.Height, $"{p}"));
        Assert.InRange(map.Leads.Count, 0, 5); // but for town districts, that are smaller than their signs
    }

    private static RecordedClusters Keep(Office office, string name, string csv, DateOnly from, string province = "04")
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return new KeepScale(office.Installation).Keep(province, from, name, file);
    }

    private static RecordedClusters Borders(Office office, List<Outline> outlines, DateOnly from, bool asNeighbours, string among = "04") =>
        new KeepBorders(office.Installation).Keep(among, from, "ranh-gioi.geojson", Json(outlines, "Mã đơn vị"), asNeighbours);

    private static byte[] Json(IEnumerable<Outline> outlines, string codeName) => Encoding.UTF8.GetBytes(InventedBorders.GeoJson(outlines, codeName));

    private static string Scale(Office office, DateOnly day) => Propose(office, day).Scale is { } scale
        ? FormattableString.Invariant($"{scale.File} {scale.From:yyyy-MM-dd} {string.Join(' ', scale.Scales.Select(s => FormattableString.Invariant($"{s.Key}={s.Value}")))}") : "census";

    private static IReadOnlyList<(string A, string B)> Neighbours(Office office, DateOnly day) => Propose(office, day).Neighbours;

    private static ClusterMap MapOf(Office office, DateOnly day, string province = "04")
    {
        var proposal = Propose(office, day, province);
        return ClusterMap.Of(MapGround.Of(proposal.Units, proposal.OwnBorders), [.. proposal.Clusters.Select(c => c.Members)]);
    }

    private static ClusterProposal Propose(Office office, DateOnly day, string province = "04")
    {
        using var db = office.Installation.Open();
        return ProposeClusters.Of(db, province, day);
    }
}
