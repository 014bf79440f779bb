using System.CommandLine;
using ThiDua.Core.Access;
using ThiDua.Publications;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`publish`: makes the figures of a campaign public; with --withdraw, takes them back.</summary>
public static class PublishCommand
{
    public static Command Publish()
    {
        var campaign = new Argument<string>("campaign");
        var (asOf, withdraw, reason) = (new Option<string?>("--as-of"), new Option<bool>("--withdraw"), new Option<string?>("--reason"));
        var command = new ActCommand("publish", Act.Publish) { campaign, asOf, withdraw, reason };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var (id, takesBack) = (call.Value(campaign)!, call.Value(withdraw));
            if (takesBack && string.IsNullOrWhiteSpace(call.Value(reason))) throw new UsageException("usage-reason");
            if (takesBack ? call.Value(asOf) is not null : call.Value(reason) is not null) throw new UsageException("usage-publish");
            var publish = new PublishCampaign(call.Installation);
            var publication = takesBack ? publish.TakeBack(id, call.Value(reason)!.Trim()) : publish.Publish(id, call.Day(asOf));
            if (call.AsJson) Invocation.WriteJson(json => PublicationJson.Write(json, id, publication, isPublic: !takesBack));
            else Console.WriteLine(call.Say(takesBack ? "cli.publish.taken-back" : "cli.publish.done", id, Written.Day(publication.AsOf), PublicationAddresses.PublicPageOf(id)));
            return ExitCode.Done;
        }));
        return command;
    }
}
