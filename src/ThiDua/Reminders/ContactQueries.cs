using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>A contact with a person, or that one is taken back.</summary>
/// <param name="Person">Person number under which it is stored.</param>
/// <param name="Identifier">A number of the person, by which he is found whoever he is later known to be.</param>
/// <param name="Outcome">Code of the catalog; null when it takes another back.</param>
/// <param name="Again">Day on which to call again.</param>
/// <param name="Note">Of one that takes another back: why.</param>
/// <param name="Collector">Who called (Mã nhân viên thu), when it was said.</param>
public sealed record Contact(
    long No, long Person, long Identifier, DateTimeOffset At, DateOnly Day, string? Outcome, DateOnly? Again, string? Note, string? Collector, long? TakesBack);

/// <summary>Reads the contacts of one campaign as they were known on a ground.</summary>
public sealed class ContactQueries(Db db, Ground ground)
{
    /// <summary>Changes with every contact that is recorded.</summary>
    public static long Last(Db db) => db.One<long?>("select max(contact_id) from contact") ?? 0;

    /// <summary>All of them, those that were taken back too, in the order in which they were recorded.</summary>
    public List<Contact> All()
    {
        var contacts = new List<Contact>();
        db.Read("""
            select contact_id, person_id, identifier_id, at, day, outcome, again, note, collector, takes_back
            from contact where campaign_no = @c and at <= @at order by contact_id
            """,
            r => contacts.Add(new(
                r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), Stored.Moment(r.GetString(3)), Stored.Day(r.GetInt32(4)), r.IsDBNull(5) ? null : r.GetString(5),
                r.IsDBNull(6) ? null : Stored.Day(r.GetInt32(6)), r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetInt64(9))),
            ("c", ground.Stored.No), ("at", ground.Asked.KnownAt is { } at ? Stored.Moment(at) : "9999"));
        return contacts;
    }

    /// <summary>Those that hold: that took place, and were not taken back.</summary>
    public static IEnumerable<Contact> Held(IReadOnlyCollection<Contact> contacts)
    {
        var takenBack = contacts.Select(c => c.TakesBack).OfType<long>().ToHashSet();
        return contacts.Where(c => c.TakesBack is null && !takenBack.Contains(c.No));
    }

    /// <summary>All contacts of one person, under whichever of his numbers they were recorded.</summary>
    public IReadOnlyList<Contact> Of(FoundPerson who)
    {
        var loader = new LoadPersons(db, ground.Known, new OfficersSince(db, ground.Known, ground.Units));
        var persons = loader.Of([who.Person]).Values.Single().Resolve();
        var connected = loader.Connected;
        return All().FindAll(c => connected.ContainsKey(c.Person) && persons.Owner(Named(c.Identifier)) == persons.Owner(Named(who.Identifier)));
    }

    /// <summary>By one number, whatever its kind.</summary>
    public static Identifiers Named(long identifier) => new(identifier, null);
}
