using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the page of money: the fund, what was paid and came back, the pay list to take away; and rates that somebody confirms.</summary>
public static class PaymentAddresses
{
    private const char Between = '.';

    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/tien-thuong/quy", (string campaign, [FromForm] string? title, [FromForm] string? document, [FromForm] string? day, [FromForm] string? ceiling, [FromForm] string? period, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, period), () =>
            {
                new SetFund(page.Options.Installation).Set(campaign, ReviewAddresses.Empty(period), new(title, document, Day(day), Dong(ceiling)));
                return page.Say("pay.fund-set");
            })).Needs(Act.PayAwards);
        site.MapPost("/c/{campaign}/tien-thuong/chi", (string campaign, [FromForm] string? day, [FromForm] string? document, [FromForm] string? receiver, [FromForm] string? period, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, period), () =>
            {
                new RecordPayment(page.Options.Installation).Pay(campaign, ReviewAddresses.Empty(period), new([.. Chosen(page).Select(Read)], Day(day), document, receiver));
                return page.Say("pay.paid-now", page.Number(Chosen(page).Distinct().Count()));
            })).Needs(Act.PayAwards, confirmed: true);
        site.MapPost("/c/{campaign}/tien-thuong/hoan", (string campaign, [FromForm] string? amount, [FromForm] string? day, [FromForm] string? document, [FromForm] string? period, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, period), () =>
            {
                new RecordPayment(page.Options.Installation).Return(campaign, ReviewAddresses.Empty(period), new([.. Chosen(page).Select(Read)], Day(day), document), string.IsNullOrWhiteSpace(amount) ? null : Dong(amount) ?? throw new PaymentException("amount-wrong"));
                return page.Say("pay.returned-now");
            })).Needs(Act.PayAwards, confirmed: true);
        site.MapPost("/c/{campaign}/tien-thuong/bo", (string campaign, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? step, [FromForm] string? period, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, period), () =>
            {
                if (step == "quy") new SetFund(page.Options.Installation).TakeBack(campaign, ReviewAddresses.Empty(period), taken ?? "", reason);
                else new RecordPayment(page.Options.Installation).TakeBack(campaign, ReviewAddresses.Empty(period), taken ?? "", reason);
                return page.Say("pay.taken-back");
            })).Needs(Act.PayAwards);
        site.MapGet("/c/{campaign}/tien-thuong.{format}", (string campaign, string format, string? period, PageContext page) => format == "docx" ? Paper(page, campaign, period)
            : TableDownload.Answer(page, campaign, format, AwardTables.OfPeriod(period), "tien-thuong", namesPeople: true, (db, ground) =>
            [
                new(page.Say("pay.list"), [.. new[] { "unit", "name", "award", "decision", "amount", "state", "paid-on", "document", "receiver", "returned" }.Select(h => page.Say("pay.head." + h))],
                    [.. new MoneyQueries(db, ground).ByUnit().SelectMany(u => u.Lines).Select(l => (IReadOnlyList<object?>)
                        [l.Line.UnitName, l.Line.Name, l.Line.Title, DecisionText.Called(l.Decision, page.Language), l.Money.Amount, page.Say("pay.state." + PaymentText.WordOf(l.Money.State)), l.PaidOn is { } on ? Written.Day(on) : null,
                            Last(l)?.Document, Last(l)?.Receiver, l.Money.Returned == 0 ? null : l.Money.Returned])]),
            ])).Needs(Act.SeeAwards, confirmed: true);
        site.MapPost("/muc-thuong/xac-nhan", ([FromForm] string? rate, [FromForm] string? citation, [FromForm] string? day, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Rates(day), () =>
            {
                new ConfirmRate(page.Options.Installation).Record(rate ?? "", citation);
                return page.Say("rate.confirmed-now");
            })).Needs(Act.PayAwards);
        site.MapPost("/muc-thuong/bo", ([FromForm] string? taken, [FromForm] string? reason, [FromForm] string? day, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Rates(day), () =>
            {
                new ConfirmRate(page.Options.Installation).TakeBack(taken ?? "", reason);
                return page.Say("rate.taken-back");
            })).Needs(Act.PayAwards);
    }

    public static string PageOf(string campaign, string? period = null) => PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/tien-thuong", ("period", ReviewAddresses.Empty(period)));

    /// <param name="day">Whose law is shown; null: today's.</param>
    public static string Rates(string? day = null) => PageContext.Address("/muc-thuong", ("ngay", ReviewAddresses.Empty(day)));

    internal static string Write(int decision, int line) => string.Create(CultureInfo.InvariantCulture, $"{decision}{Between}{line}");

    private static IEnumerable<string> Chosen(PageContext page) => ReviewAddresses.Chosen(page, "line");

    private static Payment? Last(PayLine line) => line.Payments.LastOrDefault(p => p.Step == PaymentStep.Paid);

    private static LineOf Read(string text) => text.Split(Between) is [var decision, var line] && int.TryParse(decision, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
        ? new(d, l) : throw new PaymentException("line-unread");

    private static DateOnly? Day(string? text) => string.IsNullOrWhiteSpace(text) ? null : Written.TryDay(text, out var day) && day is { } known ? known : throw new PaymentException("day-wrong");

    /// <summary>"30.000.000 đ", "30 000 000" or "30000000"; null: no such number.</summary>
    internal static long? Dong(string? text) =>
        text?.Normalize().Trim().ToLowerInvariant() is { Length: > 0 } said && Digits(said) is { Length: > 0 } digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var dong) ? dong : null;

    private static string? Digits(string said)
    {
        foreach (var unit in new[] { "đồng", "vnđ", "vnd", "đ" }) if (said.EndsWith(unit, StringComparison.Ordinal)) said = said[..^unit.Length].TrimEnd();
        var parts = said.Split('.', ',', ' ', '\u00a0');
        // Separators stand between thousands and nowhere else: "30.5" is no thirty and a half đồng.
        return parts.Length == 1 || (parts[0].Length is >= 1 and <= 3 && parts.Skip(1).All(p => p.Length == 3)) ? string.Concat(parts) : null;
    }

    private static IResult Paper(PageContext page, string campaign, string? period)
    {
        try
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            var ground = Ground.Of(db, page.Options.Installation, campaign, AwardTables.OfPeriod(period));
            var output = new MemoryStream();
            StatePaper.Write(output, PayListPaper.Blocks(ground, new MoneyQueries(db, ground)));
            return Results.File(output.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"tien-thuong-{campaign}.docx");
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }
}
