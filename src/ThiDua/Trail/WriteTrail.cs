using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>Writes what was done into the trail, inside the transaction in which it is done: neither is ever there without the other.</summary>
public static class WriteTrail
{
    /// <param name="act">Its sentence is "trail.act.ACT".</param>
    /// <param name="subject">To what: code, file, number; never a personal value.</param>
    /// <param name="recording">The recording that was made; null when no facts were recorded.</param>
    /// <param name="dossier">The dossier of which something was written beside recordings: the entry vouches for all that is written of it by now.</param>
    /// <returns>Hash of the entry: the head of the trail.</returns>
    public static string Add(Db db, Installation installation, string act, string subject, string? before = null, string? after = null, long? recording = null, (int Campaign, string Unit)? dossier = null)
    {
        var last = Last(db);
        var units = db.One<int>("select coalesce(max(unit_id), 0) from unit");
        var officers = db.One<int>("select coalesce(max(officer_id), 0) from officer");
        var entry = new TrailEntry
        {
            No = (last?.No ?? 0) + 1, At = Stored.Moment(installation.Clock.GetUtcNow()), Actor = installation.Actor, Address = installation.From, Act = act, Subject = subject,
            Before = before, After = after, Recording = recording, Units = units, Officers = officers, Previous = last?.Sha256 ?? TrailEntry.BeforeTheFirst,
            Facts = recording is { } facts ? new FactDigest(db, installation.OpenTokens()).Of(facts, LastNumbers(db), (units, officers))
                : dossier is { } written ? new VouchedDossier(written.Campaign, written.Unit, new FactDigest(db, installation.OpenTokens()).OfDossiers(written)[written]).ToString() : null,
        };
        entry = entry with { Sha256 = entry.Hash() };
        db.Execute("""
            insert into trail (entry_no, at, actor, address, act, subject, before, after, recording_id, facts, units, officers, previous, sha256)
            values (@No, @At, @Actor, @Address, @Act, @Subject, @Before, @After, @Recording, @Facts, @Units, @Officers, @Previous, @Sha256)
            """, entry);
        return entry.Sha256;
    }

    /// <summary>The last entry; null when there is none yet. Its hash stands for all before it.</summary>
    public static TrailEntry? Last(Db db) => db.One<TrailEntry>($"select {TrailEntry.Columns} from trail order by entry_no desc limit 1");

    /// <summary>Up to which numbers of units and officers the last entry with facts vouches.</summary>
    private static (int Units, int Officers) LastNumbers(Db db) =>
        db.One<TrailEntry>($"select {TrailEntry.Columns} from trail where recording_id is not null order by entry_no desc limit 1") is { } last ? (last.Units, last.Officers) : (0, 0);
}
