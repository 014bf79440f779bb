using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.FileProviders;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Standings;

namespace ThiDua.Web;

/// <param name="Urls">Where it listens.</param>
/// <param name="IsDemo">For who only tries the sample: an account with no password yet confirms by a click.</param>
/// <param name="Smtp">The mail server for reminders, with its password; null: none.</param>
public sealed record SiteOptions(Installation Installation, string Urls, bool IsDemo, string? Smtp = null)
{
    /// <summary>The address by which people know the site, https; null: it is for this machine only.</summary>
    public Uri? Public { get; init; }

    /// <summary>By which it seals its line itself; null: it speaks openly to this machine or to the proxy.</summary>
    public SealedLine? Line { get; init; }

    /// <summary>The only sender whose word about who asks is believed; it speaks https with people.</summary>
    public IPAddress? Proxy { get; init; }

    public OpenId? OpenId { get; init; }

    /// <summary>Whether the line to people is sealed.</summary>
    public bool IsSealed => Public is not null;

    /// <summary>The name for which passkeys are made.</summary>
    public string Domain => Public?.Host ?? "localhost";

    /// <summary>Name of a cookie. Over https the browser itself sees to it that no other host and no open line gets or sets it.</summary>
    public string Cookie(string name) => IsSealed ? "__Host-" + name : name;

    public bool IsOwnOrigin(string origin, HttpRequest request) => origin == (Public?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}");
}

/// <summary>The web site: pages rendered on the server, a handful of addresses beside them.</summary>
public static class Site
{
    /// <summary>Uploads larger than this are refused before they are read: no office has such a file.</summary>
    private const long MaxUpload = 512L << 20;

