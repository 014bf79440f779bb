using ThiDua.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Reminders;

/// <summary>What became of the reminder about one unit.</summary>
/// <param name="Outcome">
/// "sent", "failed", "waits" (not due yet, or its addressee had his mail of today), "used-up" (all steps taken), "over" (the campaign has
/// ended), "no-address" or "no-unit-above" (the step goes to the unit above, and there is none).
/// </param>
/// <param name="To">Whom it went to; null when to nobody.</param>
public sealed record SentReminder(string Unit, string Name, string Outcome, string? To, string? Fault);

/// <summary>
/// Reminds of each unit that has to be urged, for its people or for its figures, and whose turn it is on the ladder: one message about all of it.
/// An addressee gets one mail a day, about all units that are due to him. Addresses are the units' own: the column Email (Thư điện tử) of the units file.
/// </summary>
public sealed class SendReminders(Installation installation)
{
    private sealed record Due(UnitStatement Unit, string Text);

    /// <summary>About all campaigns that run today.</summary>
    /// <param name="stopping">What has not left by then stays due.</param>
    public IReadOnlyList<SentReminder> SendAll(string smtp, Language language, CancellationToken stopping)
    {
        List<string> running;
        using (var db = installation.Open()) running = [.. LoadCampaigns.All(db, long.MaxValue).Where(c => c.Campaign.Window.Value.Contains(installation.Day)).Select(c => c.Id)];
        return [.. running.SelectMany(c => Send(c, new(), smtp, language, null, stopping))];
    }

    /// <param name="smtp">See <see cref="MailBox"/>.</param>
    /// <param name="within">Only about these units; null: about all.</param>
    public IReadOnlyList<SentReminder> Send(string campaign, Vantage vantage, string smtp, Language language, IReadOnlySet<int>? within = null) => Send(campaign, vantage, smtp, language, within, default);

