using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Nominations, and what stands against them, in words.</summary>
public static class NominationText
{
    /// <summary>How many are within the number, who is next below, and whom one more place would bring in.</summary>
    /// <param name="codes">Units of which names may be told; null: of all.</param>
    public static string Line(QuotaLine line, AwardRule award, IReadOnlySet<string>? codes, Language language)
    {
        var (next, more) = (Names(line.Next), Names(line.OneMore));
        var within = codes is null ? Sentences.Say(language, award.QuotaPerUnit is null ? "nomination.line" : "nomination.line.per-unit", Written.Number(line.Within, language), Written.Number(line.Most ?? 0, language))
            : Sentences.Say(language, award.QuotaPerUnit is null ? "nomination.line.most" : "nomination.line.most-per-unit", Written.Number(line.Most ?? 0, language));
        return string.Join(' ', new[]
        {
            within,
            next.Length > 0 ? Sentences.Say(language, "nomination.line.next", next) : codes is null || award.QuotaPerUnit is not null ? Sentences.Say(language, "nomination.line.nobody") : null,
            more.Length > 0 ? Sentences.Say(language, "nomination.line.one-more", more) : line.Next.Count > 1 && award.QuotaPerUnit is null && next.Length > 0 ? Sentences.Say(language, "nomination.line.tie", Written.Number(line.Next.Count, language)) : null,
        }.OfType<string>());

        string Names(IReadOnlyList<Proposal> proposals) => string.Join(", ", proposals.Where(p => codes?.Contains(p.Unit) != false).Select(p => p.Name).Take(20));
    }

    public static string Held(Hold hold, Language language) =>
        Sentences.Say(language, "hold.said", Sentences.Say(language, "hold.ground." + HoldAward.WordOf(hold.Ground)), Days(hold, language), hold.Reason, hold.Document is { } document ? $" ({document})" : "");

    public static string Days(Hold hold, Language language) => hold.Over is { } over
        ? Sentences.Say(language, "hold.days", Written.Day(hold.Days.From!.Value), Written.Day(over.AddDays(-1) < hold.Days.From ? hold.Days.From.Value : over.AddDays(-1)))
        : Sentences.Say(language, "hold.days.open", Written.Day(hold.Days.From!.Value));

    public static string Second(SecondAward second, Language language) =>
        second.Here is { } here ? DoubleAwardQueries.Said(here, language) : second.Elsewhere is { } other ? DoubleAwardQueries.Said(other, language) : DoubleAwardQueries.Said(second.Before!, language);

    public static string Earlier(EarlierAward earlier, Language language) => Sentences.Say(language,
        earlier.Counts switch { true => "nomination.earlier.counts", false => "nomination.earlier.not", _ => "nomination.earlier.unknown" },
        earlier.Issued.Form, earlier.Issued.Number, Written.Day(earlier.Issued.Day), DoubleAwardQueries.Years(earlier.Issued));

    public static string WordOf(ProposedBy by) => by switch
    {
        ProposedBy.Unit => "unit",
        ProposedBy.Agency => "agency",
        ProposedBy.Collection => "collection",
        _ => "figures",
    };

    public static string WordOf(NominationState state) => state switch
    {
        NominationState.BelowCriteria => "below-criteria",
        NominationState.BeyondQuota => "beyond-quota",
        NominationState.Held => "held",
        NominationState.WaitsForProposer => "waits",
        NominationState.Twice => "twice",
        _ => "proposed",
    };

    public static string Tone(NominationState state) => state switch
    {
        NominationState.Proposed => "good",
        NominationState.Held or NominationState.Twice => "bad",
        NominationState.BelowCriteria => "plain",
        _ => "wait",
    };
}
