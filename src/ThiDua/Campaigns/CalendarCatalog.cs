using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Campaigns;

/// <summary>Reads catalog/calendar: holidays and exchanged working days, as data.</summary>
public static class CalendarCatalog
{
    private static readonly Lazy<WorkingDays> Shipped = new(() =>
    {
        var off = Lines("public-holidays.csv").Select(l => Day(l[0])).ToHashSet();
        var swaps = Lines("working-day-swaps.csv").ToList();
        off.UnionWith(swaps.Select(l => Day(l[0])));
        return new(off, swaps.Select(l => Day(l[1])).ToHashSet());
    });

    public static WorkingDays WorkingDays => Shipped.Value;

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Path.Combine(ShippedFiles.Folder("catalog"), "calendar", file)).Skip(1).Select(l => l.Split(','));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
