using System.Globalization;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ThiDua.Tests.Notices;

/// <summary>Another program that listens on this machine, and what it was told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly ConcurrentQueue<Received> received = new();

    private Receiver(int port, Func<HttpContext, Task<int>>? answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        site = builder.Build();
        site.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var headers = http.Request.Headers;
            received.Enqueue(new(http.Request.Path, headers["webhook-id"]!, long.Parse(headers["webhook-timestamp"]!, CultureInfo.InvariantCulture), headers["webhook-signature"]!, http.Request.ContentType!, body));
            http.Response.StatusCode = answer is null ? Status : await answer(http);
        });
    }

    /// <summary>What it answers from now on.</summary>
    public int Status { get; set; } = 204;

    public int Port => new Uri(site.Urls.First()).Port;

    public string Address => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/nhan";

    public Received[] All => [.. received];

    /// <param name="port">0: any.</param>
    public static async Task<Receiver> Start(int port = 0, Func<HttpContext, Task<int>>? answer = null)
    {
        var receiver = new Receiver(port, answer);
        await receiver.site.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}

/// <summary>One message as it came over the wire.</summary>
public sealed record Received(string Path, string Id, long Timestamp, string Signature, string ContentType, string Body)
{
    /// <summary>
    /// Written from the specification (Standard Webhooks 1.0), not from our code: the key is the base64 behind "whsec_", what is
    /// signed is id.timestamp.body, the header is a list of "v1,base64" of which one must fit.
    /// </summary>
    public bool IsSignedWith(string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(Id + "." + Timestamp.ToString(CultureInfo.InvariantCulture) + "." + Body));
        return Signature.Split(' ').Any(s => s.Split(',') is ["v1", var given] && CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(given)));
    }
}
