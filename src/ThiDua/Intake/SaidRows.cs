using System.Globalization;

namespace ThiDua.Intake;

/// <summary>How far an import is, in a small file beside it: whichever node of the site is asked can tell.</summary>
public sealed class SaidRows(string path) : IProgress<long>
{
    public const string Ending = ".rows";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider clock = TimeProvider.System;
    private long last;

    public void Report(long value)
    {
        if (last != 0 && clock.GetElapsedTime(last) < Every) return;
        last = clock.GetTimestamp();
        try
        {
            File.WriteAllText(path, value.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // just being read: the next rows tell it; the import does not end for it
        }
    }

    /// <summary>The import is over.</summary>
    public static void End(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // just being read: it goes with what is left over
        }
    }

    /// <summary>Null: nothing was said yet, or it is over.</summary>
    public static long? Of(string path)
    {
        try
        {
            return File.Exists(path) && long.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var rows) ? rows : null;
        }
        catch (IOException)
        {
            return null; // just being written, or deleted
        }
    }
}
