using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>The file of 4268 says what its document says as far as that is known, and nothing more (4268/rest).</summary>
public sealed class BlocksAndClustersTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "campaigns", "4268");

    private static readonly Campaign Campaign = CampaignFile.Read(File.ReadAllText(Path.Combine(Folder, "campaign.yaml"))).Campaign!;

    [Fact]
    public void Its_clauses_are_quoted_word_by_word_in_the_order_of_the_document()
    {
        var document = Even(File.ReadAllText(Path.Combine(Folder, "document.txt")));
        var after = 0;
        foreach (var clause in Campaign.Clauses)
        {
            var at = document.IndexOf(Even(clause.Text), after, StringComparison.Ordinal);
            Assert.True(at >= 0, clause.Number);
            after = at + 1;
        }
    }

    [Fact]
    public void It_divides_and_gives_tasks_and_invents_no_scoring()
    {
        Assert.Equal((0, 0, 0, 0), (Campaign.Indicators.Count, Campaign.Awards.Count, Campaign.Milestones.Count, Campaign.Dossier.Count));
        Assert.Equal([(9, 1), (14, 2), (19, 3), (24, 4), ((int?)null, 5)], Campaign.Clusters!.Steps.Select(s => (s.UpTo, s.Clusters)));
        Assert.Equal(("A.I.5.a", 2, "two-members"), (Campaign.Clusters.Source.Name, Campaign.Clusters.Smallest.Value, Campaign.Clusters.Smallest.Source.Name));
        Assert.Equal(["A.I.1", "A.I.2", "A.I.3", "A.I.4", "A.I.5", "A.I.5.d", "A.I.5.b", "A.I.5.c", "A.II.1", "A.II.1.1", "A.II.1.2", "A.II.1.3"], Campaign.Tasks.Select(t => t.Source.Name));
    }

    [Fact]
    public void An_office_that_adds_its_own_table_divides_by_it()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var own = File.ReadAllText(Path.Combine(Folder, "campaign.yaml")).Replace("- {up-to: 9, clusters: 1}", "- {up-to: 12, clusters: 1}", StringComparison.Ordinal);
        new AddCampaign(office.Installation).AddText(own, "campaign.yaml");
        using var db = office.Installation.Open();
        Assert.Single(ThiDua.Clusters.ProposeClusters.Of(db, "04", new(2022, 10, 1)).Clusters);
    }

    private static string Even(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
