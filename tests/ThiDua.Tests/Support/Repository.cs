namespace ThiDua.Tests.Support;

/// <summary>The folder of the sources.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The rows of the table of a document whose first head is the one given; the heads first.</summary>
    public static List<string[]> TableOf(string document, string head) =>
        [.. File.ReadAllLines(Path.Combine(Root, document)).SkipWhile(l => !l.StartsWith($"| {head} |", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('|')).Where(l => !l.StartsWith("|-", StringComparison.Ordinal))
            .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    /// <summary>The rows of all tables of a document, without their heads.</summary>
    public static List<string[]> TableRows(string document) =>
        [.. File.ReadLines(Path.Combine(Root, document)).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| id", StringComparison.Ordinal)).Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ThiDua.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
