namespace ThiDua.Documents;

/// <summary>Texts that leave in tables: a spreadsheet must never take one for a formula.</summary>
public static class OutgoingText
{
    /// <summary>A leading = + - @ or control character is disarmed by an apostrophe; plain negative numbers stay.</summary>
    public static string Disarm(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '@' or '\t' or '\r' || (text[0] == '-' && !text.Skip(1).All(c => char.IsAsciiDigit(c) || c is '.' or ','))) ? "'" + text : text;

    public static string Csv(string text)
    {
        var safe = Disarm(text);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
