using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;

namespace ThiDua.Ballots;

/// <summary>What a recount of one name came to.</summary>
/// <param name="Faults">Codes of what is wrong; their sentences are "ballot.recount.CODE".</param>
/// <param name="Own">The choice of the code that was asked for; null: none was, or it is not there.</param>
public sealed record Recounted(string Name, Tally Tally, IReadOnlyList<string> Faults, BallotChoice? Own)
{
    /// <summary>Of all ballots of the name; who altered the file alters it too, so it is held against the record of the counting.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>The ballots of a round as a file that anybody can count again, without the program's store.</summary>
public static class BallotFile
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private sealed record Kept(string Campaign, int Session, int Round, string Day, int Slips, string Marks, IReadOnlyList<KeptName> Names);

    private sealed record KeptName(string Contest, string Name, int Yes, int No, int Blank, int Unused, string Sha256, IReadOnlyList<KeptBallot> Ballots);

    private sealed record KeptBallot(string Mark, string Choice);

    public static byte[] Write(string campaign, CouncilSession session, SessionRound round, IReadOnlyList<BallotList> lists) => JsonSerializer.SerializeToUtf8Bytes(new Kept(campaign, session.No, round.No, session.Day.Iso(), round.Opening?.Slips ?? 0, round.Opening?.Sha256 ?? "",
        [.. lists.Select(l => new KeptName(l.Contest, l.Name, l.Tally.Yes, l.Tally.No, l.Tally.Blank, l.Tally.Unused, l.Sha256, [.. l.Ballots.Select(b => new KeptBallot(b.Mark, BallotText.WordOf(b.Choice)))]))]), Plain);

    /// <exception cref="BallotException">It is no such file.</exception>
    public static (IReadOnlyList<Recounted> Names, string Marks) Recount(ReadOnlySpan<byte> file, string? code)
    {
        var read = code is null ? null : BallotCode.Read(code) ?? throw new BallotException("code-unread");
        Kept? kept;
        try
        {
            kept = JsonSerializer.Deserialize<Kept>(file, Plain);
        }
        catch (JsonException)
        {
            kept = null;
        }
        if (kept?.Names is not { Count: > 0 } || kept.Names.Any(n => n?.Ballots is null || n.Contest is null || n.Name is null)) throw new BallotException("file-unread");
        var lists = kept.Names.Select(n => new BallotList(n.Contest, n.Name, [.. n.Ballots.Select(b => new CastBallot(b?.Mark ?? "", b?.Choice switch { "yes" => BallotChoice.Yes, "no" => BallotChoice.No, "blank" => BallotChoice.Blank, "unused" => BallotChoice.Unused, _ => throw new BallotException("file-unread") }))])).ToList();
        var marks = OpenBallot.Sha256(lists);
        return ([.. kept.Names.Zip(lists).Select(x => Of(x.First, x.Second, kept.Slips, marks == kept.Marks, read))], marks);
    }

    private static Recounted Of(KeptName said, BallotList list, int slips, bool marks, byte[]? code)
    {
        var tally = list.Tally;
        var faults = new List<string>();
        if ((tally.Yes, tally.No, tally.Blank, tally.Unused) != (said.Yes, said.No, said.Blank, said.Unused)) faults.Add("totals");
        if (tally.Issued != slips) faults.Add("slips");
        if (!list.IsInOrder) faults.Add("order");
        if (list.Sha256 != said.Sha256) faults.Add("altered");
        if (!marks) faults.Add("marks");
        var mark = code is null ? null : BallotList.MarkOf(code, list.Contest);
        return new(list.Name, tally, faults, list.Ballots.Where(b => b.Mark == mark).Select(b => (BallotChoice?)b.Choice).FirstOrDefault()) { Sha256 = list.Sha256 };
    }
}
