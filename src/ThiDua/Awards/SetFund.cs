using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A fund as it is entered.</summary>
/// <param name="Title">From where the money comes; empty: what the campaign file says.</param>
/// <param name="Document">By which it was given.</param>
public sealed record EnteredFund(string? Title, string? Document, DateOnly? Day, long? Ceiling);

/// <summary>
/// Says how much a campaign, or a period of it, may spend on awards. The last that was set holds; no decision goes over it. That of the whole campaign holds for each period that has none of its own.
/// </summary>
public sealed class SetFund(Installation installation)
{
    private const int Longest = 300;

    /// <summary>More than this is a slip of the keyboard: a million million đồng.</summary>
    private const long Most = 1_000_000_000_000;

    /// <returns>By which it is taken back.</returns>
    /// <exception cref="PaymentException">Something is missing, or more was decided already.</exception>
    public string Set(string campaign, string? period, EnteredFund entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var title = RecordPayment.Clean(entered.Title, Longest) ?? ground.Campaign.Fund?.Value.Vi ?? throw new PaymentException("fund-title-missing");
        var document = RecordPayment.Clean(entered.Document, Longest) ?? throw new PaymentException("fund-document-missing");
        var day = entered.Day ?? throw new PaymentException("day-missing");
        if (day > installation.Day) throw new PaymentException("day-ahead", Written.Day(day));
        if (entered.Ceiling is not { } ceiling || ceiling is < 0 or > Most) throw new PaymentException("ceiling-wrong", Written.Dong(Most, Language.Vi));
        var of = ground.Period?.Id ?? "";
        var money = new MoneyQueries(db, ground);
        Keep(money.Standing(new(ground.Period?.Id, title, document, day, ceiling, "")));
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Payments, ground.Stored.No, campaign, $"{of} {title} {document} {Written.Day(day)} {ceiling.ToString(CultureInfo.InvariantCulture)}");
        db.Execute("insert into award_fund (recording_id, campaign_no, period, title, document, day, ceiling) values (@recording, @no, @of, @title, @document, @day, @ceiling)",
            new { recording, no = ground.Stored.No, of, title, document, day = Stored.Day(day), ceiling });
        Trail.WriteTrail.Add(db, installation, "fund", ground.Period is null ? campaign : $"{campaign} {of}", after: ceiling.ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>Takes back the fund that holds; then the one before it holds, or that of the whole campaign, and may not be less than what was decided.</summary>
    public void TakeBack(string campaign, string? period, string entry, string? reason)
    {
        var said = RecordPayment.Clean(reason, Longest) ?? throw new PaymentException("reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Payments, entry, said, db =>
        {
            var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
            var money = new MoneyQueries(db, ground);
            if (money.Fund() is not { } fund || fund.Entry != entry || fund.Period != ground.Period?.Id) throw new PaymentException("gone");
            if (money.Fund(without: entry) is { } before) Keep(money.Standing(before, without: entry));
        });
    }

    private static void Keep(FundStanding standing)
    {
        if (standing.Left < 0) throw new PaymentException("ceiling-under-decided", Written.Dong(standing.Ceiling!.Value, Language.Vi), Written.Dong(standing.Committed, Language.Vi));
    }
}
