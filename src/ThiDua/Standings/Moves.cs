using ThiDua.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <summary>A unit whose number or rank would change, or has changed.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Before">The number it had: "9/21", or "9".</param>
public sealed record Move(string Campaign, string IndicatorId, string? Group, string Indicator, string Code, string Unit, int From, int To, string Before, string After)
{
    /// <summary>Whether the target was met, and is; null where there is none.</summary>
    public (bool? Before, bool? After) Met { get; init; }
}

/// <summary>Numbers and ranks of all units in all campaigns at one state of knowledge, to be held against another.</summary>
public sealed class Moves
{
    private readonly Dictionary<(string Campaign, string Indicator, string Unit), (int Rank, string Name, string Title, string Number, string? Group, bool? Met)> ranks = [];

    private Moves()
    {
    }

    public static Moves Now(Installation installation, Texts.Language language)
    {
        using var db = installation.Open();
        using var reading = db.BeginReading();
        return At(db, installation, Recordings.KnownAt(db, null), language);
    }

    /// <summary>Also inside a running import.</summary>
    public static Moves At(Db db, Installation installation, long known, Texts.Language language)
    {
        var moves = new Moves();
        foreach (var stored in LoadCampaigns.All(db, known))
        {
            var ground = Ground.Of(db, installation, stored, known, new());
            foreach (var standing in new StandingsQueries(db, ground).Standings(new(StandingOf.Units)))
            {
                foreach (var row in standing.Rows)
                {
                    if (row.Rank is not { } rank) continue;
                    var number = Plain(row.Numerator ?? 0, language) + (row.Denominator is { } of ? "/" + Plain(of, language) : "");
                    moves.ranks[(stored.Id, standing.IndicatorId, row.Code)] = (rank, row.Name, StandingsTables.Named(standing, standing.Indicator.ShortTitle, language), number, standing.Group?.Id, row.Met);
                }
            }
        }
        return moves;
    }

    /// <summary>Whose rank changed from here to there, the greatest climb first.</summary>
    public IReadOnlyList<Move> To(Moves after) => [.. ChangedTo(after).Where(m => m.From != m.To).OrderByDescending(m => m.From - m.To)];

    /// <summary>Whose number, rank or verdict changed from here to there.</summary>
    public IReadOnlyList<Move> ChangedTo(Moves after) =>
        [.. after.ranks.Where(a => ranks.TryGetValue(a.Key, out var was) && (was.Rank, was.Number, was.Met) != (a.Value.Rank, a.Value.Number, a.Value.Met))
            .Select(a => new Move(a.Key.Campaign, a.Key.Indicator, a.Value.Group, a.Value.Title, a.Key.Unit, a.Value.Name, ranks[a.Key].Rank, a.Value.Rank, ranks[a.Key].Number, a.Value.Number) { Met = (ranks[a.Key].Met, a.Value.Met) })];

    private static string Plain(decimal number, Texts.Language language) => Texts.Written.Number(number.ToString(System.Globalization.CultureInfo.InvariantCulture), language);
}
