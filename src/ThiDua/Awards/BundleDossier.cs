using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Makes one file of a dossier, to be sent by mail (3096/III.3): its papers, its evidence, and an index with the hash of each.</summary>
public sealed class BundleDossier(Installation installation)
{
    public const string IndexFile = "muc-luc.csv";

    /// <summary>As it is now; freezes the figures where none were frozen.</summary>
    public Dossier Write(string campaign, string unit, Vantage vantage, Stream output, bool withPdf = true)
    {
        var folder = Directory.CreateTempSubdirectory("thidua-dossier-").FullName;
        try
        {
            var dossier = new WriteDossier(installation).Write(campaign, unit, vantage, null, folder, withPdf);
            using var db = installation.Open();
            var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(dossier.Frozen.Figures.Period));
            var copies = DossierPapers.Copies(ground.Campaign, dossier.Frozen.Figures).ToDictionary(c => Path.GetFileNameWithoutExtension(c.FileName), Title, StringComparer.Ordinal);
            var evidence = EvidenceQueries.Of(db, ground, unit).Where(e => e.TakenBack is null).ToList();
            Pack(output, [
                .. dossier.Files.Select(f => new Packed(Path.GetFileName(f), copies[Path.GetFileNameWithoutExtension(f)], () => File.ReadAllBytes(f))),
                .. evidence.Select(e => new Packed(e.InBundle, e.Title ?? e.File, () => EvidenceQueries.Content(db, installation, ground.Stored.No, unit, e.Id)!.Value.Content)),
            ]);
            return dossier;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>As it was submitted, byte for byte.</summary>
    /// <returns>The receipt; null: it was never submitted.</returns>
    public string? WriteSubmitted(string campaign, string unit, string? period, Stream output)
    {
        using var db = installation.Open();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        if (SubmissionQueries.StateOf(db, ground, unit, null).Submission is not { } submission || SubmissionQueries.Index(db, ground.Stored.No, unit, submission.Id) is not { } index) return null;
        var papers = db.Query<Held>("select row_no as No, file as File, content as Content from submitted_paper where event_id = @Id", submission).ToDictionary(h => h.File, StringComparer.Ordinal);
        var seals = SubmitDossier.Seals(installation);
        Pack(output, [.. index.Files.Select(f => new Packed(f.File, f.Title, () => f.Evidence is { } number ? EvidenceQueries.Content(db, installation, ground.Stored.No, unit, number)!.Value.Content
            : seals.Open(papers[f.File].Content, SubmitDossier.Place(submission.Id, papers[f.File].No)) ?? throw new CryptographicException("A submitted paper does not open: another key file.")))]);
        return submission.Receipt;
    }

    private static string Title(PaperCopy copy) => copy.Subject is { } subject ? $"{copy.Asked.Title.Vi}: {subject.Name}" : copy.Asked.Title.Vi;

    /// <summary>One file after the other, so that only one of them lies open at a time; the index last.</summary>
    private static void Pack(Stream output, IReadOnlyList<Packed> files)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var index = new StringBuilder("\uFEFFSTT,Tệp,Nội dung,SHA-256,Số byte\r\n");
        foreach (var (i, file) in files.Index())
        {
            var content = file.Content();
            index.Append(CultureInfo.InvariantCulture, $"{i + 1},{OutgoingText.Csv(file.Name)},{OutgoingText.Csv(file.Title)},{Convert.ToHexStringLower(SHA256.HashData(content))},{content.Length}\r\n");
            Add(file.Name, content);
        }
        Add(IndexFile, Encoding.UTF8.GetBytes(index.ToString()));

        void Add(string name, byte[] content)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }
    }

    private sealed record Packed(string Name, string Title, Func<byte[]> Content);

    private sealed record Held
    {
        public int No { get; init; }
        public string File { get; init; } = "";
        public byte[] Content { get; init; } = [];
    }
}
