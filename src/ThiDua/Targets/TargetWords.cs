using ThiDua.Cli;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Targets;

/// <summary>What is said of targets that do not add up.</summary>
public static class TargetWords
{
    /// <summary>Of <see cref="ShareBy"/>, as commands and the API say them.</summary>
    public static readonly string[] Ways = ["headcount", "last-year", "equal", "list"];

    /// <exception cref="UsageException">There is no such way.</exception>
    public static ShareBy Way(string said) => Array.IndexOf(Ways, said) is >= 0 and var way ? (ShareBy)way : throw new UsageException("usage-share", said, string.Join(" ", Ways));

    /// <summary>Who, what, by how much; and the reason, or that none was given.</summary>
    public static string Said(CascadeSum sum, Campaign campaign, Language language) =>
        Sentences.Say(language, "targets.difference", sum.Above.Name, Title(sum, campaign, language), Number(sum.Target, language), Written.Number(sum.Below, language), Number(sum.Sum, language), Difference(sum.Difference, language)) + " "
        + Why(sum, language);

    /// <summary>The reason that was signed; where there is none for this difference, that there is none, and for which one there is.</summary>
    public static string Why(CascadeSum sum, Language language) => sum switch
    {
        { Reason: { } reason } => Sentences.Say(language, "targets.reason", reason.Text, reason.Document, reason.Signer),
        { Earlier: { Of: { } of } earlier } => Sentences.Say(language, sum.Difference == 0 ? "targets.reason-over" : "targets.reason-earlier", earlier.Text, earlier.Document, earlier.Signer, Difference(of, language)),
        { Earlier: { } old } => Sentences.Say(language, "targets.reason-unsaid", old.Text, old.Document, old.Signer),
        _ => Sentences.Say(language, "targets.no-reason"),
    };

    public static string Title(CascadeSum sum, Campaign campaign, Language language) =>
        (campaign.Indicator(sum.IndicatorId) is { } indicator ? StandingsTables.Named(indicator, sum.IndicatorId, indicator.Title, language) : sum.IndicatorId) + (sum.Period.Length > 0 ? $" · {sum.Period}" : "");

    public static string Difference(decimal value, Language language) => (value > 0 ? "+" : value < 0 ? "−" : "") + Number(Math.Abs(value), language);

    private static string Number(decimal value, Language language) => StandingsTables.Number(value, language);
}
