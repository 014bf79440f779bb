using System.Globalization;
using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>Text as it should have been typed: NFC, no invisible letters, single spaces, none at the ends.</summary>
public static class CleanText
{
    /// <summary>What a text is at first sight.</summary>
    public enum Look
    {
        /// <summary>Clean, ASCII only.</summary>
        Plain,
        /// <summary>Clean, with letters that only Unicode has (ă, đ, ế): nobody's 8-bit font.</summary>
        Unicode,
        /// <summary>Clean, beyond ASCII only Latin-1: Vietnamese ("Lê Hà") or an 8-bit font ("Lª Hµ").</summary>
        Latin1,
        /// <summary>Something to be cleaned.</summary>
        Unclean,
    }

    public static Look LookAt(ReadOnlySpan<char> text)
    {
        var before = 'x';
        var (unicode, latin1) = (false, false);
        foreach (var c in text)
        {
            if (c < '\u0080')
            {
                if (c < ' ' || (c == ' ' && before == ' ') || c == '\u007f') return Look.Unclean;
            }
            // Composed letters of these blocks are NFC by themselves; everything else is looked at closely.
            else if (c is 'Ð' or 'ð') return Look.Unclean; // may stand for Đ
            else if (c is (>= 'Ā' and <= 'ſ') or 'Ơ' or 'ơ' or 'Ư' or 'ư' or (>= 'Ạ' and <= 'ỹ')) unicode = true;
            else if (c is >= '\u00a1' and <= 'ÿ') latin1 = true;
            else return Look.Unclean;
            before = c;
        }
        return unicode ? text.Contains('\u00ad') ? Look.Unclean : Look.Unicode : latin1 ? Look.Latin1 : Look.Plain;
    }

    public static string Of(string text)
    {
        var look = LookAt(text);
        if (look is Look.Plain or Look.Unicode || (look == Look.Latin1 && !text.Contains('\u00ad', StringComparison.Ordinal))) return text.Trim();
        var clean = new StringBuilder(text.Length);
        foreach (var c in Composed(text))
        {
            if (char.IsWhiteSpace(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format) clean.Append(c);
        }
        if (clean.Length > 0 && clean[^1] == ' ') clean.Length--;
        return clean.ToString();
    }

    /// <summary>NFC; half of a letter of two code units, and the mark of bytes read the wrong way round, cannot be composed and become the replacement mark.</summary>
    private static string Composed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\ufffe', '\ufffd').Normalize(NormalizationForm.FormC);
        }
    }
}
