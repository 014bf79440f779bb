using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Reminders;

/// <summary>The contact cannot be recorded so. Its sentence is "contact.CODE".</summary>
public sealed class ContactException(string code, params IReadOnlyList<string> arguments) : ToldException("contact", code, arguments);

/// <summary>What is told of a contact.</summary>
/// <param name="Person">As <see cref="FindPerson"/> takes it.</param>
/// <param name="Day">When it took place; null: today.</param>
/// <param name="Again">Day on which to call again; null: as the catalog says of the outcome.</param>
public sealed record ToldContact(string Person, string? Outcome, DateOnly? Day, DateOnly? Again, string? Note, string? Collector);

/// <summary>Records what came of a call, or that a record was wrong. Nothing is changed or removed, and nothing is counted by it.</summary>
public sealed partial class RecordContact(Installation installation)
{
    private const int LongestNote = 200;

    /// <exception cref="ContactException">What was told cannot be so.</exception>
    public Contact Record(string campaign, ToldContact told)
    {
        var outcome = ContactCatalog.Find(told.Outcome) ?? throw new ContactException("outcome-unknown", told.Outcome ?? "", string.Join(" ", ContactCatalog.Outcomes.Select(o => o.Code)));
        var day = told.Day ?? installation.Day;
        if (day > installation.Day) throw new ContactException("day-ahead");
        if (outcome.NeedsDay && told.Again is null) throw new ContactException("again-needed");
        if (told.Again < day) throw new ContactException("again-before");
        DateOnly? again = outcome.Ends ? null : told.Again ?? day.AddDays(outcome.AgainAfterDays!.Value);
        var note = Note(told.Note);
        var collector = Blank(told.Collector);
        if (collector?.Length > 50) throw new ContactException("collector-long");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var who = FindPerson.Find(db, installation.OpenTokens(), told.Person);
        var contact = new Contact(ContactQueries.Last(db) + 1, who.Person, who.Identifier, Now, day, outcome.Code, again, note, collector, null);
        Write(db, ground, contact);
        Trail.WriteTrail.Add(db, installation, "contact", $"{campaign} P{who.Person.ToString(CultureInfo.InvariantCulture)}", after: outcome.Code);
        transaction.Commit();
        return contact;
    }

    /// <param name="no">The contact that is taken back; null: the last one that holds.</param>
    /// <exception cref="ContactException">The person has no such contact.</exception>
    public Contact TakeBack(string campaign, string person, long? no, string reason)
    {
        var note = Note(reason) ?? throw new ContactException("reason-needed");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var who = FindPerson.Find(db, installation.OpenTokens(), person);
        var held = ContactQueries.Held(new ContactQueries(db, ground).Of(who)).LastOrDefault(c => no is null || c.No == no) ?? throw new ContactException("nothing-to-take-back");
        var contact = new Contact(ContactQueries.Last(db) + 1, held.Person, held.Identifier, Now, installation.Day, null, null, note, null, held.No);
        Write(db, ground, contact);
        Trail.WriteTrail.Add(db, installation, "contact-taken-back", $"{campaign} P{who.Person.ToString(CultureInfo.InvariantCulture)}", before: held.Outcome);
        transaction.Commit();
        return contact;
    }

    private DateTimeOffset Now => installation.Clock.GetUtcNow();

    private static void Write(Db db, Ground ground, Contact contact) => db.Execute("""
        insert into contact (person_id, contact_id, identifier_id, campaign_no, at, day, outcome, again, note, collector, takes_back)
        values (@Person, @No, @Identifier, @campaign, @at, @day, @Outcome, @again, @Note, @Collector, @TakesBack)
        """, new
    {
        contact.Person, contact.No, contact.Identifier, campaign = ground.Stored.No, at = Stored.Moment(contact.At), day = Stored.Day(contact.Day), contact.Outcome,
        again = contact.Again is { } again ? Stored.Day(again) : (int?)null, contact.Note, contact.Collector, contact.TakesBack,
    });

    /// <summary>Notes are read by everybody who calls: what looks like a number of a person or a phone is refused.</summary>
    private static string? Note(string? text)
    {
        if (Blank(text) is not { } note) return null;
        if (note.Length > LongestNote) throw new ContactException("note-long");
        return LongNumber().IsMatch(note) ? throw new ContactException("note-number") : note;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize(NormalizationForm.FormC);

    [GeneratedRegex("[0-9]{9}")]
    private static partial Regex LongNumber();
}
