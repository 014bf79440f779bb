using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Intake;

namespace ThiDua.Cli;

public static class WithdrawCommand
{
    public static Command Withdraw()
    {
        var file = new Argument<string>("file-or-sha");
        var reason = new Option<string>("--reason") { Required = true };
        var command = new ActCommand("withdraw", Act.Withdraw) { file, reason };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (string.IsNullOrWhiteSpace(call.Value(reason))) throw new UsageException("usage-reason");
            var withdrawn = Withdraw(new(call.Installation), call.Value(file)!, call.Value(reason)!);
            if (call.AsJson)
            {
                Invocation.WriteJson(json => Write(json, withdrawn));
            }
            else foreach (var import in withdrawn) Console.WriteLine(call.Say("cli.withdrawn", import.File, import.Rows.ToString(CultureInfo.InvariantCulture)));
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>A file that lies here is known by its content, and if that was changed since, by its name.</summary>
    private static IReadOnlyList<Withdrawn> Withdraw(WithdrawFile withdraw, string fileOrSha, string reason)
    {
        if (!File.Exists(fileOrSha)) return withdraw.Withdraw(fileOrSha, reason);
        try
        {
            return withdraw.Withdraw(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(fileOrSha))), reason);
        }
        catch (WithdrawException e) when (e.Code == "not-found")
        {
            return withdraw.Withdraw(fileOrSha, reason);
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Withdrawn> withdrawn)
    {
        json.WriteStartObject();
        json.WriteStartArray("withdrawn");
        foreach (var import in withdrawn)
        {
            json.WriteStartObject();
            json.WriteString("file", import.File);
            json.WriteString("kind", import.Kind);
            json.WriteString("sha256", import.Sha256);
            json.WriteNumber("rows", import.Rows);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
