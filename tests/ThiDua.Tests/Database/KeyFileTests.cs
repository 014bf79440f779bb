using ThiDua.Database;

namespace ThiDua.Tests.Database;

/// <summary>The one secret: whole, or not there.</summary>
public sealed class KeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-test-").FullName;

    [Theory, InlineData(""), InlineData("00ff"), InlineData("xyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzxyzx")]
    public void Nothing_is_sealed_with_half_a_key(string content)
    {
        var path = Path.Combine(folder, KeyFile.Name);
        File.WriteAllText(path, content);
        var fault = $"“{path}” không có khoá trọn vẹn của ThiDua. Hãy chép lại tệp khoá từ bản sao lưu.";
        Assert.Equal(fault, Assert.Throws<IOException>(() => KeyFile.Find(folder)).Message);
        Assert.Equal(fault, Assert.Throws<IOException>(() => KeyFile.Open(folder)).Message);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void Of_many_who_make_it_at_once_all_have_the_same()
    {
        var keys = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16).Select(_ => Convert.ToHexString(KeyFile.Open(folder))).ToList();
        Assert.Equal([Convert.ToHexString(KeyFile.Find(folder)!)], keys.Distinct());
        Assert.Equal([KeyFile.Name], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
