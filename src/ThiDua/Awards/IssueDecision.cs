using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>That a decision was signed, as it is entered.</summary>
/// <param name="Number">“312/QĐ-UBND”.</param>
/// <param name="HeadTitle">What the head is called, where the catalogue knows only that he is the head of a unit.</param>
/// <param name="Place">Where it was signed, as papers print it.</param>
public sealed record EnteredSignature(string? Number, DateOnly? Day, string? Signer, Signatory Signatory, string? HeadTitle = null, string? Place = null);

/// <summary>
/// Issues a drafted decision: with number, day and signer, and with the money of each line by the law of that day. What it rests on is asked once more: nobody held,
/// nobody whom the review has not agreed to, no amount that nobody confirmed, no more than the fund has.
/// </summary>
public sealed class IssueDecision(Installation installation)
{
    private const int Longest = 100;

    /// <returns>By which it is taken back if it was entered by mistake.</returns>
    /// <exception cref="DecisionException">Something is missing or stands against it.</exception>
    /// <exception cref="MoneyException">An amount is not known, or nobody confirmed it.</exception>
    public string Issue(string campaign, int no, EnteredSignature entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var decision = DecisionQueries.Find(db, campaign, no);
        if (decision.Issue is { } before) throw new DecisionException("issued-already", before.Number, Written.Day(before.Day));
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(decision.Period));
        var signed = Signed(db, installation, decision, entered);
        var authority = signed.Authority;
        foreach (var line in decision.Lines)
        {
            if (!authority.Days.Contains(signed.Day)) throw new DecisionException("authority-not-then", DecisionText.Named(authority, decision.Of, Language.Vi), Written.Day(signed.Day));
            if (line.Form is { } form && authority.Gap(form, signed.Day) is not null) throw new DecisionException("not-his", line.Title, DecisionText.Named(authority, decision.Of, Language.Vi));
        }
        StillAgreed(db, ground, decision, signed.Day);
        var amounts = Amounts(db, decision, signed.Day);
        var total = amounts.Count == 0 ? (long?)null : amounts.Values.Sum(a => a.Reckoned);
        var money = new MoneyQueries(db, ground);
        if (total is { } sum) KeepFund(money, sum);
        var confirmed = ConfirmRate.All(db).Select(c => c.Confirmation).ToList();
        var content = DecisionContent.Of(ground, decision, authority, signed.Number, signed.Day, signed.Signer, signed.Place, entered.Signatory, amounts.ToDictionary(a => a.Key, a => a.Value.Reckoned),
            money.Source, amounts.Values.SelectMany(a => a.Rows).Distinct().Select(r => r.Label == Label.Recalled ? confirmed.First(c => c.Row == r.Id && c.Sha256 == r.Sha256).Citation : r.Law)).Text();
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Decisions, ground.Stored.No, campaign, content);
        db.Execute("""
            insert into award_issue (recording_id, decision, number, day, signer, post, is_deputy, total, campaign_sha256, content)
            values (@recording, @decision, @number, @day, @signer, @post, @deputy, @total, @campaign, @content)
            """,
            new { recording, decision = decision.Recording, number = signed.Number, day = Stored.Day(signed.Day), signer = signed.Signer, post = signed.Post, deputy = entered.Signatory == Signatory.Deputy ? 1 : 0, total, campaign = ground.Stored.Sha256, content });
        foreach (var (row, amount) in amounts)
        {
            db.Execute("""
                insert into award_amount (recording_id, row_no, decision, form, coefficient, factor, salary, rounding, amount, rates, citation)
                values (@recording, @row, @decision, @form, @coefficient, @factor, @salary, @rounding, @amount, @rates, @citation)
                """,
                new
                {
                    recording, row, decision = decision.Recording, form = amount.Form.Id, coefficient = Plain(amount.Rate.Coefficient), factor = amount.Collective is { } more ? Plain(more.Factor) : null, salary = amount.Salary.Dong,
                    rounding = amount.Rounding.Step, amount = amount.Reckoned, rates = string.Join(' ', amount.Rows.Select(r => r.Id)), citation = string.Join("; ", RewardText.Sources(amount, confirmed, Language.Vi)),
                });
        }
        Trail.WriteTrail.Add(db, installation, "decision-issued", $"{campaign} {no.ToString(CultureInfo.InvariantCulture)} {signed.Number}", after: DecisionContent.Sha256(content), recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>The money of each line on a day, by number of line; awards without a form have none.</summary>
    /// <exception cref="MoneyException">An amount is not known, or nobody confirmed it.</exception>
    private static SortedDictionary<int, RewardAmount> Amounts(Db db, Decision decision, DateOnly day)
    {
        var confirmed = ConfirmRate.All(db).Select(c => c.Confirmation).ToList();
        var found = new SortedDictionary<int, RewardAmount>();
        foreach (var line in decision.Lines)
        {
            if (line.Form is not { } form) continue;
            var (amount, gap) = RewardMoney.Of(RewardCatalog.Rewards, form, line.Key.Kind, day);
            if (amount is null) throw RewardText.Told(gap!.Value, form, line.Key.Kind, day, Language.Vi);
            if (amount.Payable(confirmed) is null) throw RewardText.Unconfirmed(amount, confirmed, Language.Vi);
            found[line.No] = amount;
        }
        return found;
    }

    private static void StillAgreed(Db db, Ground ground, Decision decision, DateOnly day)
    {
        var known = new ReviewQueries(db, ground).All().ToDictionary(n => n.Key);
        var frozen = FreezeStanding.LastOfAll(db, ground.Stored.No, ground.Period?.Id, ground.Known);
        var holds = HoldQueries.All(db, ground).Select(h => h.Hold).ToList();
        var verdicts = Ballots.Verdicts.Of(db, ground);
        foreach (var line in decision.Lines)
        {
            if (holds.Find(h => h.IsOn(day) && h.IsAbout(new(line.Key.Unit, line.Award, line.Key.Kind, line.Key.Subject, line.Name, 0, null, 0))) is { } hold) throw new DecisionException("held-then", line.Name, Written.Day(day), NominationText.Held(hold, Language.Vi));
            if (!known.TryGetValue(line.Key, out var n)) throw new DecisionException("nomination-gone", line.Name);
            // That he is in this very draft does not stand against him; and who is held today need not have been on that day.
            var now = n with { Decision = null };
            if (now.State == ReviewState.Stopped && n.Nomination.State == NominationState.Held) now = now with { Nomination = n.Nomination with { Hold = null } };
            if (now.State != ReviewState.Agreed || now.Award.Id != line.Award) throw now.State == ReviewState.Agreed ? new DecisionException("award-changed", line.Name) : DraftDecision.NotAgreed(now);
            if (now.Review.CommentedUntil is { } until && day < until) throw new DecisionException("before-comments-end", Written.Day(day), line.Name, Written.Day(until));
            if (frozen[line.Key.Unit].Id != line.Frozen) throw new DecisionException("frozen-since", line.Name, line.UnitName);
            DraftDecision.KeepBallot(verdicts, now, ground.Campaign.Review);
            if (verdicts.About(now) is { } last && (last.Passed(now) ?? last) is var vote && vote.Day > day) throw new DecisionException("before-vote", Written.Day(day), line.Name, Written.Day(vote.Day));
            if (now.Review.Marks.Select(m => (DateOnly?)m.Day).Max() is { } reviewed && reviewed > day) throw new DecisionException("before-review", Written.Day(day), line.Name, Written.Day(reviewed));
        }
    }

    /// <summary>Where a fund with a ceiling was set, no more is decided than it has.</summary>
    private static void KeepFund(MoneyQueries money, long sum)
    {
        var standing = money.Standing(money.Fund());
        if (sum > standing.Left) throw new DecisionException("fund-exceeded", Written.Dong(sum, Language.Vi), Written.Dong(Math.Max(0, standing.Left.Value), Language.Vi), Written.Dong(standing.Ceiling!.Value, Language.Vi));
    }

    /// <summary>What is signed: number, day and signer are there, and nobody has that number, in a file of decisions neither.</summary>
    internal static (Authority Authority, string Number, DateOnly Day, string Signer, string Post, string? Place) Signed(Db db, Installation installation, Decision decision, EnteredSignature entered)
    {
        var number = Clean(entered.Number) ?? throw new DecisionException("number-missing");
        var day = entered.Day ?? throw new DecisionException("day-missing");
        if (day > installation.Day) throw new DecisionException("day-ahead", Written.Day(day));
        var signer = Clean(entered.Signer) ?? throw new DecisionException("signer-missing");
        var authority = DecisionQueries.AuthorityOf(decision);
        if (Clean(entered.HeadTitle) is { } head) authority = authority with { Head = new(head, head), Deputy = new("Phó " + head, "Deputy " + head) };
        var taken = db.Query<Numbered>($"""
            select r.number as Number, r.day as Day from award_issue r join award_decision d on d.recording_id = r.decision where d.authority = @Authority and coalesce(d.authority_of, '') = @of and {Recordings.LiveByHand("r")}
            union all select r.number, r.day from award_revocation r join award_decision d on d.recording_id = r.decision where d.authority = @Authority and coalesce(d.authority_of, '') = @of and {Recordings.LiveByHand("r")}
            union all select r.number, r.day from issued_award r where {Recordings.Live("r", "awards", "unit_id")}
            """, new { decision.Authority, of = decision.Of ?? "", e = long.MaxValue });
        if (taken.Find(t => t.Day / 10000 == day.Year && VietnameseText.SameKey(t.Number) == VietnameseText.SameKey(number)) is { } other)
            throw new DecisionException("number-taken", number, day.Year.ToString(CultureInfo.InvariantCulture), DecisionText.Named(authority, decision.Of, Language.Vi), Written.Day(Stored.Day(other.Day)));
        return (authority, number, day, signer, (entered.Signatory == Signatory.Deputy ? authority.Deputy : authority.Head).Vi, Clean(entered.Place));
    }

    internal static string? Clean(string? text, int longest = Longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > longest ? throw new DecisionException("too-long", longest.ToString(CultureInfo.InvariantCulture)) : text.Trim().Normalize();

    private static string Plain(decimal value) => value.ToString("G29", CultureInfo.InvariantCulture);

    private sealed record Numbered
    {
        public string Number { get; init; } = "";
        public int Day { get; init; }
    }
}
