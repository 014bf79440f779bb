using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
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
    [InlineData("campaigns/9936/tasks?unit=XP1", "task", "9936", "--unit", "XP1")]
    [InlineData("campaigns/9936/problems", "problem", "9936")]
    [InlineData("campaigns/9936/dossiers/PB2", "dossier", "9936", "--unit", "PB2")]
    public async Task A_question_is_answered_as_by_the_command(string address, params string[] command)
    {
        var expected = town.Command.Must([.. command, "--json"]).Json;
        var actual = JsonNode.Parse(await client.GetStringAsync("/api/v1/" + address, TestContext.Current.CancellationToken))!;
        foreach (var document in new[] { expected, actual }) document.AsObject().Remove("knownAt");
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected}\nactual   {actual}");
    }

    [Fact]
    public async Task The_list_of_imports_holds_files_and_nothing_entered_by_hand()
    {
        await Post("/api/v1/campaigns/9936/tasks?task=launch-communes&unit=XP1&state=under-way&day=2024-11-20", "");
        await Post("/api/v1/campaigns/9936/problems?unit=XP1&text=a", "");
        await Post("/api/v1/settlements?row=ket-qua.csv%234&choice=set-aside&reason=a", "");
        var imports = JsonNode.Parse(await client.GetStringAsync("/api/v1/imports", TestContext.Current.CancellationToken))!["imports"]!.AsArray();
        Assert.Equal(["don-vi.csv units", "can-bo.csv officers", "ket-qua.csv results"], imports.Select(i => $"{i!["file"]} {i["kind"]}"));
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
    public async Task On_the_next_day_a_call_list_is_another_answer()
    {
        const string Address = "/api/v1/campaigns/9936/calls";
        using var today = await client.GetAsync(Address, TestContext.Current.CancellationToken);
        await using var later = Site.Build(new(new(town.Command.Data, null, TimeProvider.System, new(2024, 12, 1)), "http://127.0.0.1:0", false));
        await later.StartAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, later.Urls.First() + Address);
        request.Headers.IfNoneMatch.Add(today.Headers.ETag!);
        using var tomorrow = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (today.StatusCode, tomorrow.StatusCode));
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
    public async Task A_task_is_recorded_and_a_difficulty_reported_and_answered()
    {
        var refused = await Post("/api/v1/campaigns/9936/tasks?task=launch-communes&unit=XP1&state=done", "");
        var recorded = await Post("/api/v1/campaigns/9936/tasks?task=launch-communes&unit=XP1&state=done&day=2024-11-18&document=15", "");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:thidua:task-document-missing", HttpStatusCode.OK, "done"),
            (refused.Status, (string?)refused.Json["type"], recorded.Status, (string?)recorded.Json["progress"]));
        var launch = JsonNode.Parse(await client.GetStringAsync("/api/v1/campaigns/9936/tasks?unit=XP1", TestContext.Current.CancellationToken))!["tasks"]!.AsArray().Single(t => (string?)t!["task"] == "launch-communes")!;
        Assert.Equal(1, (int)launch["done"]!);

        var reported = await Post("/api/v1/campaigns/9936/problems?unit=XP1&text=abc", "");
        var answered = await Post($"/api/v1/campaigns/9936/problems/{reported.Json["number"]}?state=answered&text=def", "");
        var unknown = await Post("/api/v1/campaigns/9936/problems/7?state=closed", "");
        Assert.Equal((HttpStatusCode.OK, "answered", HttpStatusCode.NotFound), (answered.Status, (string?)answered.Json["state"], unknown.Status));
    }

    [Fact]
    public async Task A_dossier_is_frozen_its_papers_fetched_and_followed()
    {
        const string Dossier = "/api/v1/campaigns/9936/dossiers/PB2";
        using (var early = await client.GetAsync(Dossier + "/papers/to-trinh.docx", TestContext.Current.CancellationToken)) Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        var frozen = await Post(Dossier, "");
        Assert.Equal((HttpStatusCode.OK, "underway", true), (frozen.Status, (string?)frozen.Json["state"], (bool)frozen.Json["qualifies"]!));
        var paper = await client.GetByteArrayAsync(Dossier + "/papers/to-trinh.docx", TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), paper[..2]);
        var early2 = await Post(Dossier + "/papers/to-trinh/steps?step=sent", "");
        Assert.Equal((HttpStatusCode.Conflict, "urn:thidua:not-signed"), (early2.Status, (string?)early2.Json["type"]));
        var signed = await Post(Dossier + "/papers/to-trinh/steps?step=signed&text=12/TTr&day=2024-11-30", "");
        Assert.Equal(["made", "signed", "made"], signed.Json["papers"]!.AsArray().Select(p => (string?)p!["state"]));
        var all = JsonNode.Parse(await client.GetStringAsync("/api/v1/campaigns/9936/dossiers", TestContext.Current.CancellationToken))!;
        Assert.Equal(["PB1 nothing-to-propose", "PB2 underway", "XP1 not-begun", "XP2 nothing-to-propose"], all["dossiers"]!.AsArray().Select(d => $"{d!["unit"]} {d["state"]}").Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, 2), ((int)all["counts"]!["underway"]!, (int)all["counts"]!["not-begun"]!, (int)all["counts"]!["nothing-to-propose"]!));
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

    [Fact]
    public async Task A_webhook_is_made_listed_without_its_secret_and_ended()
    {
        var added = await Post("/api/v1/webhooks?address=http%3A%2F%2F127.0.0.1%3A9%2Fnhan&events=import.taken&daysBefore=2", "");
        Assert.Equal((HttpStatusCode.OK, 1, "whsec_"), (added.Status, (int)added.Json["webhook"]!, ((string)added.Json["secret"]!)[..6]));
        var listed = await client.GetStringAsync("/api/v1/webhooks", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("whsec_", listed, StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:9/nhan", (string?)JsonNode.Parse(listed)!["webhooks"]![0]!["address"]);
        using var ended = await client.DeleteAsync("/api/v1/webhooks/1", TestContext.Current.CancellationToken);
        using var again = await client.DeleteAsync("/api/v1/webhooks/1", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (ended.StatusCode, again.StatusCode));
    }

    [Theory]
    [InlineData("POST", "/api/v1/webhooks?address=https%3A%2F%2F169.254.169.254%2F", HttpStatusCode.UnprocessableEntity, "urn:thidua:not-allowed")]
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
