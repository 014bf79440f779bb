using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>Every page and address, as every role, held over every place: who is let in is what docs/access.md says.</summary>
public sealed partial class MatrixTests
{
    /// <summary>Over which unit a role is held, seen from phường XP1, about which objects are asked.</summary>
    private static readonly (string Name, string? Unit, bool Held)[] Places = [("own", "XP1", true), ("below", "XP1A", true), ("beside", "XP2", true), ("above", "LX", true), ("whole", null, true), ("none", null, false)];

    private Objects objects = null!;

    private static readonly string[] WithoutRow = ["/_framework/", "/_blazor"];

    [Fact]
    public async Task Every_page_and_address_says_what_it_needs()
    {
        await using var api = await ApiSite.Start();
        Assert.Equal([], Endpoints(api.Site).Where(e => e.Metadata.GetMetadata<NeedsAttribute>() is null).Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public void The_table_of_the_documents_is_the_one_of_the_program() =>
        Assert.Equal(
            from row in Table() from role in Enum.GetValues<Role>() let reach = row.Reach.GetValueOrDefault(role) select $"{row.Act} {role} {reach}",
            from row in Table() from role in Enum.GetValues<Role>() select $"{row.Act} {role} {Permissions.Of(role, row.Act)}");

    [Fact]
    public void Every_act_that_a_page_or_address_can_need_stands_in_the_table() =>
        Assert.Equal(Enum.GetNames<Act>().Order(StringComparer.Ordinal), Table().Select(r => r.Act.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_role_is_let_in_where_the_table_says_and_nowhere_else()
    {
        await using var api = await ApiSite.Start();
        objects = await Objects.Make(api);
        api.Office.Import(ThiDua.Intake.FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\nXP1A,Khóm một,XP1,khóm\n", "khom.csv");
        var table = Table().ToDictionary(r => r.Act, r => r.Reach);
        var endpoints = Endpoints(api.Site).SelectMany(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()!.HttpMethods.Select(m => (Method: m, Endpoint: e, Needs: e.Metadata.GetMetadata<NeedsAttribute>()!)))
            .Where(e => e.Endpoint.RoutePattern.RawText is not ("/ra" or "/loi/{Code:int}")).ToList();
        Assert.True(endpoints.Count > 90, $"{endpoints.Count} addresses");
        var everything = Session(api.Office, "tat-ca", null, Days.Always, [.. Enum.GetValues<Role>().Where(r => r != Role.Public)]);
        var wrong = new List<string>();
        foreach (var (method, endpoint, needs) in endpoints.Where(e => e.Needs.Act is not (Act.BePublic or Act.KeepOwnAccount)))
        {
            var open = await Ask(api, method, endpoint, everything);
            if (open is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) wrong.Add($"{method} {endpoint.RoutePattern.RawText}: {open} for who may do everything");
        }
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Public))
        {
            foreach (var (name, unit, held) in Places)
            {
                var session = Session(api.Office, $"{role}-{name}", unit, held ? Days.Always : new(new(2024, 1, 1), new(2024, 1, 31)), role);
                // What is open to whoever has signed in has tests of its own.
                foreach (var (method, endpoint, needs) in endpoints.Where(e => e.Needs.Act is not (Act.BePublic or Act.KeepOwnAccount)))
                {
                    var isOpen = await Ask(api, method, endpoint, session) is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                    if (isOpen != Expected(table[needs.Act].GetValueOrDefault(role), needs, name)) wrong.Add($"{method} {endpoint.RoutePattern.RawText} as {role}, {name}: {(isOpen ? "open" : "shut")}");
                }
            }
        }
        foreach (var (method, endpoint, needs) in endpoints.Where(e => e.Needs.Act != Act.BePublic))
        {
            var status = await Ask(api, method, endpoint, null);
            if (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Redirect or HttpStatusCode.NotFound)) wrong.Add($"{method} {endpoint.RoutePattern.RawText} as nobody: {status}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(60)));
    }

    /// <summary>What the table means for an address about phường XP1, or about its officer B1, or over all units.</summary>
    private static bool Expected(Reach reach, NeedsAttribute needs, string place) => reach switch
    {
        Reach.Anywhere => place != "none",
        Reach.Whole => place == "whole",
        Reach.Subtree => place == "whole" || (place is "own" or "above" && (needs.Unit ?? needs.Officer ?? needs.Row) is not null),
        _ => false, // nobody of these accounts is an officer
    };

    private async Task<HttpStatusCode> Ask(ApiSite api, string method, RouteEndpoint endpoint, string? session)
    {
        var path = Hole().Replace(endpoint.RoutePattern.RawText!, hole => hole.Groups[1].Value.ToUpperInvariant() switch
        {
            "CAMPAIGN" => "9936", "UNIT" => "XP1", "OFFICER" => "B1", "PAPER" => "to-trinh", "FORMAT" => "csv", "KIND" => "Results", "PERSON" => "P1", "NAME" => "moi-vai",
            "NUMBER" => "1", "WEBHOOK" => new ThiDua.Notices.AddWebhook(api.Office.Installation, new()).Add("http://127.0.0.1:9/nhan", null, null).No.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "ID" => objects.Import, "HANDLE" => objects.Upload, "KEY" => "khoa", "WATCH" => "1", "SHA256" => "00000000", "CODE" => "404", var other => throw new InvalidOperationException($"What is {other} in {endpoint.RoutePattern.RawText}?"),
        });
        if (!path.StartsWith('/')) path = "/" + path;
        var query = "unit=XP1&don-vi=XP1&officer=B1&kind=results&file=a.csv&tep=ket-qua.csv&dong=5&row=ket-qua.csv%235&chi=word";
        using var request = new HttpRequestMessage(new(method), path + "?" + (path.EndsWith("/explanations", StringComparison.Ordinal) ? "officer=B1" : query));
        request.Headers.Add("Accept-Language", "vi");
        if (session is not null) request.Headers.Add("Cookie", "thidua=" + session);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = api.Client.BaseAddress };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Things that addresses name, so that whoever may see them finds them.</summary>
    private sealed record Objects(string Import, string Upload)
    {
        public static async Task<Objects> Make(ApiSite api)
        {
            new ThiDua.Awards.FreezeStanding(api.Office.Installation).Freeze("9936", "XP1", new(), null);
            var filed = await api.Send("POST", "imports?kind=results&file=a.csv&dryRun=true", ThiDua.Tests.Cli.SmallTown.Results, ("Prefer", "respond-async"));
            await api.Over(filed.Headers.Location!.OriginalString);
            var uploads = api.Site.Services.GetRequiredService<ThiDua.Intake.Uploads>();
            using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ThiDua.Tests.Cli.SmallTown.Results));
            var handle = await uploads.Keep(new Microsoft.AspNetCore.Http.FormFile(file, 0, file.Length, "file", "a.csv"));
            uploads.Run(handle, "a.csv", ThiDua.Intake.FileKind.Results, null, dryRun: true, "", ThiDua.Texts.Language.Vi, api.Office.Installation);
            return new(filed.Headers.Location!.OriginalString.Split('/')[^1], handle);
        }
    }

    private static string Session(Office office, string name, string? unit, Days days, params Role[] roles)
    {
        var plain = Regex.Replace(name, "[^A-Za-z-]", "-");
        var account = new CreateAccount(office.Installation).Create(plain, plain);
        foreach (var role in roles) new GrantRole(office.Installation).Give(account, role, unit, days, "thử");
        return new Sessions(office.Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
    }

    private static List<RouteEndpoint> Endpoints(WebApplication site) =>
        [.. ((IEndpointRouteBuilder)site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } && !WithoutRow.Any(w => ("/" + e.RoutePattern.RawText!.TrimStart('/')).StartsWith(w, StringComparison.Ordinal)))];

    private static List<(Act Act, Dictionary<Role, Reach> Reach)> Table()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "access.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray()).ToList();
        var roles = lines[0].Skip(1).Select(Enum.Parse<Role>).ToArray();
        return [.. lines.Skip(1).Select(l => (Enum.Parse<Act>(l[0]), roles.Zip(l.Skip(1)).ToDictionary(c => c.First, c => c.Second switch
        {
            "–" => Reach.None, "self" => Reach.Self, "subtree" => Reach.Subtree, "whole" => Reach.Whole, "all" => Reach.Anywhere, var other => throw new FormatException(other),
        })))];
    }

    [GeneratedRegex(@"\{\**(\w+)(?::\w+)?\}")]
    private static partial Regex Hole();
}
