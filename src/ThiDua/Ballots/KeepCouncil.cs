using System.Globalization;
using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>A member as he is entered.</summary>
/// <param name="Officer">His code, where he is one of ours.</param>
/// <param name="Document">The decision by which he is a member.</param>
public sealed record EnteredMember(string? Name, string? Position, CouncilPost Post, string? Officer, DateOnly? From, string? Document);

/// <summary>Records who is a member of the council, from when until when, by which decision.</summary>
public sealed class KeepCouncil(Installation installation)
{
    public const int Longest = 200;

    /// <returns>By which it is taken back.</returns>
    /// <exception cref="BallotException">Something is missing, or he is a member already.</exception>
    public string Add(EnteredMember entered)
    {
        var name = Clean(entered.Name) ?? throw new BallotException("member-name-missing");
        var document = Clean(entered.Document) ?? throw new BallotException("member-document-missing");
        var from = entered.From ?? throw new BallotException("day-missing");
        var (position, officer) = (Clean(entered.Position), Clean(entered.Officer)?.ToUpperInvariant());
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (officer is not null && db.One<long>("select count(*) from officer o where o.code = @officer and exists (select 1 from post p where p.officer_id = o.officer_id)", new { officer }) == 0) throw new BallotException("officer-unknown", officer);
        var members = CouncilQueries.All(db).Select(m => m.Member).Where(m => m.Days.And(new(from, null)) is { IsEmpty: false }).ToList();
        if (members.Find(m => officer is not null ? m.Officer == officer : m.Officer is null && VietnameseText.SameKey(m.Name) == VietnameseText.SameKey(name) && m.Position == position) is { } same) throw new BallotException("member-already", same.Name, Written.Day(same.Days.From!.Value));
        if (entered.Post == CouncilPost.Chair && members.Find(m => m.Post == CouncilPost.Chair) is { } chair) throw new BallotException("chair-already", chair.Name, Written.Day(chair.Days.From!.Value));
        var row = new { name, position, post = BallotText.WordOf(entered.Post), officer, from = Stored.Day(from), document };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Ballots, null, "hoi-dong", row.ToString()!);
        db.Execute("insert into council_member (recording_id, name, position, post, officer, from_day, document) values (@recording, @name, @position, @post, @officer, @from, @document)",
            new { recording, row.name, row.position, row.post, row.officer, row.from, row.document });
        Trail.WriteTrail.Add(db, installation, "council-member", recording.ToString(CultureInfo.InvariantCulture), after: row.post, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <param name="member">Entry of the member.</param>
    /// <param name="last">His last day.</param>
    public string End(string member, DateOnly? last, string? document)
    {
        var said = Clean(document) ?? throw new BallotException("member-document-missing");
        var day = last ?? throw new BallotException("day-missing");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var found = CouncilQueries.All(db).FirstOrDefault(m => m.Entry == member) ?? throw new BallotException("gone");
        if (found.Leave is not null) throw new BallotException("member-left", found.Member.Name, Written.Day(found.Member.Days.To!.Value));
        if (day < found.Member.Days.From) throw new BallotException("leave-before", found.Member.Name, Written.Day(found.Member.Days.From.Value));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Ballots, null, "hoi-dong", $"{found.Member.Id} {Stored.Day(day)} {said}");
        db.Execute("insert into council_leave (recording_id, member, day, document) values (@recording, @member, @day, @said)", new { recording, member = found.Member.Id, day = Stored.Day(day), said });
        Trail.WriteTrail.Add(db, installation, "council-leave", found.Member.Id.ToString(CultureInfo.InvariantCulture), after: Stored.Day(day).ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>A member who stands in a list of who was there stays: that he left is another thing.</summary>
    public void TakeBack(string entry, string? reason)
    {
        var said = Clean(reason) ?? throw new BallotException("reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Ballots, entry, said, db =>
        {
            var found = CouncilQueries.All(db).FirstOrDefault(m => m.Entry == entry || m.Leave?.Entry == entry) ?? throw new BallotException("gone");
            if (found.Entry == entry && (found.Leave is not null || db.One<long>($"select count(*) from session_roll r where r.member = @Id and {Recordings.LiveByHand("r")}", new { found.Member.Id, e = long.MaxValue }) > 0)) throw new BallotException("member-used", found.Member.Name);
        });
    }

    internal static string? Clean(string? text, int longest = Longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > longest ? throw new BallotException("too-long", Written.Number(longest, Language.Vi)) : text.Trim().Normalize();
}
