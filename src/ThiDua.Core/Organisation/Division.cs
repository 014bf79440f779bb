using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>
/// Which officers of a unit that was divided by headcount or share went where: those who are in it on the eve, in the order of their codes, as
/// many to each successor as its part says (largest remainders). It follows from what is known alone, so files may come in any order; who is learned of
/// later moves at most one officer at each border between two successors, beside what his own number changes.
/// </summary>
internal static class Division
{
    /// <param name="postsIn">Rows of posts, by officer, of all who ever had one in one of the units.</param>
    public static void TellApart(Units units, Func<IReadOnlySet<int>, IEnumerable<IReadOnlyList<PostStatement>>> postsIn)
    {
        var divided = units.Successions.Held.Where(s => s.By != DividedBy.List && s.To is not null).ToLookup(s => s.Day);
        if (divided.Count == 0) return;
        var rows = postsIn(units.Successions.Connected(divided.SelectMany(d => d).Select(s => s.From))).ToList();
        foreach (var day in divided.OrderBy(d => d.Key)) // who is where on a later eve follows from where he went before
        {
            var onEve = rows.Select(r => new Posts(r, units).On(day.Key.AddDays(-1))).OfType<PostStatement>().ToLookup(p => p.Unit);
            foreach (var unit in day.GroupBy(s => s.From)) TellApart(units.Successions, [.. unit.OrderBy(s => s.Id)], [.. onEve[unit.Key].OrderBy(p => p.Code, StringComparer.Ordinal)]);
        }
    }

    private static void TellApart(Successions successions, List<SuccessionStatement> steps, List<PostStatement> officers)
    {
        var parts = LargestRemainder.Divide(officers.Count, steps.ConvertAll(s => (long)s.Part!.Value));
        var next = 0;
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var officer in officers.GetRange(next, (int)parts[i])) successions.Assign(steps[i].Day, steps[i].From, officer.Officer, steps[i].To);
            next += (int)parts[i];
        }
    }
}
