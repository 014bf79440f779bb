using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A row of the statistical report: how many were given what, of which type, by whom.</summary>
/// <param name="Form">The title or form of the catalogue; of an award without one, the award itself.</param>
/// <param name="Amount">Null: no line of it has money.</param>
public sealed record HonourCount(string Form, CommendationType Type, string Authority, int Collectives, int Individuals, long? Amount)
{
    public int All => Collectives + Individuals;
}

/// <summary>Counts what was decided and stands, as yearly statistical reports of commendation ask for it.</summary>
public static class HonourStatistics
{
    /// <param name="from">Day of the first decision that counts; null: all.</param>
    public static IReadOnlyList<HonourCount> Of(IEnumerable<Decision> issued, DateOnly? from, DateOnly? to, Language language) =>
    [
        .. issued.Where(d => (from is null || d.Issue!.Day >= from) && (to is null || d.Issue!.Day <= to)).SelectMany(d => d.Standing.Select(l => (Decision: d, Line: l)))
            .GroupBy(x => (Form: FormOf(x.Line, language), x.Line.Type, Authority: DecisionText.Named(x.Decision, language)))
            .Select(g => new HonourCount(g.Key.Form, g.Key.Type, g.Key.Authority, g.Count(x => x.Line.Key.Kind == SubjectKind.Collective), g.Count(x => x.Line.Key.Kind == SubjectKind.Individual),
                g.Any(x => x.Line.Amount is not null) ? g.Sum(x => x.Line.Amount?.Amount ?? 0) : null))
            .OrderBy(c => c.Authority, StringComparer.Ordinal).ThenBy(c => c.Form, StringComparer.Ordinal).ThenBy(c => c.Type),
    ];

    private static string FormOf(DecisionLine line, Language language) => line.Form is { } id && RewardCatalog.Rewards.Form(id) is { } form ? Standings.StandingsTables.In(form.Title, language) : line.Title;
}
