using System.CommandLine;
using System.Globalization;
using ThiDua.Notices;
using ThiDua.Texts;
using Act = ThiDua.Core.Access.Act;

namespace ThiDua.Cli;

public static class WebhookCommands
{
    private const int Shown = 50;

    public static Command Webhook(Language language)
    {
        var command = new Command("webhook");
        foreach (var verb in new[] { Add(), List(), End(), Deliver(), Log(), Resend() })
        {
            CommandTree.Describe(verb, "cli.webhook." + verb.Name, language);
            command.Add(verb);
        }
        return command;
    }

    /// <summary>Where notices may go, by the setting of this machine.</summary>
    public static Reach Reach()
    {
        try
        {
            return Notices.Reach.FromEnvironment();
        }
        catch (FormatException)
        {
            throw new UsageException("usage-webhook-networks", Notices.Reach.Setting);
        }
    }

    private static ActCommand Add()
    {
        var address = new Argument<string>("address");
        var events = new Option<string?>("--events");
        var days = new Option<string?>("--days-before");
        var command = new ActCommand("add", Act.KeepNotices) { address, events, days };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var added = new AddWebhook(call.Installation, Reach()).Add(call.Value(address)!, call.Value(events), call.Value(days));
            if (call.AsJson) Invocation.WriteJson(json => WebhookJson.Write(json, added));
            else Console.WriteLine(call.Say("cli.webhook.added", Text(added.No), added.Secret));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand List()
    {
        var command = new ActCommand("list", Act.KeepNotices);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var webhooks = WebhookQueries.All(db);
            if (call.AsJson) Invocation.WriteJson(json => WebhookJson.Write(json, webhooks));
            else if (webhooks.Count == 0) Console.WriteLine(call.Say("cli.webhook.none"));
            else
            {
                TextTable.Write(
                    [call.Say("webhook.head.no"), call.Say("webhook.head.address"), call.Say("webhook.head.events"), call.Say("webhook.head.waiting"), call.Say("webhook.head.state")],
                    webhooks.Select(w => (IReadOnlyList<string>)[Text(w.No), w.Address, string.Join(", ", w.Events), Text(w.Waiting), call.Say(w.Ended is null ? "webhook.live" : "webhook.ended")]),
                    [true, false, false, true, false]);
            }
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand End()
    {
        var no = new Argument<int>("webhook");
        var command = new ActCommand("end", Act.KeepNotices) { no };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            new EndWebhook(call.Installation).End(call.Value(no));
            if (call.AsJson) Invocation.WriteJson(json => WebhookJson.Ended(json, call.Value(no)));
            else Console.WriteLine(call.Say("cli.webhook.ended", Text(call.Value(no))));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Deliver()
    {
        var command = new ActCommand("deliver", Act.KeepNotices);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var deliver = new DeliverNotices(call.Installation, Reach(), DeliveryCatalog.Shipped);
            var attempts = deliver.Run().GetAwaiter().GetResult();
            if (call.AsJson) Invocation.WriteJson(json => WebhookJson.Write(json, attempts));
            else if (attempts.Count == 0) Console.WriteLine(call.Say("cli.webhook.nothing-due"));
            foreach (var attempt in call.AsJson ? [] : attempts) Console.WriteLine(Line(call, attempt.Notice, attempt.Webhook, attempt.Event, attempt.State, attempt.Status, attempt.Fault));
            return attempts.Any(a => a.State != "delivered") ? ExitCode.EnvironmentFailed : ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Log()
    {
        var command = new ActCommand("log", Act.KeepNotices);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var log = WebhookQueries.Log(db, Shown);
            if (call.AsJson) Invocation.WriteJson(json => WebhookJson.Write(json, log));
            else if (log.Count == 0) Console.WriteLine(call.Say("webhook.log.empty"));
            foreach (var notice in call.AsJson ? [] : log) Console.WriteLine(Line(call, notice.No, notice.Webhook, notice.Event, notice.State, notice.Status, notice.Fault));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Resend()
    {
        var no = new Argument<long>("notice");
        var command = new ActCommand("resend", Act.KeepNotices) { no };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            new ResendNotice(call.Installation).Resend(call.Value(no));
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("notice", call.Value(no));
                    json.WriteString("state", "waiting");
                    json.WriteEndObject();
                });
            }
            else Console.WriteLine(call.Say("cli.webhook.resent", Text(call.Value(no))));
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Line(Invocation call, long notice, int webhook, string name, string state, int? status, string? fault) =>
        call.Say("cli.webhook.line", Text(notice), Text(webhook), NoticeText.Event(name, call.Language), NoticeText.State(state, call.Language), NoticeText.Fault(status, fault, call.Language)).TrimEnd();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
