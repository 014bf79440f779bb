using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Reminders;
using ThiDua.Core.Standings;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Reminders;

/// <summary>The sentence ready to send to a unit: what it has, what is missing, who can still act, and by when.</summary>
public static class ReminderText
{
    private const int Named = 8;

    public static string ToUnit(UrgedUnit urged, Campaign campaign, Language language)
    {
        var (standing, row) = (urged.Standing, urged.Row);
        var names = string.Join(", ", urged.Officers.Take(Named).Select(o => o.Name)) + (urged.Officers.Count > Named ? Sentences.Say(language, "remind.and-more", Number(urged.Officers.Count - Named, language)) : "");
        var text = Sentences.Say(language, row.Missing is null ? "remind.unit.no-target" : "remind.unit", row.Name, StandingsTables.In(standing.Indicator.Title, language),
            StandingsTables.Number(row.Numerator, language), StandingsTables.Number(row.Denominator, language), Number(row.Missing ?? 0, language), names);
        return Until(text, campaign, language);
    }

    /// <summary>The same of a figure that does not meet its target.</summary>
    public static string FigureToUnit(Standing standing, StandingRow row, Campaign campaign, Language language) => Until(Figure(standing, row, language), campaign, language);

    private static string Until(string text, Campaign campaign, Language language) => campaign.Window.Value.To is { } end ? text + " " + Sentences.Say(language, "remind.until", Written.Day(end)) : text;

    public static string Officer(UrgedOfficer officer, Language language) => officer switch
    {
        { Required: 0 } => Sentences.Say(language, "remind.officer.undeclared"),
        { Required: { } required, Covered: { } covered } => Sentences.Say(language, "remind.officer.uncovered", Number(required - covered, language), Number(required, language)),
        { Rows: > 0 } => Sentences.Say(language, "remind.officer.rows", Number(officer.Rows, language)),
        _ => Sentences.Say(language, "remind.officer.nothing"),
    };

    /// <summary>"bậc 1, đơn vị, p…@vidu.vn: đã gửi", with the day in front.</summary>
    public static string Sent(SentMessage sent, Language language) => Sentences.Say(language, "remind.sent.line", Written.Day(sent.Day), Step(sent, language), sent.Masked, Outcome(sent, language));

    /// <summary>Which step of the ladder, and to whom it goes.</summary>
    public static string Step(SentMessage sent, Language language) => sent.To is { } to
        ? Sentences.Say(language, to == Addressee.Unit ? "remind.step.unit" : "remind.step.unit-above", Number(sent.Step, language)) : Number(sent.Step, language);

    public static string Outcome(SentMessage sent, Language language) => Sentences.Say(language, "remind.outcome." + sent.Outcome, sent.MaskedFault ?? "");

    private static string Number(long number, Language language) => Written.Number(number.ToString(CultureInfo.InvariantCulture), language);

    /// <summary>What one unit is told of a figure that does not meet its target: what it has, what it needs, what is missing.</summary>
    public static string Figure(Standing standing, StandingRow row, Language language) => row.Numerator is null
        ? Sentences.Say(language, "remind.figure-none", row.Name, StandingsTables.Named(standing, standing.Indicator.Title, language), StandingsTables.Counted(standing, row.Target, language))
        : Sentences.Say(language, "remind.figure", row.Name, StandingsTables.Named(standing, standing.Indicator.Title, language), StandingsTables.Has(standing, row, language),
            StandingsTables.Sign(standing.Comparison) + " " + StandingsTables.Counted(standing, row.Target, language), StandingsTables.Met(standing, row, language));
}
