using System.Runtime.InteropServices;
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
        Claim(written, path);
        return Find(dataFolder)!;
    }

    /// <summary>
    /// Gives a file its name unless another has it: whoever was first has the key of all. The move of .NET looks and then moves, so that of two at the same moment the second would put its key over the one
    /// that the first may have sealed with already; a second name for a file is given by the system in one step or not at all.
    /// </summary>
    private static void Claim(string written, string path)
    {
        try
        {
            if (OperatingSystem.IsWindows() || (Link(Bytes(written), Bytes(path)) != 0 && !File.Exists(path))) File.Move(written, path, overwrite: false); // Windows refuses in one step too; a share that knows no second names is left to the first look
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was first
        }
        File.Delete(written);
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(byte[] existing, byte[] name);
}
