using System.Text;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;

namespace ThiDua.Campaigns;

/// <summary>Campaigns in the API: the list, the text of a version, checking a text and taking one in.</summary>
public static class CampaignsApi
{
    /// <summary>A campaign file is a few pages; more is no campaign file (bytes).</summary>
    private const int LongestText = 2 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns", List).Needs(Act.SeeStandings);
        api.MapPut("/campaigns/{campaign}", Add).WithMetadata(new ChangesSomething()).Needs(Act.ChangeRules, confirmed: true, heavy: true);
        api.MapGet("/campaigns/{campaign}/text", Text).Needs(Act.SeeStandings);
        api.MapPost("/campaign-checks", Check).Needs(Act.ChangeRules);
    }

    private static IResult List(PageContext page)
    {
        using var db = page.Options.Installation.Open();
        var campaigns = LoadCampaigns.All(db, long.MaxValue);
        return Answers.Document(page, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("campaigns");
            foreach (var stored in campaigns)
            {
                json.WriteStartObject();
                json.WriteString("id", stored.Id);
                json.WriteString("title", page.In(stored.Campaign.Title));
                json.WriteString("document", stored.Campaign.Document.Number);
                json.WriteString("from", stored.Campaign.Window.Value.From?.Iso());
                json.WriteString("to", stored.Campaign.Window.Value.To?.Iso());
                json.WriteString("sha256", stored.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The text in the body, or without a body the shipped campaign of that id.</summary>
    private static async Task<IResult> Add(string campaign, HttpRequest request, PageContext page)
    {
        if (await Read(request) is not { } text) return Fault.OfStatus(StatusCodes.Status413PayloadTooLarge, page.Language).Answer(page.Language);
        return Answers.Guarded(page, () =>
        {
            if (text.Length == 0) text = AddCampaign.Shipped(campaign) is { } shipped ? File.ReadAllText(shipped) : throw new QuestionException("campaign-unknown", campaign);
            if (CampaignFile.Read(text).Campaign is { } read && read.Id != campaign)
            {
                return new Fault(StatusCodes.Status422UnprocessableEntity, "campaign-other-id", page.Say("api.campaign-other-id", campaign, read.Id)).Answer(page.Language);
            }
            var added = new AddCampaign(page.Options.Installation).AddText(text, campaign);
            return Answers.Document(page, json => CampaignCommands.Write(json, added), added.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }

    /// <summary>The version in force at a moment of knowledge, as it was taken in.</summary>
    private static IResult Text(string campaign, string? knownAt, PageContext page) =>
        Answers.OfCampaign(page, new(campaign, null, knownAt), "application/yaml; charset=utf-8", null, (_, ground, to) => to.Write(Encoding.UTF8.GetBytes(ground.Stored.Text)));

    /// <summary>Sound or not, the check is done: the faults are its answer.</summary>
    /// <param name="campaign">The campaign that the text must be; without it, any.</param>
    private static async Task<IResult> Check(string? campaign, HttpRequest request, PageContext page)
    {
        if (await Read(request) is not { } text) return Fault.OfStatus(StatusCodes.Status413PayloadTooLarge, page.Language).Answer(page.Language);
        var reading = CampaignFile.Read(text, campaign);
        return Answers.Document(page, json =>
        {
            json.WriteStartObject();
            json.WriteString("campaign", reading.Campaign?.Id);
            json.WriteBoolean("sound", reading.Faults.Count == 0);
            CampaignCommands.WriteFaults(json, reading.Faults, page.Language);
            json.WriteEndObject();
        });
    }

    /// <summary>Null: longer than any campaign file.</summary>
    private static async Task<string?> Read(HttpRequest request)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > LongestText) return null;
        }
        return Encoding.UTF8.GetString(text.ToArray()).TrimStart('\uFEFF');
    }
}
