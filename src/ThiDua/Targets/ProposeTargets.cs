using System.Globalization;
using System.Text;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Core.Targets;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Targets;

/// <summary>By what a target is shared out among the units below.</summary>
public enum ShareBy
{
    /// <summary>Officers on the roster of the day, with all that is below.</summary>
    Headcount,
    /// <summary>The latest figure by the same day a year before.</summary>
    LastYear,
    Equal,
    /// <summary>What a list says.</summary>
    List,
}

/// <summary>What is asked for.</summary>
/// <param name="Under">Code of the unit whose target is shared out.</param>
/// <param name="Target">The target; null: the one that the unit was assigned.</param>
/// <param name="Weights">Of a list: weight by code; who is not in it weighs 0.</param>
public sealed record ShareQuestion(string Indicator, string Under, ShareBy By, string? Period = null, decimal? Target = null, IReadOnlyDictionary<string, decimal>? Weights = null);

/// <summary>A proposal, nothing of it stored: it is looked at, changed where need be, and imported as a targets file.</summary>
/// <param name="Before">Targets that the units have now; none where they have none.</param>
public sealed record ProposedTargets(
    ShareQuestion Asked, UnitStatement Above, decimal Target, IReadOnlyList<(UnitStatement Unit, decimal Weight, decimal Target)> Parts, IReadOnlyDictionary<string, decimal> Before);

/// <summary>Proposes targets for the units right below one, that add up to its own exactly.</summary>
public sealed class ProposeTargets(Db db, Ground ground)
{
    private readonly StandingsQueries standings = new(db, ground);

    /// <exception cref="QuestionException">There is no such indicator or unit, nothing to share out, nobody to share it among, or nothing to share it out by.</exception>
    public ProposedTargets Propose(ShareQuestion asked)
    {
        if (ground.Campaign.Indicator(asked.Indicator) is not { } indicator || asked.Indicator.EndsWith('*'))
            throw new QuestionException("indicator-unknown", asked.Indicator, string.Join(", ", ground.Campaign.Indicators.Where(i => i.AddsUp).Select(i => i.Id)));
        if (!indicator.AddsUp) throw new QuestionException("target-is-share", asked.Indicator);
        asked = asked with { Period = asked.Period is { } said ? ground.Campaign.PeriodId(indicator, said) ?? said : null };
        var unit = standings.FindUnit(asked.Under);
        if (ground.Units.On(unit, ground.Tree) is not { } above) throw new QuestionException("unit-unknown", asked.Under);
        if (!ground.Scope.Touches(unit)) throw standings.NotListed(asked.Under);
        var aim = indicator.Aim(ground.AsOf, asked.Period);
        var target = asked.Target ?? standings.Numbers.Assigned(unit, asked.Indicator, asked.Period, aim)?.Value ?? throw new QuestionException("target-none", asked.Under, asked.Indicator);
        var below = Below(unit);
        if (below.Count == 0) throw new QuestionException("target-nobody", asked.Under);
        var weights = Weights(asked, unit, below);
        if (below.TrueForAll(b => weights.GetValueOrDefault(b.Code) == 0)) throw Weightless(asked);
        var parts = Cascade.Share(target, indicator.Unit is null ? Math.Min((int)target.Scale, 6) : 0, [.. below.Select(b => new Weighed(b.Code, weights.GetValueOrDefault(b.Code)))]).ToDictionary(p => p.Code, p => p.Target, StringComparer.Ordinal);
        return new(asked, above, target, [.. below.Select(b => (b, weights.GetValueOrDefault(b.Code), parts[b.Code]))],
            below.Select(b => (b.Code, Has: standings.Numbers.Assigned(b.Unit, asked.Indicator, asked.Period, aim)?.Value)).Where(b => b.Has is not null).ToDictionary(b => b.Code, b => b.Has!.Value, StringComparer.Ordinal));
    }

    private DateOnly YearBefore => ground.AsOf.AddYears(-1);

    /// <summary>Nobody below weighs anything: what then to share out by is for people to say, and not equally without a word.</summary>
    private QuestionException Weightless(ShareQuestion asked) => asked.By switch
    {
        ShareBy.LastYear => new("target-no-figures", asked.Under, asked.Indicator, Written.Day(YearBefore), Written.Day(ground.AsOf)),
        ShareBy.Headcount => new("target-no-officers", asked.Under, Written.Day(ground.AsOf)),
        _ => new("target-no-weights", asked.Under),
    };

    private List<UnitStatement> Below(int unit) => [.. standings.Under(unit).Listed.OrderBy(u => u.Code, StringComparer.Ordinal)];

    private Dictionary<string, decimal> Weights(ShareQuestion asked, int unit, List<UnitStatement> below)
    {
        switch (asked.By)
        {
            case ShareBy.Equal:
                return below.ToDictionary(b => b.Code, _ => 1m, StringComparer.Ordinal);
            case ShareBy.LastYear:
                return below.ToDictionary(b => b.Code, b => Math.Max(0, standings.Numbers.Figure(b.Unit, asked.Indicator, YearBefore)?.Value ?? 0), StringComparer.Ordinal);
            case ShareBy.List:
                if (asked.Weights!.Keys.FirstOrDefault(k => below.All(b => b.Code != k)) is { } stranger) throw new QuestionException("target-not-below", stranger, asked.Under);
                return new(asked.Weights, StringComparer.Ordinal);
            default:
                var rollup = standings.Under(unit);
                return standings.Roster().Select(r => rollup.ListedFor(r.Post.Unit)?.Code).OfType<string>().GroupBy(c => c).ToDictionary(g => g.Key, g => (decimal)g.Count(), StringComparer.Ordinal);
        }
    }

    /// <summary>A targets file, ready to be taken in; what it does not need is kept and ignored there.</summary>
    public static string Csv(ProposedTargets proposed, string indicator)
    {
        var csv = new StringBuilder("\ufeffMã đơn vị,Tên đơn vị,Chỉ tiêu,Kỳ,Giao,Trọng số\r\n");
        foreach (var (unit, weight, target) in proposed.Parts)
            csv.AppendJoin(',', new[] { unit.Code, unit.Name, indicator, proposed.Asked.Period ?? "", Plain(target), Plain(weight) }.Select(OutgoingText.Csv)).Append("\r\n");
        return csv.ToString();
    }

    /// <summary>As a file is read: a dot before exactly three last digits would be taken for a thousands mark.</summary>
    private static string Plain(decimal value) => value.ToString(decimal.IsInteger(value) ? "0" : "0.0000########", CultureInfo.InvariantCulture);
}
