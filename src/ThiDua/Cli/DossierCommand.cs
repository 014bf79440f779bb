using System.CommandLine;
using System.Globalization;
using ThiDua.Awards;
using ThiDua.Texts;

namespace ThiDua.Cli;

public static class DossierCommand
{
    public static Command Dossier()
    {
        var campaign = new Argument<string>("campaign");
        var unit = new Option<string>("--unit") { Required = true };
        var folder = new Option<string>("--out") { Required = true };
        var refreeze = new Option<string?>("--refreeze");
        var vantages = new Vantages();
        var command = new Command("dossier") { campaign, unit, folder, refreeze };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (call.Value(refreeze) is { } reason && string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
            var dossier = new WriteDossier(call.Installation).Write(call.Value(campaign)!, call.Value(unit)!, vantages.Of(call), call.Value(refreeze), call.Value(folder)!);
            if (call.AsJson) Write(dossier);
            else Show(call, dossier);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, Dossier dossier)
    {
        var figures = dossier.Frozen.Figures;
        Console.WriteLine(call.Say("cli.dossier.frozen", figures.UnitName, Written.Day(figures.AsOf), dossier.Frozen.Sha256[..12]));
        foreach (var file in dossier.Files) Console.WriteLine("  " + file);
        if (!dossier.HasPdf) Console.WriteLine(call.Say("cli.dossier.no-pdf"));
        if (dossier.HasChanged) Console.WriteLine(call.Say("cli.dossier.changed"));
        foreach (var paper in dossier.Missing) Console.WriteLine(call.Say("cli.dossier.missing", paper));
        if (dossier.LastDay is { } day) Console.WriteLine(call.Say("cli.dossier.last-day", Written.Day(day)));
    }

    private static void Write(Dossier dossier) => Invocation.WriteJson(json =>
    {
        var figures = dossier.Frozen.Figures;
        json.WriteStartObject();
        json.WriteString("campaign", figures.Campaign);
        json.WriteString("unit", figures.Unit);
        json.WriteString("asOf", figures.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("frozenAt", dossier.Frozen.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("sha256", dossier.Frozen.Sha256);
        json.WriteString("reason", dossier.Frozen.Reason);
        json.WriteBoolean("changedSince", dossier.HasChanged);
        json.WriteBoolean("pdf", dossier.HasPdf);
        json.WriteString("lastDay", dossier.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("files");
        foreach (var file in dossier.Files) json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var paper in dossier.Missing) json.WriteStringValue(paper);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
