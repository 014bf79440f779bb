using System.Runtime.CompilerServices;

namespace ThiDua.Tests.Support;

/// <summary>Tests knock at the door thousands of times: what it says of that does not belong on their output.</summary>
public static class Quiet
{
    [ModuleInitializer]
    public static void Door() => Environment.SetEnvironmentVariable("Logging__Console__LogLevel__" + ThiDua.Access.DoorLog.Category, "None");
}
