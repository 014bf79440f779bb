namespace ThiDua.Tests.Support;

/// <summary>The folder of the sources.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ThiDua.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
