using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>Verdicts as sentences, with the clause or the reading they rest on.</summary>
public sealed class ReasonText(Campaign campaign, Language language)
{
    public Language Language => language;

    /// <summary>The sentence; where a reading and not a clause decides, it is named.</summary>
    public string Sentence(Verdict verdict)
    {
        var sentence = Plain(verdict);
        return verdict.Source is { Kind: SourceKind.Reading } && ReadingOf(verdict) is { } reading
            ? sentence + " " + Sentences.Say(language, "reason.by-reading", StandingsTables.In(reading.Text, language)) : sentence;
    }

    public string Plain(Verdict verdict)
    {
        var arguments = verdict.Reason.Arguments.Select(a => Enum.TryParse<Relation>(a, out var relation) && Enum.IsDefined(relation) && !char.IsAsciiDigit(a[0]) ? Relation(relation) : a);
        return Sentences.Say(language, "reason." + verdict.Reason.Code, [.. arguments]);
    }

    /// <summary>What a person decided of the row, when and why.</summary>
    public string Decision(Decided decided) => Sentences.Say(
        language, "reason.decided", Sentences.Say(language, "settle." + Worklist.Choices.Name(decided.Choice)), Written.Day(DateOnly.FromDateTime(Database.Installation.InVietnam(decided.At).DateTime)), decided.Why);

    public string Relation(Relation relation) => Sentences.Say(language, "relation." + relation);

    public Reading? ReadingOf(Verdict verdict) =>
        verdict.Source is { Kind: SourceKind.Reading } source ? campaign.Readings.FirstOrDefault(r => r.Id == source.Name) : null;

    public Clause? ClauseOf(Verdict verdict) =>
        verdict.Source is { Kind: SourceKind.Clause } source ? campaign.Clauses.FirstOrDefault(c => c.Number == source.Name) : null;

    public static string? Clause(Verdict verdict) => verdict.Source is { Kind: SourceKind.Clause } source ? source.Name : null;

    public static string? Reading(Verdict verdict) => verdict.Source is { Kind: SourceKind.Reading } source ? source.Name : null;

    public static string VerdictCode(VerdictKind kind) => kind switch
    {
        VerdictKind.Counted => "counted",
        VerdictKind.NotCounted => "not-counted",
        VerdictKind.Waiting => "waiting",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string SchemeCode(Scheme scheme) => scheme == Scheme.VoluntarySocialInsurance ? "TN" : "HGD";

    /// <summary>Masked: the last three digits of a number; in full only where that was asked for with a reason.</summary>
    public static string Person(IReadOnlyDictionary<string, string> personal, bool reveal, Language language = Language.Vi)
    {
        if (Privacy.PersonalValues.WhyGone(personal, language) is { } why) return why;
        var number = personal.GetValueOrDefault("nationalId") ?? personal.GetValueOrDefault("siNumber");
        if (reveal) return string.Join(" · ", new[] { personal.GetValueOrDefault("name"), number }.OfType<string>());
        return number is null ? "…" : ExplainQueries.Masked(number);
    }
}
