using System.CommandLine;
using System.Globalization;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Documents.Certificates;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`thidua certificate`: makes the certificates of an issued decision, and says whether a code is true; with the key alone, on a machine that has nothing else.</summary>
public static class CertificateCommand
{
    /// <summary>Where the password of a key file is taken from: an argument would stand in lists of what runs.</summary>
    private const string PasswordSetting = "THIDUA_SIGN_PASSWORD";

    public static Command Certificate(Language language)
    {
        var command = new Command("certificate") { Make(language), Check(), Key() };
        foreach (var one in command.Subcommands) CommandTree.Describe(one, "cli.certificate." + one.Name, language);
        return command;
    }

    private static ActCommand Make(Language language)
    {
        var campaign = new Argument<string>("campaign");
        var decision = new Argument<int>("decision");
        var output = new Option<string>("--out") { Required = true, Description = Sentences.Say(language, "cli.certificate.out") };
        var unit = new Option<string?>("--unit");
        var template = new Option<string?>("--template");
        var site = new Option<string?>("--site");
        var sign = new Option<string?>("--sign");
        var command = new ActCommand("make", Act.SeeAwards) { campaign, decision, output, unit, template, site, sign };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            Uri? address = null;
            if (call.Value(site) is { } said && (!Uri.TryCreate(said, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https"))) throw new UsageException("usage-certificate-site", said);
            var batch = new MakeCertificates(call.Installation).Plan(new(call.Value(campaign)!, call.Value(decision), call.Value(template), call.Value(unit), Site: address));
            using var signature = call.Value(sign) is { } key ? PdfSignature.Of(File.ReadAllBytes(key), Environment.GetEnvironmentVariable(PasswordSetting) ?? "", call.Installation.Clock) : null;
            var file = call.Value(output)!;
            if (batch.Count > 0) Write(file, batch, signature);
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", batch.Count > 0 ? file : null);
                    json.WriteNumber("certificates", batch.Count);
                    json.WriteNumber("units", batch.Units.Count);
                    json.WriteNumber("revoked", batch.LeftOut);
                    json.WriteStartArray("refused");
                    foreach (var (line, why) in batch.Refused)
                    {
                        json.WriteStartObject();
                        json.WriteNumber("line", line.No);
                        json.WriteString("name", line.Name);
                        json.WriteString("code", why.Code);
                        json.WriteString("text", why.Say(call.Language));
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteBoolean("signed", signature is not null);
                    json.WriteEndObject();
                });
            }
            else
            {
                if (batch.Count > 0) Console.WriteLine(call.Say("certificate.made", Written.Number(batch.Count, call.Language), Written.Number(batch.Units.Count, call.Language), file));
                if (batch.LeftOut > 0) Console.WriteLine(call.Say("certificate.left-out", Written.Number(batch.LeftOut, call.Language)));
                if (batch.Refused.Count > 0) Console.Error.WriteLine(call.Say("certificate.refused", Written.Number(batch.Refused.Count, call.Language)));
                foreach (var (line, why) in batch.Refused) Console.Error.WriteLine($"  {line.No.ToString(CultureInfo.InvariantCulture)} {line.Name}: {why.Say(call.Language)}");
            }
            return batch.Refused.Count == 0 ? ExitCode.Done : ExitCode.WrongInput;
        }));
        return command;
    }

    private static void Write(string file, CertificateBatch batch, PdfSignature? signature)
    {
        using var made = new MemoryStream();
        var isFolder = file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (isFolder) MakeCertificates.Zip(made, batch, signature is null ? null : signature.Sign);
        else MakeCertificates.Pdf(made, batch);
        var bytes = made.ToArray();
        File.WriteAllBytes(file, signature is null || isFolder ? bytes : signature.Sign(bytes));
    }

    private static ActCommand Check()
    {
        var code = new Argument<string>("code");
        var key = new Option<string?>("--key");
        var name = new Option<string?>("--name");
        var place = new Option<string?>("--place");
        var command = new ActCommand("check", Act.BePublic) { code, key, name, place };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var cleaned = CertificateCodes.Cleaned(call.Value(code)!);
            var said = call.Value(name);
            if (said is null && (call.Value(key) ?? call.Value(place)) is not null) throw new UsageException("usage-certificate-whose");
            var found = call.Value(key) is { } known
                ? CertificateCodes.Read(cleaned, CertificateCodes.Cleaned(known)) is { } fact ? new CheckedCertificate(CertificateState.Proven, fact) : new(CertificateState.Forged, null)
                : CertificateQueries.Check(call.Installation, cleaned);
            var isOther = found.Fact is { } read && said is not null && !CertificateCodes.Digest(said, call.Value(place) ?? "").AsSpan().SequenceEqual(read.Digest);
            var state = isOther ? CertificateState.Forged : found.State;
            var words = isOther ? call.Say("certificate.check.other-words") : CertificateQueries.Said(found, call.Language);
            if (call.AsJson) Invocation.WriteJson(json => Write(json, state, found, words));
            else
            {
                Console.WriteLine(words);
                foreach (var line in Lines(call, found)) Console.WriteLine("  " + line);
            }
            return state is CertificateState.Valid or CertificateState.Proven ? ExitCode.Done : ExitCode.WrongInput;
        }));
        return command;
    }

    private static ActCommand Key()
    {
        var command = new ActCommand("key", Act.BePublic);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var codes = CertificateCodes.Of(call.Installation);
            var key = codes.Checked;
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("key", key);
                    json.WriteEndObject();
                });
            }
            else Console.WriteLine(key);
            return ExitCode.Done;
        }));
        return command;
    }

    private static IEnumerable<string> Lines(Invocation call, CheckedCertificate found)
    {
        if (found.Fact is not { } fact) yield break;
        if (found.Name is { } name) yield return call.Say("certificate.check.line", name, found.Unit!, found.Award!);
        yield return call.Say("certificate.check.decision-of", fact.Number, Written.Day(fact.Day)) + call.Say("certificate.check.line-no", fact.Line.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, CertificateState state, CheckedCertificate found, string words)
    {
        json.WriteStartObject();
        json.WriteString("state", CertificateQueries.WordOf(state));
        json.WriteString("text", words);
        if (found.Fact is { } fact)
        {
            json.WriteString("number", fact.Number);
            json.WriteString("date", fact.Day.Iso());
            json.WriteNumber("line", fact.Line);
            json.WriteString("name", found.Name);
            json.WriteString("unit", found.Unit);
            json.WriteString("award", found.Award);
            json.WriteString("revokedBy", found.RevokedBy?.Number);
        }
        json.WriteEndObject();
    }
}
