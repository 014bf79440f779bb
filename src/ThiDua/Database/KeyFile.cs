using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Database;

/// <summary>
/// The one secret outside the database: 32 bytes in `thidua.key` of the data folder. Tokens and seals are made from it. Losing it means
/// that persons can no longer be matched nor sealed values opened: it belongs to the backup, kept apart from the database.
/// </summary>
public static class KeyFile
{
    public const string Name = "thidua.key";

    /// <summary>The key; null when there is no file.</summary>
    public static byte[]? Find(string dataFolder) =>
        Path.Combine(dataFolder, Name) is var path && File.Exists(path) ? Convert.FromHexString(File.ReadAllText(path).Trim()) : null;

    /// <summary>The key; a new one when there is none yet.</summary>
    public static byte[] Open(string dataFolder)
    {
        if (Find(dataFolder) is { } key) return key;
        PrivateFolder.Make(dataFolder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(dataFolder, Name);
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was first; its key is the key
        }
        return Find(dataFolder)!;
    }
}
