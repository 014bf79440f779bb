using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ThiDua.Campaigns;
using ThiDua.Cli;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Worklist;

namespace ThiDua.Api;

/// <summary>What is wrong with a request: a problem document (RFC 9457) with the sentence that pages and commands say too.</summary>
/// <param name="Code">The last part of its type, urn:thidua:CODE.</param>
public sealed record Fault(int Status, string Code, string Sentence)
{
    /// <summary>Findings of a refused file, as in the answer of an import.</summary>
    public IReadOnlyList<ImportIssue> Issues { get; init; } = [];

    /// <summary>Faults of a campaign file.</summary>
    public IReadOnlyList<CampaignFault> Faults { get; init; } = [];

    /// <summary>Null: the program's own fault.</summary>
    public static Fault? Of(Exception exception, Language language) => exception switch
    {
        UsageException e => new(StatusCodes.Status400BadRequest, e.Code, e.Say(language)),
        QuestionException e => new(StatusCodes.Status404NotFound, e.Code, e.Say(language)),
        RefusedFileException e => new(StatusCodes.Status422UnprocessableEntity, e.Code, e.Say(language)),
        StrictException e => new(StatusCodes.Status422UnprocessableEntity, "strict", Sentences.Say(language, "cli.strict", e.Result.Rejected.ToString(CultureInfo.InvariantCulture))) { Issues = e.Result.Issues },
        WithdrawException e => new(e.Code == "not-found" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, e.Code, e.Say(language)),
        SettleException e => new(e.Code == "row-unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, e.Code, e.Say(language)),
        Awards.StepException e => new(e.Code switch { "paper-unknown" or "not-made" => StatusCodes.Status404NotFound, "usage" => StatusCodes.Status400BadRequest, _ => StatusCodes.Status409Conflict }, e.Code, e.Say(language)),
        Notices.WebhookException e => new(e.Code == "webhook-unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity, e.Code, e.Say(language)),
        Reminders.ContactException e => new(StatusCodes.Status422UnprocessableEntity, e.Code, e.Say(language)),
        Tasks.RefusedEntryException e => new(StatusCodes.Status422UnprocessableEntity, e.Key.Replace('.', '-'), Sentences.Say(language, e.Key)),
        CampaignFaultsException e => new(StatusCodes.Status422UnprocessableEntity, "campaign-faults", Sentences.Say(language, "api.campaign-faults", e.Faults.Count.ToString(CultureInfo.InvariantCulture))) { Faults = e.Faults },
        BadHttpRequestException e => OfStatus(e.StatusCode, language),
        DbException or IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or MailKit.CommandException or MailKit.ProtocolException or MailKit.Security.AuthenticationException =>
            new(StatusCodes.Status503ServiceUnavailable, "environment", Sentences.Say(language, "api.environment")),
        _ => null,
    };

    /// <summary>A status that the server itself gave: an unknown address, another method, a body it cannot read.</summary>
    public static Fault OfStatus(int status, Language language)
    {
        var key = "api.status-" + status.ToString(CultureInfo.InvariantCulture);
        return new(status, "status-" + status.ToString(CultureInfo.InvariantCulture), Sentences.Say(language, Sentences.All(language).ContainsKey(key) ? key : "api.status"));
    }

    public void Write(Utf8JsonWriter json, Language language)
    {
        json.WriteStartObject();
        json.WriteString("type", "urn:thidua:" + Code);
        json.WriteString("title", Sentence);
        json.WriteNumber("status", Status);
        json.WriteString("detail", Sentence);
        if (Issues.Count > 0) ImportCommand.WriteIssues(json, Issues, language);
        if (Faults.Count > 0) CampaignCommands.WriteFaults(json, Faults, language);
        json.WriteEndObject();
    }

    public IResult Answer(Language language) => new Sent(this, language);

    private sealed class Sent(Fault fault, Language language) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = Answers.Bytes(json => fault.Write(json, language));
            httpContext.Response.StatusCode = fault.Status;
            httpContext.Response.ContentType = "application/problem+json";
            httpContext.Response.ContentLength = bytes.Length;
            await httpContext.Response.Body.WriteAsync(bytes);
        }
    }
}
