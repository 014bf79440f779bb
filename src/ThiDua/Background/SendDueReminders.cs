using Quartz;
using ThiDua.Database;
using ThiDua.Reminders;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Background;

/// <summary>
/// Sends the reminders that are due, where a mail server is known. It looks every hour of the day: what left today does not leave again, what failed
/// is tried again, and a node that was killed leaves the rest to the next one.
/// </summary>
[DisallowConcurrentExecution]
public sealed class SendDueReminders(SiteOptions options, IHostApplicationLifetime site, ILogger<SendDueReminders> log) : IJob
{
    /// <summary>"by-hand": only a command or a person sends. Nothing: the site does.</summary>
    public const string Setting = "THIDUA_REMIND";

    /// <summary>Whether the setting is one of its words.</summary>
    public static bool IsRead => Environment.GetEnvironmentVariable(Setting) is null or "" or "by-hand";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (options.Smtp is not { Length: > 0 } smtp || Environment.GetEnvironmentVariable(Setting) is { Length: > 0 }) return ValueTask.CompletedTask;
        try
        {
            var failed = new SendReminders(options.Installation).SendAll(smtp, Language.Vi, site.ApplicationStopping).Count(s => s.Outcome == "failed");
            if (failed > 0) Warn(Sentences.Say(Language.Vi, "remind.failed", Written.Number(failed, Language.Vi)));
        }
        catch (FormatException)
        {
            Warn(Sentences.Say(Language.Vi, "api.no-smtp")); // the address holds a password: it is not repeated
        }
#pragma warning disable CA1031 // whatever goes wrong with mail must not end the site
        catch (Exception e)
#pragma warning restore CA1031
        {
            Warn(Sentences.Say(Language.Vi, "remind.loop-failed", e.Message));
        }
        return ValueTask.CompletedTask;
    }

    private void Warn(string message) => log.LogWarning("{Message}", message);
}
