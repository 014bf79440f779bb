namespace ThiDua.Core.Campaigns;

/// <summary>What became of a line from one version of a text to the next.</summary>
public enum LineChange
{
    Same,
    Removed,
    Added,
}

/// <summary>A line of either version. Numbers count from 1; null where the line is not in that version.</summary>
public readonly record struct DiffLine(LineChange Change, int? Old, int? New, string Text);

/// <summary>The fewest lines that have to be removed and added to make one text of the other.</summary>
public static class LineDiff
{
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, now) = (before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        // common[i, j]: how many lines the rests from i and from j have in common, in order
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--) common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var lines = new List<DiffLine>(Math.Max(old.Length, now.Length));
        for (var (i, j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j]) lines.Add(new(LineChange.Same, i + 1, j + 1, old[i++])); 
            else if (j >= now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1])) lines.Add(new(LineChange.Removed, i + 1, null, old[i++]));
            else lines.Add(new(LineChange.Added, null, j + 1, now[j++]));
            if (lines[^1].Change == LineChange.Same) j++;
        }
        return lines;
    }

    /// <summary>The changed lines with some of the same around them, in stretches.</summary>
    /// <param name="around">Lines shown before and after a change.</param>
    public static IReadOnlyList<IReadOnlyList<DiffLine>> Stretches(IReadOnlyList<DiffLine> lines, int around = 3)
    {
        var stretches = new List<IReadOnlyList<DiffLine>>();
        var stretch = new List<DiffLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = false;
            for (var k = Math.Max(0, i - around); k <= Math.Min(lines.Count - 1, i + around); k++) isNear |= lines[k].Change != LineChange.Same;
            if (isNear) stretch.Add(lines[i]);
            else if (stretch.Count > 0)
            {
                stretches.Add(stretch);
                stretch = [];
            }
        }
        if (stretch.Count > 0) stretches.Add(stretch);
        return stretches;
    }
}
