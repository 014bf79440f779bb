using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>An 8-bit font whose letters were kept as Latin-1.</summary>
public enum LegacyFont
{
    /// <summary>TCVN 5712, the fonts .VnTime and their kin.</summary>
    Tcvn3,
    Vni,
}

/// <summary>
/// Recognises text typed with an 8-bit font and gives the letters back. A text is touched only if it cannot be Vietnamese as it
/// stands and every word of it can be once read with the font's letters. Text that could be both ("Hoà Sôn" is Hồ Sơn in VNI) is
/// touched only in a file that proved to be of that font. Letters are data: legacy-letters.tsv.
/// </summary>
public sealed class LegacyText
{
    private const int Proof = 3;

    private static readonly FrozenDictionary<string, char>[] Letters = Load();
    private static readonly string[] NoLetters = ["µm", "µg", "µl", "µs", "µ"];

    private static readonly SearchValues<char> LookAlikes = SearchValues.Create("ÐƉð");

    private readonly int[] repaired = new int[2];
    private bool hasUnicode;

    /// <summary>A cell with letters that only Unicode has was read: the file is not of one 8-bit font.</summary>
    public void SawUnicode() => hasUnicode = true;

    /// <summary>Eth and the African D look like Đ and are typed by mistake: they become Đ where the text then is Vietnamese.</summary>
    public static string MendLookAlikes(string text)
    {
        if (text.AsSpan().IndexOfAny(LookAlikes) < 0) return text;
        var mended = text.Replace('Ð', 'Đ').Replace('Ɖ', 'Đ').Replace('ð', 'đ');
        // In TCVN3 the first of them is the letter é, but there no letter lies beyond Latin-1.
        return text.AsSpan().IndexOfAnyExceptInRange('\0', 'ÿ') >= 0 || IsVietnamese(mended, strict: false) ? mended : text;
    }

    /// <summary>The repaired text; null when there is nothing to repair or nobody can be sure.</summary>
    /// <param name="text">As it came, not yet cleaned: an invisible soft hyphen is the letter ư in TCVN3.</param>
    public string? Repair(string text)
    {
        if (!MayBeLegacy(text)) return null;
        var isVietnamese = IsVietnamese(text, strict: false);
        foreach (var font in (ReadOnlySpan<LegacyFont>)[LegacyFont.Tcvn3, LegacyFont.Vni])
        {
            if (isVietnamese && (hasUnicode || repaired[(int)font] < Proof || repaired[1 - (int)font] > 0)) continue;
            if (Read(text, font) is not { } read || read == text || !IsVietnamese(read, strict: true)) continue;
            repaired[(int)font]++;
            return read;
        }
        return null;
    }

    /// <summary>Beyond ASCII the text holds nothing that Vietnamese has no place for.</summary>
    public static bool IsVietnamese(string text, bool strict)
    {
        var start = -1;
        var beyond = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetter(text[i]) || (text[i] > '\u007f' && !char.IsWhiteSpace(text[i]))))
            {
                if (start < 0) start = i;
                beyond |= text[i] > '\u007f';
                continue;
            }
            if (start >= 0 && beyond && !VietnameseSyllable.IsPossible(text.AsSpan(start, i - start), strict)) return false;
            (start, beyond) = (-1, false);
        }
        return true;
    }

    /// <summary>Letters beyond ASCII, all of them Latin-1, and not just the sign of a unit of measure.</summary>
    private static bool MayBeLegacy(string text)
    {
        var any = false;
        foreach (var c in text)
        {
            if (c > 'ÿ') return false;
            any |= c > '\u00a0';
        }
        if (!any) return false;
        foreach (var unit in NoLetters) if (text.EndsWith(' ' + unit, StringComparison.Ordinal)) return false;
        return true;
    }

    private static string? Read(string text, LegacyFont font)
    {
        var letters = Letters[(int)font].GetAlternateLookup<ReadOnlySpan<char>>();
        var read = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && letters.TryGetValue(text.AsSpan(i, 2), out var pair))
            {
                read.Append(pair);
                i++;
            }
            else if (letters.TryGetValue(text.AsSpan(i, 1), out var single)) read.Append(single);
            else if (text[i] is > '\u00a0' and <= 'ÿ') return null;
            else read.Append(text[i]);
        }
        return font == LegacyFont.Tcvn3 && IsInCapitals(text) ? read.ToString().ToUpperInvariant() : read.ToString();
    }

    /// <summary>TCVN3 has no capitals with a tone, the font .VnTimeH shows small letters as capitals: "NGUYÔN" is NGUYỄN.</summary>
    private static bool IsInCapitals(string text)
    {
        var before = false;
        var two = false;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterLower(c)) return false;
            two |= before && char.IsAsciiLetterUpper(c);
            before = char.IsAsciiLetterUpper(c);
        }
        return two;
    }

    private static FrozenDictionary<string, char>[] Load()
    {
        var fonts = new[] { new Dictionary<string, char>(StringComparer.Ordinal), new Dictionary<string, char>(StringComparer.Ordinal) };
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("ThiDua.Intake.Files.legacy-letters.tsv")!);
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.StartsWith('#') || line.StartsWith("letter", StringComparison.Ordinal)) continue;
            var fields = line.Split('\t');
            var letter = fields[0][0];
            // Small letters stand first in the file and keep the byte that small and capital share.
            if (fields[1].Length > 0) fonts[0].TryAdd(fields[1], letter);
            if (fields[2].Length > 0) fonts[0].TryAdd(fields[2], letter);
            if (fields[3].Length > 0) fonts[1].TryAdd(fields[3], letter);
        }
        return [.. fonts.Select(f => f.ToFrozenDictionary(StringComparer.Ordinal))];
    }
}
