using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace ThiDua.Tests.Support;

/// <summary>A real SMTP server on loopback (aiosmtpd) that keeps what it is given.</summary>
public sealed class MailServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-mail-").FullName;
    private readonly Process server;
    private readonly int port;

    /// <param name="largest">Bytes of the largest message that it takes.</param>
    public MailServer(int largest = 1_000_000)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        server = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-s", $"{largest}", "-c", "aiosmtpd.handlers.Mailbox", Path.Combine(folder, "box")]) { RedirectStandardError = true })!;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (attempt < 200)
            {
                Thread.Sleep(50);
            }
        }
    }

    public string Address => Over(port);

    public int Port => port;

    /// <summary>The same mailbox reached over another port.</summary>
    public static string Over(int port) => $"smtp://127.0.0.1:{port}?from=van-phong%40vidu.vn";

    /// <summary>From, to, subject and text of each message, in the order of recipients.</summary>
    public IReadOnlyList<(string From, string To, string Subject, string Text)> Messages() =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "box", "new")).Select(f => MimeMessage.Load(f, TestContext.Current.CancellationToken))
            .Select(m => (m.From.ToString(), m.To.ToString(), m.Subject!, m.TextBody!.Trim().ReplaceLineEndings("\n"))).Order()];

    public void Forget()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "box", "new"))) File.Delete(file);
    }

    public void Dispose()
    {
        server.Kill(entireProcessTree: true);
        server.WaitForExit();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
