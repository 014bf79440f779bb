using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Text;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Privacy;

namespace ThiDua.Ballots;

/// <summary>
/// The box of an open round: for each name the marks of all codes in order, and beside each what stands on the ballot. It is kept as one sealed value of a fixed
/// length that is sealed anew at every vote: neither rows, nor their order, nor sizes, nor what changed from one state to the next tells which ballot was put in.
/// </summary>
internal sealed class BallotBox
{
    private const int MarkLength = 32;

    private readonly List<(int Name, List<(string Mark, BallotChoice Choice)> Ballots)> names;

    private BallotBox(List<(int, List<(string, BallotChoice)>)> names) => this.names = names;

    /// <summary>With nothing put in.</summary>
    public static BallotBox Empty(SessionRound round, IReadOnlyList<byte[]> codes) =>
        new([.. round.Names.Select(n => (n.No, codes.Select(c => (BallotList.MarkOf(c, round.ContestOf(n)), BallotChoice.Unused)).OrderBy(b => b.Item1, StringComparer.Ordinal).ToList()))]);

    /// <returns>Null: it was altered, or sealed with another key file.</returns>
    public static BallotBox? Open(Installation installation, Db db, long opening)
    {
        if (db.One<byte[]>("select content from ballot_box where opening = @opening", new { opening }) is not { Length: > 0 } held || Seals(installation).Open(held, Place(opening)) is not { } open) return null;
        var (names, at) = (new List<(int, List<(string, BallotChoice)>)>(), 0);
        while (at < open.Length)
        {
            var (no, count) = (BinaryPrimitives.ReadInt32BigEndian(open.AsSpan(at)), BinaryPrimitives.ReadInt32BigEndian(open.AsSpan(at + 4)));
            at += 8;
            var ballots = new List<(string, BallotChoice)>(count);
            for (var i = 0; i < count; i++, at += MarkLength + 1) ballots.Add((Convert.ToHexStringLower(open.AsSpan(at, MarkLength)), (BallotChoice)open[at + MarkLength]));
            names.Add((no, ballots));
        }
        return new(names);
    }

    public IReadOnlyList<BallotList> Lists(SessionRound round) => [.. round.Names.Select(n => new BallotList(round.ContestOf(n), n.Name, [.. names.First(x => x.Name == n.No).Ballots.Select(b => new CastBallot(b.Mark, b.Choice))]))];

    /// <summary>Whether the code is one of those that were given out.</summary>
    public bool Knows(SessionRound round, byte[] code) => round.Names.All(n => IndexOf(round, n, code) >= 0);

    /// <summary>Puts a ballot in, in place of what stood on it before.</summary>
    public void Put(SessionRound round, SessionName name, byte[] code, BallotChoice choice)
    {
        var (at, ballots) = (IndexOf(round, name, code), names.First(x => x.Name == name.No).Ballots);
        ballots[at] = (ballots[at].Mark, choice);
    }

    public void Keep(Installation installation, Db db, long opening)
    {
        var open = new byte[names.Sum(n => 8 + n.Ballots.Count * (MarkLength + 1))];
        var at = 0;
        foreach (var (no, ballots) in names)
        {
            BinaryPrimitives.WriteInt32BigEndian(open.AsSpan(at), no);
            BinaryPrimitives.WriteInt32BigEndian(open.AsSpan(at + 4), ballots.Count);
            at += 8;
            foreach (var (mark, choice) in ballots)
            {
                Convert.FromHexString(mark).CopyTo(open, at);
                open[at + MarkLength] = (byte)choice;
                at += MarkLength + 1;
            }
        }
        var content = Seals(installation).Seal(open, Place(opening));
        if (db.Execute("update ballot_box set content = @content where opening = @opening", new { opening, content }) == 0) db.Execute("insert into ballot_box (opening, content) values (@opening, @content)", new { opening, content });
    }

    /// <summary>In the transaction that ends the vote: nothing is in the box any more, and its place says that earlier states of it may still lie in the files of the store.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Shut(Db db, long opening) => db.Execute("update ballot_box set content = @nothing where opening = @opening", new { nothing = Array.Empty<byte>(), opening }) > 0;

    /// <summary>Whether earlier states of a box that was shut may still be there.</summary>
    public static bool HasLeftovers(Db db, long opening) => db.One<long>("select count(*) from ballot_box where opening = @opening and length(content) = 0", new { opening }) > 0;

    /// <summary>The sessions, by campaign and number, of which earlier states of a shut box may still be there.</summary>
    public static List<string> Unswept(Db db) => db.Query<string>("""
        select distinct c.id || ' ' || s.session_no from ballot_box b join ballot_opening o on o.recording_id = b.opening
        join session_name n on n.recording_id = o.round join council_session s on s.recording_id = n.session join campaign c on c.campaign_no = s.campaign_no
        where length(b.content) = 0 order by 1
        """);

    /// <summary>
    /// After that transaction: leaves nothing of shut boxes in the files of the store. What a stop, a full disk or a reader prevented is done at the next start of the site, within the hour, or
    /// when the next box is opened or shut.
    /// </summary>
    /// <returns>Whether it is done.</returns>
    public static bool Sweep(Db db)
    {
        var shut = db.Query<long>("select opening from ballot_box where length(content) = 0");
        if (shut.Count == 0) return true;
        try
        {
            if (!db.Scrub("ballot_box")) return false;
            foreach (var opening in shut) db.Execute("delete from ballot_box where opening = @opening", new { opening });
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private int IndexOf(SessionRound round, SessionName name, byte[] code)
    {
        var mark = BallotList.MarkOf(code, round.ContestOf(name));
        return names.FirstOrDefault(x => x.Name == name.No).Ballots?.FindIndex(b => b.Mark == mark) ?? -1;
    }

    private static SealedBytes Seals(Installation installation) => new(installation.OpenTokens(), "ballot-box");

    private static byte[] Place(long opening) => Encoding.ASCII.GetBytes("box " + opening.ToString(CultureInfo.InvariantCulture));
}
