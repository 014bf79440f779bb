using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Access;

/// <summary>Where somebody who sees only a part is at home: an officer on his own page, who holds his roles over one unit on its page.</summary>
/// <param name="Key">Of the words of its link.</param>
public sealed record OwnPlace(string Address, string Key)
{
    /// <returns>Null: he has none; he sees several units, or everything, or a unit that the campaign does not list.</returns>
    public static OwnPlace? In(Installation installation, string campaign, Rights rights)
    {
        var (unit, officer) = (rights.OnlyUnit(Act.SeeUnit), rights.May(Act.SeeUnit) ? null : rights.Self(Act.SeeOfficer));
        if (unit is null && officer is null) return null;
        using var db = installation.Open();
        try
        {
            if (unit is { } at) return Listed(db, Ground.Of(db, installation, campaign, new()), at) is { } code ? new($"/c/{campaign}/don-vi/{Uri.EscapeDataString(code)}", "web.nav.own-unit") : null;
            return new($"/c/{campaign}/vi-sao/can-bo/{Uri.EscapeDataString(db.One<string>("select code from officer where officer_id = @officer", new { officer })!)}", "web.nav.own-page");
        }
        catch (QuestionException)
        {
            return null; // there is no such campaign
        }
    }

    /// <summary>Every page of every visitor asks: the codes of the listed units are remembered.</summary>
    private static string? Listed(Db db, Ground ground, int unit) =>
        Remembered.At(db, ground.Known, ("listed", ground.Stored.No, ground.Stored.Sha256, ground.AsOf, ground.Tree), () => new StandingsQueries(db, ground).Listed().ToDictionary(u => u.Unit, u => u.Code)).GetValueOrDefault(unit);
}
