using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>
/// A store from before there was a trail has recordings that nobody vouched for. On the day of its upgrade each gets its entry, so that
/// from then on every change past the program is found; what was changed before that day, no program can know. Dossiers, for which no entry
/// vouched in earlier versions, get theirs in the same way.
/// </summary>
public static class AdoptRecordings
{
    /// <summary>The migration that brought the trail.</summary>
    public const string Since = "0013_trail";

    /// <summary>The migration since which entries vouch for dossiers.</summary>
    public const string DossiersSince = "0034_dossiers_vouched_for";

    /// <summary>Inside the transaction of the upgrade, when all tables are those of now.</summary>
    public static void Adopt(Db db)
    {
        var installation = new Installation(db.DataFolder, null, TimeProvider.System, null);
        foreach (var recording in db.Query<long>("select recording_id from recording order by recording_id"))
        {
            WriteTrail.Add(db, installation, "adopt", string.Create(CultureInfo.InvariantCulture, $"{recording}"), recording: recording);
        }
    }

    /// <summary>The same for every dossier of which something was written.</summary>
    public static void AdoptDossiers(Db db)
    {
        var installation = new Installation(db.DataFolder, null, TimeProvider.System, null);
        var dossiers = db.Query<(int Campaign, string Unit)>("""
            select campaign_no, unit_code from dossier_step union select campaign_no, unit_code from evidence
            union select campaign_no, unit_code from report_part union select campaign_no, unit_code from dossier_event order by 1, 2
            """);
        foreach (var dossier in dossiers) WriteTrail.Add(db, installation, "adopt", dossier.Unit, dossier: dossier);
    }
}
