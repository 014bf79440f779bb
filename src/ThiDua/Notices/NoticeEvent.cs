namespace ThiDua.Notices;

/// <summary>What other programs can be told of; the names stand in payloads and in the store (docs/notices.md).</summary>
public static class NoticeEvent
{
    public const string ImportTaken = "import.taken";
    public const string ImportWithdrawn = "import.withdrawn";
    public const string StandingChanged = "standing.changed";
    public const string DeadlineNear = "deadline.near";

    public static IReadOnlyList<string> All { get; } = [ImportTaken, ImportWithdrawn, StandingChanged, DeadlineNear];
}
