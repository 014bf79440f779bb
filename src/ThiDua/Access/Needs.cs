using ThiDua.Core.Access;

namespace ThiDua.Access;

/// <summary>
/// What a page or address needs. Where it is about one unit, officer or row, it names the value of its address or form that says
/// which, so that the door decides for all of them in one place.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Act act) : Attribute
{
    public Act Act { get; } = act;

    /// <summary>Name of the value that holds a unit's code.</summary>
    public string? Unit { get; init; }

    /// <summary>Name of the value that holds an officer's code.</summary>
    public string? Officer { get; init; }

    /// <summary>Names of the values that hold file and row, as "file,row"; or of one that holds FILE#ROW.</summary>
    public string? Row { get; init; }

    /// <summary>Done only by who has shown a moment ago that he is there.</summary>
    public bool Confirmed { get; init; }
}

public static class NeedsExtensions
{
    public static T Needs<T>(this T endpoint, Act act, string? unit = null, string? officer = null, string? row = null, bool confirmed = false) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsAttribute(act) { Unit = unit, Officer = officer, Row = row, Confirmed = confirmed });
}
