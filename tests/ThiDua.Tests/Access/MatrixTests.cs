using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Access;

/// <summary>
/// Every page and address, as every role, held over every place, on both engines: who is let in is what docs/access.md says. All tests
/// ask the same served town; what one of them adds to it is of no ward.
/// </summary>
public sealed partial class MatrixTests(MatrixTowns towns) : IClassFixture<MatrixTowns>, IDisposable
{
    /// <summary>Over which unit a role is held, seen from phường XP1, about which things are asked.</summary>
    private static readonly (string Name, string? Unit, bool Held)[] Places = [("own", "XP1", true), ("below", "XP1A", true), ("beside", "XP2", true), ("above", "LX", true), ("whole", null, true), ("none", null, false)];

    /// <summary>Who asks: every role; the role of an officer also as the one about whom is asked, and as another.</summary>
    private static readonly (Role Role, string? Officer)[] Askers = [.. Enum.GetValues<Role>().Where(r => r != Role.Public).Select(r => (r, (string?)null)), (Role.Officer, "B1"), (Role.Officer, "C1")];

    private static readonly string[] WithoutRow = ["/_framework/", "/_blazor"];

    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    public void Dispose() => client.Dispose();

    private sealed record Address(string Method, RouteEndpoint Endpoint, NeedsAttribute Needs)
    {
        public string Route => "/" + Endpoint.RoutePattern.RawText!.TrimStart('/');

        public bool IsAboutOne => Needs.Names.Any();

        public override string ToString() => $"{Method} {Route}";
    }

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
    public void Every_act_that_a_page_address_or_command_can_need_stands_in_the_table() =>
        Assert.Equal(Enum.GetNames<Act>().Order(StringComparer.Ordinal), Table().Select(r => r.Act.ToString()).Order(StringComparer.Ordinal));

    /// <summary>Names and numbers of people stand on the call list: who may have it may also, for a reason, have them in full.</summary>
    [Fact]
    public void Who_may_call_may_reveal_as_far() =>
        Assert.Equal([], Enum.GetValues<Role>().Where(r => Permissions.Of(r, Act.Call) > Permissions.Of(r, Act.RevealPersons)));

    /// <summary>Over the wire, each address for each who asks: the door and what lies behind it.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Every_role_is_let_in_where_the_table_says_and_nowhere_else(Engine engine)
    {
        var town = await towns.Of(engine);
        var table = Table().ToDictionary(r => r.Act, r => r.Reach);
        var addresses = Addresses(town.Site);
        Assert.True(addresses.Count > 90, $"{addresses.Count} addresses");
        var (everything, wrong) = (town.Everything(), new List<string>());
        foreach (var address in addresses)
        {
            if (await Status(town, address, everything.Key) is var open && IsShut(open)) wrong.Add($"{address}: {open} for who may do everything");
        }
        foreach (var address in Addresses(town.Site, Act.KeepOwnAccount))
        {
            if (await Status(town, address, null) is var shut && !IsShut(shut) && shut != HttpStatusCode.Redirect) wrong.Add($"{address} as nobody: {shut}");
        }
        foreach (var asker in Askers.SelectMany(a => Places.Select(p => town.Asker(a.Role, a.Officer, p.Name, p.Unit, p.Held))))
        {
            foreach (var address in addresses)
            {
                var isOpen = !IsShut(await Status(town, address, asker.Key));
                if (isOpen != Expected(table[address.Needs.Act].GetValueOrDefault(asker.Role), address.Needs, asker)) wrong.Add($"{address} as {asker.Name}: {(isOpen ? "open" : "shut")}");
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n" + string.Join("\n", wrong.Take(60)));
    }

    /// <summary>A value that stands in the path, the query and the form: what is decided about one unit must not be done to another.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Who_names_two_things_at_once_is_let_in_to_neither(Engine engine)
    {
        var town = await towns.Of(engine);
        var (first, second) = (town.Wards.First, town.Wards.Second);
        var wrong = new List<string>();
        var named = Addresses(town.Site).Where(a => a.IsAboutOne).ToList();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Public))
        {
            var asker = town.Asker(role, null, "own", "XP1", true);
            foreach (var address in named.Where(a => Permissions.Of(role, a.Needs.Act) == Reach.Subtree))
            {
                foreach (var (query, form) in new[] { (first, second), (second, first) })
                {
                    if (!IsShut(await Status(town, address, asker.Key, query: query, form: form))) wrong.Add($"{address} as {role}: query {query.Unit}, form {form.Unit}");
                }
                if (!IsShut(await Status(town, address, asker.Key, query: first, again: second))) wrong.Add($"{address} as {role}: query {first.Unit} and {second.Unit}");
            }
        }
        Assert.True(named.Count > 20 && wrong.Count == 0, string.Join("\n", wrong.Take(60)));
    }

