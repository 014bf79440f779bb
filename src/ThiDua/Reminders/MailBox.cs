using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>
/// Where mail leaves, from one address: smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS (smtps:// from the first byte sealed). On another
/// machine, a server that does not seal gets neither password nor mail.
/// </summary>
public sealed class MailBox : IDisposable
{
    private readonly SmtpClient client = new();
    private readonly Uri server;
    private readonly MailboxAddress from;
    private readonly OpenLines lines;

    private MailBox(Uri server, MailboxAddress from, OpenLines lines) => (this.server, this.from, this.lines) = (server, from, lines);

    /// <exception cref="FormatException">The address is not of that form.</exception>
    public static MailBox Open(string address, OpenLines? lines = null)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")) throw new FormatException(address);
        var given = uri.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).FirstOrDefault(p => p is ["from", _])?[1];
        if (given is null || !MailboxAddress.TryParse(Uri.UnescapeDataString(given), out var from)) throw new FormatException(address);
        var box = new MailBox(uri, from, lines ?? OpenLines.FromEnvironment());
        try
        {
            box.Connect();
            return box;
        }
        catch
        {
            box.Dispose();
            throw;
        }
    }

    public static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);

    /// <summary>Over the line that is open; where it broke, over a new one.</summary>
    public void Send(string to, string subject, string text)
    {
        if (!client.IsConnected) Connect();
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(to));
        client.Send(message);
    }

    /// <summary>What a server, a line or a seal can do to one message; whatever else is thrown is a fault of ours.</summary>
    public static bool IsFault(Exception fault) => fault is MailKit.CommandException or MailKit.ProtocolException or MailKit.ServiceNotConnectedException
        or MailKit.ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or IOException or SocketException or TimeoutException;

    public void Dispose()
    {
        if (client.IsConnected) client.Disconnect(quit: true);
        client.Dispose();
    }

    private void Connect()
    {
        try
        {
            client.Connect(server.Host, server.IsDefaultPort || server.Port < 0 ? server.Scheme == "smtps" ? 465 : 587 : server.Port, Seal);
        }
        catch (NotSupportedException)
        {
            throw new IOException(Sentences.Say(Language.Vi, "remind.open-line", server.Host, OpenLines.Setting));
        }
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password]) client.Authenticate(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }

    private SecureSocketOptions Seal => server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : lines.Allow(server.Host) ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;
}
