using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Documents.Certificates;
using ThiDua.Intake;
using ThiDua.Texts;
using ThiDua.Trail;

namespace ThiDua.Awards;

/// <summary>What was written, as it is entered.</summary>
/// <param name="Winners">Of whom: number of the decision and of its line.</param>
public sealed record EnteredNews(string? Title, string? Link, string? Source, DateOnly? Day, IReadOnlyList<(int Decision, int Line)> Winners);

/// <summary>Shows the winners of an issued decision to everybody, and records what was written about them (4225/III.2); both are taken back as they were entered.</summary>
public sealed class ReleaseWinners(Installation installation)
{
    private const int LongestTitle = 300, LongestLink = 1000, MostWinners = 200;

    /// <exception cref="DecisionException">There is no such decision.</exception>
    /// <exception cref="CertificateException">It is a draft, or its winners are shown already.</exception>
    public void Release(string campaign, int no)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var decision = DecisionQueries.Find(db, campaign, no);
        if (decision.Issue is not { } issue) throw new CertificateException("release-draft", Written.Number(no, Language.Vi));
        if (WinnerQueries.Of(db, campaign).Released.ContainsKey(decision.Recording)) throw new CertificateException("released-already", issue.Number);
        var of = db.One<int>("select campaign_no from campaign where id = @campaign", new { campaign });
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Honours, of, campaign, $"release {decision.Recording.ToString(CultureInfo.InvariantCulture)}");
        db.Execute("insert into winner_release (recording_id, campaign_no, decision) values (@recording, @of, @decision)", new { recording, of, decision = decision.Recording });
        WriteTrail.Add(db, installation, "winners-released", $"{campaign} {issue.Number}", recording: recording);
        transaction.Commit();
    }

    /// <exception cref="CertificateException">Something is missing, or the link leads to no page.</exception>
    public void Note(string campaign, EnteredNews entered)
    {
        var title = Clean(entered.Title, LongestTitle) ?? throw new CertificateException("news-title-missing");
        var link = Clean(entered.Link, LongestLink) ?? throw new CertificateException("news-link-missing");
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0) throw new CertificateException("news-link-wrong", link);
        var day = entered.Day ?? throw new CertificateException("news-day-missing");
        if (day > installation.Day) throw new CertificateException("news-day-ahead", Written.Day(day));
        if (entered.Winners.Count > MostWinners) throw new CertificateException("news-winners-many", MostWinners.ToString(CultureInfo.InvariantCulture));
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (db.One<int?>("select campaign_no from campaign where id = @campaign", new { campaign }) is not { } of) throw new Standings.QuestionException("campaign-unknown", campaign);
        var decisions = WinnerQueries.Of(db, campaign).Issued.ToDictionary(d => d.No);
        var winners = entered.Winners.Distinct().Select(w => decisions.TryGetValue(w.Decision, out var d) && d.Standing.Any(l => l.No == w.Line) ? (d.Recording, w.Line) : throw new CertificateException("news-winner-gone")).ToList();
        var (source, written) = (Clean(entered.Source, LongestTitle), Stored.Day(day));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Honours, of, campaign, $"{title}\n{address.AbsoluteUri}\n{source}\n{day.Iso()}\n{string.Join(' ', winners)}");
        db.Execute("insert into news_item (recording_id, campaign_no, title, link, source, day) values (@recording, @of, @title, @link, @source, @written)", new { recording, of, title, link = address.AbsoluteUri, source, written });
        foreach (var (i, (decision, line)) in winners.Index()) db.Execute("insert into news_winner (recording_id, row_no, decision, line) values (@recording, @row, @decision, @line)", new { recording, row = i + 1, decision, line });
        WriteTrail.Add(db, installation, "news-noted", campaign, after: sha, recording: recording);
        transaction.Commit();
    }

    /// <param name="entry">Of a release or of what was written.</param>
    /// <exception cref="CertificateException">It is there no more, or no reason was given.</exception>
    public void TakeBack(string campaign, string entry, string? reason)
    {
        var said = Clean(reason, LongestTitle) ?? throw new CertificateException("take-back-reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Honours, entry, said, db =>
        {
            var held = WinnerQueries.Of(db, campaign);
            if (!held.Released.Values.Contains(entry) && !held.News.Any(n => n.Entry == entry)) throw new CertificateException("entry-gone");
        });
    }

    private static string? Clean(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > longest ? throw new CertificateException("too-long", longest.ToString(CultureInfo.InvariantCulture)) : text.Trim().Normalize();
}
