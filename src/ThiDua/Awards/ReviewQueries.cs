using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>What was recorded of a step at once, of one nomination or many.</summary>
public sealed record ReviewEntry(string Entry, ReviewMark Mark, IReadOnlyList<NominationKey> Of);

/// <summary>Nominations with what the review made of them: for who may see everything, since objections are shut.</summary>
public sealed class ReviewQueries(Db db, Ground ground)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private List<(NominationKey Key, ReviewMark Mark)>? marks;
    private IReadOnlyList<CommentList>? lists;
    private IReadOnlyList<Decision>? decisions;

    public IReadOnlyList<Decision> Decisions => decisions ??= [.. DecisionQueries.All(db, ground.Campaign.Id, ground.Known).Where(d => d.Period == ground.Period?.Id)];

    public IReadOnlyList<ReviewedNomination> All()
    {
        var known = Marks.ToLookup(m => m.Key, m => m.Mark);
        var listsOf = Lists.ToLookup(l => l.Step, StringComparer.Ordinal);
        var decided = Decisions.SelectMany(d => d.Standing.Select(l => (l.Key, In: new DecidedIn(d.No, l.No, d.Issue?.Number, d.Issue?.Day)))).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Last().In);
        var revoked = Decisions.SelectMany(d => d.Revocations.SelectMany(r => r.Lines.Select(no => (d.Lines.First(l => l.No == no).Key, Revocation: r)))).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revocation.Recording).Revocation);
        return [.. new NominationQueries(db, ground).All().Select(n =>
        {
            var mark = new Lazy<string>(() => MarkOf(n.Key));
            var over = revoked.GetValueOrDefault(n.Key);
            var since = Math.Max(n.Since, over?.Recording ?? 0);
            var review = ReviewStanding.Of(ground.Campaign.Review, known[n.Key].Where(m => m.Recording > since), (s, m) => CommentList.Of(listsOf[s.Id], mark.Value, m.Recording, ground.Today));
            return new ReviewedNomination(n, review, review.EffectiveAward is { } to ? ground.Awards.FirstOrDefault(a => a.Id == to) ?? n.Award : n.Award,
                decided.GetValueOrDefault(n.Key) ?? (n.Given is { } given ? new(0, 0, given.Number, given.Day) : null)) { Revoked = over };
        })];
    }

    /// <summary>What was recorded together, the latest first.</summary>
    public IReadOnlyList<ReviewEntry> Entries => [.. Marks.GroupBy(m => m.Mark.Entry, StringComparer.Ordinal).Select(g => new ReviewEntry(g.Key, g.First().Mark, [.. g.Select(m => m.Key)])).Reverse()];

    /// <summary>The earlier first. Nothing shut is read for it: a unit gets those of its own.</summary>
    internal List<(NominationKey Key, ReviewMark Mark)> Marks => marks ??= ReadMarks();

    private List<(NominationKey, ReviewMark)> ReadMarks()
    {
        var found = new List<(NominationKey, ReviewMark)>();
        db.Read($"""
            select r.award, u.code, r.kind, r.subject, r.recording_id, r.step, r.role, r.outcome, r.day, r.opinion, r.to_award, r.reason, r.document, i.sha256
            from award_review r join unit u on u.unit_id = r.unit_id join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and r.period = @p and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
            """,
            r => found.Add((new(r.GetString(0), r.GetString(1), DecisionQueries.Kind(r.GetString(2)), r.GetString(3)),
                new(r.GetInt64(4), r.GetString(5), r.GetString(6), Enum.Parse<ReviewOutcome>(r.GetString(7), ignoreCase: true), Stored.Day(r.GetInt32(8)), r.TextOrNull(9), r.TextOrNull(10), r.TextOrNull(11), r.TextOrNull(12), r.GetString(13)))),
            ("c", ground.Stored.No), ("p", ground.Period?.Id ?? ""), ("e", ground.Known));
        return found;
    }

    /// <summary>With what was objected, the earlier first.</summary>
    public IReadOnlyList<CommentList> Lists => lists ??= ReadLists();

    private List<CommentList> ReadLists()
    {
        var found = Open(db, ground.Stored.No, ground.Period?.Id ?? "", ground.Known);
        if (found.Count == 0) return found;
        var of = new (string, object)[] { ("c", ground.Stored.No), ("e", ground.Known) };
        var answers = new Dictionary<long, ObjectionAnswer>();
        db.Read($"""
            select r.objection, r.recording_id, r.outcome, r.day, r.text, r.document, i.sha256 from objection_answer r join import i on i.recording_id = r.recording_id
            where i.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => answers[r.GetInt64(0)] = new(r.GetInt64(1), r.GetString(2) == "upheld", Stored.Day(r.GetInt32(3)), r.GetString(4), r.TextOrNull(5), r.GetString(6)), of);
        var objections = new List<(long List, Objection Objection)>();
        db.Read($"""
            select r.list, r.recording_id, r.award, u.code, r.kind, r.subject, r.day, r.by_whom, r.text, i.sha256
            from objection r join import i on i.recording_id = r.recording_id left join unit u on u.unit_id = r.unit_id
            where i.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => objections.Add((r.GetInt64(0), new(r.GetInt64(1), r.IsDBNull(2) || r.IsDBNull(3) || r.IsDBNull(4) || r.IsDBNull(5) ? null : MarkOf(new(r.GetString(2), r.GetString(3), DecisionQueries.Kind(r.GetString(4)), r.GetString(5))),
                Stored.Day(r.GetInt32(6)), r.GetString(7), r.GetString(8), r.GetString(9), answers.GetValueOrDefault(r.GetInt64(1))))), of);
        var objectionsOf = objections.ToLookup(o => o.List, o => o.Objection);
        return found.ConvertAll(l => l with { Objections = [.. objectionsOf[l.Recording]] });
    }

    /// <summary>Of whatever period: the lists that take comments on a day, as everybody may see them.</summary>
    public static List<CommentList> OpenOn(Db db, int campaign, DateOnly day) => Open(db, campaign, null, long.MaxValue).FindAll(l => l.Days.Contains(day));

    /// <param name="period">Null: of all.</param>
    private static List<CommentList> Open(Db db, int campaign, string? period, long known)
    {
        var found = new List<CommentList>();
        db.Read($"""
            select r.recording_id, r.step, r.from_day, r.to_day, r.content, i.sha256 from comment_list r join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c {(period is null ? "" : "and r.period = @p")} and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r => found.Add(new(r.GetInt64(0), r.GetString(1), Stored.Days(r.GetInt32(2), r.GetInt32(3)), JsonSerializer.Deserialize<List<CommentItem>>(r.GetString(4))!, r.GetString(5))),
            [("c", campaign), .. period is null ? Array.Empty<(string, object)>() : [("p", period)], ("e", known)]);
        return found;
    }

    /// <summary>As a list is kept.</summary>
    internal static string Content(IEnumerable<CommentItem> items) => JsonSerializer.Serialize(items, Plain);

    /// <summary>Names a nomination without telling the code of an officer.</summary>
    public static string MarkOf(NominationKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NominationAddresses.Write(key))))[..16];
}
