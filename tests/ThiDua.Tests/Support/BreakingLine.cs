using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ThiDua.Tests.Support;

/// <summary>A line to a server on loopback that breaks once, in the middle of mail, and holds afterwards.</summary>
public sealed class BreakingLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int server;
    private readonly bool isSilent;
    private int passing;

    /// <param name="server">Port to which it leads.</param>
    /// <param name="passing">Mails that pass before it breaks.</param>
    /// <param name="isSilent">It does not hang up: who sends waits for an answer.</param>
    public BreakingLine(int server, int passing = 0, bool isSilent = false)
    {
        (this.server, this.passing, this.isSilent) = (server, passing, isSilent);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Task Broken => broken.Task;

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
                _ = Carry(far, client, _ => Task.FromResult(true));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task<bool> MayPass(string text)
    {
        if (broken.Task.IsCompleted || !text.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase) || --passing >= 0) return true;
        broken.SetResult();
        if (isSilent) await Task.Delay(Timeout.Infinite);
        return false;
    }

    private static async Task Carry(TcpClient from, TcpClient to, Func<string, Task<bool>> mayPass)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var length && await mayPass(Encoding.ASCII.GetString(buffer, 0, length))) await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // one end has hung up
        }
        from.Dispose();
        to.Dispose();
    }
}
