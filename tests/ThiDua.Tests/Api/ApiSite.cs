using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Api;

/// <summary>The served site of a small town on either engine; it can be stopped and started again.</summary>
public sealed class ApiSite : IAsyncDisposable
{
    private readonly Office office;
    private readonly string? smtp;
    private WebApplication site = null!;

    private ApiSite(Engine engine, string? smtp)
    {
        this.smtp = smtp;
        office = engine == Engine.Sqlite ? new Office(engine, from: Town.Value, minutes: 3) : new Office(engine);
        if (engine == Engine.Postgres) Fill(office);
    }

    /// <summary>Filled once and copied.</summary>
    private static readonly Lazy<string> Town = new(() =>
    {
        var town = new Office(Engine.Sqlite);
        EndOfRun.Delete(town.Folder);
        Fill(town);
        return town.Folder;
    });

    private static void Fill(Office office)
    {
        SmallTown.Into(office);
    }

    public sealed record Answer(HttpStatusCode Status, string Type, byte[] Bytes, HttpResponseHeaders Headers)
    {
        public JsonNode Json => JsonNode.Parse(Bytes)!;

        public string Text => Encoding.UTF8.GetString(Bytes);
    }

    public Office Office => office;

    public WebApplication Site => site;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<ApiSite> Start(Engine engine = Engine.Sqlite, string? smtp = null)
    {
        var started = new ApiSite(engine, smtp);
        await started.Open();
        return started;
    }

    public async Task Restart(Action? between = null)
    {
        await Close();
        between?.Invoke();
        await Open();
    }

    public async Task<Answer> Send(string method, string address, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v1/" + address);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") request.Content!.Headers.TryAddWithoutValidation(name, value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    /// <summary>Asks until an import in the background is over.</summary>
    public async Task<JsonNode> Over(string location)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await Send("GET", location["/api/v1/".Length..]);
            if ((string?)answer.Json["state"] is not ("waiting" or "running") || attempt > 600) return answer.Json;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        office.Dispose();
    }

    private async Task Open()
    {
        site = ThiDua.Web.Site.Build(new(office.Installation, "http://127.0.0.1:0", false, smtp));
        await site.StartAsync(TestContext.Current.CancellationToken);
        Client = new() { BaseAddress = new(site.Urls.First()) };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", SignedIn.Key(office.Installation));
    }

    private async Task Close()
    {
        Client.Dispose();
        await site.StopAsync(CancellationToken.None);
        await site.DisposeAsync();
    }
}
