using ThiDua.Intake;

namespace ThiDua.Tests.Intake;

public sealed class CodeNumbersTests
{
    /// <summary>Each lookup stays one step also in a country: of the codes of a million officers, one after the other, nearly all have a hash of their own.</summary>
    [Theory, InlineData("CB{0:000000}"), InlineData("{0:0000000}"), InlineData("{0:00000000}.CB")]
    public void Codes_that_are_given_one_after_the_other_fall_into_places_of_their_own(string codes)
    {
        var hashes = Enumerable.Range(0, 1_000_000).Select(i => CodeNumbers.KeyOf(string.Format(System.Globalization.CultureInfo.InvariantCulture, codes, i)).GetHashCode()).Distinct().Count();
        Assert.True(hashes > 999_000, $"{hashes} hashes");
    }

    /// <summary>Codes that differ have numbers of their own, whatever their bytes: beside a naive table.</summary>
    [Fact]
    public void Each_code_has_its_own_number_and_the_first_one_holds()
    {
        string[] codes = ["", "\0", "\0\0", "A", "A\0", "a", "CB000000", "CB0000000", "Cán bộ 1", "Cán bộ 12", "123456789012345", "1234567890123456", "12345678901234567", "đđđđđđđ", "đđđđđđđa", "đđđđđđđđ", "\ud800", "\ud801", "\ufffd"];
        var (numbers, naive) = (new CodeNumbers(), new Dictionary<string, int>(StringComparer.Ordinal));
        var random = new Random(3);
        for (var i = 1; i <= 400; i++)
        {
            var code = i <= codes.Length ? codes[i - 1] : i % 2 == 0 ? codes[random.Next(codes.Length)] : "CB" + random.Next(100);
            Assert.Equal((code, naive.TryGetValue(code, out var known) ? known : (int?)null), (code, numbers.Find(code)));
            naive.TryAdd(code, i);
            numbers.Add(code, i);
        }
        Assert.Equal(naive.Select(n => (n.Key, (int?)n.Value)), naive.Select(n => (n.Key, numbers.Find(n.Key))));
    }
}
