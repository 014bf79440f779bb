using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ThiDua.Trail;

/// <summary>One entry of the trail. No personal value stands in it: accounts by name, persons by number, files by name and hash.</summary>
public sealed record TrailEntry
{
    public long No { get; init; }
    /// <summary>UTC, as stored.</summary>
    public string At { get; init; } = "";
    /// <summary>Account, or "máy:USER" for the command line.</summary>
    public string Actor { get; init; } = "";
    /// <summary>From where, as far as the site knows; empty for the command line.</summary>
    public string Address { get; init; } = "";
    /// <summary>Its sentence is "trail.act.ACT".</summary>
    public string Act { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Before { get; init; }
    public string? After { get; init; }
    /// <summary>The recording that the act made; null when it recorded no facts.</summary>
    public long? Recording { get; init; }
    /// <summary>See <see cref="FactDigest"/>.</summary>
    public string? Facts { get; init; }
    /// <summary>Highest number of a unit when the act ended.</summary>
    public int Units { get; init; }
    public int Officers { get; init; }
    /// <summary>Hash of the entry before; of the first, 64 zeros.</summary>
    public string Previous { get; init; } = "";
    public string Sha256 { get; init; } = "";

    public const string Columns = """
        entry_no as No, at as At, actor as Actor, address as Address, act as Act, subject as Subject, before as Before, after as After,
        recording_id as Recording, facts as Facts, units as Units, officers as Officers, previous as Previous, sha256 as Sha256
        """;

    public static readonly string BeforeTheFirst = new('0', 64);

    /// <summary>Over everything that the entry says, the hash of the one before included.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new string?[]
    {
        Plain(No), At, Actor, Address, Act, Subject, Before, After, Recording is { } r ? Plain(r) : null, Facts, Plain(Units), Plain(Officers), Previous,
    })));

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
