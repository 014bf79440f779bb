using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using ThiDua.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Api;

/// <summary>
/// openapi.json is what the running program does: its addresses and parameters are those that are mapped, its schemas hold of real
/// answers and admit no field that is not named. A short listing of it lies in docs/api-contract.txt for review; with THIDUA_APPROVE=1
/// the test writes it.
/// </summary>
public sealed class ContractTests(ServedTown town) : IClassFixture<ServedTown>
{
    private static readonly JsonNode Description = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "ThiDua", "Api", "openapi.json")))!;

    [Fact]
    public async Task The_description_names_every_address_and_parameter_and_no_other()
    {
        await using var site = await ApiSite.Start();
        var mapped = ((IEndpointRouteBuilder)site.Site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText} {string.Join(' ', Mapped(e).Order(StringComparer.Ordinal))}")).Distinct();
        var described = Operations().Select(o => $"{o.Method} {o.Path} {string.Join(' ', Parameters(o.Node).Where(p => (string)p["name"]! is not ("lang" or "Prefer" or "Accept" or "Accept-Language" or "If-None-Match")).Select(Name).Order(StringComparer.Ordinal))}");
        Assert.Equal(described.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));

        static string Name(JsonNode p) => $"{p["in"]}:{p["name"]}{((bool)p["required"]! ? "!" : "")}";
    }

    [Fact]
    public async Task Real_answers_of_every_operation_are_as_described_and_name_their_state()
    {
        using var mail = new MailServer();
        await using var site = await ApiSite.Start(smtp: mail.Address);
        var sixth = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ThiDua.Tests", "Campaigns", "Sixth", "campaign.yaml"));
        var sixthId = ThiDua.Campaigns.CampaignFile.Read(sixth).Campaign!.Id;
        var head = Cli.SmallTown.Results.Split('\n')[0];
        var filed = await site.Send("POST", "imports?kind=results&file=nen.csv&dryRun=true", head + "\nPhan A,8900000001,TN,TM,31/11/2024,BL1,11/2024,3,A2,cha\n", ("Prefer", "respond-async"));
        var location = filed.Headers.Location!.ToString()["/api/v1/".Length..];
        await site.Over("/api/v1/" + location);
        await site.Send("POST", "imports?kind=results&file=hai.csv", head + "\nPhan A,8900000001,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n");
        await site.Send("POST", "imports?kind=cards&file=the.csv", "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã\n8900000062,Phan Ân,01/10/2023,30/09/2024,30280\n8900000063,Phan Bình,01/10/2023,30/09/2024,\n");
        await site.Send("POST", "imports?kind=results&file=ve.csv", head + ",Mã nhân viên thu\nPhan Bình,8900000063,HGD,TL,18/11/2024,BL63,11/2024,12,B1,cha,NVT-02\n");
        var covered = new List<string> { Check("import", "202", filed) };
        (string Operation, string Address, string? Body, (string, string)[] Headers)[] questions =
        [
            ("listCampaigns", "campaigns", null, []), ("addCampaign", "campaigns/" + sixthId, sixth, []), ("addCampaign", "campaigns/9936", null, []), ("campaignText", "campaigns/9936/text", null, []),
            ("checkCampaign", "campaign-checks", "a: 1", []), ("checkCampaign", "campaign-checks?campaign=b", "id: a", []), ("standings", "campaigns/9936/standings", null, []), ("standings", "campaigns/9936/standings?of=officers", null, []),
            ("standings", "campaigns/9936/standings", null, [("Accept", "text/csv")]), ("explain", "campaigns/9936/explanations?officer=A2", null, []),
            ("explainPerson", "campaigns/9936/explanations", """{"person":"8900000001"}""", [("Content-Type", "application/json")]), ("awards", "campaigns/9936/awards", null, []),
            ("publish", "campaigns/9936/publications?asOf=2024-11-28", null, []), ("takeBackPublication", "campaigns/9936/publications/withdrawal?reason=a", null, []),
            ("recordContact", "campaigns/9936/contacts", """{"person":"8900000062","outcome":"not-reached","day":"2024-11-28","collector":"NVT-01","note":"máy bận"}""", [("Content-Type", "application/json")]),
            ("recordContact", "campaigns/9936/contacts", """{"person":"8900000063","outcome":"promised"}""", [("Content-Type", "application/json")]),
            ("calls", "campaigns/9936/calls", null, []),
            ("recordContact", "campaigns/9936/contacts", """{"person":"8900000063","takeBack":"ghi nhầm"}""", [("Content-Type", "application/json")]),
            ("remind", "campaigns/9936/reminders", null, []), ("sendReminders", "campaigns/9936/reminders", null, []), ("worklist", "campaigns/9936/worklist", null, []),
            ("settle", "settlements?row=hai.csv%232&choice=taken&reason=a", null, []), ("worklist", "campaigns/9936/worklist", null, []), ("explain", "campaigns/9936/explanations?row=hai.csv%232", null, []),
            ("recordTask", "campaigns/9936/tasks?task=launch-communes&unit=XP1&state=done&document=15", null, []), ("recordTask", "campaigns/9936/tasks?task=launch-communes&unit=XP2&state=under-way&day=2024-11-20", null, []),
            ("tasks", "campaigns/9936/tasks", null, []), ("reportProblem", "campaigns/9936/problems?unit=XP1&text=a", null, []), ("answerProblem", "campaigns/9936/problems/1?state=answered&text=b", null, []),
            ("answerProblem", "campaigns/9936/problems/1?state=closed", null, []), ("problems", "campaigns/9936/problems", null, []),
            ("dossier", "campaigns/9936/dossiers/PB2", null, []), ("freezeDossier", "campaigns/9936/dossiers/PB2", null, []), ("dossierPaper", "campaigns/9936/dossiers/PB2/papers/to-trinh.docx", null, []),
            ("recordStep", "campaigns/9936/dossiers/PB2/papers/to-trinh/steps?step=signed&text=12", null, []), ("recordStep", "campaigns/9936/dossiers/PB2/papers/to-trinh/steps?step=sent", null, []),
            ("recordStep", "campaigns/9936/dossiers/PB2/papers/to-trinh/steps?step=returned&text=a", null, []), ("dossiers", "campaigns/9936/dossiers", null, []),
            ("addWebhook", "webhooks?address=http%3A%2F%2F127.0.0.1%3A9%2F&events=import.taken", null, []), ("endWebhook", "webhooks/1", null, []), ("listWebhooks", "webhooks", null, []),
            ("import", "imports?kind=results&file=sua.csv", head + "\nPhan L,8900000041,TN,TM,16/11/2024,BL41,11/2024,3,A3,cha\n", []), ("dossier", "campaigns/9936/dossiers/PB2", null, []),
            ("import", "imports?kind=targets&file=giao.csv&campaign=9936", "Mã đơn vị,Chỉ tiêu,Giao,Đăng ký\nLX,won-back-hi,11,12\n", []),
            ("handDownTargets", "campaigns/9936/targets?indicator=won-back-hi&under=LX&by=equal&dryRun=true", null, []), ("handDownTargets", "campaigns/9936/targets?indicator=won-back-hi&under=LX&by=list", "Mã,Trọng số\nXP1,1\nXP2,2\n", []),
            ("reviseTarget", "campaigns/9936/targets/revisions?indicator=won-back-hi&unit=XP1&target=6&reason=a&document=b&signer=c", null, []), ("explainDifference", "campaigns/9936/targets/reasons?indicator=won-back-hi&under=LX&reason=a&document=b&signer=d", null, []),
            ("targets", "campaigns/9936/targets", null, []),
            ("clusters", "clusters/04", null, []), ("acceptClusters", "clusters/04/lists?year=2024&date=2024-11-22", null, []), ("repeatClusters", "clusters/04/repetitions?year=2025", null, []),
            ("placeMember", "clusters/04/placements?year=2024&member=053&cluster=2&reason=a", null, []), ("electHead", "clusters/04/elections?cluster=1&head=040&day=2024-01-15", null, []),
            ("nameStandingOffice", "clusters/04/standing-offices?cluster=1&office=a&reason=b&document=c", null, []), ("clusterMap", "clusters/04/map", null, []),
            ("keepScale", "clusters/04/scales?file=quy-mo.csv", "Mã đơn vị,Quy mô\n040,5\n051,\"1,5\"\n", []), ("keepBorders", "clusters/04/borders?file=ranh-gioi.geojson&neighbours=true", InventedBorders.GeoJson(InventedBorders.OfProvince("04", new(2024, 11, 22), 20)), []),
            ("clusterProposal", "clusters/04/proposal?date=2022-10-01", null, []), ("clusterProposal", "clusters/04/proposal", null, []), ("clusterMap", "clusters/04/map", null, []), ("clusterMap", "clusters/provinces/map", null, []), ("clusters", "clusters/04", null, []),
            ("listImports", "imports", null, []), ("listImports", "imports?limit=1", null, []), ("import", "imports?kind=results&file=sai.csv&dryRun=true", head + "\nPhan A,89,TN,TM,31/11/2024,BL1,11/2024,3,A2,cha\n", []), ("backgroundImport", location, null, []),
            ("markedWorkbook", location + "/workbook", null, []), ("withdraw", "imports/hai.csv/withdrawal?reason=a", null, []), ("template", "templates/results.xlsx", null, []), ("verify", "verifications", null, []), ("description", "openapi.json", null, []),
        ];
        foreach (var (id, address, body, headers) in questions)
        {
            var method = Operations().Single(o => o.Id == id).Method;
            var answer = await site.Send(method, address, body, headers);
            covered.Add(Check(id, ((int)answer.Status).ToString(CultureInfo.InvariantCulture), answer));
            if (method != "GET") continue;
            var again = await site.Send("GET", address, null, [.. headers, ("If-None-Match", "\"khac\", " + answer.Headers.ETag)]);
            var only = await site.Send("HEAD", address, null, headers);
            Assert.Equal((address, HttpStatusCode.NotModified, 0, HttpStatusCode.OK, 0), (address, again.Status, again.Bytes.Length, only.Status, only.Bytes.Length));
        }
        var promised = Operations().SelectMany(o => o.Node["responses"]!.AsObject().Where(r => r.Key[0] == '2').Select(r => $"{o.Id} {r.Key}"));
        Assert.Equal(promised.Order(StringComparer.Ordinal), covered.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "campaigns/1234/standings", null, "", 404, "campaign-unknown")]
    [InlineData("GET", "campaigns/9936/standings?asOf=30-11-2024", null, "", 400, "usage-day")]
    [InlineData("GET", "campaigns/9936/standings?knownAt=hom-qua", null, "", 400, "usage-moment")]
    [InlineData("GET", "khong-co", null, "", 404, "status-404")]
    [InlineData("DELETE", "campaigns", null, "", 405, "status-405")]
    [InlineData("POST", "imports?file=a.csv", "", "", 400, "status-400")]
    [InlineData("POST", "imports?kind=khong&file=a.csv", "", "", 400, "usage-kind")]
    [InlineData("POST", "imports?kind=targets&file=a.csv", "", "", 400, "usage-campaign")]
    [InlineData("POST", "imports?kind=results&file=a.csv", "", "", 422, "empty")]
    [InlineData("POST", "imports?kind=results&file=a.csv", "--a--", "multipart/form-data; boundary=a", 415, "status-415")]
    [InlineData("POST", "campaigns/9936/explanations", "person=1", "application/x-www-form-urlencoded", 415, "status-415")]
    [InlineData("POST", "campaigns/9936/explanations", """{"person":"8900000042"}""", "application/json", 404, "person-unknown")]
    [InlineData("POST", "campaigns/9936/reminders", "", "", 409, "no-smtp")]
    [InlineData("PUT", "campaigns/9936", "a: 1", "", 422, "campaign-faults")]
    [InlineData("PUT", "campaigns/khong-co", null, "", 404, "campaign-unknown")]
    [InlineData("POST", "campaigns/9936/tasks?task=launch-communes&unit=XP1&state=xong", "", "", 400, "usage-progress")]
    [InlineData("POST", "campaigns/9936/tasks?task=launch-communes&unit=XP1&state=done", "", "", 422, "task-document-missing")]
    [InlineData("POST", "campaigns/9936/tasks?task=khong&unit=XP1&state=done", "", "", 404, "task-unknown")]
    [InlineData("POST", "campaigns/9936/problems?unit=XP9&text=a", "", "", 404, "unit-unknown")]
    [InlineData("POST", "campaigns/9936/problems/7?state=closed", "", "", 404, "problem-unknown")]
    [InlineData("GET", "campaigns/9936/dossiers/XP9", null, "", 404, "unit-not-listed")]
    [InlineData("POST", "campaigns/9936/dossiers/PB2?refreeze=%20", "", "", 400, "usage-reason")]
    [InlineData("GET", "campaigns/9936/dossiers/PB2/papers/to-trinh.docx", null, "", 404, "not-made")]
    [InlineData("POST", "campaigns/9936/dossiers/PB2/papers/to-trinh/steps?step=lost", "", "", 400, "usage")]
    [InlineData("POST", "campaigns/9936/dossiers/PB2/papers/to-trinh/steps?step=taken-back", "", "", 409, "nothing-to-take-back")]
    [InlineData("POST", "campaigns/9936/publications?asOf=2024-12-31", "", "", 422, "publication-day-ahead")]
    [InlineData("POST", "campaigns/1234/publications", "", "", 404, "campaign-unknown")]
    [InlineData("POST", "campaigns/9936/publications/withdrawal?reason=a", "", "", 422, "publication-none")]
    [InlineData("POST", "campaigns/9936/publications/withdrawal", "", "", 400, "usage-reason")]
    [InlineData("POST", "campaigns/9936/contacts", """{"person":"8900000001"}""", "application/json", 400, "usage-contact")]
    [InlineData("POST", "campaigns/9936/contacts", """{"person":"8900000001","outcome":"refused","day":"30/11/2024"}""", "application/json", 400, "usage-day")]
    [InlineData("POST", "campaigns/9936/contacts", """{"person":"8900000001","outcome":"khong"}""", "application/json", 422, "outcome-unknown")]
    [InlineData("POST", "webhooks?address=https%3A%2F%2F169.254.169.254%2F", "", "", 422, "not-allowed")]
    [InlineData("DELETE", "webhooks/7", null, "", 404, "webhook-unknown")]
    [InlineData("DELETE", "webhooks/bay", null, "", 400, "status-400")]
    [InlineData("GET", "imports/0193e2c5a1b27c3d8e4f5a6b7c8d9e0f", null, "", 404, "import-unknown")]
    [InlineData("GET", "imports/..%2F..%2Fthidua", null, "", 404, "import-unknown")]
    [InlineData("GET", "templates/khong.xlsx", null, "", 404, "usage-kind")]
    [InlineData("POST", "imports/00000000/withdrawal?reason=a", "", "", 404, "not-found")]
    [InlineData("GET", "clusters/05/proposal", null, "", 404, "province-unknown")]
    [InlineData("GET", "clusters/04?date=22-11-2024", null, "", 400, "usage-day")]
    [InlineData("POST", "clusters/04/lists?year=24", "", "", 422, "cluster-year-wrong")]
    [InlineData("POST", "clusters/04/elections?cluster=1&head=040", "", "", 422, "cluster-not-member")]
    [InlineData("POST", "clusters/04/standing-offices?cluster=1&office=a", "", "", 422, "cluster-office-incomplete")]
    [InlineData("POST", "clusters/04/placements?year=2024&member=777&reason=a&cluster=1", "", "", 404, "cluster-member-unknown")]
    [InlineData("POST", "clusters/04/scales?file=a.csv", "Mã đơn vị,Quy mô\n046,1\n", "", 422, "scale-code")]
    [InlineData("POST", "clusters/04/borders?file=a.geojson", "{}", "", 422, "borders-collection")]
    [InlineData("POST", "campaigns/9936/targets?indicator=won-back-hi&under=LX&by=giua", "", "", 400, "usage-share")]
    [InlineData("POST", "campaigns/9936/targets?indicator=won-back-hi&under=LX&by=equal", "", "", 404, "target-none")]
    [InlineData("POST", "campaigns/9936/targets/revisions?indicator=won-back-hi&unit=XP1&target=nhieu", "", "", 400, "usage-number")]
    [InlineData("POST", "campaigns/9936/targets/reasons?indicator=won-back-hi&under=LX&reason=a&document=b&signer=c", "", "", 404, "target-not-shared")]
    public async Task A_fault_is_a_problem_document_in_both_languages(string method, string address, string? body, string contentType, int status, string code)
    {
        var site = town.Site; // what is at fault changes nothing
        (string, string)[] headers = contentType.Length > 0 ? [("Content-Type", contentType)] : [];
        var answers = new List<ApiSite.Answer>
        {
            await site.Send(method, address, body, headers), await site.Send(method, address, body, [.. headers, ("Accept-Language", "fr, en-GB;q=0.9, vi;q=0.8")]),
            await site.Send(method, address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en", body, headers),
        };
        foreach (var answer in answers)
        {
            Assert.Equal((status, "application/problem+json", "urn:thidua:" + code), ((int)answer.Status, answer.Type, (string?)answer.Json["type"]));
            Assert.Equal([], JsonSchema.Faults(Description, Description["components"]!["schemas"]!["Problem"]!, answer.Json));
        }
        Assert.NotEqual((string?)answers[0].Json["detail"], (string?)answers[1].Json["detail"]);
        Assert.Equal((string?)answers[1].Json["detail"], (string?)answers[2].Json["detail"]);
    }

    [Fact]
    public void Examples_are_what_their_schemas_say_and_every_text_stands_in_both_languages()
    {
        var contents = Operations().SelectMany(o => o.Node["responses"]!.AsObject().Select(r => (At: $"{o.Id} {r.Key}", Node: Resolve(r.Value!))).Append((At: o.Id, Node: o.Node["requestBody"] ?? new JsonObject())))
            .SelectMany(c => (c.Node["content"]?.AsObject() ?? []).Select(m => (c.At, m.Value))).Where(c => c.Value!["example"] is not null);
        Assert.Equal([], contents.SelectMany(c => JsonSchema.Faults(Description, c.Value!["schema"]!, c.Value["example"]).Select(f => c.At + " " + f)));
        var texts = Operations().Select(o => (o.Id, o.Node)).Concat(Description["components"]!["parameters"]!.AsObject().Select(p => (p.Key, p.Value!))).Concat(Description["components"]!["responses"]!.AsObject().Select(p => (p.Key, p.Value!)));
        Assert.Equal([], texts.Where(t => (string?)t.Item2["x-en"] is null or "" || ((string?)t.Item2["summary"] ?? (string?)t.Item2["description"]) is null or "").Select(t => t.Item1));
    }

    [Fact]
    public void The_contract_is_the_one_that_was_reviewed()
    {
        var listing = new StringBuilder();
        foreach (var (id, method, path, node) in Operations())
        {
            listing.Append(CultureInfo.InvariantCulture, $"{method} {path} {id}\n");
            listing.Append(CultureInfo.InvariantCulture, $"  {string.Join(' ', Parameters(node).Select(p => $"{p["in"]}:{p["name"]}{((bool)p["required"]! ? "!" : "")}:{Shape(p["schema"]!)}"))}\n");
            foreach (var (type, content) in node["requestBody"]?["content"]?.AsObject() ?? []) listing.Append(CultureInfo.InvariantCulture, $"  body {type} {Shape(content!["schema"]!)}\n");
            foreach (var (status, response) in node["responses"]!.AsObject())
            {
                listing.Append($"  {status} {string.Join(", ", (Resolve(response!)["content"]?.AsObject() ?? []).Select(c => $"{c.Key} {Shape(c.Value!["schema"]!)}"))}".TrimEnd()).Append('\n');
            }
        }
        foreach (var (name, schema) in Description["components"]!["schemas"]!.AsObject()) listing.Append(CultureInfo.InvariantCulture, $"{name} {Shape(schema!)}\n");
        var listed = Path.Combine(Repository.Root, "docs", "api-contract.txt");
        if (Environment.GetEnvironmentVariable("THIDUA_APPROVE") == "1") File.WriteAllText(listed, listing.ToString());
        Assert.Equal(File.ReadAllText(listed).ReplaceLineEndings("\n"), listing.ToString());
    }

    private static IEnumerable<(string Id, string Method, string Path, JsonNode Node)> Operations() => Description["paths"]!.AsObject()
        .SelectMany(p => p.Value!.AsObject().Select(m => ((string)m.Value!["operationId"]!, m.Key.ToUpperInvariant(), p.Key, m.Value!)));

    private static IEnumerable<JsonNode> Parameters(JsonNode operation) => operation["parameters"]!.AsArray().Select(p => Resolve(p!));

    private static JsonNode Resolve(JsonNode node) => (string?)node["$ref"] is { } address ? address[2..].Split('/').Aggregate(Description, (at, name) => at[name]!) : node;

    /// <summary>What a mapped address takes, as the program itself declares it.</summary>
    private static IEnumerable<string> Mapped(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ChangesSomething>() is not null) yield return "header:Idempotency-Key";
        var inPath = endpoint.RoutePattern.Parameters.Select(p => p.Name).ToHashSet();
        foreach (var parameter in endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters())
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (type != typeof(string) && !type.IsPrimitive) continue;
            var optional = type != parameter.ParameterType || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
            yield return $"{(inPath.Contains(parameter.Name!) ? "path" : "query")}:{parameter.Name}{(optional ? "" : "!")}";
        }
    }

    private static string Check(string operation, string status, ApiSite.Answer answer)
    {
        var described = Resolve(Operations().Single(o => o.Id == operation).Node["responses"]![status] ?? throw new InvalidOperationException($"{operation} {status} is not described: {answer.Text}"));
        var content = described["content"]!.AsObject();
        Assert.True(content.ContainsKey(answer.Type), $"{operation}: {answer.Type} is not described");
        if (answer.Type == "application/json") Assert.Equal([], JsonSchema.Faults(Description, content[answer.Type]!["schema"]!, answer.Json).Select(f => operation + " " + f));
        return $"{operation} {status}";
    }

    /// <summary>A schema in a line: {name: type, name?: type}.</summary>
    private static string Shape(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } address) return address.Split('/')[^1];
        if (schema["enum"] is { } values) return string.Join('|', values.AsArray().Select(v => (string?)v));
        if (schema["oneOf"] is { } choices) return string.Join('|', choices.AsArray().Select(c => Shape(c!)));
        var required = (schema["required"]?.AsArray() ?? []).Select(r => (string)r!).ToHashSet();
        return (schema["type"] as JsonValue)?.ToString() switch
        {
            "object" => "{" + string.Join(", ", (schema["properties"]?.AsObject() ?? []).Select(p => $"{p.Key}{(required.Contains(p.Key) ? "" : "?")}: {Shape(p.Value!)}")) + "}",
            "array" => Shape(schema["items"]!) + "[]",
            { } one => (string?)schema["format"] ?? one,
            _ => string.Join('|', schema["type"]!.AsArray().Select(t => (string?)t)),
        };
    }
}