    /// <summary>
    /// A form that a strange page sends bears no seal of ours: who has signed in and may do everything must not do with it what he never meant, also where nothing of the form is read. What programs and
    /// passkeys send is no form; where codes vote (decision 0047) nobody is known, so nothing is done in anybody's name.
    /// </summary>
    [Fact]
    public async Task No_form_without_the_seal_of_a_page_does_anything()
    {
        var town = await towns.Of(Engine.Sqlite);
        var forms = Addresses(town.Site, Act.BePublic, Act.KeepOwnAccount).Where(a => a.Method == "POST" && !new[] { "/api/", "/khoa/", "/loi/", "/phieu" }.Any(o => a.Route.StartsWith(o, StringComparison.Ordinal))).ToList();
        var wrong = new List<string>();
        foreach (var address in forms)
        {
            if (await Status(town, address, town.Everything().Key) is var status && status != HttpStatusCode.BadRequest) wrong.Add($"{address}: {status}");
        }
        Assert.True(forms.Count > 80 && wrong.Count == 0, $"{forms.Count}\n" + string.Join("\n", wrong));
    }

    /// <summary>
    /// Each list as each role over each place: it names what belongs to the place and nothing of the ward beside. A list that forgets to
    /// ask whose it is names both.
    /// </summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_list_names_nothing_of_a_unit_beside(Engine engine)
    {
        var town = await towns.Of(engine);
        var (first, second) = (town.Wards.First, town.Wards.Second);
        var wrong = new List<string>();
        var lists = Addresses(town.Site).Where(a => a.Method == "GET" || !a.Endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET")) // a form sent to a page gets the page
            .Where(a => a.Needs.List || a.Needs.Act == Act.SeeStandings && a.Route is "/c/{campaign}/xep-hang.{format}" or "/api/v1/campaigns/{campaign}/standings").ToList();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Public))
        {
            foreach (var (name, unit, held) in Places.Where(p => p.Held && p.Unit is not null))
            {
                var asker = town.Asker(role, null, name, unit, held);
                foreach (var address in lists)
                {
                    var act = address.Needs.List ? address.Needs.Act : Act.SeeUnit; // standings of officers hold their names
                    var mayAny = Permissions.Of(role, act) == Reach.Subtree;
                    if (!mayAny) continue; // shut wherever it is held
                    foreach (var about in new[] { first, second })
                    {
                        if (address.Method == "GET" && about == second) continue; // asks for everything at once
                        foreach (var format in address.Route.Contains("{format}", StringComparison.Ordinal) ? ["csv", "xlsx"] : new[] { "" })
                        {
                            using var answer = await Send(town, address, asker.Key, list: true, about: about, format: format);
                            var (text, isShut) = (await Text(answer), IsShut(answer.StatusCode));
                            var (has1, has2) = (first.Marks.Match(text), second.Marks.Match(text));
                            var mayAbout = mayAny && (name is "above" or "whole" || unit == about.Unit);
                            if (isShut == (IsOfOne(address) ? mayAbout : mayAny)) wrong.Add($"{address} {format} as {asker.Name} about {about.Unit}: {answer.StatusCode}");
                            if (isShut || !HasText(address)) continue;
                            var (may1, may2) = (name is "own" or "above" or "whole", name is "beside" or "above" or "whole");
                            if (IsOfOne(address)) (may1, may2) = (may1 && about == first, may2 && about == second);
                            if (has1.Success != may1) wrong.Add($"{address} {format} as {asker.Name}: {(may1 ? "nothing of XP1" : "names " + has1.Value)}");
                            if (has2.Success != may2) wrong.Add($"{address} {format} as {asker.Name}: {(may2 ? "nothing of XP2" : "names " + has2.Value)}");
                        }
                    }
                }
            }
        }
        Assert.True(lists.Count > 15 && wrong.Count == 0, $"{lists.Count} lists\n" + string.Join("\n", wrong.Take(60)));
    }

    /// <summary>What the table means for something of phường XP1 or its officer B1, for a list, or for what is over all units.</summary>
    private static bool Expected(Reach reach, NeedsAttribute needs, MatrixTown.Caller asker) => reach switch
    {
        Reach.Anywhere => asker.Place != "none",
        Reach.Whole => asker.Place == "whole",
        Reach.Subtree => asker.Place == "whole" || (asker.Place != "none" && (needs.Names.Any() ? asker.Place is "own" or "above" : needs.List)),
        Reach.Self => asker.Officer is not null && asker.Place != "none" && (needs.Officer ?? needs.Row) is not null ? asker.Officer == "B1" : asker.Officer is not null && asker.Place != "none" && needs.List,
        _ => false,
    };

    private static bool IsShut(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>Whether its body says of one person what is asked, and what it must say is known here: a new address must be added.</summary>
    private static bool IsOfOne(Address address) => address.Method == "POST" && address.Route is "/api/v1/campaigns/{campaign}/contacts" or "/api/v1/campaigns/{campaign}/explanations";

    /// <summary>A form is answered by leading on to a page, a contact by itself.</summary>
    private static bool HasText(Address address) => address.Method == "GET" || address.Route is "/api/v1/campaigns/{campaign}/reminders" or "/api/v1/campaigns/{campaign}/explanations";

    private static StringContent? Body(Address address, Neighbours.Ward about) => address.Route switch
    {
        "/api/v1/campaigns/{campaign}/contacts" => Json($$"""{"person":"{{about.Person}}","outcome":"not-reached"}"""),
        "/api/v1/campaigns/{campaign}/explanations" => Json($$"""{"person":"{{about.Number}}"}"""),
        "/api/v1/campaigns/{campaign}/reminders" => null,
        var other => throw new InvalidOperationException($"What does one send to {other}?"),
    };

    private static MultipartFormDataContent Form(IEnumerable<KeyValuePair<string, string>> values)
    {
        var form = new MultipartFormDataContent { { new StringContent("thử"), "reason" } };
        foreach (var (name, value) in values) form.Add(new StringContent(value), name);
        return form;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<HttpStatusCode> Status(MatrixTown town, Address address, string? key, Neighbours.Ward? query = null, Neighbours.Ward? form = null, Neighbours.Ward? again = null)
    {
        using var response = await Send(town, address, key, query: query, form: form, again: again);
        return response.StatusCode;
    }

    /// <param name="list">Names no one thing: asks for the whole list.</param>
    private async Task<HttpResponseMessage> Send(
        MatrixTown town, Address address, string? key, bool list = false, Neighbours.Ward? about = null, string format = "csv", Neighbours.Ward? query = null, Neighbours.Ward? form = null, Neighbours.Ward? again = null)
    {
        var asked = list ? address.Needs.List ? "" : "of=officers" : Query(address, query ?? town.Wards.First) + (again is null ? "" : "&" + Query(address, again));
        using var request = new HttpRequestMessage(new(address.Method), new Uri(town.Address, Path(town, address, format) + "?" + asked));
        request.Headers.Add("Accept-Language", "vi");
        if (!list) request.Headers.Add("Accept", "text/plain"); // the status is enough: no page says it
        if (key is not null) request.Headers.Add("Cookie", "thidua=" + key);
        var isForm = address.Method == "POST" && !address.Route.StartsWith("/api", StringComparison.Ordinal);
        if (list && address.Method != "GET") request.Content = isForm ? Form([]) : Body(address, about!);
        if (form is not null || (!list && isForm)) request.Content = Form((form ?? query ?? town.Wards.First).Values);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static string Query(Address address, Neighbours.Ward ward) =>
        string.Join('&', ward.Values.Where(v => !(address.Route.EndsWith("/explanations", StringComparison.Ordinal) && v.Key == "row")).Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value)}")) + "&kind=results&file=a.csv&chi=word";

    private static string Path(MatrixTown town, Address address, string format) => Holes().Replace(address.Route, hole => Hole(town, hole.Groups[1].Value, format));

    private static string Hole(MatrixTown town, string name, string format) => name.ToUpperInvariant() switch
    {
        "CAMPAIGN" => "9936", "PAPER" => "to-trinh", "FORMAT" => format, "KIND" => "Results", "NAME" => "moi-vai", "KEY" => "khoa", "WATCH" => "1", "SHA256" => "00000000", "CODE" => "404", "AMONG" => "04", "DECISION" or "NO" => "1", "DOCUMENT" => "quyet-dinh", "SESSION" => "1", "RECORD" => "bien-ban",
        "WEBHOOK" => new ThiDua.Notices.AddWebhook(town.Installation, new()).Add("http://127.0.0.1:9/nhan", null, null).No.ToString(CultureInfo.InvariantCulture),
        "ID" => town.Wards.Import, "HANDLE" => town.Wards.Upload, _ => town.Wards.First.Values[name],
    };

    /// <summary>What a person can read in an answer: the words of a page, of a table, of every part of a workbook.</summary>
    private static async Task<string> Text(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (bytes is not [(byte)'P', (byte)'K', ..]) return Token().Replace(WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes)), "");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("xl/w", StringComparison.Ordinal) || e.FullName.Contains("sharedStrings", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return WebUtility.HtmlDecode(Reference().Replace(reader.ReadToEnd(), ""));
        }));
    }

    /// <summary>What is open to whoever comes, or to whoever has signed in, has tests of its own.</summary>
    private static List<Address> Addresses(WebApplication site, params Act[] also) =>
        [.. Endpoints(site).SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => new Address(m, e, e.Metadata.GetMetadata<NeedsAttribute>()!))).Where(a => a.Needs.Act is not (Act.BePublic or Act.KeepOwnAccount) || also.Contains(a.Needs.Act)).Where(a => !IsTakenBy(site, a))];

    /// <summary>A page takes forms too, unless an address of the same name does: that one says what it needs.</summary>
    private static bool IsTakenBy(WebApplication site, Address page) => page.Method == "POST" && Methods(page.Endpoint) > 1
        && Endpoints(site).Any(e => Methods(e) == 1 && e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0] == "POST" && string.Equals("/" + e.RoutePattern.RawText!.TrimStart('/'), page.Route, StringComparison.OrdinalIgnoreCase));

    private static int Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Count;

    private static List<RouteEndpoint> Endpoints(WebApplication site) =>
        [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>() // as the site has them: whoever asks where they were mapped has all of them compiled anew
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } && !WithoutRow.Any(w => ("/" + e.RoutePattern.RawText!.TrimStart('/')).StartsWith(w, StringComparison.Ordinal)))];

    private static List<(Act Act, Dictionary<Role, Reach> Reach)> Table()
    {
        var lines = Repository.TableOf("docs/access.md", "act");
        var roles = lines[0].Skip(1).Select(Enum.Parse<Role>).ToArray();
        return [.. lines.Skip(1).Select(l => (Enum.Parse<Act>(l[0]), roles.Zip(l.Skip(1)).ToDictionary(c => c.First, c => c.Second switch
        {
            "–" => Reach.None, "self" => Reach.Self, "subtree" => Reach.Subtree, "whole" => Reach.Whole, "all" => Reach.Anywhere, var other => throw new FormatException(other),
        })))];
    }

    [GeneratedRegex(@"\{\**(\w+)(?::\w+)?\}")]
    private static partial Regex Holes();

    /// <summary>The hidden value of a form is chance, and may look like a code.</summary>
    [GeneratedRegex("""name="__RequestVerificationToken" value="[^"]*"|value="[^"]*" name="__RequestVerificationToken""")]
    private static partial Regex Token();

    /// <summary>The place of a cell, as B1, is no code of an officer.</summary>
    [GeneratedRegex("""\b(r|ref|sqref|topLeftCell|activeCell)="[^"]*"|<(f|formula|definedName)[^<]*""")]
    private static partial Regex Reference();
}
