using ThiDua.Intake;

namespace ThiDua.Tests.Intake;

public sealed class CodeNumbersTests
{
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
