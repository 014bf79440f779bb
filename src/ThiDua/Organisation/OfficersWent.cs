using ThiDua.Core.Organisation;
using ThiDua.Database;

namespace ThiDua.Organisation;

/// <summary>How many officers of the old unit on the eve were in which unit on the day of a reorganisation; null: in none.</summary>
public static class OfficersWent
{
    public static Dictionary<(DateOnly Day, int From, int? To), int> Of(Db db, long known, Units units)
    {
        var went = new Dictionary<(DateOnly, int, int?), int>();
        var days = units.Successions.Held.Select(h => h.Day).Distinct().ToList();
        foreach (var rows in LoadOrganisation.AllPostRows(db, known).Values)
        {
            var posts = LoadOrganisation.Posts(rows, units);
            foreach (var day in days)
            {
                if (posts.On(day.AddDays(-1)) is not { } was) continue;
                var key = (day, was.Unit, posts.On(day)?.Unit);
                went[key] = went.GetValueOrDefault(key) + 1;
            }
        }
        return went;
    }
}
