using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ThiDua.Tests.Support;

/// <summary>A site in a process of its own, which may be killed.</summary>
internal sealed class Node : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client;
    private readonly ConcurrentQueue<string> said = [];

    /// <param name="mail">Over which it sends; null: it knows no mail server.</param>
    public Node(Office office, string name, BreakingLine? mail = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "thidua.dll"), "serve", "--urls", $"http://127.0.0.1:{port}", "--data", office.Folder, "--today", office.Installation.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                .. office.Installation.Postgres is { } server ? (string[])["--db", server + ";Application Name=" + name] : []])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        if (mail is not null) start.Environment["THIDUA_SMTP"] = MailServer.Over(mail.Port);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => said.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => said.Enqueue(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        client = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SignedIn.Key(office.Installation with { Clock = TimeProvider.System }));
    }

    public async Task IsUp() => await Until(async () =>
    {
        Assert.False(process.HasExited);
        try
        {
            return (await Send(HttpMethod.Get, "/api/v1/imports")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    public async Task<(HttpStatusCode Status, string? Location, JsonNode? Body)> Send(HttpMethod method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Headers.Add("Prefer", "respond-async");
        }
        using var response = await client.SendAsync(request, Cancellation);
        return (response.StatusCode, response.Headers.Location?.ToString(), JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>Without being known to it.</summary>
    public async Task<(HttpStatusCode Status, string Page)> Post(string address, HttpContent content)
    {
        using var stranger = new HttpClient { BaseAddress = client.BaseAddress };
        using var response = await stranger.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>Sends the form of a page in the session of somebody who just signed in.</summary>
    public async Task<HttpStatusCode> Send(string page, string action, string session, params IEnumerable<(string Name, string Value)> fields)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = client.BaseAddress };
        using var response = await Form.Send(browser, page, action, "thidua=" + session, fields);
        return response.StatusCode;
    }

    /// <summary>All that it wrote to its log.</summary>
    public string Said => string.Join('\n', said);

    /// <summary>As the power would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        client.Dispose();
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task Until(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 1200);
            await Task.Delay(50, Cancellation);
        }
    }
}