    private IReadOnlyList<SentReminder> Send(string campaign, Vantage vantage, string smtp, Language language, IReadOnlySet<int>? within, CancellationToken stopping)
    {
        using var db = installation.Open();
        var ground = Ground.Of(db, installation, campaign, vantage);
        var reminders = new RemindQueries(db, ground).Ask(within, calling: new HashSet<int>());
        var urged = reminders.Urge.Select(u => (u.Row.Code, Text: ReminderText.ToUnit(u, ground.Campaign, language)))
            .Concat(reminders.Figures.Select(f => (f.Row.Code, Text: ReminderText.FigureToUnit(f.Standing, f.Row, ground.Campaign, language)))).GroupBy(u => u.Code, u => u.Text).ToList();
        if (urged.Count == 0) return [];
        using var box = MailBox.Open(smtp);
        // Addresses lie sealed, and the unit above may have had its mail of today about a unit of others: who is limited sees neither.
        using var whole = installation.Unlimited.Open();
        var addresses = Addresses(whole, ground);
        var before = SentQueries.Left(whole, ground);
        var days = before.ToLookup(s => s.Unit, s => s.Day);
        var served = before.Where(s => s.Day == installation.Day).Select(s => s.Recipient).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var units = ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).OfType<UnitStatement>().ToDictionary(u => u.Code);
        var became = new Dictionary<string, SentReminder>(StringComparer.Ordinal);
        var due = new List<(string Address, Due Due)>();
        foreach (var group in urged)
        {
            var unit = units[group.Key];
            var (outcome, address) = Turn(ground, unit, [.. days[unit.Unit]], addresses);
            if (address is not null && served.Contains(address)) outcome = "waits";
            if (outcome is null) due.Add((address!, new(unit, string.Join("\n\n", group))));
            else became[group.Key] = new(unit.Code, unit.Name, outcome, null, null);
        }
        foreach (var mail in due.GroupBy(d => d.Address, d => d.Due, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (unit, _) in mail) became[unit.Code] = new(unit.Code, unit.Name, "waits", null, null);
            if (stopping.IsCancellationRequested || Note(db, ground, mail.Key, [.. mail]) is not { Count: > 0 } noted) continue;
            var fault = One(db, ground, box, mail.Key, noted, language);
            foreach (var (unit, _) in noted) became[unit.Code] = new(unit.Code, unit.Name, fault is null ? "sent" : "failed", mail.Key, fault);
        }
        return [.. urged.Select(u => became[u.Key])];
    }

    /// <summary>Where the reminder about a unit goes now; else why to nobody.</summary>
    private (string? Outcome, string? Address) Turn(Ground ground, UnitStatement unit, IReadOnlyCollection<DateOnly> sent, Dictionary<int, string> addresses)
    {
        if (ground.Campaign.Window.Value.To < installation.Day) return ("over", null);
        if (Ladder.Due(ReminderCatalog.Ladder, sent, installation.Day) is not { } step) return (sent.Count >= ReminderCatalog.Ladder.Count ? "used-up" : "waits", null);
        if ((step.To == Addressee.Unit ? unit.Unit : unit.Parent) is not { } to) return ("no-unit-above", null);
        return addresses.TryGetValue(to, out var address) ? (null, address) : ("no-address", null);
    }

    /// <returns>What went wrong, or null.</returns>
    private string? One(Db db, Ground ground, MailBox box, string address, IReadOnlyList<Due> about, Language language)
    {
        string? fault = null;
        try
        {
            var title = StandingsTables.In(ground.Campaign.ShortTitle, language);
            box.Send(address, about.Count == 1 ? Sentences.Say(language, "remind.subject", title, about[0].Unit.Name) : Sentences.Say(language, "remind.subject.units", title, Written.Number(about.Count, language)),
                string.Join("\n\n", about.Select(a => a.Text)));
        }
        catch (Exception e) when (MailBox.IsFault(e))
        {
            fault = e.Message;
        }
        Outcome(db, ground, about, fault);
        return fault;
    }

    /// <summary>
    /// Before it leaves; a message that failed today may be tried again today. Who else sends may have come first since the store was asked:
    /// only one records at a time, and what he wrote down is not sent again.
    /// </summary>
    /// <returns>What is left for this mail to be about.</returns>
    private List<Due> Note(Db db, Ground ground, string address, List<Due> about)
    {
        using var transaction = db.BeginRecording();
        var (c, day) = (ground.Stored.No, Stored.Day(installation.Day));
        var today = db.Query<Left>("select unit_id as Unit, recipient as Recipient from reminder where campaign_no = @c and day = @day and outcome <> 'failed'", new { c, day });
        if (today.Exists(t => string.Equals(t.Recipient, address, StringComparison.OrdinalIgnoreCase))) return [];
        var noted = about.FindAll(d => !today.Exists(t => t.Unit == d.Unit.Unit));
        foreach (var (unit, text) in noted)
        {
            var key = new { c, u = unit.Unit, day };
            db.Execute("delete from reminder where campaign_no = @c and unit_id = @u and day = @day and outcome = 'failed'", key);
            db.Execute("insert into reminder (campaign_no, unit_id, day, at, recipient, text, outcome) values (@c, @u, @day, @at, @address, @text, 'leaving')",
                new { key.c, key.u, key.day, at = Stored.Moment(installation.Clock.GetUtcNow()), address, text });
            Trail.WriteTrail.Add(db, installation, "reminder", $"{ground.Campaign.Id} {unit.Code}");
        }
        transaction.Commit();
        return noted;
    }

    private void Outcome(Db db, Ground ground, IReadOnlyList<Due> about, string? fault)
    {
        using var transaction = db.BeginRecording();
        foreach (var (unit, _) in about)
        {
            db.Execute("update reminder set outcome = @outcome, fault = @fault where campaign_no = @c and unit_id = @u and day = @day",
                new { outcome = fault is null ? "sent" : "failed", fault, c = ground.Stored.No, u = unit.Unit, day = Stored.Day(installation.Day) });
        }
        transaction.Commit();
    }

    /// <summary>What the units' own rows say; of several rows the last that names an address.</summary>
    private static Dictionary<int, string> Addresses(Db db, Ground ground)
    {
        var addresses = new Dictionary<int, string>();
        foreach (var (unit, column, value) in Privacy.ReadSealed.OfUnits(db, ground.Known))
        {
            if (UnitMail.IsHead(column) && MailBox.IsAddress(value)) addresses[unit] = value;
        }
        return addresses;
    }

    private sealed record Left
    {
        public int Unit { get; init; }
        public string Recipient { get; init; } = "";
    }
}
