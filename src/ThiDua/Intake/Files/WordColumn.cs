namespace ThiDua.Intake.Files;

/// <summary>The words of one column as values. The spellings of a file repeat, so each is looked up once.</summary>
/// <typeparam name="T">What a word stands for.</typeparam>
/// <param name="but">A word that this column understands but does not take: nobody is advised to write it.</param>
public sealed class WordColumn<T>(string list, Func<string, T> value, string? but = null)
{
    private const int MostKept = 1_000;

    private readonly KnownWords words = KnownWords.Of(list);
    private readonly Dictionary<string, (bool Known, T Value)> seen = new(StringComparer.Ordinal);

    public string Allowed => KnownWords.Allowed(list, but);

    public bool TryFind(ReadOnlySpan<char> cell, out T found)
    {
        if (!seen.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(cell, out var known))
        {
            var word = cell.Length <= 100 ? words.Find(cell) : null;
            known = word is null ? (false, default!) : (true, value(word));
            if (seen.Count < MostKept) seen[cell.ToString()] = known;
        }
        found = known.Value;
        return known.Known;
    }
}
