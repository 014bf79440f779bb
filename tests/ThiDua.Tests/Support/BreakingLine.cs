using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ThiDua.Tests.Support;

/// <summary>A line to a server on loopback that breaks once, at the first mail over it, and holds afterwards.</summary>
public sealed class BreakingLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private bool broken;

    /// <param name="server">Port to which it leads.</param>
    public BreakingLine(int server)
    {
        this.server = server;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var far = new TcpClient("127.0.0.1", server);
                _ = Carry(client, far, MayPass);
                _ = Carry(far, client, _ => true);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private bool MayPass(string text)
    {
        if (broken || !text.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase)) return true;
        broken = true;
        return false;
    }

    private static async Task Carry(TcpClient from, TcpClient to, Func<string, bool> mayPass)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var length && mayPass(Encoding.ASCII.GetString(buffer, 0, length))) await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // one end has hung up
        }
        from.Dispose();
        to.Dispose();
    }
}
