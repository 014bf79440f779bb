using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>The papers of a unit's dossier, as files.</summary>
/// <param name="HasPdf">Whether PDF could be made beside the documents.</param>
public sealed record Dossier(Frozen Frozen, IReadOnlyList<string> Files, bool HasPdf);

/// <summary>Writes the papers of a unit from its frozen figures (9936/V.2).</summary>
public sealed class WriteDossier(Installation installation)
{
    /// <param name="withPdf">False: the Word files alone, at once.</param>
    public Dossier Write(string campaign, string unit, Vantage vantage, string? refreeze, string folder, bool withPdf = true)
    {
        var frozen = new FreezeStanding(installation).Freeze(campaign, unit, vantage, refreeze);
        Campaign read;
        ReportParts parts;
        using (var db = installation.Open())
        {
            read = LoadCampaigns.One(db, campaign, long.MaxValue)!.Campaign;
            parts = ReportParts.Of(db, Ground.Of(db, installation, campaign, AwardTables.OfPeriod(frozen.Figures.Period)), unit);
        }
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var paper in DossierPapers.Copies(read, frozen.Figures))
        {
            files.Add(Path.Combine(folder, paper.FileName));
            using var output = File.Create(files[^1]);
            StatePaper.Write(output, DossierPapers.Blocks(paper, frozen, read, parts));
        }
        var hasPdf = withPdf && PdfConverter.Convert(files, folder);
        if (hasPdf) files.AddRange(files.ConvertAll(f => Path.ChangeExtension(f, ".pdf")));
        return new(frozen, files, hasPdf);
    }
}
