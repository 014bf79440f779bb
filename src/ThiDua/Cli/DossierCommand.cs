using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`thidua dossier`: with --out makes the papers, with --paper records what happened to one, with neither says how far it is.</summary>
public static class DossierCommand
{
    public static Command Dossier()
    {
        var campaign = new Argument<string>("campaign");
        var unit = new Option<string>("--unit") { Required = true };
        var folder = new Option<string?>("--out");
        var refreeze = new Option<string?>("--refreeze");
        var bundle = new Option<string?>("--bundle");
        var paper = new Option<string?>("--paper");
        var signed = new Option<string?>("--signed");
        var sent = new Option<string?>("--sent") { Arity = ArgumentArity.ZeroOrOne };
        var received = new Option<bool>("--received");
        var returned = new Option<string?>("--returned");
        var takeBack = new Option<bool>("--take-back");
        var day = new Option<string?>("--day");
        var vantages = new Vantages();
        var command = new ActCommand("dossier", Act.MakeDossier) { campaign, unit, folder, refreeze, bundle, paper, signed, sent, received, returned, takeBack, day };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (call.Value(refreeze) is { } reason && string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
            var steps = new Option[] { signed, sent, received, returned, takeBack }.Where(o => parsed.GetResult(o) is { Implicit: false }).ToList();
            if (steps.Count != (call.Value(paper) is null ? 0 : 1) || (call.Value(paper) is not null && (call.Value(folder) is not null || call.Value(bundle) is not null)) || (call.Value(refreeze) is not null && call.Value(folder) is null))
                throw new UsageException("usage-dossier");
            var (id, of, period) = (call.Value(campaign)!, call.Value(unit)!, call.Value(vantages.Period));
            Dossier? made = null;
            if (call.Value(folder) is { } target) made = new WriteDossier(call.Installation).Write(id, of, vantages.Of(call) with { AtPeriodEnd = true }, call.Value(refreeze), target);
            else if (call.Value(paper) is { } which)
            {
                var record = new RecordStep(call.Installation);
                if (steps[0] == takeBack) record.TakeBack(id, of, which, period);
                else if (steps[0] == signed) record.Record(new(id, of, which, PaperStepKind.Signed, call.Value(signed), call.Day(day), period));
                else if (steps[0] == sent) record.Record(new(id, of, which, PaperStepKind.Sent, call.Value(sent), call.Day(day), period));
                else if (steps[0] == received) record.Record(new(id, of, which, PaperStepKind.Received, null, call.Day(day), period));
                else record.Record(new(id, of, which, PaperStepKind.Returned, call.Value(returned), call.Day(day), period));
            }
            if (call.Value(bundle) is { } zip)
            {
                using var output = File.Create(zip);
                var bundled = new BundleDossier(call.Installation).Write(id, of, vantages.Of(call) with { AtPeriodEnd = true }, output);
                made = made is null ? bundled with { Files = [zip] } : made with { Files = [.. made.Files, zip] };
            }
            using var db = call.Installation.Open();
            var ground = Ground.Of(db, call.Installation, id, made is null ? vantages.Of(call) with { AtPeriodEnd = true } : AwardTables.OfPeriod(period));
            var dossier = new DossierQueries(db, ground, call.Installation.Day).Of(of);
            var changes = DossierQueries.Changes(db, call.Installation, ground.Campaign, dossier, call.Language);
            if (call.AsJson) Invocation.WriteJson(json => DossierJson.Write(json, ground.Campaign.Id, dossier, changes, call.Language, made));
            else Show(call, ground, dossier, changes, made);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, Ground ground, DossierLine dossier, IReadOnlyList<FigureChange> changes, Dossier? made)
    {
        if (dossier.Frozen is { } frozen) Console.WriteLine(call.Say("cli.dossier.frozen", dossier.Name, Written.Day(frozen.Figures.AsOf), frozen.Sha256[..12]));
        else Console.WriteLine(call.Say("cli.dossier.not-frozen", dossier.Name));
        foreach (var file in made?.Files ?? []) Console.WriteLine("  " + file);
        if (made is { HasPdf: false }) Console.WriteLine(call.Say("cli.dossier.no-pdf", $"/c/{ground.Campaign.Id}/ho-so/{dossier.Unit}"));
        if (!dossier.Qualifies) Console.WriteLine(call.Say("dossier.unqualified"));
        if (changes.Count > 0) Console.WriteLine(call.Say("cli.dossier.changed"));
        foreach (var change in changes) Console.WriteLine("  " + call.Say("dossier.change", change.Subject, call.Say("figure.change." + change.What), Or(change.Then), Or(change.Now)));
        Console.WriteLine(call.Say("dossier.state." + DossierQueries.Name(dossier.Standing)));
        TextTable.Write([.. new[] { "paper", "title", "state" }.Select(h => call.Say("dossier.head." + h))],
            dossier.Papers.Select(p => (IReadOnlyList<string>)[p.Asked.Id, StandingsTables.In(p.Asked.Title, call.Language), PaperText.State(p.State, call.Language)]), [false, false, false]);
        if (dossier.LastDay is { } day) Console.WriteLine(call.Say("cli.dossier.last-day", Written.Day(day)));
    }

    private static string Or(string text) => text.Length == 0 ? "–" : text;
}
