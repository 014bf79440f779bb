namespace ThiDua.Database;

/// <summary>
/// A place that one process of one node holds at a time: a file of the shared data folder that nobody else can open meanwhile. The system lets it go
/// when the process ends, however it ends.
/// </summary>
public static class FilePlace
{
    /// <returns>To be disposed; null: somebody else holds it.</returns>
    public static IDisposable? Hold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
