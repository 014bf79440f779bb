using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Cli;

public static class ServeCommand
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Serve()
    {
        var urls = Urls();
        var site = new Option<string?>("--site");
        var certificate = new Option<string?>("--certificate");
        var proxy = new Option<string?>("--proxy");
        var command = new ActCommand("serve", Act.KeepInstallation) { urls, site, certificate, proxy };
        command.SetAction(parsed => new Invocation(parsed).Run(call => Run(call, Options(call, call.Value(urls)!, call.Value(site), call.Value(certificate), call.Value(proxy)), null)));
        return command;
    }

    public static Command Demo()
    {
        var urls = Urls();
        var command = new ActCommand("demo", Act.KeepInstallation) { urls };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var installation = Sample.Installation(call.DataFolder, call.Postgres);
            if (Sample.Fill(installation, file => Console.Error.WriteLine(call.Say("cli.demo.taking", file)))) Console.Error.WriteLine(call.Say("cli.demo.filled"));
            CheckLoopback(call.Value(urls)!);
            return Run(call, new(installation, call.Value(urls)!, IsDemo: true), DemoAccount.NewLink(installation));
        }));
        return command;
    }

    private static Option<string> Urls() => new("--urls") { DefaultValueFactory = _ => DefaultUrls };

    /// <summary>An open line ends on this machine. To others the site speaks by its own certificate or through a proxy that has one.</summary>
    private static SiteOptions Options(Invocation call, string urls, string? site, string? certificate, string? proxy)
    {
        var options = new SiteOptions(call.Installation, urls, IsDemo: false) { OpenId = Provider() };
        if (site is null)
        {
            if (certificate is not null || proxy is not null) throw new UsageException("usage-site");
            CheckLoopback(urls);
            return options;
        }
        if (!Uri.TryCreate(site, UriKind.Absolute, out var known) || known.Scheme != Uri.UriSchemeHttps || known.PathAndQuery != "/") throw new UsageException("usage-site-address", site);
        if (certificate is null && proxy is null) throw new UsageException("usage-sealed");
        var sender = proxy is null ? null : IPAddress.TryParse(proxy, out var address) ? address : throw new UsageException("usage-proxy", proxy);
        if (certificate is null && !OpenLines.FromEnvironment().Allow(proxy!)) throw new UsageException("usage-proxy-open", proxy!, OpenLines.Setting);
        if (certificate is not null && urls.Split(';').Any(u => !u.StartsWith("https:", StringComparison.OrdinalIgnoreCase))) throw new UsageException("usage-https", urls);
        return options with { Public = known, Proxy = sender, Line = certificate is null ? null : Line(certificate, sender is null ? known.Host : null) };
    }

    /// <param name="host">The name that people open, who must get no warning; null: only the proxy sees it.</param>
    private static SealedLine Line(string file, string? host)
    {
        if (!File.Exists(file)) throw new FileNotFoundException(file, file);
        SealedLine line;
        try
        {
            line = SealedLine.Read(File.ReadAllBytes(file), Environment.GetEnvironmentVariable("THIDUA_CERTIFICATE_PASSWORD"));
        }
        catch (CryptographicException)
        {
            throw new UsageException("usage-certificate", file);
        }
        return host is not null && line.Fault(host, TimeProvider.System.GetLocalNow().DateTime) is { } fault ? throw new UsageException("usage-certificate-" + fault, file, host) : line;
    }

    private static OpenId? Provider()
    {
        try
        {
            return OpenId.Read(Environment.GetEnvironmentVariable("THIDUA_OIDC"));
        }
        catch (FormatException)
        {
            throw new UsageException("usage-oidc");
        }
    }

    private static void CheckLoopback(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback || address.Scheme != Uri.UriSchemeHttp) throw new UsageException("usage-loopback", url);
        }
    }

    /// <param name="link">Path of a link to print; null: none.</param>
    private static int Run(Invocation call, SiteOptions options, string? link)
    {
        // Large forms are kept on disk while they come in: with the data, where they are cleaned up, not in a folder that all share.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", Database.PrivateFolder.Make(Intake.Uploads.FolderOf(options.Installation)).FullName);
        _ = WebhookCommands.Reach(); // a wrong setting stops the site with a sentence, before it starts
        if (!Background.SendDueReminders.IsRead) throw new UsageException("usage-remind");
        var site = Site.Build(options with { Smtp = Environment.GetEnvironmentVariable("THIDUA_SMTP") });
        site.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine(call.Say("cli.serving", options.Public?.ToString() ?? options.Urls));
            if (link is not null) Console.WriteLine(call.Say("cli.demo.link", options.Urls.Split(';')[0].TrimEnd('/') + link));
        });
        try
        {
            site.Run();
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return call.Fail(ExitCode.EnvironmentFailed, "address-in-use", call.Say("cli.address-in-use", options.Urls));
        }
        return ExitCode.Done;
    }
}
