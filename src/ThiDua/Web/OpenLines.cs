using System.Net;
using Npgsql;

namespace ThiDua.Web;

/// <summary>
/// Lines to other machines are sealed, and the other side shows who it is. Where an office knows a way to be nobody else's, it names the
/// machine: `THIDUA_OPEN_LINES="10.0.0.5 mail.noi-bo"`.
/// </summary>
/// <param name="machines">To which a line may be open, as settings name them.</param>
public sealed class OpenLines(params IReadOnlyCollection<string> machines)
{
    public const string Setting = "THIDUA_OPEN_LINES";

    /// <summary>Not even to this machine itself.</summary>
    public static OpenLines None { get; } = new() { isOpenHere = false };

    private bool isOpenHere = true;

    public static OpenLines FromEnvironment() => new((Environment.GetEnvironmentVariable(Setting) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>To this machine itself no line leads.</summary>
    public bool Allow(string machine) =>
        (isOpenHere && (machine == "localhost" || (IPAddress.TryParse(machine.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))) || machines.Contains(machine, StringComparer.OrdinalIgnoreCase);

    /// <summary>The machine of a PostgreSQL address to which the line would be open, or which would not show who it is; null: all is well.</summary>
    public string? OpenIn(string postgres)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new(postgres);
        }
        catch (ArgumentException)
        {
            return null; // no address at all: said where it is opened
        }
        if (parts.SslMode is SslMode.VerifyCA or SslMode.VerifyFull) return null;
        return (parts.Host ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Name).FirstOrDefault(host => !IsSocket(host) && !Allow(host));
    }

    private static bool IsSocket(string host) => host[0] is '/' or '@';

    /// <summary>Without its port: "db:5433", "[fd00::1]:5432".</summary>
    private static string Name(string host)
    {
        host = host.Trim();
        var colon = host.LastIndexOf(':');
        return colon > 0 && host.IndexOf(':', StringComparison.Ordinal) == colon | host[colon - 1] == ']' ? host[..colon] : host;
    }
}
