using System.CommandLine;
using ThiDua.Web;

namespace ThiDua.Cli;

public static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Serve()
    {
        var urls = Urls();
        var command = new Command("serve") { urls };
        command.SetAction(parsed => new Invocation(parsed).Run(call => Run(call, call.Value(urls)!, call.Installation, isDemo: false)));
        return command;
    }

    public static Command Demo()
    {
        var urls = Urls();
        var command = new Command("demo") { urls };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var installation = Sample.Installation(call.DataFolder, call.Postgres);
            if (Sample.Fill(installation, file => Console.Error.WriteLine(call.Say("cli.demo.taking", file)))) Console.Error.WriteLine(call.Say("cli.demo.filled"));
            return Run(call, call.Value(urls)!, installation, isDemo: true);
        }));
        return command;
    }

    private static Option<string> Urls() => new("--urls") { DefaultValueFactory = _ => DefaultUrls };

    private static int Run(Invocation call, string urls, Database.Installation installation, bool isDemo)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback) throw new UsageException("usage-loopback", url);
        }
        // Large forms are kept on disk while they come in: with the data, where they are cleaned up, not in a folder that all share.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", Directory.CreateDirectory(Intake.Uploads.FolderOf(installation)).FullName);
        _ = WebhookCommands.Reach(); // a wrong setting stops the site with a sentence, before it starts
        var site = Site.Build(new(installation, urls, isDemo, Environment.GetEnvironmentVariable("THIDUA_SMTP")));
        site.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(call.Say("cli.serving", urls)));
        try
        {
            site.Run();
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return call.Fail(ExitCode.EnvironmentFailed, "address-in-use", call.Say("cli.address-in-use", urls));
        }
        return ExitCode.Done;
    }
}
