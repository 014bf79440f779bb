using System.Globalization;
using System.Text;

namespace ThiDua.Core.Basics;

/// <summary>Vietnamese text compared as people mean it.</summary>
public static class VietnameseText
{
    private static readonly CompareInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;

    /// <summary>
    /// A key that is the same for spellings of one name: upper or lower case, `Hoà` or `Hòa`, composed or decomposed letters,
    /// spaces doubled. Tone marks count, their place does not.
    /// </summary>
    public static string SameKey(string text)
    {
        var key = new StringBuilder(text.Length + 8);
        var tone = '\0';
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (IsTone(c)) tone = c;
            else if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) key.Append(c);
            else EndSyllable(key, ref tone);
        }
        EndSyllable(key, ref tone);
        return key.ToString().Trim(' ');
    }

    /// <summary>The text with each tone behind its syllable, all else as it is: `Hoà` and `Hòa` give the same, `hoà` does not.</summary>
    public static string WithToneLast(string text)
    {
        var same = new StringBuilder(text.Length + 8);
        var tone = '\0';
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var isMark = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            if (!isMark && !char.IsLetter(c) && tone != '\0')
            {
                same.Append(tone);
                tone = '\0';
            }
            if (IsTone(c)) tone = c;
            else same.Append(c);
        }
        if (tone != '\0') same.Append(tone);
        return same.ToString();
    }

    /// <summary>Without case, accents, spaces and punctuation, đ as d: how headers and searches are compared.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (c is 'đ' or 'Đ') folded.Append('d');
            else if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>As Vietnamese sorts.</summary>
    public static int Compare(string a, string b) => Vietnamese.Compare(a, b, CompareOptions.None);

    /// <summary>People by given name, then by the whole name.</summary>
    public static int ComparePeople(string a, string b)
    {
        var given = Compare(a[(a.LastIndexOf(' ') + 1)..], b[(b.LastIndexOf(' ') + 1)..]);
        return given != 0 ? given : Compare(a, b);
    }

    private static void EndSyllable(StringBuilder key, ref char tone)
    {
        if (tone != '\0') key.Append(tone);
        tone = '\0';
        if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
    }

    /// <summary>Grave, acute, tilde, hook above, dot below.</summary>
    private static bool IsTone(char c) => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323';
}
