using System.Globalization;
using ThiDua.Texts;

namespace ThiDua.Notices;

/// <summary>The sentences about notices.</summary>
public static class NoticeText
{
    public static string Event(string notice, Language language) => Sentences.Say(language, "webhook.event." + notice);

    public static string State(string state, Language language) => Sentences.Say(language, "webhook.state." + state);

    /// <summary>Why it did not arrive, and what to do; empty when there is nothing to say.</summary>
    public static string Fault(int? status, string? fault, Language language) =>
        fault is not null ? Sentences.Say(language, "webhook.fault." + fault)
        : status is null or (>= 200 and < 300) ? ""
        : Sentences.Say(language, status is >= 300 and < 400 ? "webhook.fault.redirect" : status == 410 ? "webhook.fault.gone" : "webhook.fault.status", status.Value.ToString(CultureInfo.InvariantCulture));
}
