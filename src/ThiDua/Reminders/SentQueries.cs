using ThiDua.Core.Organisation;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>A reminder about a unit as it was written down before it left.</summary>
/// <param name="Unit">Number of the unit.</param>
/// <param name="Code">Its code.</param>
/// <param name="Outcome">"sent", "failed", or "leaving": the program ended while it was under way, nobody knows whether it arrived.</param>
public sealed record SentMessage(int Unit, string Code, string Name, DateOnly Day, string Recipient, string Outcome, string? Fault)
{
    /// <summary>Which step of the ladder it was, counted from one.</summary>
    public int Step { get; init; }

    /// <summary>To whom that step goes; null: the ladder has no such step any more.</summary>
    public Addressee? To => Step <= ReminderCatalog.Ladder.Count ? ReminderCatalog.Ladder[Step - 1].To : null;

    /// <summary>Why it failed; servers like to repeat the address.</summary>
    public string? MaskedFault => Fault?.Replace(Recipient, Masked, StringComparison.OrdinalIgnoreCase);

    /// <summary>The mailbox of a unit may be the one of a person: its first letter and its place.</summary>
    public string Masked => Recipient.LastIndexOf('@') is > 0 and var at ? Recipient[..1] + "…" + Recipient[at..] : "…";
}

/// <summary>What was sent about units in a campaign.</summary>
public static class SentQueries
{
    /// <summary>Every message, by unit and day; one that failed took no step, so the next is the same step again.</summary>
    /// <param name="within">Only about these units; null: about all.</param>
    public static IReadOnlyList<SentMessage> All(Db db, Ground ground, IReadOnlySet<int>? within = null)
    {
        var all = new List<SentMessage>();
        var (unit, step) = (0, 0);
        var units = ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree) ?? ground.Units.Latest(u)).OfType<UnitStatement>().ToDictionary(u => u.Unit);
        db.Read("select unit_id, day, recipient, outcome, fault from reminder where campaign_no = @c order by unit_id, day", r =>
        {
            if (r.GetInt32(0) != unit) (unit, step) = (r.GetInt32(0), 0);
            var message = new SentMessage(unit, units.GetValueOrDefault(unit)?.Code ?? "", units.GetValueOrDefault(unit)?.Name ?? "", Stored.Day(r.GetInt32(1)), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4)) { Step = step + 1 };
            if (message.Outcome != "failed") step++;
            if (within?.Contains(unit) != false) all.Add(message);
        }, ("c", ground.Stored.No));
        return all;
    }

    /// <summary>Changes whenever anything about messages does, in any campaign.</summary>
    public static string State(Db db) => db.One<string>("select count(*) || '.' || coalesce(max(at), '') || '.' || coalesce(sum(case outcome when 'leaving' then 0 when 'failed' then 1 else 2 end), 0) from reminder")!;

    /// <summary>Those that left, as far as anybody can tell.</summary>
    public static IReadOnlyList<SentMessage> Left(Db db, Ground ground) => [.. All(db, ground).Where(s => s.Outcome != "failed")];
}
