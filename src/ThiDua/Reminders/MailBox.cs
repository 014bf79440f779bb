using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ThiDua.Reminders;

/// <summary>
/// Where mail leaves, from one address: smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS (smtps:// from the first byte sealed). A server
/// that offers to seal is taken at its word.
/// </summary>
public sealed class MailBox : IDisposable
{
    private readonly SmtpClient client = new();
    private readonly MailboxAddress from;

    private MailBox(MailboxAddress from) => this.from = from;

    /// <exception cref="FormatException">The address is not of that form.</exception>
    public static MailBox Open(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")) throw new FormatException(address);
        var given = uri.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).FirstOrDefault(p => p is ["from", _])?[1];
        if (given is null || !MailboxAddress.TryParse(Uri.UnescapeDataString(given), out var from)) throw new FormatException(address);
        var box = new MailBox(from);
        try
        {
            box.client.Connect(uri.Host, uri.IsDefaultPort || uri.Port < 0 ? uri.Scheme == "smtps" ? 465 : 587 : uri.Port, uri.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable);
            if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password]) box.client.Authenticate(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
            return box;
        }
        catch
        {
            box.Dispose();
            throw;
        }
    }

    public static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);

    public void Send(string to, string subject, string text)
    {
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(to));
        client.Send(message);
    }

    public void Dispose()
    {
        if (client.IsConnected) client.Disconnect(quit: true);
        client.Dispose();
    }
}
