using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Notices;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Campaigns;

/// <summary>A campaign was added, or a new version of it; or it was there already.</summary>
public sealed record AddedCampaign(string Id, bool IsNew, bool Changed);

/// <summary>The campaign file has faults; nothing was stored.</summary>
public sealed class CampaignFaultsException(string file, IReadOnlyList<CampaignFault> faults) : Exception("The campaign file has faults.")
{
    public string File { get; } = file;

    public IReadOnlyList<CampaignFault> Faults { get; } = faults;
}

/// <summary>Adds a shipped or own campaign, or a new version of one, and counts all that is known by it.</summary>
public sealed class AddCampaign(Installation installation)
{
    /// <param name="idOrPath">Id of a shipped campaign, or path of a file, or of a folder with campaign.yaml.</param>
    public AddedCampaign Add(string idOrPath)
    {
        var path = Find(idOrPath) ?? throw new FileNotFoundException(idOrPath);
        return AddText(File.ReadAllText(path), path);
    }

    /// <param name="text">The campaign file itself.</param>
    /// <param name="file">Its name, for faults.</param>
    public AddedCampaign AddText(string text, string file) => Add(text, file, null);

    /// <summary>What would change in the standings of today if the text were in force; nothing is stored.</summary>
    /// <exception cref="CampaignFaultsException">The text has faults.</exception>
    public IReadOnlyList<Move> Try(string text, string file, Language language)
    {
        IReadOnlyList<Move> moves = [];
        var before = Moves.Now(installation, language);
        Add(text, file, (db, recording) => moves = before.ChangedTo(Moves.At(db, installation, recording, language)));
        return moves;
    }

    /// <param name="tried">Called instead of keeping it, with the running recording.</param>
    private AddedCampaign Add(string text, string file, Action<Db, long>? tried)
    {
        text = text.ReplaceLineEndings("\n");
        var reading = CampaignFile.Read(text);
        if (reading.Campaign is not { } campaign) throw new CampaignFaultsException(file, reading.Faults);
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var known = LoadCampaigns.One(db, campaign.Id, long.MaxValue);
        if (known?.Sha256 == reading.Sha256) return new(campaign.Id, false, false);
        var recording = Recordings.Begin(db, installation, "campaign");
        var no = known?.No ?? (int)(db.One<long?>("select max(campaign_no) from campaign") ?? 0) + 1;
        if (known is null) db.Execute("insert into campaign (campaign_no, office_id, id) values (@no, 1, @id)", new { no, id = campaign.Id });
        db.Execute("insert into campaign_version (recording_id, campaign_no, text, sha256) values (@recording, @no, @text, @sha)",
            new { recording, no, text, sha = reading.Sha256 });
        Number(db, no, campaign.Counters.Select(i => i.Id));
        new CountRecording(db, InsuranceCatalog.PaymentWindows).Count(recording);
        if (tried is not null)
        {
            tried(db, recording);
            transaction.Rollback();
            return new(campaign.Id, known is null, true);
        }
        Trail.WriteTrail.Add(db, installation, "campaign", campaign.Id, known?.Sha256, reading.Sha256, recording);
        NoteEvents.OfRecordings(db, installation, recording, recording);
        transaction.Commit();
        return new(campaign.Id, known is null, true);
    }

    /// <summary>The file that an id or a path means; null when there is none.</summary>
    public static string? Find(string idOrPath)
    {
        if (File.Exists(idOrPath)) return idOrPath;
        if (File.Exists(Path.Combine(idOrPath, "campaign.yaml"))) return Path.Combine(idOrPath, "campaign.yaml");
        return Shipped(idOrPath);
    }

    /// <summary>The file of a shipped campaign; null when there is none of that id.</summary>
    public static string? Shipped(string id)
    {
        var shipped = Path.Combine(ShippedFiles.Folder("campaigns"), id, "campaign.yaml");
        return id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && File.Exists(shipped) ? shipped : null;
    }

    /// <summary>The campaigns that come with the program, in order of their ids.</summary>
    public static IReadOnlyList<Core.Campaigns.Campaign> AllShipped() => [.. Directory.EnumerateDirectories(ShippedFiles.Folder("campaigns")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        .Select(id => Shipped(id!)).OfType<string>().Select(path => CampaignFile.Read(File.ReadAllText(path)).Campaign).OfType<Core.Campaigns.Campaign>()];

    /// <summary>An indicator, and an indicator within a period, keeps its number through all versions.</summary>
    private static void Number(Db db, int campaign, IEnumerable<string> ids)
    {
        var numbered = db.Query<string>("select id from indicator where campaign_no = @campaign", new { campaign }).ToHashSet();
        var next = (int)db.One<long>("select count(*) from indicator where campaign_no = @campaign", new { campaign });
        foreach (var id in ids.Where(id => !numbered.Contains(id)))
        {
            db.Execute("insert into indicator (campaign_no, indicator_no, id) values (@campaign, @no, @id)", new { campaign, no = next++, id });
        }
    }
}
