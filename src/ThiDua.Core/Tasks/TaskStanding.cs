namespace ThiDua.Core.Tasks;

/// <summary>How far a unit says it is with a task.</summary>
public enum Progress
{
    NotStarted,
    UnderWay,
    Done,
}

/// <summary>What a unit reported of a task.</summary>
/// <param name="Recording">When it was learned; the last that was learned holds, whatever its day.</param>
/// <param name="Day">The day from which it is so.</param>
public sealed record ProgressFact(long Recording, Progress Progress, DateOnly Day);

/// <summary>How a task stands to its last day.</summary>
public enum TaskState
{
    /// <summary>Its last day lies ahead, or it has none.</summary>
    NotDue,
    /// <summary>Today is its last day.</summary>
    Due,
    /// <summary>Its last day is over and it is not done.</summary>
    Late,
    Done,
    /// <summary>Done, after its last day.</summary>
    DoneLate,
}

/// <summary>A task of one unit as of a day.</summary>
/// <param name="Holds">The fact that holds; null: nothing was reported by then.</param>
public sealed record TaskStanding(Progress Progress, TaskState State, ProgressFact? Holds)
{
    public bool IsDone => Progress == Progress.Done;

    /// <summary>From what was reported to how the task stands.</summary>
    /// <param name="facts">The live facts of one unit and task, in any order.</param>
    /// <param name="due">The last day in time; null: never late.</param>
    /// <param name="asOf">The day asked for; facts of later days are not looked at.</param>
    public static TaskStanding Of(IEnumerable<ProgressFact> facts, DateOnly? due, DateOnly asOf)
    {
        ProgressFact? holds = null;
        foreach (var fact in facts) if (fact.Day <= asOf && (holds is null || fact.Recording > holds.Recording)) holds = fact;
        var progress = holds?.Progress ?? Progress.NotStarted;
        var state = progress == Progress.Done ? holds!.Day > due ? TaskState.DoneLate : TaskState.Done
            : due < asOf ? TaskState.Late : due == asOf ? TaskState.Due : TaskState.NotDue;
        return new(progress, state, holds);
    }
}
