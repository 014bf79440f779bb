using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>Text as it should have been typed: NFC, no invisible letters, single spaces, none at the ends.</summary>
public static class CleanText
{
    public static string Of(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC))
        {
            if (IsInvisible(c)) continue;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) clean.Append(c);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }
        if (clean.Length > 0 && clean[^1] == ' ') clean.Length--;
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c >= 0x300 || c is < ' ' or '\u00a0' or '\u00ad' || (c == ' ' && before == ' ')) return c < 0x300 ? false : IsCleanBeyondLatin(text);
            before = c;
        }
        return before != ' ' || text.Length == 0;
    }

    private static bool IsCleanBeyondLatin(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (IsInvisible(c) || char.IsControl(c) || (char.IsWhiteSpace(c) && (c != ' ' || before == ' '))) return false;
            before = c;
        }
        return before != ' ' && text.IsNormalized(NormalizationForm.FormC);
    }

    private static bool IsInvisible(char c) => c is '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad';
}
