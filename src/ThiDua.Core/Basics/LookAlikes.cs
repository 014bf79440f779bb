using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ThiDua.Core.Basics;

/// <summary>
/// Names that are not the same and look the same. The way is that of Unicode's Technical Standard 39 (confusable skeletons), the
/// letters are our own few: those that pass for letters of <see cref="NameLetters"/>.
/// </summary>
public static class LookAlikes
{
    /// <summary>Pairs: what is written, what it looks like.</summary>
    private static readonly FrozenDictionary<char, char> Letters = Pairs(
        "\u00d0Đ\u0189Đ\u00f0đ\u0256đ\u20abđ" // eth, African D, the sign of the đồng
        + "\u0131i\u0237j\u0251a\u0261g\u0269i\u01c0l\u017fs\u01cdĂ\u01ceă" // dotless and phonetic letters, the click, long s, a with caron
        + "\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0423Y\u0425X\u0406I\u0408J\u0405S\u04aeY\u04c0I" // Cyrillic capitals
        + "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u043ak\u0456i\u0458j\u0455s\u04bbh\u04cfl\u0501d\u051bq\u051dw\u0433r\u043fn" // Cyrillic
        + "\u0391A\u0392B\u0395E\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X\u0396Z" // Greek capitals
        + "\u03b1a\u03b9i\u03bak\u03bdv\u03bfo\u03c1p\u03c5u\u03b3y\u03b7n\u03f2c\u03f3j"); // Greek

    /// <summary>
    /// The same for names that cannot be told apart by looking: composed or not, capitals or not, in wide letters, with the tone elsewhere in
    /// its syllable (`Hoà`), with letters of other scripts, `1`, `I` or `i` for `l`, `0` for `O`, `rn` for `m`. Accents count.
    /// </summary>
    public static string Skeleton(string name)
    {
        var skeleton = new StringBuilder(name.Length + 8);
        var tone = '\0';
        foreach (var written in name.Normalize(NormalizationForm.FormKD))
        {
            var c = Letters.GetValueOrDefault(written, written);
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category == UnicodeCategory.NonSpacingMark)
            {
                if (c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323') tone = c;
                else skeleton.Append(c == '\u030c' ? '\u0306' : c); // a caron for a breve
            }
            else if (c == '|' || (char.IsLetterOrDigit(c) && category != UnicodeCategory.ModifierLetter)) Append(skeleton, char.ToLowerInvariant(c));
            else if (category != UnicodeCategory.Format) EndWord(skeleton, ref tone);
        }
        EndWord(skeleton, ref tone);
        return skeleton.ToString().TrimEnd();
    }

    /// <summary>Whether two spellings are one name: in capitals, with `Hoà` for `Hòa`, with `’` for `'`, it deceives nobody.</summary>
    public static bool AreOne(string a, string b) => VietnameseText.SameKey(Plain(a)) == VietnameseText.SameKey(Plain(b));

    /// <summary>
    /// The name with look-alikes replaced where that is certain: in words that are Vietnamese by their spelling once it is done (`Ð` in
    /// `Ðặng`, a Cyrillic a in `Nаm`). Others stay as they are.
    /// </summary>
    /// <param name="name">Composed.</param>
    public static string Mended(string name)
    {
        if (NameLetters.AreIn(name)) return name;
        var mended = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length;)
        {
            var end = i;
            while (end < name.Length && IsOfWord(name[end])) end++;
            if (end == i) mended.Append(name[i++]);
            else
            {
                mended.Append(Word(name[i..end]));
                i = end;
            }
        }
        return mended.ToString();
    }

    private static string Word(string word)
    {
        var read = string.Concat(word.Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : Letters.GetValueOrDefault(c, c))).Normalize(NormalizationForm.FormC);
        return VietnameseSyllable.IsPossible(read, strict: false) ? read : word;
    }

    private static bool IsOfWord(char c) => char.IsLetter(c) && c != '\u02bc' || Letters.ContainsKey(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static void Append(StringBuilder skeleton, char c)
    {
        if (c == 'm') skeleton.Append("rn");
        else skeleton.Append(c switch { 'i' or '1' or '|' => 'l', '0' => 'o', _ => c });
    }

    private static void EndWord(StringBuilder skeleton, ref char tone)
    {
        if (tone != '\0') skeleton.Append(tone);
        tone = '\0';
        if (skeleton.Length > 0 && skeleton[^1] != ' ') skeleton.Append(' ');
    }

    /// <summary>The letter ʼ is typed for an apostrophe.</summary>
    private static string Plain(string name) => name.Replace('\u02bc', '\'');

    private static FrozenDictionary<char, char> Pairs(string pairs) => Enumerable.Range(0, pairs.Length / 2).ToFrozenDictionary(i => pairs[2 * i], i => pairs[2 * i + 1]);
}
