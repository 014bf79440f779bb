namespace ThiDua.Core.Basics;

/// <summary>Lists of spans of days.</summary>
public static class Spans
{
    /// <summary>Joins spans that overlap or touch; empty ones fall out.</summary>
    /// <param name="spans">Closed spans (both ends given), in any order.</param>
    public static IReadOnlyList<Days> Merge(List<Days> spans)
    {
        spans.RemoveAll(s => s.IsEmpty);
        if (spans.Count < 2) return spans;
        spans.Sort((a, b) => Nullable.Compare(a.From, b.From));
        var merged = new List<Days> { spans[0] };
        foreach (var span in spans)
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
