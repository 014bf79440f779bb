using System.Security.Cryptography;
using System.Text;
using ThiDua.Texts;

namespace ThiDua.Database;

/// <summary>
/// The one secret outside the database: 32 bytes in `thidua.key` of the data folder. Tokens and seals are made from it. Losing it means
/// that persons can no longer be matched nor sealed values opened: it belongs to the backup, kept apart from the database.
/// </summary>
public static class KeyFile
{
    public const string Name = "thidua.key";

    private const int Length = 32;

    /// <summary>The key; null when there is no file.</summary>
    /// <exception cref="IOException">There is one without a key in it: nothing may be sealed with half a key.</exception>
    public static byte[]? Find(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path)) return null;
        var text = File.ReadAllText(path).Trim();
        return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw new IOException(Sentences.Say(Language.Vi, "cli.no-key-in-file", path));
    }

    /// <summary>The key; a new one when there is none yet.</summary>
    public static byte[] Open(string dataFolder)
    {
        if (Find(dataFolder) is { } key) return key;
        PrivateFolder.Make(dataFolder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(dataFolder, Name);
        var written = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)); // whole before it bears the name: another node may look at any moment
        using (var file = new FileStream(written, options)) file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length))));
        try
        {
            File.Move(written, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(written); // another process was first; its key is the key
        }
        return Find(dataFolder)!;
    }
}
