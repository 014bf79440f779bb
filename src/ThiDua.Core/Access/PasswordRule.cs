using ThiDua.Core.Basics;

namespace ThiDua.Core.Access;

/// <summary>
/// Which password is good enough: long, and with something of its own. What it is made of does not matter. A password that consists
/// of common words, names that everyone here knows, digits and rows of keys is as good as none.
/// </summary>
public static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>So many letters must be left when common words and digits are taken away.</summary>
    private const int Own = 4;

    /// <param name="password">NFC.</param>
    /// <param name="common">Folded words that say nothing: common passwords, the account's name, names of units.</param>
    /// <returns>"too-short", "too-long", "common"; null: it is good.</returns>
    public static string? Fault(string password, IEnumerable<string> common)
    {
        var letters = 0;
        foreach (var _ in password.EnumerateRunes()) letters++;
        if (letters < Shortest) return "too-short";
        if (letters > Longest) return "too-long";
        var plain = Plain(password);
        var words = common.Select(Plain).Where(w => w.Length >= 3).Distinct().ToList();
        return LeftOver(plain, words) < Own ? "common" : null;
    }

    /// <summary>Small letters and digits without accents; spaces and signs hide nothing.</summary>
    private static string Plain(string text) => VietnameseText.Fold(text.Replace('@', 'a').Replace('$', 's'));

    /// <summary>The fewest letters that no cover of the text by words, digits, repeats and rows of neighbours can explain.</summary>
    private static int LeftOver(string text, List<string> words)
    {
        // usual stand-ins for letters are read as the letters
        var read = text.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't');
        var least = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            var c = text[end - 1];
            var explained = char.IsAsciiDigit(c) || (end > 1 && IsRow(text[end - 2], c));
            least[end] = least[end - 1] + (explained ? 0 : 1);
            foreach (var word in words)
            {
                var at = end - word.Length;
                if (at >= 0 && least[at] < least[end] && (string.CompareOrdinal(text, at, word, 0, word.Length) == 0 || string.CompareOrdinal(read, at, word, 0, word.Length) == 0)) least[end] = least[at];
            }
        }
        return least[^1];
    }

    /// <summary>The same letter again, the next of the alphabet, or the next on the keyboard, either way.</summary>
    private static bool IsRow(char before, char c)
    {
        const string Keys = "qwertyuiop asdfghjkl zxcvbnm";
        if (before == c || c - before is 1 or -1) return true;
        var (a, b) = (Keys.IndexOf(before, StringComparison.Ordinal), Keys.IndexOf(c, StringComparison.Ordinal));
        return a >= 0 && b >= 0 && a - b is 1 or -1;
    }
}
