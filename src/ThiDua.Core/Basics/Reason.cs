namespace ThiDua.Core.Basics;

/// <summary>
/// Why something is as it is: a code and its arguments. The sentence lives in the resource files of the program,
/// so that the same verdict reads in Vietnamese and in English.
/// </summary>
/// <param name="Code">kebab-case, in resource files under "reason.CODE".</param>
/// <param name="Arguments">Dates as ISO, numbers plain, codes as they stand: the sentence formats them.</param>
public sealed record Reason(string Code, params IReadOnlyList<string> Arguments)
{
    public bool Equals(Reason? other) => other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Code, Arguments.Count);
}
