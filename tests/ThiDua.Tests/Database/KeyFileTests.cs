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
        for (var time = 0; time < 200; time++) // once in a hundred the last of two who came first would win
        {
            var shared = Directory.CreateDirectory(Path.Combine(folder, $"{time}")).FullName;
            using var start = new Barrier(4);
            var keys = new string[4];
            var makers = Enumerable.Range(0, keys.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                keys[i] = Convert.ToHexString(KeyFile.Open(shared));
            })).ToList();
            makers.ForEach(m => m.Start());
            makers.ForEach(m => m.Join());
            Assert.Equal([Convert.ToHexString(KeyFile.Find(shared)!)], keys.Distinct());
            Assert.Equal([KeyFile.Name], Directory.EnumerateFiles(shared).Select(Path.GetFileName));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
