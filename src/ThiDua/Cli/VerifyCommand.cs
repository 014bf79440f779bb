using System.CommandLine;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Cli;

public static class VerifyCommand
{
    public static Command Verify()
    {
        var head = new Option<string?>("--head");
        var digest = new Option<bool>("--digest");
        var command = new ActCommand("verify", Act.Audit) { head, digest };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var invariants = new VerifyStore(call.Installation).Verify().ToList();
            if (call.Value(head) is { } printed) invariants.Add(HeadInTrail(call.Installation, printed));
            var sound = invariants.All(i => i.Holds);
            var stands = call.Value(digest) ? Digest(call.Installation) : null;
            if (call.AsJson) Invocation.WriteJson(json => Write(json, invariants, stands));
            foreach (var invariant in call.AsJson ? [] : invariants)
            {
                Console.WriteLine($"{(invariant.Holds ? "✓" : "✗")} {call.Say("verify." + invariant.Code)}{(invariant.Details.Count > 0 ? " " + string.Join("; ", invariant.Details) : "")}");
            }
            if (stands is not null && !call.AsJson) Console.WriteLine(call.Say("cli.verify.digest", stands));
            return sound ? ExitCode.Done : ExitCode.WrongInput;
        }));
        return command;
    }

    /// <summary>Paper that was stamped anchors the database: a trail that was cut or written anew does not have its head.</summary>
    private static Invariant HeadInTrail(Installation installation, string printed)
    {
        using var db = installation.Open();
        return new("head-in-trail", Trail.VerifyTrail.Has(db, printed), [printed]);
    }

    /// <summary>Of two stores with the same rows the same, on whichever engine.</summary>
    private static string Digest(Installation installation)
    {
        using var db = installation.Open();
        return StoreDigest.Of(db);
    }

    /// <param name="digest">See <see cref="StoreDigest"/>; null: not asked for.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Invariant> invariants, string? digest = null)
    {
        json.WriteStartObject();
        json.WriteBoolean("sound", invariants.All(i => i.Holds));
        if (digest is not null) json.WriteString("digest", digest);
        json.WriteStartArray("invariants");
        foreach (var invariant in invariants)
        {
            json.WriteStartObject();
            json.WriteString("code", invariant.Code);
            json.WriteBoolean("holds", invariant.Holds);
            json.WriteStartArray("details");
            foreach (var detail in invariant.Details) json.WriteStringValue(detail);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
