namespace ThiDua.Database;

/// <summary>A folder in which names of people or keys lie: made so that nobody else on the machine can look in. One that is there stays as it is.</summary>
public static class PrivateFolder
{
    public static DirectoryInfo Make(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
