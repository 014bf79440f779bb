using System.Globalization;
using System.Text;
using ThiDua.Clusters;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>District offices of real provinces, divided (4268/A.I.5.a and b).</summary>
public sealed class ProposalTests : IDisposable
{
    private readonly Office office = new(Engine.Sqlite, campaign: null);
    private readonly Db db;

    public ProposalTests() => db = office.Installation.Open();

    public void Dispose()
    {
        db.Dispose();
        office.Dispose();
    }

    /// <summary>best-known.csv holds the smallest spread of each province that has several clusters, as a general constraint solver proved it.</summary>
    [Theory]
    [InlineData("2022-10-01", 114)]
    [InlineData("2025-03-01", 113)]
    public void Every_province_is_divided_by_the_table_into_connected_clusters_as_even_as_can_be(string day, int total)
    {
        var on = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var best = File.ReadLines(Path.Combine(Repository.Root, "tests", "ThiDua.Tests", "Clusters", "best-known.csv")).Select(l => l.Split(',')).Where(l => l[0] == day)
            .ToDictionary(l => l[1], l => $"{l[2]} districts, {l[3]} clusters, spread {l[4]}");
        var found = new Dictionary<string, string>();
        var wrong = new List<string>();
        var clusters = 0;
        foreach (var province in AdministrativeUnits.On(on)!.Provinces.Keys)
        {
            var proposal = ProposeClusters.Of(db, province, on);
            clusters += proposal.Clusters.Count;
            var members = proposal.Clusters.SelectMany(c => c.Members).ToList();
            if (!members.Order(StringComparer.Ordinal).SequenceEqual(proposal.Districts.Keys.Order(StringComparer.Ordinal))) wrong.Add($"{province}: each district once");
            if (!proposal.Clusters.All(c => IsOnePiece(c.Members, proposal)) || !proposal.IsContiguous || !proposal.IsBest) wrong.Add($"{province}: not in one piece, or not the best");
            if (proposal.Clusters.Count > 1 && proposal.Clusters.Any(c => c.Members.Count < 2)) wrong.Add($"{province}: a cluster of one");
            if (proposal.Clusters.Any(c => c.Scale != c.Members.Sum(m => proposal.Scales[m]))) wrong.Add($"{province}: scales do not add up");
            var (largest, smallest) = (proposal.Clusters.Max(c => c.Scale), proposal.Clusters.Min(c => c.Scale));
            if (proposal.Imbalance != Fraction.Of((largest - smallest) * proposal.Clusters.Count, proposal.Clusters.Sum(c => c.Scale))) wrong.Add($"{province}: imbalance");
            if (proposal.Clusters.Count > 1) found[province] = $"{members.Count} districts, {proposal.Clusters.Count} clusters, spread {largest - smallest:0}";
        }

        Assert.Equal([], wrong);
        Assert.Equal(total, clusters);
        Assert.Equal(best.OrderBy(b => b.Key, StringComparer.Ordinal), found.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 1), InlineData(9, 1), InlineData(10, 2), InlineData(14, 2), InlineData(15, 3), InlineData(19, 3), InlineData(20, 4), InlineData(24, 4), InlineData(25, 5), InlineData(63, 5)]
    public void The_number_of_clusters_is_that_of_the_table(int offices, int clusters) =>
        Assert.Equal(clusters, ClusterRules.On(db, new(2022, 10, 1)).Clusters!.CountFor(offices));

    [Fact]
    public void A_scale_file_divides_by_its_numbers_and_a_missing_unit_counts_nothing()
    {
        // Cao Bằng has ten offices; two that are neighbours have all the work, so they are parted
        var proposal = Divide("04", "Quy mô các huyện\nMã đơn vị;Quy mô\nI. Vùng cao;\n040;1.000,5\n051;\"1.000,5\"\n001;77\nTổng;2.078\n");

        Assert.Equal((2, 0, 1_000.5m, 1_000.5m), (proposal.Clusters.Count, proposal.Imbalance.Numerator, proposal.Clusters[0].Scale, proposal.Clusters[1].Scale));
        Assert.NotEqual(proposal.Clusters.Single(c => c.Members.Contains("040")), proposal.Clusters.Single(c => c.Members.Contains("051")));
        Assert.Equal((true, 0m), (proposal.Scale is { Recording: null }, proposal.Scales["042"]));
        Assert.Equal(0, Divide("04", "Mã đơn vị,Quy mô\n001,1\n").Imbalance.Numerator); // nothing has a scale, so nothing is uneven
    }

    [Theory]
    [InlineData("Mã đơn vị,Số thu\n040,1\n", "no-header(Mã đơn vị, Quy mô)")]
    [InlineData("Mã đơn vị,Quy mô\n040,1\n046,2\n", "scale-code(3|046)")] // Trà Lĩnh of the census: no district of 2022
    [InlineData("Mã đơn vị,Quy mô\n040,-1\n", "scale-number(2|-1)")]
    [InlineData("Mã đơn vị,Quy mô\n040,nhiều\n", "scale-number(2|nhiều)")]
    [InlineData("Mã đơn vị,Quy mô\n040,1\n40,2\n", "scale-twice(3|040)")]
    public void A_scale_file_that_cannot_be_right_is_refused_with_its_row(string csv, string fault)
    {
        var refused = Assert.Throws<RefusedFileException>(() => Divide("04", csv));
        Assert.Equal(fault, $"{refused.Code}({string.Join('|', refused.Arguments)})");
    }

    [Theory]
    [InlineData("04", "2022-09-30", "units-unknown-then")]
    [InlineData("05", "2022-10-01", "province-unknown")]
    [InlineData("79", "2025-07-01", "no-districts")]
    [InlineData("64", "2025-07-01", "province-unknown")] // Gia Lai has the code of Bình Định since
    public void Where_there_is_nothing_to_divide_a_sentence_says_why(string province, string day, string code) =>
        Assert.Equal(code, Assert.Throws<QuestionException>(() => ProposeClusters.Of(db, province, DateOnly.Parse(day, CultureInfo.InvariantCulture))).Code);

    [Fact]
    public void A_moved_border_district_costs_what_is_said()
    {
        var proposal = ProposeClusters.Of(db, "04", new(2022, 10, 1));

        Assert.Equal(["040 1→2 57.51 True", "051 2→1 37.76 False", "052 1→2 31.95 False", "053 1→2 24.53 False"],
            proposal.Alternatives.Select(a => $"{a.District} {a.From}→{a.To} {a.Imbalance.ToPercent()} {a.IsPossible}"));
    }

    private ClusterProposal Divide(string province, string scale)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(scale));
        return ProposeClusters.Of(db, province, new(2022, 10, 1), file);
    }

    /// <summary>Walked anew from the tables, not by the code under test.</summary>
    private static bool IsOnePiece(IReadOnlyList<string> members, ClusterProposal proposal)
    {
        var reached = new HashSet<string> { members[0] };
        var pairs = proposal.List.Borders().Concat(proposal.List.Islands()).Where(b => members.Contains(b.Item1) && members.Contains(b.Item2)).ToList();
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var (a, b) in pairs) if (reached.Contains(a) || reached.Contains(b)) reached.UnionWith([a, b]);
        }
        return reached.Count == members.Count;
    }
}
