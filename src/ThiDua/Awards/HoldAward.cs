using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Whom to hold from the review, as it is entered.</summary>
/// <param name="Kind">Of the subject.</param>
/// <param name="Officer">Mã cán bộ; null: known by name.</param>
/// <param name="Name">Of a collective null: the unit itself.</param>
/// <param name="To">The last day; null: not known yet.</param>
public sealed record EnteredHold(string Unit, SubjectKind Kind, string? Officer, string? Name, HoldGround Ground, string? Reason, string? Document, DateOnly? From, DateOnly? To);

/// <summary>Holds somebody from the review of awards, of whatever campaign, and ends that (Decree 98/2023 Art. 4(4)).</summary>
public sealed class HoldAward(Installation installation)
{
    private const int Longest = 1000;

    /// <returns>By which it is taken back, and ended.</returns>
    /// <exception cref="NominationException">Something is missing or wrong.</exception>
    public string Hold(EnteredHold entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var (known, day) = (Recordings.KnownAt(db, null), installation.Day);
        var units = Organisation.LoadOrganisation.Units(db, known);
        if (db.One<int?>("select unit_id from unit where code = @Unit", entered) is not { } unit || units.KnownSince(unit) is null) throw new QuestionException("unit-unknown", entered.Unit);
        var (reason, name, code, document) = (Clean(entered.Reason) ?? throw new NominationException("hold-reason-missing"), Clean(entered.Name), Clean(entered.Officer), Clean(entered.Document));
        if (entered.From is not { } from) throw new NominationException("hold-day-missing");
        if (entered.To < from) throw new NominationException("hold-days-turned");
        int? officer = null;
        var subject = entered.Unit;
        if (entered.Kind == SubjectKind.Individual && code is not null)
        {
            officer = db.One<int?>("select officer_id from officer where code = @code", new { code }) ?? throw new NominationException("officer-unknown", code);
            db.Want([officer.Value]);
            var posts = Organisation.LoadOrganisation.WantedPostRows(db, known).TryGetValue(officer.Value, out var rows) ? Organisation.LoadOrganisation.Posts(rows, units) : throw new NominationException("officer-unknown", code);
            (subject, name) = (code, posts.On(day)?.Name ?? name ?? code);
        }
        else if (entered.Kind == SubjectKind.Individual) subject = name ?? throw new NominationException("name-missing");
        else (subject, name) = name is null ? (entered.Unit, (units.On(unit, day) ?? units.Latest(unit))!.Name) : (name, name);
        var row = new
        {
            unit, kind = entered.Kind == SubjectKind.Collective ? NomineeQueries.Collective : "cá nhân", subject, officer, name, ground = WordOf(entered.Ground), reason, document,
            from = Stored.Day(from), to = Stored.To(entered.To),
        };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Holds, null, entered.Unit, row.ToString()!);
        db.Execute("""
            insert into award_hold (recording_id, unit_id, kind, subject, officer_id, name, ground, reason, document, from_day, to_day)
            values (@recording, @unit, @kind, @subject, @officer, @name, @ground, @reason, @document, @from, @to)
            """, new { recording, row.unit, row.kind, row.subject, row.officer, row.name, row.ground, row.reason, row.document, row.from, row.to });
        Trail.WriteTrail.Add(db, installation, "hold", entered.Unit, after: sha, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <param name="hold">Entry of the hold.</param>
    /// <param name="day">From which the subject is looked at again.</param>
    public string End(string hold, DateOnly? day, string? reason, string? document)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var found = db.One<Open>("""
            select h.recording_id as Id, h.from_day as FromDay, u.code as Unit from award_hold h join import i on i.recording_id = h.recording_id join unit u on u.unit_id = h.unit_id
            where i.sha256 = @hold and not exists (select 1 from withdrawal w where w.import_id = h.recording_id)
            """, new { hold }) ?? throw new NominationException("hold-gone");
        if (Clean(reason) is not { } said) throw new NominationException("hold-reason-missing");
        if (day is not { } on) throw new NominationException("hold-day-missing");
        if (Stored.Day(on) < found.FromDay) throw new NominationException("hold-days-turned");
        var row = new { found.Id, day = Stored.Day(on), said, document = Clean(document) };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Holds, null, found.Unit, row.ToString()!);
        db.Execute("insert into award_hold_end (recording_id, hold, day, reason, document) values (@recording, @Id, @day, @said, @document)", new { recording, row.Id, row.day, row.said, row.document });
        Trail.WriteTrail.Add(db, installation, "hold-ended", found.Unit, before: hold, after: sha, recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>How the store and addresses call a ground.</summary>
    public static string WordOf(HoldGround ground) => ground switch
    {
        HoldGround.Discipline => "discipline",
        HoldGround.Investigation => "investigation",
        HoldGround.Inspection => "inspection",
        HoldGround.Complaint => "complaint",
        _ => "press",
    };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > Longest ? throw new NominationException("too-long", Texts.Written.Number(Longest, Texts.Language.Vi)) : text.Trim().Normalize();

    private sealed record Open
    {
        public long Id { get; init; }
        public int FromDay { get; init; }
        public string Unit { get; init; } = "";
    }
}
