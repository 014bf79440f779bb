using System.Net;
using System.Net.Sockets;

namespace ThiDua.Notices;

/// <summary>
/// Where notices may go. An address that a person enters must not make this machine knock at doors that only it can reach: so
/// only the public network, this very machine when it is named outright, and the networks that the office calls its own.
/// </summary>
/// <param name="office">The office's own networks.</param>
public sealed class Reach(params IReadOnlyList<IPNetwork> office)
{
    /// <summary>The office's own networks, as "10.1.0.0/16 192.168.4.0/24".</summary>
    public const string Setting = "THIDUA_WEBHOOK_NETWORKS";

    private static readonly IPNetwork[] Private4 = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    }.Select(IPNetwork.Parse)];

    /// <summary>Within the public space of IPv6: examples, and ways back into IPv4.</summary>
    private static readonly IPNetwork[] Special6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    /// <exception cref="FormatException">Not a list of networks.</exception>
    public static Reach FromEnvironment() => Of(Environment.GetEnvironmentVariable(Setting));

    /// <exception cref="FormatException">Not a list of networks.</exception>
    public static Reach Of(string? networks) => new([.. (networks ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)]);

    /// <summary>What is wrong with an address as it is written; null: nothing. What its name resolves to is seen when it is called.</summary>
    public string? FaultOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) return "not-an-address";
        if (uri.Scheme == "http" && !IsThisMachine(uri.Host)) return "not-sealed";
        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && !Allows(uri.Host, ip) ? "not-allowed" : null;
    }

    /// <summary>Whether a connection to this address may be opened for the sake of this host name.</summary>
    public bool Allows(string host, IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return IsThisMachine(host);
        if (IsLinkLocal(address)) return false; // where machines of a cloud keep their secrets: nobody's office
        if (office.Any(n => n.Contains(address))) return true;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Private4.Any(n => n.Contains(address))
            : Public6.Contains(address) && !Special6.Any(n => n.Contains(address));
    }

    /// <summary>Opens a connection to the first address of the name that is allowed; what is checked is what is connected to.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = addresses.Where(a => Allows(host, a)).ToArray();
        if (addresses.Length > 0 && allowed.Length == 0) throw new OutOfReachException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>The name leads to an address to which notices may not go.</summary>
public sealed class OutOfReachException() : IOException("Out of reach.");
