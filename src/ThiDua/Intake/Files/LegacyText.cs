using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>
/// Recognises text typed with the 8-bit fonts TCVN3 (.VnTime) or VNI and kept as Latin-1, and gives the letters back. Text that
/// is proper Vietnamese already is never touched.
/// </summary>
public static class LegacyText
{
    private static readonly FrozenDictionary<string, char> Tcvn3;
    private static readonly FrozenDictionary<string, char> Vni;
    private static readonly FrozenSet<char> Letters;

    static LegacyText()
    {
        var tcvn3 = new Dictionary<string, char>(StringComparer.Ordinal);
        var vni = new Dictionary<string, char>(StringComparer.Ordinal);
        var letters = new HashSet<char>();
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Intake.Files.legacy-letters.tsv")!);
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.StartsWith('#') || line.StartsWith("letter", StringComparison.Ordinal)) continue;
            var fields = line.Split('\t');
            letters.Add(fields[0][0]);
            if (fields[1].Length > 0) tcvn3.TryAdd(fields[1], fields[0][0]);
            if (fields[2].Length > 0) vni.TryAdd(fields[2], fields[0][0]);
        }
        (Tcvn3, Vni, Letters) = (tcvn3.ToFrozenDictionary(StringComparer.Ordinal), vni.ToFrozenDictionary(StringComparer.Ordinal), letters.ToFrozenSet());
    }

    /// <summary>Eth and the African D look like Đ and are typed by mistake: they become Đ where the text then is Vietnamese.</summary>
    public static string MendLookAlikes(string text)
    {
        if (text.AsSpan().IndexOfAny('\u00d0', '\u0189') < 0) return text;
        var mended = text.Replace('\u00d0', 'Đ').Replace('\u0189', 'Đ');
        return IsVietnamese(mended) ? mended : text;
    }

    /// <summary>The repaired text; null when there is nothing to repair or it cannot be told how.</summary>
    public static string? Repair(string text)
    {
        if (!HasLatin1(text) || IsVietnamese(text)) return null;
        var candidates = new[] { Decode(text, Tcvn3), Decode(text, Vni) }.OfType<string>().Where(IsVietnamese).Distinct().ToArray();
        return candidates.Length == 0 ? null : candidates[0];
    }

    /// <summary>Only Latin-1: a letter beyond it says that the text is Unicode already.</summary>
    private static bool HasLatin1(string text)
    {
        var found = false;
        foreach (var c in text)
        {
            if (c > '\u00ff') return false;
            found |= c > '\u0080';
        }
        return found;
    }

    /// <summary>Every letter is Vietnamese, and no syllable has two tones or vowels that never meet.</summary>
    private static bool IsVietnamese(string text)
    {
        foreach (var word in text.Split([' ', '-', ',', '.', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var tones = 0;
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] < '\u0080') continue;
                if (!Letters.Contains(word[i])) return false;
                var parts = word[i].ToString().Normalize(NormalizationForm.FormD);
                if (parts.Any(c => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')) tones++;
                if (i > 0 && NeverMeet(char.ToLowerInvariant(word[i - 1]), char.ToLowerInvariant(parts[0]), word[i])) return false;
            }
            if (tones > 1) return false;
        }
        return true;
    }

    /// <summary>After a or e no letter with a mark follows; after o and u only some.</summary>
    private static bool NeverMeet(char before, char baseLetter, char letter) => before switch
    {
        'a' or 'e' => letter is not ('đ' or 'Đ') && baseLetter is 'a' or 'e' or 'o' or 'u' or 'i' or 'y',
        'o' => baseLetter is 'o' or 'u' or 'i' or 'y' && letter != 'ô',
        'u' => baseLetter is 'u' or 'i' && letter is not ('ì' or 'í'),
        _ => false,
    };

    private static string? Decode(string text, FrozenDictionary<string, char> letters)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && letters.TryGetValue(text.Substring(i, 2), out var pair))
            {
                decoded.Append(pair);
                i++;
            }
            else if (letters.TryGetValue(text.Substring(i, 1), out var single)) decoded.Append(single);
            else if (text[i] is > '\u007f' and <= '\u00ff') return null;
            else decoded.Append(text[i]);
        }
        return decoded.ToString().Normalize(NormalizationForm.FormC);
    }
}
