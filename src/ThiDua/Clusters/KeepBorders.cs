using ThiDua.Core.Basics;
using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>Keeps the borders of an office's units: from their day on, maps show them, and if the office says so they tell who is a neighbour.</summary>
public sealed class KeepBorders(Installation installation)
{
    /// <summary>So many points a map has in all: as fine as it can be seen, and a page of some 40 kB.</summary>
    private const int MostDrawn = 3_000;

    /// <param name="among">`provinces`, or the code of a province.</param>
    /// <exception cref="RefusedFileException">The file cannot be taken.</exception>
    /// <exception cref="Standings.QuestionException">Nothing is divided on that day.</exception>
    public RecordedClusters Keep(string among, DateOnly from, string file, byte[] content, bool asNeighbours)
    {
        var borders = Read(DividedUnits.On(from, among), from, file, content, asNeighbours);
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var (outlines, neighbours) = (GroundText.Of(borders.Outlines.Values), GroundText.Of(borders.Neighbours));
        var (recording, sha) = Recordings.BeginByHand(db, installation, AcceptClusters.Kind, null, $"{among} {borders.File}", $"{Stored.Day(from)}\n{asNeighbours}\n{outlines}\n{neighbours}");
        db.Execute("""
            insert into cluster_border (recording_id, among, from_day, file, as_neighbours, outlines, neighbours)
            values (@recording, @among, @from, @File, @flag, @outlines, @neighbours)
            """, new { recording, among, from = Stored.Day(from), borders.File, flag = asNeighbours ? 1 : 0, outlines, neighbours });
        WriteTrail.Add(db, installation, "cluster-borders", among, after: $"{borders.File} {from.Iso()}", recording: recording);
        transaction.Commit();
        return new(among, borders.Outlines.Count, sha);
    }

    /// <summary>A file as it would be kept.</summary>
    internal static OfficeBorders Read(DividedUnits units, DateOnly from, string file, byte[] content, bool asNeighbours)
    {
        var exact = BorderFile.Read(content, units);
        var neighbours = Outline.Neighbours(exact);
        if (asNeighbours && neighbours.Count == 0 && exact.Count > 1) throw new RefusedFileException("borders-apart");
        var drawn = SimplerOutlines.Of(exact, MostDrawn) ?? throw new RefusedFileException("borders-corners");
        return new(null, from, KeepScale.FileNamed(file), null, asNeighbours, drawn.ToDictionary(o => o.Unit, StringComparer.Ordinal), neighbours);
    }
}
