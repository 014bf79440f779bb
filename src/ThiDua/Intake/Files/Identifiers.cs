namespace ThiDua.Intake.Files;

/// <summary>What became of the text of an identifier.</summary>
/// <param name="Number">Null when it cannot be one.</param>
/// <param name="Code">Code of the finding, null when all is well.</param>
public readonly record struct IdentifierRead(string? Number, string? Code, IReadOnlyList<string> Arguments);

/// <summary>The two numbers by which a person is known, and what spreadsheets do to them (contract §2).</summary>
public static class Identifiers
{
    public const int SiLength = 10;
    public const int NationalLength = 12;

    /// <summary>Mã số BHXH: 10 digits; 8 or 9 lost their leading zeros in a spreadsheet.</summary>
    public static IdentifierRead Si(string text) => Read(text, SiLength, 8);

    /// <summary>Số định danh: 12 digits; 10 or 11 lost leading zeros; 9 is an old CMND, which names no one here.</summary>
    public static IdentifierRead National(string text) => Read(text, NationalLength, 10);

    private static IdentifierRead Read(string text, int length, int shortest)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '\'' or '’' or '\u200b')).Select(HalfWidth));
        if (digits.Length == 0) return new(null, "letters-in-number", [text, Plain(length)]);
        if (digits.All(char.IsAsciiDigit)) return OfDigits(digits, length, shortest);
        if (length == SiLength && digits.Length == 15 && char.IsAsciiLetter(digits[0]) && char.IsAsciiLetter(digits[1]) && digits[2..].All(char.IsAsciiDigit))
        {
            return new(null, "card-instead-of-number", [text, digits[5..]]);
        }
        var meant = string.Concat(digits.Select(Meant));
        return meant.Length == length && meant.All(char.IsAsciiDigit)
            ? new(null, "letters-in-number-suggest", [text, Plain(length), meant])
            : new(null, "letters-in-number", [text, Plain(length)]);
    }

    private static IdentifierRead OfDigits(string digits, int length, int shortest)
    {
        if (digits.Length == length) return new(digits, null, []);
        if (length == NationalLength && digits.Length == 9) return new(null, "old-identity-card", [digits]);
        if (digits.Length < shortest || digits.Length > length) return new(null, "wrong-length", [digits, Plain(length), Plain(digits.Length)]);
        var repaired = digits.PadLeft(length, '0');
        return new(repaired, "zeros-restored", [digits, repaired]);
    }

    private static char HalfWidth(char c) => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c;

    /// <summary>The digit that a letter is plainly mistaken for.</summary>
    private static char Meant(char c) => c switch
    {
        'O' or 'o' => '0',
        'I' or 'i' or 'l' or '|' => '1',
        _ => c,
    };

    private static string Plain(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
