using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A confirmation with what it takes to take it back.</summary>
public sealed record ConfirmedRate(Confirmation Confirmation, string Entry);

/// <summary>Somebody held a recalled row of the catalogue against a text, and says which: until then no amount follows from it.</summary>
public sealed class ConfirmRate(Installation installation)
{
    private const int Longest = 300;

    /// <param name="rate">Id of the row.</param>
    /// <param name="citation">The text, with its article.</param>
    /// <returns>By which it is taken back.</returns>
    /// <exception cref="MoneyException">There is no such row, it asks for none, or the text is missing.</exception>
    public string Record(string rate, string? citation)
    {
        var row = RewardCatalog.Rewards.Rows.Concat(Ballots.VoteCatalog.Rules.Kinds.SelectMany(k => k.Rules)).FirstOrDefault(r => r.Id == rate) ?? throw new MoneyException("rate-unknown", rate);
        if (row.Label != Label.Recalled) throw new MoneyException("rate-not-recalled", row.Law);
        if (string.IsNullOrWhiteSpace(citation)) throw new MoneyException("citation-missing");
        if (citation.Length > Longest) throw new MoneyException("citation-too-long", Written.Number(Longest, Language.Vi));
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var said = citation.Trim().Normalize();
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Payments, null, rate, $"{rate} {row.Sha256} {said}");
        db.Execute("insert into rate_confirmation (recording_id, rate, content_sha256, citation) values (@recording, @rate, @Sha256, @said)", new { recording, rate, row.Sha256, said });
        Trail.WriteTrail.Add(db, installation, "rate-confirmed", rate, after: said, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>What it was decided by stays as it was decided.</summary>
    public void TakeBack(string entry, string? reason)
    {
        new WithdrawFile(installation).TakeBack(Recordings.Payments, entry, string.IsNullOrWhiteSpace(reason) ? throw new MoneyException("reason-missing") : reason.Trim(), db =>
        {
            if (!All(db).Any(c => c.Entry == entry)) throw new MoneyException("confirmation-gone");
        });
    }

    /// <summary>Of the same row the last one holds.</summary>
    public static IReadOnlyList<ConfirmedRate> All(Db db)
    {
        var found = new Dictionary<string, ConfirmedRate>(StringComparer.Ordinal);
        db.Read($"select r.rate, r.content_sha256, r.citation, i.sha256 from rate_confirmation r join import i on i.recording_id = r.recording_id where {Recordings.LiveByHand("r")} order by r.recording_id",
            r => found[r.GetString(0)] = new(new(r.GetString(0), r.GetString(1), r.GetString(2)), r.GetString(3)), ("e", long.MaxValue));
        return [.. found.Values];
    }
}
