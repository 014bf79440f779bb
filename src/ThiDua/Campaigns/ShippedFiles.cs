namespace ThiDua.Campaigns;

/// <summary>Folders of data that come with the program: campaigns, catalog, samples.</summary>
public static class ShippedFiles
{
    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "shipped", name);
}
