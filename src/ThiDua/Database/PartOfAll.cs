namespace ThiDua.Database;

/// <summary>
/// How something is read of which mostly a small part is needed and sometimes nearly all: a set at a time, until the sets came to a thousand and an eighth of all; then
/// all at once, which is cheaper. A ward's file in the store of a country asks for its forty officers, a file of a million rows soon for everybody.
/// </summary>
/// <param name="all">How many there are, about.</param>
public sealed class PartOfAll(long all)
{
    private const int Many = 1_000;

    private long asked;

    /// <summary>Nothing need be asked for any more.</summary>
    public bool IsAll { get; private set; }

    /// <param name="set">What is not known yet.</param>
    public void Ask<T>(IReadOnlySet<T> set, Action<IReadOnlyCollection<T>> read, Action readAll)
    {
        if (IsAll || set.Count == 0) return;
        asked += set.Count;
        if (asked > Math.Max(Many, all / 8)) TakeAll(readAll);
        else read(set);
    }

    public void TakeAll(Action readAll)
    {
        if (IsAll) return;
        readAll();
        IsAll = true;
    }
}
