using System.CommandLine;
using ThiDua.Core.Access;

namespace ThiDua.Cli;

/// <summary>
/// A command that does something, and which acts that is. It asks for no rights: whoever starts it has the machine. But what it does
/// is done on the site only by who may do one of these acts (docs/access.md).
/// </summary>
#pragma warning disable CA1010 // how it is iterated is the library's own
public sealed class ActCommand(string name, params IReadOnlyList<Act> acts) : Command(name)
#pragma warning restore CA1010
{
    public IReadOnlyList<Act> Acts { get; } = acts;
}
