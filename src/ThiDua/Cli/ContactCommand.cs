using System.CommandLine;
using ThiDua.Core.Access;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`contact`: what came of a call to a person on the call list, or that a record of it was wrong.</summary>
public static class ContactCommand
{
    public static Command Contact()
    {
        var campaign = new Argument<string>("campaign");
        var person = new Option<string>("--person") { Required = true };
        var outcome = new Option<string?>("--outcome");
        var day = new Option<string?>("--day");
        var again = new Option<string?>("--again");
        var note = new Option<string?>("--note");
        var collector = new Option<string?>("--collector");
        var takeBack = new Option<string?>("--take-back");
        var command = new ActCommand("contact", Act.Call) { campaign, person, outcome, day, again, note, collector, takeBack };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if ((call.Value(outcome) is null) == (call.Value(takeBack) is null)) throw new UsageException("usage-contact");
            var record = new RecordContact(call.Installation);
            Reminders.Contact contact;
            try
            {
                contact = call.Value(takeBack) is { } reason
                    ? record.TakeBack(call.Value(campaign)!, call.Value(person)!, null, reason)
                    : record.Record(call.Value(campaign)!, new(call.Value(person)!, call.Value(outcome), call.Day(day), call.Day(again), call.Value(note), call.Value(collector)));
            }
            catch (ContactException e)
            {
                return call.Fail(ExitCode.WrongInput, e.Code, e.Say(call.Language));
            }
            if (call.AsJson) Invocation.WriteJson(json => CallsJson.Write(json, contact));
            else if (contact.TakesBack is not null) Console.WriteLine(call.Say("cli.contact.taken-back", FindPerson.Shown(call.Value(person)!)));
            else Console.WriteLine(call.Say(contact.Again is null ? "cli.contact.recorded" : "cli.contact.recorded-again", FindPerson.Shown(call.Value(person)!), CallTables.Outcome(contact.Outcome, call.Language), contact.Again is { } next ? Written.Day(next) : ""));
            return ExitCode.Done;
        }));
        return command;
    }
}
