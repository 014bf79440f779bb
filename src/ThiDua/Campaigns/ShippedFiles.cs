namespace ThiDua.Campaigns;

/// <summary>Folders of data that come with the program: campaigns, catalog, samples.</summary>
public static class ShippedFiles
{
    /// <summary>Papers of a dossier that the program can write, by name.</summary>
    public static IReadOnlyList<string> DossierTemplates => DossierNames.Value;

    private static readonly Lazy<IReadOnlyList<string>> DossierNames = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder("templates"), "dossier"), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)]);

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "shipped", name);
}
