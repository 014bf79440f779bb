using ThiDua.Core.Tasks;

namespace ThiDua.Tasks;

/// <summary>Progress and states as commands, JSON, forms and text keys name them.</summary>
public static class TaskWords
{
    public static readonly Progress[] All = [Progress.NotStarted, Progress.UnderWay, Progress.Done];

    public static string Of(Progress progress) => progress switch
    {
        Progress.NotStarted => "not-started",
        Progress.UnderWay => "under-way",
        _ => "done",
    };

    public static Progress? Find(string? word) => All.Where(p => Of(p) == word).Select(p => (Progress?)p).FirstOrDefault();

    public static string Of(TaskState state) => state switch
    {
        TaskState.NotDue => "not-due",
        TaskState.Due => "due",
        TaskState.Late => "late",
        TaskState.Done => "done",
        _ => "done-late",
    };
}
