using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>Keeps the scale file of an office: from its day on, divisions of the province go by it.</summary>
public sealed class KeepScale(Installation installation)
{
    /// <param name="from">From which day on; the codes are those of that day.</param>
    /// <exception cref="RefusedFileException">The file cannot be taken.</exception>
    /// <exception cref="Standings.QuestionException">Nothing is divided on that day.</exception>
    public RecordedClusters Keep(string province, DateOnly from, string file, Stream seekable)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var recorded = Record(db, installation, province, from, file, seekable);
        transaction.Commit();
        return recorded;
    }

    /// <summary>The same inside a transaction that does more.</summary>
    internal static RecordedClusters Record(Db db, Installation installation, string province, DateOnly from, string file, Stream seekable)
    {
        var units = DividedUnits.On(from, province);
        if (units.IsOfProvinces) throw new Tasks.RefusedEntryException("cluster.scale.only-districts");
        var scales = ScaleFile.Read(seekable, units);
        if (scales.Count == 0) throw new RefusedFileException("scale-none");
        var text = GroundText.Of(scales);
        var (recording, sha) = Recordings.BeginByHand(db, installation, AcceptClusters.Kind, null, $"{province} {FileNamed(file)}", $"{Stored.Day(from)}\n{text}");
        db.Execute("insert into cluster_scale (recording_id, among, from_day, file, scales) values (@recording, @province, @from, @file, @text)",
            new { recording, province, from = Stored.Day(from), file = FileNamed(file), text });
        WriteTrail.Add(db, installation, "cluster-scale", province, after: $"{FileNamed(file)} {from.Iso()}", recording: recording);
        return new(province, scales.Count, sha);
    }

    internal static string FileNamed(string path) => Path.GetFileName(path).Normalize() is var name && name.Length > 100 ? name[..100] : name;
}
