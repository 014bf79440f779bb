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

    /// <summary>Name of the value that holds the number of a difficulty in the campaign's register.</summary>
    public string? Problem { get; init; }

    /// <summary>Name of the value that holds a person of the call list (P1234), in the campaign of the address.</summary>
    public string? Person { get; init; }

    /// <summary>Name of the value that holds the SHA-256 of something that was entered by hand.</summary>
    public string? Entry { get; init; }

    /// <summary>Names of all values that say which thing is meant.</summary>
    public IEnumerable<string> Names => new[] { Unit, Officer, Problem, Person, Entry }.OfType<string>().Concat(Row?.Split(',') ?? []);

    /// <summary>
    /// A list, or something that says in its body what it is about: whoever may do the act for anything is let in when no value names
    /// one thing, and what he gets is limited by <see cref="Viewer.Within"/>. A test finds a list that is not.
    /// </summary>
    public bool List { get; init; }

    /// <summary>Done only by who has shown a moment ago that he is there.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The same, but only where the query says so: "name=value".</summary>
    public string? ConfirmedWhen { get; init; }

    /// <summary>May take minutes: few of these run at once, see <see cref="Web.RequestLimit"/>.</summary>
    public bool Heavy { get; init; }

    public bool AsksToConfirm(HttpContext http) => Confirmed || (ConfirmedWhen?.Split('=') is [var name, var value] && http.Request.Query[name] == value);
}

public static class NeedsExtensions
{
    public static T Needs<T>(
        this T endpoint, Act act, string? unit = null, string? officer = null, string? row = null, string? problem = null, string? person = null, string? entry = null, bool list = false, bool confirmed = false, string? confirmedWhen = null, bool heavy = false) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsAttribute(act) { Unit = unit, Officer = officer, Row = row, Problem = problem, Person = person, Entry = entry, List = list, Confirmed = confirmed, ConfirmedWhen = confirmedWhen, Heavy = heavy });
}
