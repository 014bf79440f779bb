namespace ThiDua.Database;

/// <summary>A folder in which names of people or keys lie: made so that nobody else on the machine can look in. One that is there stays as it is.</summary>
public static class PrivateFolder
{
    public static DirectoryInfo Make(string path)
    {
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above)) Make(above); // each for itself: what lies above must be shut too
        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
