using System.Buffers;
using System.Text;

namespace ThiDua.Core.Basics;

/// <summary>
/// The letters with which names of units and people are written here: Vietnamese, and those of the peoples whose spelling has
/// letters of its own (Ê-đê, Gia-rai, Ba-na, Mnông, Cơ-ho: ƀ č ĕ ĭ ŏ ŭ ñ, a breve over ê, ô, ơ, ư). What is in none of them may pass
/// for a letter that is, and so one name for another.
/// </summary>
public static class NameLetters
{
    private const string Vietnamese = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";
    private const string OfPeoples = "ƀčĕĭŏŭñ";

    /// <summary>Tones and the breve, where no letter holds them already (ê̆, ơ̆).</summary>
    private const string Marks = "\u0300\u0301\u0303\u0309\u0323\u0306";

    /// <summary>No letters, but written in names: H’Mông, “Hoa Sen”, Ê-đê, khóm 1 – 2, số 3/4.</summary>
    private const string Signs = "’‘ʼ“”–—…°ºª§№·•«»";

    private static readonly SearchValues<char> Known = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '\u007f' - ' ').Select(c => (char)c)) + Vietnamese + Vietnamese.ToUpperInvariant() + OfPeoples + OfPeoples.ToUpperInvariant() + Marks + Signs);

    /// <summary>Whether a text, composed or not, holds nothing else; quickly.</summary>
    public static bool AreIn(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Known) < 0;

    /// <summary>What else a name holds, each once. The name is composed (NFC).</summary>
    public static IReadOnlyList<Rune> Foreign(string name) => AreIn(name) ? [] : [.. name.EnumerateRunes().Where(r => !r.IsBmp || !Known.Contains((char)r.Value)).Distinct()];
}
