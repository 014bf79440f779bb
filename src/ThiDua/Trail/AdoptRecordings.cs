using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>
/// A store from before there was a trail has recordings that nobody vouched for. On the day of its upgrade each gets its entry, so that
/// from then on every change past the program is found; what was changed before that day, no program can know.
/// </summary>
public static class AdoptRecordings
{
    /// <summary>The migration that brought the trail.</summary>
    public const string Since = "0013_trail";

    /// <summary>Inside the transaction of the upgrade, when all tables are those of now.</summary>
    public static void Adopt(Db db)
    {
        var installation = new Installation(db.DataFolder, null, TimeProvider.System, null);
        foreach (var recording in db.Query<long>("select recording_id from recording order by recording_id"))
        {
            WriteTrail.Add(db, installation, "adopt", string.Create(CultureInfo.InvariantCulture, $"{recording}"), recording: recording);
        }
    }
}
