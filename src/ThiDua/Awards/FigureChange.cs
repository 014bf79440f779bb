using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>One thing that reads otherwise now than when it was frozen.</summary>
/// <param name="Subject">Title of the indicator, name of the officer, or the unit.</param>
/// <param name="What">Ending of a key: "figure.change.WHAT".</param>
/// <param name="Then">As frozen; empty when it was not there.</param>
/// <param name="Now">As known now; empty when it is gone.</param>
public sealed record FigureChange(string Subject, string What, string Then, string Now)
{
    /// <summary>Every difference, indicator by indicator and officer by officer.</summary>
    public static IReadOnlyList<FigureChange> Between(FrozenFigures then, FrozenFigures now, Language language)
    {
        var changes = new List<FigureChange>();
        Add(changes, then.UnitName, "name", then.UnitName, now.UnitName);
        Add(changes, then.UnitName, "eligible", YesNo(then.IsEligible), YesNo(now.IsEligible));
        Add(changes, then.UnitName, "place", then.CollectiveRank?.ToString("0", null) ?? "", now.CollectiveRank?.ToString("0", null) ?? "");
        Add(changes, then.UnitName, "campaign-file", then.CampaignSha256[..12], now.CampaignSha256[..12]);
        foreach (var (id, title) in then.Indicators.Concat(now.Indicators).Select(i => (i.Id, i.Title)).DistinctBy(i => i.Id))
        {
            var (was, isNow) = (then.Indicators.FirstOrDefault(i => i.Id == id), now.Indicators.FirstOrDefault(i => i.Id == id));
            Add(changes, title, "result", Counted(was), Counted(isNow));
            Add(changes, title, "target", was?.Target ?? "", isNow?.Target ?? "");
            Add(changes, title, "met", Met(was), Met(isNow));
            Add(changes, title, "rank", Rank(was), Rank(isNow));
        }
        foreach (var (code, name) in then.Officers.Concat(now.Officers).Select(o => (o.Code, o.Name)).DistinctBy(o => o.Code))
        {
            var (was, isNow) = (then.Officers.FirstOrDefault(o => o.Code == code), now.Officers.FirstOrDefault(o => o.Code == code));
            if (was is null || isNow is null)
            {
                Add(changes, name, was is null ? "officer-new" : "officer-gone", Persons(was), Persons(isNow));
                continue;
            }
            Add(changes, name, "officer-name", was.Name, isNow.Name);
            Add(changes, name, "position", was.Position ?? "", isNow.Position ?? "");
            Add(changes, name, "place", Number(was.Rank), Number(isNow.Rank));
            Add(changes, name, "persons", Persons(was), Persons(isNow));
            foreach (var count in was.Counts.Concat(isNow.Counts).DistinctBy(c => c.Indicator))
                Add(changes, $"{name} · {count.Title}", "persons", Number(Of(was, count.Indicator)), Number(Of(isNow, count.Indicator)));
        }
        return changes;

        string YesNo(bool yes) => Sentences.Say(language, yes ? "dossier.yes" : "dossier.no");
        string Met(FrozenIndicator? i) => i?.Met switch { true => Sentences.Say(language, "standings.met"), false => Sentences.Say(language, "standings.not-met"), null => "" };
        string Number(long? n) => n is { } number ? Written.Number(number, language) : "";
        string Persons(FrozenOfficer? o) => Number(o?.Persons);
        string Rank(FrozenIndicator? i) => i is { Rank: { } rank } ? $"{Number(rank)}/{Number(i.Of)}" : "";
        string Counted(FrozenIndicator? i) => i is null ? "" : Written.Number(i.Numerator, language) + (i.Denominator is { } of ? "/" + Written.Number(of, language) : "");
        static long? Of(FrozenOfficer officer, string indicator) => officer.Counts.FirstOrDefault(c => c.Indicator == indicator)?.Persons;
    }

    private static void Add(List<FigureChange> changes, string subject, string what, string then, string now)
    {
        if (then != now) changes.Add(new(subject, what, then, now));
    }
}
