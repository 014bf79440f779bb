using System.Runtime.CompilerServices;
using ThiDua.Database;

namespace ThiDua.Tests.Support;

public static class Quiet
{
    /// <summary>Tests knock at the door thousands of times: what it says of that does not belong on their output.</summary>
    [ModuleInitializer]
    public static void Door() => Environment.SetEnvironmentVariable("Logging__Console__LogLevel__" + ThiDua.Access.DoorLog.Category, "None");

    /// <summary>SQLite locks nothing here, so no statement may be left to the collector: whatever test leaves one fails.</summary>
    [ModuleInitializer]
    public static void Statements() => SqliteDb.LeftStatements = sql => throw new InvalidOperationException("A statement was not ended: " + sql);
}
