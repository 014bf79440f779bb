using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Reminders;

/// <summary>Reminders in the API: who has to be urged, and sending.</summary>
public static class RemindersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/reminders", (string campaign, string? period, string? asOf, string? knownAt, string? tree, PageContext page) =>
            Answers.OfCampaign(page, new(campaign, asOf, knownAt, tree, period), (db, ground, json) => 
                RemindCommand.Write(json, ground, new RemindQueries(db, ground).Ask(page.Viewer.Within(Act.Remind), page.Viewer.Within(Act.Call)), SentQueries.All(db, ground, page.Viewer.Within(Act.Remind)), page.Language, reveal: false))).Needs(Act.Remind, list: true, confirmed: true);
        api.MapPost("/campaigns/{campaign}/reminders", Send).WithMetadata(new ChangesSomething()).Needs(Act.Remind, list: true);
    }

    /// <summary>The mail server is the installation's own (THIDUA_SMTP): its password has no place in a request.</summary>
    private static IResult Send(string campaign, PageContext page)
    {
        if (page.Options.Smtp is not { Length: > 0 } smtp) return new Fault(StatusCodes.Status409Conflict, "no-smtp", page.Say("api.no-smtp")).Answer(page.Language);
        try
        {
            return Answers.Guarded(page, () =>
            {
                var sent = new SendReminders(page.Options.Installation).Send(campaign, new(), smtp, page.Language, page.Viewer.Within(Act.Remind));
                return Answers.Document(page, json => RemindCommand.Write(json, sent));
            });
        }
        catch (FormatException)
        {
            return new Fault(StatusCodes.Status409Conflict, "no-smtp", page.Say("api.no-smtp")).Answer(page.Language); // the address holds a password: it is not repeated
        }
    }
}
