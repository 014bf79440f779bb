namespace ThiDua.Campaigns.Format;

/// <summary>What is wrong with a text that is no YAML, from where its reader stopped and what stands there: its own words help nobody who does not know it.</summary>
public static class BrokenYaml
{
    private const int Shown = 40;

    /// <param name="text">The whole file.</param>
    /// <param name="place">Where the reader stopped.</param>
    public static CampaignFault At(string text, Place place)
    {
        var line = Line(text, place.Line);
        while (string.IsNullOrWhiteSpace(line) && place.Line > 1)
        {
            // Reading went on to the end of the file: what is to be mended stands before it.
            line = Line(text, place.Line - 1);
            place = new(place.Line - 1, line.TrimEnd().Length + 1);
        }
        var at = Math.Clamp(place.Column - 1, 0, line.Length);
        var rest = line[at..].Trim();
        var shown = rest.Length == 0 ? line.Trim() : rest;
        var code = at < line.Length && line[at] is '"' or '\'' ? "yaml-quote"
            : LeavesOpen(line) ? "yaml-bracket"
            : rest.StartsWith(": ", StringComparison.Ordinal) && line[..at].Contains(": ", StringComparison.Ordinal) ? "yaml-colon"
            : rest.Length > 0 && char.IsLetterOrDigit(rest[0]) && string.IsNullOrWhiteSpace(line[..at]) ? "yaml-indent"
            : "yaml-broken";
        return new(place.Line, place.Column, code, code == "yaml-colon" ? line.Trim() : shown.Length > Shown ? shown[..Shown] + "…" : shown);
    }

    private static string Line(string text, int number)
    {
        foreach (var line in text.AsSpan().EnumerateLines()) if (--number <= 0) return line.ToString();
        return "";
    }

    /// <summary>More brackets are opened in the line than closed, those within quotes aside.</summary>
    private static bool LeavesOpen(string line)
    {
        var (open, quote) = (0, '\0');
        foreach (var c in line)
        {
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"') quote = c;
            else open += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        }
        return open > 0;
    }
}
