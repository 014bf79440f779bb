namespace ThiDua.Tests.Support;

/// <summary>A clock that stands where the test puts it.</summary>
public sealed class MovedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
