using System.Buffers.Binary;
using System.Security.Cryptography;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Privacy;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>A file that a unit gave with its dossier.</summary>
/// <param name="Kind">Column Loại of whom it is about.</param>
/// <param name="Subject">Code or name of whom it is about; the code of the unit: the dossier as a whole.</param>
/// <param name="Part">What the clause asks for that it gives: solution, report, evidence; null: it is a paper.</param>
/// <param name="Paper">Id of the paper that it is; null: none.</param>
/// <param name="TakenBack">Why it ceased to hold; null: it holds.</param>
public sealed record Evidence(long Id, string Kind, string Subject, string? Part, string? Paper, string? Title, string File, string Type, long Bytes, string Sha256, DateTimeOffset At, string Actor, string? TakenBack)
{
    /// <summary>Its name in a bundle: two files of one name must not meet.</summary>
    public string InBundle => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"minh-chung/{Id}-{File}");
}

public static class EvidenceQueries
{
    internal static SealedBytes Seals(Installation installation) => new(installation.OpenTokens(), "evidence");

    internal static byte[] Place(long evidence)
    {
        var place = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(place, evidence);
        return place;
    }

    /// <summary>Everything that a unit gave, also what it took back, without the files themselves.</summary>
    public static IReadOnlyList<Evidence> Of(Db db, Ground ground, string unit) => db.Query<Row>("""
        select e.evidence_id as Id, e.kind as Kind, e.subject as Subject, e.part as Part, e.paper as Paper, e.title as Title, e.file as File, e.type as Type, e.bytes as Bytes, e.sha256 as Sha256,
          e.at as At, e.actor as Actor, b.reason as TakenBack
        from evidence e left join evidence_taken_back b on b.evidence_id = e.evidence_id
        where e.campaign_no = @No and e.unit_code = @unit and e.period = @period order by e.evidence_id
        """, new { ground.Stored.No, unit, period = ground.Period?.Id ?? "" })
        .ConvertAll(r => new Evidence(r.Id, r.Kind, r.Subject, r.Part, r.Paper, r.Title, r.File, r.Type, r.Bytes, r.Sha256, Stored.Moment(r.At), r.Actor, r.TakenBack));

    /// <summary>The file itself; null when the unit gave none of that number in that campaign. Also one that was taken back: it may lie in a submission.</summary>
    public static (string File, byte[] Content)? Content(Db db, Installation installation, int campaign, string unit, long evidence) =>
        db.One<Held>("select file as File, content as Content from evidence where evidence_id = @evidence and campaign_no = @campaign and unit_code = @unit", new { evidence, campaign, unit }) is { } held
            ? (held.File, Seals(installation).Open(held.Content, Place(evidence)) ?? throw new CryptographicException("A file of a dossier does not open: another key file.")) : null;

    public static string Name(RequiredPart part) => part switch
    {
        RequiredPart.Solution => "solution",
        RequiredPart.Report => "report",
        _ => "evidence",
    };

    private sealed record Held
    {
        public string File { get; init; } = "";
        public byte[] Content { get; init; } = [];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? Part { get; init; }
        public string? Paper { get; init; }
        public string? Title { get; init; }
        public string File { get; init; } = "";
        public string Type { get; init; } = "";
        public long Bytes { get; init; }
        public string Sha256 { get; init; } = "";
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string? TakenBack { get; init; }
    }
}
