namespace ThiDua.Database;

/// <summary>
/// How much an import keeps in memory of what it has already written, to have it again without asking: beyond, it forgets and looks up, so that a longer file needs no
/// more memory than a shorter one (decision 0050).
/// </summary>
internal static class Held
{
    /// <summary>Entries of each kind. Small in tests.</summary>
    public static int AtMost { get; set; } = 250_000;
}
