using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Api;

/// <summary>The API answers what the commands answer, on the same stored town.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly SmallTown town = new();
    private readonly HttpClient client = new();
    private WebApplication site = null!;

    public async ValueTask InitializeAsync()
    {
        site = Site.Build(new(new(town.Command.Data, null, TimeProvider.System, new(2024, 11, 30)), "http://127.0.0.1:0", false));
        await site.StartAsync();
        client.BaseAddress = new(site.Urls.First());
        client.DefaultRequestHeaders.Authorization = new("Bearer", SignedIn.Key(new(town.Command.Data, null, TimeProvider.System, null)));
    }

    [Theory]
    [InlineData("campaigns/9936/standings?indicator=staff-voluntary-si", "standings", "9936", "--indicator", "staff-voluntary-si")]
    [InlineData("campaigns/9936/standings?of=officers&group=communes&asOf=2024-11-17", "standings", "9936", "--of", "officers", "--group", "communes", "--as-of", "2024-11-17")]
    [InlineData("campaigns/9936/standings?under=LX&tree=2024-11-24", "standings", "9936", "--under", "LX", "--tree", "2024-11-24")]
    [InlineData("campaigns/9936/explanations?officer=B1", "explain", "9936", "--officer", "B1")]
    [InlineData("campaigns/9936/explanations?row=ket-qua.csv%232", "explain", "9936", "--row", "ket-qua.csv#2")]
    [InlineData("campaigns/9936/awards", "awards", "9936")]
    [InlineData("campaigns/9936/reminders", "remind", "9936")]
    public async Task A_question_is_answered_as_by_the_command(string address, params string[] command)
    {
        var expected = town.Command.Must([.. command, "--json"]).Json;
        var actual = JsonNode.Parse(await client.GetStringAsync("/api/v1/" + address, TestContext.Current.CancellationToken))!;
        foreach (var document in new[] { expected, actual }) document.AsObject().Remove("knownAt");
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected}\nactual   {actual}");
    }

    [Fact]
    public async Task An_answer_that_the_caller_has_is_not_sent_again_until_something_is_learned()
    {
        const string Address = "/api/v1/campaigns/9936/standings?indicator=staff-voluntary-si";
        using var first = await client.GetAsync(Address, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotModified, 0), await Again(first.Headers.ETag!));
        await Post("/api/v1/imports?kind=results&file=them.csv", SmallTown.Results.Split('\n')[0] + "\nPhan Z,8900000099,TN,TM,16/11/2024,BL99,11/2024,3,A1,cha\n");
        Assert.Equal(HttpStatusCode.OK, (await Again(first.Headers.ETag!)).Status);

        async Task<(HttpStatusCode Status, int Length)> Again(System.Net.Http.Headers.EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address);
            request.Headers.IfNoneMatch.Add(tag);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        }
    }

    [Fact]
    public async Task A_waiting_row_is_settled_and_taken_back()
    {
        await Post("/api/v1/imports?kind=results&file=hai.csv", SmallTown.Results.Split('\n')[0] + "\nPhan A,8900000001,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n");
        var wrong = await Post("/api/v1/settlements?row=hai.csv%232&choice=by-national-id&reason=th%E1%BB%AD", "");
        var settled = await Post("/api/v1/settlements?row=hai.csv%232&choice=taken&reason=th%E1%BB%AD", "");
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK, "taken"), (wrong.Status, settled.Status, (string?)settled.Json["choice"]));
        var held = await Settled();
        Assert.Equal(["hai.csv#2 taken"], held);
        await Post($"/api/v1/imports/{settled.Json["sha256"]}/withdrawal?reason=nh%E1%BA%A7m", "");
        held = await Settled();
        Assert.Equal([], held);

        async Task<string[]> Settled() => [.. JsonNode.Parse(await client.GetStringAsync("/api/v1/campaigns/9936/worklist", TestContext.Current.CancellationToken))!["settled"]!.AsArray().Select(s => $"{s!["file"]}#{s["row"]} {s["choice"]}")];
    }

    [Fact]
    public async Task A_file_is_tried_taken_listed_and_withdrawn()
    {
        const string Address = "/api/v1/imports?kind=results&file=sua.csv";
        var file = SmallTown.Results.Split('\n')[0] + "\nPhan A,8900000001,TN,TM,14/11/2024,BL1,11/2024,3,A2,cha\n";
        var tried = await Post(Address + "&dryRun=true", file);
        var taken = await Post(Address, file);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, true, false), (tried.Status, taken.Status, (bool)tried.Json["dryRun"]!, (bool)taken.Json["dryRun"]!));
        tried.Json["dryRun"] = false;
        Assert.True(JsonNode.DeepEquals(tried.Json, taken.Json));
        Assert.Equal((1, 1), ((int)taken.Json["rows"]!, (int)taken.Json["corrected"]!));

        var withdrawn = await Post($"/api/v1/imports/{taken.Json["sha256"]}/withdrawal?reason=th%E1%BB%AD", "");
        Assert.Equal("sua.csv", (string?)withdrawn.Json["withdrawn"]![0]!["file"]);
        var listed = JsonNode.Parse(await client.GetStringAsync("/api/v1/imports", TestContext.Current.CancellationToken))!["imports"]!.AsArray();
        Assert.Equal(["don-vi.csv ", "can-bo.csv ", "ket-qua.csv ", "sua.csv thử"], listed.Select(i => $"{i!["file"]} {i["withdrawn"]}"));
    }

    [Theory]
    [InlineData("GET", "/api/v1/campaigns/1234/standings", HttpStatusCode.NotFound, "urn:thidua:campaign-unknown")]
    [InlineData("GET", "/api/v1/campaigns/9936/standings?asOf=30-11-2024", HttpStatusCode.BadRequest, "urn:thidua:usage-day")]
    [InlineData("POST", "/api/v1/imports?kind=results&file=a.csv", HttpStatusCode.UnprocessableEntity, "urn:thidua:empty")]
    [InlineData("POST", "/api/v1/imports?kind=khong&file=a.csv", HttpStatusCode.BadRequest, "urn:thidua:usage-kind")]
    [InlineData("POST", "/api/v1/imports/00000000/withdrawal?reason=a", HttpStatusCode.NotFound, "urn:thidua:not-found")]
    public async Task A_fault_is_a_problem_document_with_a_sentence(string method, string address, HttpStatusCode status, string type)
    {
        using var request = new HttpRequestMessage(new(method), address) { Content = method == "POST" ? new ByteArrayContent([]) : null };
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((status, "application/problem+json", type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, (string?)problem["type"]));
        Assert.NotEqual("", (string?)problem["detail"]);
    }

    [Theory, InlineData("Origin", "http://evil.example"), InlineData("Sec-Fetch-Site", "cross-site"), InlineData("Host", "evil.example")]
    public async Task A_page_of_another_site_gets_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/campaigns");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>An address that the description does not know, or the reverse, is a change that nobody reviewed.</summary>
    [Fact]
    public void The_description_names_every_address_and_no_other()
    {
        var mapped = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Concat(((IEndpointRouteBuilder)site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}")).Distinct();
        var described = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "ThiDua", "Api", "openapi.json")))!["paths"]!.AsObject()
#pragma warning disable CA1308 // methods stand in lower case in OpenAPI
            .SelectMany(p => p.Value!.AsObject().Select(m => $"{m.Key.ToUpperInvariant()} {p.Key}"));
#pragma warning restore CA1308
        Assert.Equal(described.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await site.DisposeAsync();
        town.Dispose();
    }

    private async Task<(HttpStatusCode Status, JsonNode Json)> Post(string address, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        var response = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
