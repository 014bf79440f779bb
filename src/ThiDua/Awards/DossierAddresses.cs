using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The address behind the dossier page: makes the papers and sends them as one archive.</summary>
public static class DossierAddresses
{
    public static void Map(WebApplication site) => site.MapPost("/c/{campaign}/ho-so/{unit}", Make).Needs(Act.MakeDossier);

    private static IResult Make(string campaign, string unit, [FromForm] string? refreeze, PageContext context)
    {
        var folder = Directory.CreateTempSubdirectory("thidua-dossier-").FullName;
        try
        {
            var dossier = new WriteDossier(context.Options.Installation).Write(campaign, unit, new(), string.IsNullOrWhiteSpace(refreeze) ? null : refreeze, folder);
            var archive = new MemoryStream();
            using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var file in dossier.Files) zip.CreateEntryFromFile(file, Path.GetFileName(file));
            }
            archive.Position = 0;
            return Results.File(archive, "application/zip", $"ho-so-{dossier.Frozen.Figures.Unit}.zip");
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
