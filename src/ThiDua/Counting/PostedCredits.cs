namespace ThiDua.Counting;

/// <summary>An entry of the credit ledger as its officer needs it.</summary>
/// <param name="Day">As stored.</param>
internal readonly record struct PostedCredit(int Officer, int Campaign, int Indicator, int Part, int Day, int Delta);

/// <summary>
/// What the running recording posted, kept until the attainments of its officers are decided: to read it back, one would have to wait until
/// all of it is written. 24 bytes per entry.
/// </summary>
internal sealed class PostedCredits
{
    private readonly List<PostedCredit> all = [];
    private int next;

    public void Add(PostedCredit posted) => all.Add(posted);

    /// <summary>From here on they are taken, in the order of officers.</summary>
    public void Sort() => all.Sort((a, b) => a.Officer.CompareTo(b.Officer));

    /// <summary>Those of officers up to and with this one that were not taken yet.</summary>
    public IEnumerable<PostedCredit> TakeUpTo(int officer)
    {
        while (next < all.Count && all[next].Officer <= officer) yield return all[next++];
    }
}