    public static WebApplication Build(SiteOptions asked)
    {
        var options = asked with { Installation = asked.Installation with { Remembers = true } };
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production, // whatever the machine is set to: no page shows how it is made
        });
        // The keys of forms lie in the data folder, beside the data itself; that they are not sealed again is meant so.
        builder.Logging.ClearProviders().AddJsonConsole(log => // a document a line: nothing in it can pass for another line
        {
            (log.UseUtcTimestamp, log.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
            log.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(DoorLog.Category, LogLevel.Information).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error) // no-store is meant so
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // why it cannot start is said in a sentence
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxUpload;
            if (options.Line is { } line) kestrel.ConfigureHttpsDefaults(line.Set);
        });
        if (options.Line is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        AddServices(builder.Services, options);
        var site = builder.Build();
        site.Lifetime.ApplicationStopped.Register(Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools); // the file alone is then the whole store
        site.Use((http, next) =>
        {
            http.Response.OnStarting(() => Armour(options, http.Response)); // at the last moment: an error page begins with no headers
            return next(http);
        });
        site.Use((http, next) => Ballots.VoteAddresses.Forget(options, http, next));
        if (options.Proxy is { } proxy)
        {
            site.Use((http, next) => IsFrom(proxy, http) ? next(http) : Refuse(http));
            site.UseForwardedHeaders();
        }
        site.Use((http, next) => Guard(options, http, next));
        site.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = sent => { if (sent.Context.Response.ContentType is { } type && (type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal))) sent.Context.Response.ContentType = type + "; charset=utf-8"; },
        });
        site.UseStatusCodePagesWithReExecute("/loi/{0}", createScopeForStatusCodePages: true); // a page that finds nothing has begun to render in its own
        site.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/loi/500",
            CreateScopeForErrors = true,
            // A form from a page that was open too long, or a file too large, is not a fault of the program.
            StatusCodeSelector = e => e switch { AntiforgeryValidationException => 400, BadHttpRequestException bad => bad.StatusCode, _ => 500 },
            SuppressDiagnosticsCallback = c => c.Exception is AntiforgeryValidationException or BadHttpRequestException,
        });
        site.Use((http, next) =>
        {
            // Who asks for something else than a page is told by the status alone.
            if (http.Request.Headers.Accept.ToString() is { Length: > 0 } accepted && !accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase) && !accepted.Contains("*/*", StringComparison.Ordinal)
                && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(http);
        });
        site.Use((http, next) =>
        {
            // An error page is shown, not sent a form: the refused form must not be read again.
            if (!http.Request.Path.StartsWithSegments("/loi", StringComparison.Ordinal)) return next(http);
            http.Request.Method = HttpMethods.Get;
            http.Features.Set<IAntiforgeryValidationFeature>(null);
            return next(http);
        });
        site.Use(Api.AnswerApi.Run);
        site.UseRouting();
        site.Use(RequestLimit.Know());
        site.UseAuthentication();
        site.UseRateLimiter();
        site.Use(new Door(options, site.Services.GetRequiredService<Sessions>()).Pass);
        site.Use(Api.RequestKeys.Run);
        site.UseAntiforgery();
        site.Use(HoldToSeal);
        site.Use(site.Services.GetRequiredService<SharedPages>().Answer);
        site.MapRazorComponents<App>();
        StandingsDownloads.Map(site);
        UploadAddresses.Map(site);
        DossierAddresses.Map(site);
        SubmissionAddresses.Map(site);
        AwardTables.Map(site);
        NominationAddresses.Map(site);
        ReviewAddresses.Map(site);
        DecisionAddresses.Map(site);
        PaymentAddresses.Map(site);
        CertificateAddresses.Map(site);
        HonourAddresses.Map(site);
        Ballots.CouncilAddresses.Map(site);
        Ballots.SessionAddresses.Map(site);
        Ballots.VoteAddresses.Map(site);
        DossierTables.Map(site);
        Reminders.ReminderTables.Map(site);
        Tasks.TaskTables.Map(site);
        Targets.TargetAddresses.Map(site);
        Publications.PublicationAddresses.Map(site);
        Campaigns.Workshop.WorkshopAddresses.Map(site);
        Worklist.WorklistTables.Map(site);
        Worklist.SettleAddresses.Map(site);
        Tasks.TaskAddresses.Map(site);
        Problems.ProblemAddresses.Map(site);
        WebhookAddresses.Map(site);
        Clusters.ClusterAddresses.Map(site);
        Reminders.CallAddresses.Map(site);
        Api.ApiAddresses.Map(site);
        SignInAddresses.Map(site);
        PasskeyAddresses.Map(site);
        OwnAccountAddresses.Map(site);
        AdministrationAddresses.Map(site);
        return site;
    }

    private static void AddServices(IServiceCollection services, SiteOptions options)
    {
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = MaxUpload);
        services.AddSingleton(options);
        services.AddSingleton<Uploads>();
        services.AddSingleton<SharedPages>();
        services.AddSingleton<Api.RequestKeys>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton(Reach.FromEnvironment());
        Background.BackgroundWork.Add(services, options.Installation);
        services.AddScoped<PageContext>();
        services.AddScoped<Reminders.Revealed>();
        services.AddScoped<Reminders.RefusedContacts>();
        services.AddHttpContextAccessor();
        RequestLimit.Add(services);
        // With the data, so that a form stays good over a restart and no other folder of the user is touched.
        services.AddDataProtection().SetApplicationName("thidua").PersistKeysToFileSystem(PrivateFolder.Make(Path.Combine(options.Installation.DataFolder, "web-keys")))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddAntiforgery(form => (form.Cookie.Name, form.Cookie.SecurePolicy) = (options.Cookie("form"), options.IsSealed ? CookieSecurePolicy.Always : CookieSecurePolicy.None));
        AddSignIn(services, options);
        // Every letter is sent as itself: a page of Vietnamese names written as numbers of letters was larger, and nobody could read its source.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
    }

    private static void AddSignIn(IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options.Installation);
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<ShownOnce>();
        services.AddSingleton<RefusedForm>();
        var authentication = services.AddAuthentication(SessionAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        options.OpenId?.Add(authentication, options);
        if (options.Proxy is not { } proxy) return;
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            forwarded.KnownProxies.Add(proxy);
            forwarded.ForwardLimit = 1;
        });
    }

    /// <summary>
    /// A form bears the seal of one of our pages. The framework looks at it only where a value of the form is bound: an address that reads none would do what a strange page sends.
    /// Programs and passkeys say in another way who speaks (<see cref="Api.ApiAddresses.OnlyOwnPages"/>); where codes vote nobody is known, and a strange page has no code.
    /// </summary>
    private static async Task HoldToSeal(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { } looked)
        {
            if (!looked.IsValid) DoorLog.Foreign(http);
        }
        else if (HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint() is RouteEndpoint && !PageContext.IsProgram(http) && !http.Request.Path.StartsWithSegments(PasskeyAddresses.Base, StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments(Ballots.VoteAddresses.Page, StringComparison.OrdinalIgnoreCase)
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            DoorLog.Foreign(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await next(http);
    }

    /// <summary>Headers of every answer.</summary>
    private static Task Armour(SiteOptions options, HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.IsSealed) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }

    /// <summary>The language that was chosen, and no one who may not be here.</summary>
    private static Task Guard(SiteOptions options, HttpContext http, RequestDelegate next)
    {
        if (!(options.Public is { } known ? IsKnownAs(known, http) : IsThisMachine(http))) return Refuse(http);
        if (http.Request.Query["lang"].ToString() is "vi" or "en" && !PageContext.IsProgram(http)) // a program says its language with each request
        {
            http.Response.Cookies.Append(options.Cookie("lang"), http.Request.Query["lang"]!, new() { HttpOnly = true, Secure = options.IsSealed, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365) });
            var rest = QueryString.Create(http.Request.Query.Where(q => q.Key != "lang"));
            http.Response.Redirect(http.Request.Path + rest.Value);
            return Task.CompletedTask;
        }
        return next(http);
    }

    /// <summary>
    /// An open line ends on this machine. The name asked for is checked as well as the caller: a strange page whose name was made to
    /// point at this machine must read nothing.
    /// </summary>
    private static bool IsThisMachine(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller)) return false;
        var name = http.Request.Host.Host;
        return name == "localhost" || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Asked for over a sealed line by the name that people know.</summary>
    private static bool IsKnownAs(Uri site, HttpContext http) =>
        http.Request.IsHttps && string.Equals(http.Request.Host.Host, site.Host, StringComparison.OrdinalIgnoreCase) && (http.Request.Host.Port ?? 443) == site.Port;

    private static bool IsFrom(IPAddress proxy, HttpContext http) =>
        http.Connection.RemoteIpAddress is { } sender && (sender.IsIPv4MappedToIPv6 ? sender.MapToIPv4() : sender).Equals(proxy);

    private static Task Refuse(HttpContext http)
    {
        DoorLog.Refused(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>What every page knows: its language, its day, and how it asks the store.</summary>
public sealed class PageContext(SiteOptions options, IHttpContextAccessor http)
{
    /// <summary>With the installation as the one who asks acts in it: the trail names him, and the store shows what is his.</summary>
    public SiteOptions Options => http.HttpContext is { } context
        ? options with { Installation = options.Installation with { Actor = Viewer.Name, From = context.Connection.RemoteIpAddress?.ToString() ?? "", Limit = Viewer.Limit } } : options;

    /// <summary>For accounts and notices, that the store shows to nobody who is limited: what the act needs was decided at the door.</summary>
    public Installation Accounts => Options.Installation.Unlimited;

    public HttpContext Http => http.HttpContext!;

    /// <summary>Who is asking; nobody before the door was passed.</summary>
    public Viewer Viewer => http.HttpContext?.Features.Get<Viewer>() ?? Viewer.Nobody(options.Installation.Day);

    public Texts.Language Language => (http.HttpContext is { } context && IsProgram(context) ? Asked(context.Request) : http.HttpContext?.Request.Cookies[options.Cookie("lang")]) == "en" ? Texts.Language.En : Texts.Language.Vi;

    /// <summary>Another program asks, not a page.</summary>
    public static bool IsProgram(HttpContext context) => context.Request.Path.StartsWithSegments(Api.ApiAddresses.Base, StringComparison.Ordinal);

    /// <summary>The query word `lang`, else the first of Accept-Language that the program speaks.</summary>
    private static string? Asked(HttpRequest request) => request.Query["lang"].ToString() is "vi" or "en" ? request.Query["lang"].ToString()
        : request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Length >= 2 ? l.Value.Value![..2] : "").FirstOrDefault(l => l is "vi" or "en");

    /// <summary>What the page says of who looks at it; a mark to be filled in where the page is made for all who see the same.</summary>
    public string OwnOr(Own own, Func<string> said) => SharedPages.Mark(Http, own) ?? said();

    public string PathAndQuery => http.HttpContext is { } context ? context.Request.Path + context.Request.QueryString : "/";

    /// <summary>Names the state of an answer; true when the caller says that he has it.</summary>
    public bool Has(string tag)
    {
        if (http.HttpContext is not { } context || !HttpMethods.IsGet(context.Request.Method)) return false;
        context.Response.Headers.ETag = tag;
        var named = Microsoft.Net.Http.Headers.EntityTagHeaderValue.Parse(tag);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == "*" || t.Compare(named, useStrongComparison: false));
    }

    public string Say(string key, params ReadOnlySpan<string> arguments) => Texts.Sentences.Say(Language, key, arguments);

    /// <summary>The sentence "access.CODE" of a code that came in the address; nothing for one that nobody knows.</summary>
    public string? Told(string? code) => code is { Length: > 0 } && Texts.Sentences.All(Language).TryGetValue("access." + code, out var sentence) && !sentence.Contains('{', StringComparison.Ordinal) ? sentence : null;

    public string In(Core.Campaigns.LocalText text) => StandingsTables.In(text, Language);

    public string Number(long number) => Texts.Written.Number(number, Language);

    /// <summary>A moment in Vietnam time: "16:42 ngày 22/11/2024".</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = Installation.InVietnam(at);
        return Say("web.moment", local.ToString("HH:mm", CultureInfo.InvariantCulture), Texts.Written.Day(DateOnly.FromDateTime(local.DateTime)));
    }

    /// <summary>An address with the given query; empty values are left out.</summary>
    public static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (name, value) in query) if (!string.IsNullOrEmpty(value)) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }
}
