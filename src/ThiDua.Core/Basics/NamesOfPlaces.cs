namespace ThiDua.Core.Basics;

/// <summary>Names that were met, each of somebody in some place; the first of each look is kept.</summary>
public sealed class NamesOfPlaces
{
    private readonly Dictionary<(int Place, string Skeleton), (int Whose, string Name)> met = [];

    /// <returns>The name of somebody else in that place which this one could pass for; null when there is none.</returns>
    public string? Meet(int place, int whose, string name)
    {
        var key = (place, LookAlikes.Skeleton(name));
        if (met.TryAdd(key, (whose, name))) return null;
        var other = met[key];
        return other.Whose == whose || LookAlikes.AreOne(other.Name, name) ? null : other.Name;
    }
}
