using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Reminders;

/// <summary>What became of the reminder about one unit.</summary>
/// <param name="Outcome">"sent", "failed", "waits" (not due yet), "used-up" (all steps taken), "over" (the campaign has ended) or "no-address".</param>
/// <param name="To">Whom it went to; null when to nobody.</param>
public sealed record SentReminder(string Unit, string Name, string Outcome, string? To, string? Fault);

/// <summary>
/// Sends one message to each unit that has to be urged and whose turn it is on the ladder. Addresses are the units' own: the column
/// Email (Thư điện tử) of the units file.
/// </summary>
public sealed class SendReminders(Installation installation)
{
    private static readonly string[] AddressHeads = ["email", "mail", "thudientu", "diachiemail", "diachithudientu"];

    /// <param name="smtp">See <see cref="MailBox"/>.</param>
    public IReadOnlyList<SentReminder> Send(string campaign, Vantage vantage, string smtp, Language language)
    {
        using var db = installation.Open();
        var ground = Ground.Of(db, installation, campaign, vantage);
        var urged = new RemindQueries(db, ground).Ask().Urge.GroupBy(u => u.Row.Code).ToList();
        if (urged.Count == 0) return [];
        using var box = MailBox.Open(smtp);
        var addresses = Addresses(db, ground);
        var sent = SentDays(db, ground);
        var units = ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).OfType<UnitStatement>().ToDictionary(u => u.Code);
        return [.. urged.Select(u => One(db, ground, box, units[u.Key], [.. u], addresses, sent.GetValueOrDefault(units[u.Key].Unit) ?? [], language))];
    }

    private SentReminder One(
        Db db, Ground ground, MailBox box, UnitStatement unit, IReadOnlyList<UrgedUnit> urged, Dictionary<int, string> addresses, List<DateOnly> sent, Language language)
    {
        if (ground.Campaign.Window.Value.To < installation.Day) return new(unit.Code, unit.Name, "over", null, null);
        if (Ladder.Due(ReminderCatalog.Ladder, sent, installation.Day) is not { } step)
        {
            return new(unit.Code, unit.Name, sent.Count >= ReminderCatalog.Ladder.Count ? "used-up" : "waits", null, null);
        }
        var to = step.To == Addressee.Unit ? unit.Unit : unit.Parent;
        if (to is null || !addresses.TryGetValue(to.Value, out var address)) return new(unit.Code, unit.Name, "no-address", null, null);
        var text = string.Join("\n\n", urged.Select(u => ReminderText.ToUnit(u, ground.Campaign, language)));
        Note(db, ground, unit, address, text);
        try
        {
            box.Send(address, Sentences.Say(language, "remind.subject", StandingsTables.In(ground.Campaign.ShortTitle, language), unit.Name), text);
        }
        catch (Exception e) when (e is MailKit.CommandException or MailKit.ProtocolException or IOException)
        {
            Outcome(db, ground, unit, "failed", e.Message);
            return new(unit.Code, unit.Name, "failed", address, e.Message);
        }
        Outcome(db, ground, unit, "sent", null);
        return new(unit.Code, unit.Name, "sent", address, null);
    }

    /// <summary>Before it leaves; a message that failed today may be tried again today.</summary>
    private void Note(Db db, Ground ground, UnitStatement unit, string address, string text)
    {
        var key = new { c = ground.Stored.No, u = unit.Unit, day = Stored.Day(installation.Day) };
        using var transaction = db.BeginRecording();
        db.Execute("delete from reminder where campaign_no = @c and unit_id = @u and day = @day and outcome = 'failed'", key);
        db.Execute("insert into reminder (campaign_no, unit_id, day, at, recipient, text, outcome) values (@c, @u, @day, @at, @address, @text, 'leaving')",
            new { key.c, key.u, key.day, at = Stored.Moment(installation.Clock.GetUtcNow()), address, text });
        Trail.WriteTrail.Add(db, installation, "reminder", $"{ground.Campaign.Id} {unit.Code}");
        transaction.Commit();
    }

    private void Outcome(Db db, Ground ground, UnitStatement unit, string outcome, string? fault) => db.Execute(
        "update reminder set outcome = @outcome, fault = @fault where campaign_no = @c and unit_id = @u and day = @day",
        new { outcome, fault, c = ground.Stored.No, u = unit.Unit, day = Stored.Day(installation.Day) });

    /// <summary>The days on which a message about each unit left, as far as anybody can tell.</summary>
    private static Dictionary<int, List<DateOnly>> SentDays(Db db, Ground ground)
    {
        var days = new Dictionary<int, List<DateOnly>>();
        db.Read("select unit_id, day from reminder where campaign_no = @c and outcome <> 'failed' order by day", r =>
        {
            if (!days.TryGetValue(r.GetInt32(0), out var list)) days[r.GetInt32(0)] = list = [];
            list.Add(Stored.Day(r.GetInt32(1)));
        }, ("c", ground.Stored.No));
        return days;
    }

    /// <summary>What the units' own rows say; of several rows the last that names an address.</summary>
    private static Dictionary<int, string> Addresses(Db db, Ground ground)
    {
        var addresses = new Dictionary<int, string>();
        foreach (var (unit, column, value) in Privacy.ReadSealed.OfUnits(db, ground.Known))
        {
            if (Array.IndexOf(AddressHeads, VietnameseText.Fold(column)) >= 0 && MailBox.IsAddress(value)) addresses[unit] = value;
        }
        return addresses;
    }
}
