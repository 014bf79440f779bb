namespace ThiDua.Core.Basics;

/// <summary>Lists of spans of days.</summary>
public static class Spans
{
    /// <summary>Joins spans that overlap or touch; empty ones fall out.</summary>
    /// <param name="spans">Closed spans (both ends given), in any order.</param>
    public static IReadOnlyList<Days> Merge(IEnumerable<Days> spans)
    {
        var sorted = spans.Where(s => !s.IsEmpty).OrderBy(s => s.From).ToList();
        if (sorted.Count < 2) return sorted;
        var merged = new List<Days> { sorted[0] };
        foreach (var span in sorted.Skip(1))
        {
            var last = merged[^1];
            if (span.From!.Value.DayNumber <= last.To!.Value.DayNumber + 1)
            {
                if (span.To > last.To) merged[^1] = last with { To = span.To };
            }
            else merged.Add(span);
        }
        return merged;
    }
}
