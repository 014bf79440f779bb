using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A payment or a return stands against the decision, or something of it is missing. Its sentence is "pay.CODE".</summary>
public sealed class PaymentException(string code, params IReadOnlyList<string> arguments) : ToldException("pay", code, arguments);

/// <summary>Which line of which decision.</summary>
public readonly record struct LineOf(int Decision, int Line);

/// <summary>A payment, or a return, as it is entered; of several lines at once where one paper paid them.</summary>
/// <param name="Document">Phiếu chi, ủy nhiệm chi.</param>
/// <param name="Receiver">Who took it for them; empty: they themselves.</param>
public sealed record EnteredPayment(IReadOnlyCollection<LineOf> Lines, DateOnly? Day, string? Document, string? Receiver = null);

/// <summary>Records that the money of lines of decisions was paid, or came back after they were revoked.</summary>
public sealed class RecordPayment(Installation installation)
{
    private const int Longest = 200;

    /// <summary>Each line whole, by its decision.</summary>
    /// <returns>By which it is taken back.</returns>
    /// <exception cref="PaymentException">Something is missing or stands against it.</exception>
    public string Pay(string campaign, string? period, EnteredPayment entered) => Record(campaign, period, entered, PaymentStep.Paid, null);

    /// <param name="amount">Of one line; null: all that has to come back of each.</param>
    /// <returns>By which it is taken back.</returns>
    /// <exception cref="PaymentException">Something is missing or stands against it.</exception>
    public string Return(string campaign, string? period, EnteredPayment entered, long? amount = null) => Record(campaign, period, entered, PaymentStep.Returned, amount);

    /// <summary>Takes back what was entered by mistake: a payment while nothing of it came back.</summary>
    /// <exception cref="PaymentException">Something rests on it, or it is there no more.</exception>
    public void TakeBack(string campaign, string? period, string entry, string? reason)
    {
        var said = Clean(reason) ?? throw new PaymentException("reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Payments, entry, said, db =>
        {
            var of = new MoneyQueries(db, Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period))).Lines.SelectMany(l => l.Payments.Where(p => p.Entry == entry).Select(p => (Line: l, p.Step))).ToList();
            if (of.Count == 0) throw new PaymentException("gone");
            foreach (var (line, step) in of) if (PaymentLedger.FaultOfTakingBack(line.Money, step) is { } fault) throw Told(fault, line);
        });
    }

    private string Record(string campaign, string? period, EnteredPayment entered, PaymentStep step, long? amount)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var known = new MoneyQueries(db, ground).Lines.ToDictionary(l => new LineOf(l.Decision.No, l.Line.No));
        if (entered.Lines.Count == 0) throw new PaymentException(step == PaymentStep.Paid ? "nobody" : "nobody-returns");
        var day = entered.Day ?? throw new PaymentException("day-missing");
        if (day > installation.Day) throw new PaymentException("day-ahead", Written.Day(day));
        var document = Clean(entered.Document) ?? throw new PaymentException("document-missing");
        var receiver = Clean(entered.Receiver);
        if (amount is not null && entered.Lines.Count > 1) throw new PaymentException("amount-of-one");
        List<(PayLine Line, long Amount)> chosen = [.. entered.Lines.Distinct().OrderBy(l => l.Decision).ThenBy(l => l.Line)
            .Select(l => known.TryGetValue(l, out var line) ? line : throw new PaymentException("line-unknown", l.Decision.ToString(CultureInfo.InvariantCulture), l.Line.ToString(CultureInfo.InvariantCulture)))
            .Select(l => (l, step == PaymentStep.Paid ? l.Money.Amount : amount ?? l.Money.Owed))];
        foreach (var (line, sum) in chosen)
        {
            if (PaymentLedger.Fault(line.Money, step, sum) is { } fault) throw Told(fault, line, sum);
            var after = step == PaymentStep.Paid ? line.Decision.Issue!.Day : line.PaidOn!.Value;
            if (day < after) throw new PaymentException(step == PaymentStep.Paid ? "before-decision" : "before-payment", line.Line.Name, Written.Day(day), Written.Day(after));
        }
        var words = step == PaymentStep.Paid ? MoneyQueries.PaidWord : MoneyQueries.ReturnedWord;
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Payments, ground.Stored.No, campaign,
            string.Join('\n', chosen.Select(c => $"{words} {c.Line.Key} {c.Amount.ToString(CultureInfo.InvariantCulture)}").Append($"{Written.Day(day)} {document} {receiver}")));
        foreach (var (i, (line, sum)) in chosen.Index())
        {
            db.Execute("insert into award_payment (recording_id, row_no, decision, line, step, day, amount, document, receiver) values (@recording, @row, @decision, @line, @words, @day, @sum, @document, @receiver)",
                new { recording, row = i + 1, decision = line.Decision.Recording, line = line.Line.No, words, day = Stored.Day(day), sum, document, receiver });
        }
        Trail.WriteTrail.Add(db, installation, step == PaymentStep.Paid ? "payment" : "payment-returned", campaign, after: chosen.Sum(c => c.Amount).ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return sha;
    }

    private static PaymentException Told(string fault, PayLine line, long amount = 0) => new(fault, line.Line.Name, line.Decision.Issue!.Number, Written.Dong(line.Money.Amount, Language.Vi),
        fault == "line-revoked" ? line.Line.RevokedBy ?? "" : fault == "already-paid" && line.PaidOn is { } on ? Written.Day(on) : Written.Dong(line.Money.Owed, Language.Vi), Written.Dong(amount, Language.Vi));

    internal static string? Clean(string? text, int longest = Longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length > longest ? throw new PaymentException("too-long", longest.ToString(CultureInfo.InvariantCulture)) : text.Trim().Normalize();
}
