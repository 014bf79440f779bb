using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>As of which day, as known at which moment, on the tree of which day, within which period. Null: the usual.</summary>
/// <param name="Period">Id of a period of the campaign; of a campaign that declares none, a value of column Kỳ of its targets.</param>
public sealed record Vantage(DateOnly? AsOf = null, DateTimeOffset? KnownAt = null, DateOnly? Tree = null, string? Period = null)
{
    /// <summary>Awards and dossiers of a period are of its last day, when none is asked for (SCT/I.4.2.a: those of the year just ended).</summary>
    public bool AtPeriodEnd { get; init; }
}

/// <summary>What was asked for cannot be answered. Its sentence is "question.CODE".</summary>
public sealed class QuestionException(string code, params IReadOnlyList<string> arguments) : ToldException("question", code, arguments);

/// <summary>The ground on which a question is answered: one campaign, one day, one state of knowledge, one tree.</summary>
public sealed class Ground
{
    public required StoredCampaign Stored { get; init; }

    public required DateOnly AsOf { get; init; }

    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>The last recording that counts as known.</summary>
    public required long Known { get; init; }

    public required DateOnly Tree { get; init; }

    public required Units Units { get; init; }

    /// <summary>What was asked for, defaults not filled in.</summary>
    public required Vantage Asked { get; init; }

    /// <summary>The declared period within which is counted; null: the whole.</summary>
    public Period? Period { get; init; }

    /// <summary>The day on which people work: the one asked for, else today, also where the campaign measures on a fixed day.</summary>
    public required DateOnly WorkDay { get; init; }

    public required DateOnly Today { get; init; }

    public Campaign Campaign => Stored.Campaign;

    /// <summary>Which units take part, with their officers.</summary>
    public Scope Scope => scope ??= new(Campaign.Scope, Units, AsOf, Tree);

    private Scope? scope;

    /// <summary>The indicators as they are counted within the period asked for.</summary>
    public IReadOnlyList<Indicator> Indicators => indicators ??= [.. Campaign.Indicators.Select(i => Counter.Of(i, Period).Indicator)];

    private IReadOnlyList<Indicator>? indicators;

    /// <summary>The awards given for the period asked for; without one, those for the whole.</summary>
    public IReadOnlyList<AwardRule> Awards => awards ??= [.. Campaign.Awards.Where(a => a.IsFor(Period))];

    private IReadOnlyList<AwardRule>? awards;

    /// <summary>The officers of units, as the door decides of one: by the post of today, else by the last one, whatever moment is asked for.</summary>
    /// <param name="units">Null: of all; the answer is null then too.</param>
    public IReadOnlySet<int>? OfficersOf(Db db, IReadOnlySet<int>? units)
    {
        if (units is null) return null;
        var now = Recordings.KnownAt(db, null);
        return LoadOrganisation.OfficersOf(db, now, now == Known ? Units : LoadOrganisation.Units(db, now), Today, units);
    }

    /// <summary>The codes of units; null for all.</summary>
    public IReadOnlySet<string>? CodesOf(IReadOnlySet<int>? units) => units?.Select(u => Units.Latest(u)?.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Mã xã of units: people are called by the ward whose code stands on their card. Null for all.</summary>
    public IReadOnlySet<string>? CommunesOf(IReadOnlySet<int>? units) => units?.Select(u => (Units.On(u, Tree) ?? Units.Latest(u))?.AdminCode).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Where the numbers of a unit of the as-of day go on the tree of another day; null when nothing stands in its place.</summary>
    /// <param name="of">Of a unit that was divided or merged: whose numbers.</param>
    public int? OnTree(int unit, Posts? of = null) => Units.Successions.InPlaceOf(unit, AsOf, Tree, of);

    /// <summary>Default as-of: the campaign's fixed day, else the earlier of today and its end (contract §1).</summary>
    public static Ground Of(Db db, Installation installation, string campaign, Vantage vantage)
    {
        var known = Recordings.KnownAt(db, vantage.KnownAt);
        var stored = LoadCampaigns.One(db, campaign, known)
            ?? throw new QuestionException(vantage.KnownAt is null ? "campaign-unknown" : "campaign-unknown-then", campaign);
        return Of(db, installation, stored, known, vantage);
    }

    /// <summary>On the state of a running recording, for a try-run.</summary>
    public static Ground Of(Db db, Installation installation, StoredCampaign stored, long known, Vantage vantage) => Of(db, stored, known, vantage, installation.Day, installation.Clock.GetUtcNow());

    /// <summary>Another campaign, or another period of it, as known then and looked at on the same day.</summary>
    public Ground Beside(Db db, StoredCampaign other, Vantage vantage) => Of(db, other, Known, vantage with { KnownAt = Asked.KnownAt }, Today, KnownAt);

    private static Ground Of(Db db, StoredCampaign stored, long known, Vantage vantage, DateOnly today, DateTimeOffset now)
    {
        var period = FindPeriod(db, stored, known, vantage.Period);
        var end = vantage.AtPeriodEnd && period is not null ? period.Days.To : stored.Campaign.Window.Value.To;
        var asOf = vantage.AsOf ?? stored.Campaign.AsOf?.Value ?? (end < today ? end.Value : today);
        return new()
        {
            Stored = stored,
            AsOf = asOf,
            KnownAt = vantage.KnownAt ?? now,
            Known = known,
            Tree = vantage.Tree ?? asOf,
            Units = LoadOrganisation.Units(db, known),
            Asked = vantage with { Period = period?.Id ?? vantage.Period },
            WorkDay = vantage.AsOf ?? today,
            Today = today,
            Period = period,
        };
    }

    /// <summary>A campaign without periods of its own knows those of the targets that were entered for it, and the years and days of its dated targets.</summary>
    private static Period? FindPeriod(Db db, StoredCampaign stored, long known, string? asked)
    {
        if (asked is null) return null;
        if (stored.Campaign.PeriodOf(asked) is { } period) return period;
        var dated = stored.Campaign.Indicators.SelectMany(i => i.Targets).ToList();
        if (dated.Exists(t => t.IsOf(asked))) return null;
        var names = stored.Campaign.Periods.Count > 0 ? [.. stored.Campaign.Periods.Select(p => p.Id)]
            : db.Query<string>($"select distinct r.period from target r where r.campaign_no = @c and r.period <> '' and {Recordings.Live("r", "targets", "unit_id")} order by 1", new { c = stored.No, e = known });
        names = [.. names.Concat(dated.Select(t => t.Day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture))).Distinct()];
        return names.Count == 0 ? throw new QuestionException("no-periods", asked)
            : stored.Campaign.Periods.Count == 0 && names.Contains(asked) ? null : throw new QuestionException("period-unknown", asked, string.Join(", ", names));
    }
}
