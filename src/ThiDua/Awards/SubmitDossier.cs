using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Privacy;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Sends the dossier of a unit to the office that receives it, and takes it back as long as that office has not received it.</summary>
public sealed class SubmitDossier(Installation installation)
{
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Papers are kept as they were sent: made again they have other bytes and another hash.</summary>
    internal static SealedBytes Seals(Installation installation) => new(installation.OpenTokens(), "submitted-paper");

    internal static byte[] Place(long submission, int row)
    {
        var place = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(place, submission);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(8), row);
        return place;
    }

    /// <returns>The receipt.</returns>
    public string Submit(string campaign, string unit, string? period)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var dossier = new DossierQueries(db, ground, installation.Day).Of(unit);
        var frozen = dossier.Frozen;
        if (Submissions.Fault(dossier.Submission, DossierAct.Submitted, frozen is not null) is { } fault and not ("not-approved" or "approval-over")) throw new SubmissionException(fault);
        // What is to be mended in the dossier is said before its head is asked: he would approve it twice.
        if (SubmissionQueries.Lacks(db, ground, dossier, new AwardQueries(db, ground, new(db, ground)).Answer(), Language.Vi) is [var first, ..]) throw new SubmissionException(first.Code, first.Arguments);
        if (Submissions.Fault(dossier.Submission, DossierAct.Submitted, isFrozen: true) is { } unapproved) throw new SubmissionException(unapproved);

        var papers = Papers(db, ground, frozen!);
        var files = papers.ConvertAll(p => new SubmittedFile(p.File, p.Title, Sha256(p.Content), p.Content.Length, null));
        files.AddRange(EvidenceQueries.Of(db, ground, unit).Where(e => e.TakenBack is null).Select(e => new SubmittedFile(e.InBundle, e.Title ?? e.File, e.Sha256, e.Bytes, e.Id)));
        var number = db.One<int>("select count(*) + 1 from dossier_event where campaign_no = @No and unit_code = @unit and kind = 'submitted'", new { ground.Stored.No, unit });
        var receipt = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"HS-{campaign}-{unit}-{number}");
        var content = JsonSerializer.Serialize(new SubmittedIndex(receipt, campaign, unit, dossier.Name, ground.Period?.Id, frozen!.Sha256, files), Plain);
        var index = (receipt, installation.Day > (dossier.LastDay ?? DateOnly.MaxValue), content, Sha256(Encoding.UTF8.GetBytes(content)));
        WriteDossierEvent.Add(db, installation, ground, unit, DossierAct.Submitted, frozen.Id, index: index, with: id =>
        {
            var seals = Seals(installation);
            foreach (var (i, paper) in papers.Index())
            {
                db.Execute("insert into submitted_paper (event_id, row_no, paper, file, bytes, sha256, content) values (@id, @row, @Paper, @File, @Length, @sha, @held)",
                    new { id, row = i + 1, paper.Paper, paper.File, paper.Content.Length, sha = files[i].Sha256, held = seals.Seal(paper.Content, Place(id, i + 1)) });
            }
            Send(db, ground, dossier);
        });
        transaction.Commit();
        return receipt;
    }

    /// <summary>Takes it back; its papers are signed and not sent, as before.</summary>
    public void Withdraw(string campaign, string unit, string? period, string? reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var dossier = new DossierQueries(db, ground, installation.Day).Of(unit);
        if (Submissions.Fault(dossier.Submission, DossierAct.Withdrawn, isFrozen: true) is { } fault) throw new SubmissionException(fault);
        if (string.IsNullOrWhiteSpace(reason)) throw new SubmissionException("no-reason");
        WriteDossierEvent.Add(db, installation, ground, unit, DossierAct.Withdrawn, dossier.Submission.Submission!.Frozen, dossier.Submission.Submission.Id, reason.Trim(), with: _ =>
        {
            foreach (var paper in dossier.Papers.Where(p => p.State.Last?.Kind == PaperStepKind.Sent)) RecordStep.EndLast(db, installation, paper.State);
        });
        transaction.Commit();
    }

    /// <summary>Every paper that the program writes, of those for each who is nominated one for each.</summary>
    private static List<(string Paper, string File, string Title, byte[] Content)> Papers(Db db, Ground ground, Frozen frozen)
    {
        var parts = ReportParts.Of(db, ground, frozen.Figures.Unit);
        var papers = new List<(string, string, string, byte[])>();
        foreach (var copy in DossierPapers.Copies(ground.Campaign, frozen.Figures))
        {
            using var output = new MemoryStream();
            StatePaper.Write(output, DossierPapers.Blocks(copy, frozen, ground.Campaign, parts));
            papers.Add((copy.Asked.Id, copy.FileName, copy.Subject is { } subject ? $"{copy.Asked.Title.Vi}: {subject.Name}" : copy.Asked.Title.Vi, output.ToArray()));
        }
        return papers;
    }

    /// <summary>All papers go out with it. What came back and goes out again on the same figures does so with the number that it has.</summary>
    private void Send(Db db, Ground ground, DossierLine dossier)
    {
        var office = DossierPapers.Deadline(ground.Campaign, ground.Period?.Id)?.Addressee?.Vi ?? "nơi nhận hồ sơ";
        foreach (var (asked, state, _) in dossier.Papers.Where(p => p.State.Standing is PaperStanding.Signed or PaperStanding.Returned))
        {
            if (state.Standing == PaperStanding.Returned) RecordStep.Add(db, installation, ground, dossier.Unit, asked.Id, PaperStepKind.Signed, state.Signed!.Frozen, state.Signed.Day, state.Signed.Number);
            RecordStep.Add(db, installation, ground, dossier.Unit, asked.Id, PaperStepKind.Sent, state.Signed!.Frozen, installation.Day, office);
        }
    }

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
