using System.Text.Json;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Counting;

/// <summary>The sample of Long Xuyên comes to the answer that its generator added up from its plan.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-sample-").FullName;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void The_sample_has_its_known_answer(Engine engine)
    {
        var installation = Sample.Installation(folder, engine == Engine.Postgres ? PostgresCluster.NewDatabase() : null);
        Assert.True(Sample.Fill(installation, _ => { }));
        using var answer = JsonDocument.Parse(File.ReadAllText(Path.Combine(ThiDua.Campaigns.ShippedFiles.Folder("samples"), "long-xuyen", "answer.json")));
        using var db = installation.Open();
        var ground = Ground.Of(db, installation, "9936", new());
        var queries = new StandingsQueries(db, ground);

        foreach (var expected in answer.RootElement.GetProperty("standings").EnumerateArray())
        {
            var indicator = expected.GetProperty("indicator").GetString()!;
            var group = expected.GetProperty("group").GetString()!;
            var rows = queries.Standings(new(Group: group, Indicator: indicator)).Single().Rows;
            Assert.Equal(
                expected.GetProperty("rows").EnumerateArray().Select(r => $"{indicator} {group} {r.GetProperty("code")} {r.GetProperty("numerator")}/{r.GetProperty("denominator")}"),
                rows.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => $"{indicator} {group} {r.Code} {r.Numerator:0}/{r.Denominator:0}"));
        }

        var explain = new ExplainQueries(db, ground, queries, InsuranceCatalog.PaymentWindows);
        foreach (var expected in answer.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (file, row, verdict) = (expected.GetProperty("file").GetString()!, expected.GetProperty("row").GetInt32(), expected.GetProperty("verdict").GetString()!);
            if (verdict == "rejected")
            {
                Assert.Equal("row-unknown", Assert.Throws<QuestionException>(() => explain.OfRow(file, row)).Code);
                continue;
            }
            var found = explain.OfRow(file, row).Single(e => e.Indicator.Id == expected.GetProperty("indicator").GetString());
            Assert.Equal($"{expected.GetProperty("case")}: {verdict}", $"{expected.GetProperty("case")}: {ReasonText.VerdictCode(found.Verdict.Kind)}");
        }
        Assert.Equal([], new VerifyStore(installation).Verify().Where(i => !i.Holds).Select(i => i.Code));
    }

    /// <summary>Else what a command records beside the site that shows the sample would come from years later.</summary>
    [Fact]
    public void Commands_on_the_folder_of_the_sample_live_on_its_day()
    {
        Assert.Null(Sample.In(folder, null));
        FilledSample.Copy(folder);
        Assert.Equal((true, false), (Sample.IsShown(Sample.In(folder, null)!), Sample.IsShown(new(folder, null, TimeProvider.System, Sample.Day)))); // and pages say so
        Assert.Equal((Sample.Day, Sample.Day), (Sample.In(folder, null)!.Day, DateOnly.FromDateTime(Installation.InVietnam(Sample.In(folder, null)!.Clock.GetUtcNow()).DateTime)));
        var asked = ThiDua.Cli.CommandTree.Build(ThiDua.Texts.Language.Vi).Parse(["verify", "--data", folder]);
        Assert.Equal((Sample.Day, new DateOnly(2025, 3, 1)), (new ThiDua.Cli.Invocation(asked).Installation.Day, new ThiDua.Cli.Invocation(ThiDua.Cli.CommandTree.Build(ThiDua.Texts.Language.Vi).Parse(["verify", "--data", folder, "--today", "2025-03-01"])).Installation.Day));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
