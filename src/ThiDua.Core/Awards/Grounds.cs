using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Whether an award of before is a ground for one that is proposed.</summary>
public static class Grounds
{
    /// <summary>Awards for a sudden achievement or for a movement do not count where one for merit is considered (Decree 98/2023 Art. 4(3)).</summary>
    public static bool Counts(CommendationType wanted, CommendationType earlier) =>
        wanted != CommendationType.Merit || earlier is not (CommendationType.Irregular or CommendationType.Movement);
}
