using System.Globalization;
using System.Text;
using ThiDua.Access;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Targets;

/// <summary>Targets in the API: what was assigned and whether it adds up, handing down, revising, the signed reason of a difference.</summary>
public static class TargetsApi
{
    /// <summary>Weights of more units than there are anywhere.</summary>
    private const int MostBytes = 1 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/targets", (string campaign, string? asOf, string? knownAt, string? tree, PageContext page) => Answers.OfCampaign(page, new(campaign, asOf, knownAt, tree), (db, ground, json) =>
        {
            var standings = new StandingsQueries(db, ground);
            TargetsJson.WriteAll(json, ground, standings, new TargetDifferences(db, ground, standings).All());
        })).Needs(Act.Import);
        api.MapPost("/campaigns/{campaign}/targets", HandDown).WithMetadata(new ChangesSomething()).Needs(Act.Import);
        api.MapPost("/campaigns/{campaign}/targets/revisions", (string campaign, string indicator, string unit, string target, string? period, string? reason, string? document, string? signer, PageContext page) => Answers.Guarded(page, () =>
        {
            var revised = new ReviseTarget(page.Options.Installation).Revise(campaign, indicator, unit, period, Number(target), new(reason, document, signer));
            return Answers.Document(page, json => TargetsJson.Write(json, revised));
        })).WithMetadata(new ChangesSomething()).Needs(Act.Import);
        api.MapPost("/campaigns/{campaign}/targets/reasons", (string campaign, string indicator, string under, string? period, string? reason, string? document, string? signer, PageContext page) => Answers.Guarded(page, () =>
        {
            var sha = new ExplainDifference(page.Options.Installation).Record(campaign, indicator, under, period, new(reason, document, signer));
            return Answers.Document(page, json => TargetsJson.Write(json, sha));
        })).WithMetadata(new ChangesSomething()).Needs(Act.Import);
    }

    /// <summary>Shares a target out and takes the parts in as a targets file would be; `dryRun` only proposes. The body holds the weights of `by=list`.</summary>
    private static async Task<IResult> HandDown(string campaign, string indicator, string under, string by, string? period, string? target, bool? dryRun, HttpRequest request, PageContext page)
    {
        var body = await Bodies.Read(request, MostBytes);
        return Answers.Guarded(page, () =>
        {
            var way = TargetWords.Way(by);
            if (way == ShareBy.List != body.Length > 0) throw new UsageException("usage-share", by, string.Join(" ", TargetWords.Ways));
            var (ground, proposed) = Propose(page, campaign, new(indicator, under, way, period, target is null ? null : Number(target), way == ShareBy.List ? WeightList.Read(new MemoryStream(body)) : null));
            if (dryRun == true) return Answers.Document(page, json => TargetsJson.Write(json, ground, proposed, by));
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(ProposeTargets.Csv(proposed, indicator)));
            var taken = new ImportFile(page.Options.Installation).Import(new(content, $"chia-{indicator}-{under}.csv", FileKind.Targets, campaign, DryRun: false, Strict: true));
            return Answers.Document(page, json => TargetsJson.Write(json, ground, proposed, by, (taken, page.Language)));
        });
    }

    private static (Ground Ground, ProposedTargets Proposed) Propose(PageContext page, string campaign, ShareQuestion question)
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var ground = Ground.Of(db, page.Options.Installation, campaign, new());
        return (ground, new ProposeTargets(db, ground).Propose(question));
    }

    private static decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw new UsageException("usage-number", text);
}
