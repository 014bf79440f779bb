using System.Collections.Frozen;

namespace ThiDua.Core.Basics;

/// <summary>
/// Whether a word can be a Vietnamese syllable by spelling: an onset, a rhyme, at most one tone. It tells proper text from text
/// typed with an 8-bit font, where letters stand together that never meet in Vietnamese ("Nguyeãn", "B×nh").
/// </summary>
public static class VietnameseSyllable
{
    /// <summary>Each vowel without tone, then with huyền, hỏi, ngã, sắc, nặng.</summary>
    private const string Vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";

    private static readonly string[] Onsets =
        ["ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", ""];

    private static readonly FrozenSet<string> Rhymes = (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
        + "ê êch êm ên ênh êng êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
        + "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
        + "ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut "
        + "uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> RhymesBySpan = Rhymes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="strict">Also that a rhyme ending in c, ch, p or t bears sắc or nặng: people forget tones, fonts do not.</param>
    public static bool IsPossible(ReadOnlySpan<char> word, bool strict)
    {
        if (word.Length is 0 or > 7) return false;
        Span<char> letters = stackalloc char[7];
        var tone = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = char.ToLowerInvariant(word[i]);
            var at = Vowels.IndexOf(c, StringComparison.Ordinal);
            if (at < 0 && !char.IsAsciiLetterLower(c) && c != 'đ') return false;
            if (at >= 0 && at % 6 > 0)
            {
                if (tone > 0) return false;
                tone = at % 6;
                c = Vowels[at - tone];
            }
            letters[i] = c;
        }
        ReadOnlySpan<char> all = letters[..word.Length];
        foreach (var onset in Onsets)
        {
            if (!all.StartsWith(onset, StringComparison.Ordinal)) continue;
            var rhyme = all[onset.Length..];
            if (rhyme.Length > 0 && RhymesBySpan.Contains(rhyme) && Meet(onset, rhyme) && (!strict || tone >= 4 || !IsStopped(rhyme))) return true;
        }
        return false;
    }

    /// <summary>k, gh, ngh stand before e, ê, i, y only; c, g, ng before the others.</summary>
    private static bool Meet(string onset, ReadOnlySpan<char> rhyme)
    {
        var front = rhyme[0] is 'e' or 'ê' or 'i' or 'y';
        return onset switch
        {
            "k" or "gh" or "ngh" => front,
            "c" or "ng" => !front,
            "q" => rhyme[0] == 'u',
            _ => true,
        };
    }

    private static bool IsStopped(ReadOnlySpan<char> rhyme) =>
        rhyme[^1] is 'c' or 'p' or 't' || rhyme.EndsWith("ch", StringComparison.Ordinal);
}
