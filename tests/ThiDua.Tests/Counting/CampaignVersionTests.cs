using ThiDua.Campaigns;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>A campaign file may change while the campaign runs; what was known then was judged by the file of then.</summary>
public sealed class CampaignVersionTests : IDisposable
{
    private readonly string file = Path.GetTempFileName() + ".yaml";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Known_at_a_moment_uses_the_version_in_force(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + """
            Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha
            Phan B,8900000002,,TN,DT,16/11/2024,BL2,11/2024,3,B2,cha
            """, "ket-qua.csv");
        var before = office.Now;
        office.Import(FileKind.Units, LongXuyenTests.Units + "\nXP9,Phường mới,LX,phường,xã phường", "don-vi-2.csv");

        var text = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml"));
        File.WriteAllText(file, text.Replace("{kinds: [new, rejoined], reading: joining}", "{kinds: [new, rejoined, continued], reading: joining}", StringComparison.Ordinal)
            .Replace("target: {percent: 50, ", "target: {percent: 100, ", StringComparison.Ordinal));
        new AddCampaign(office.Installation).Add(file);

        Assert.Equal("communes XP1 2/2 #1 met", office.Lines("staff-voluntary-si")[1]);
        Assert.Equal("communes XP1 1/2 #1 met", office.Lines("staff-voluntary-si", new(KnownAt: before))[1]);
        Assert.Equal((100m, 50m), (Target(office, null), Target(office, before)));
        office.MustVerify();
    }

    public void Dispose() => File.Delete(file);

    private static decimal? Target(Office office, DateTimeOffset? knownAt) =>
        office.Standings(new(Indicator: "staff-voluntary-si", Group: "communes"), new(KnownAt: knownAt)).Single().Rows[0].Target;
}
