using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>Takes awards that were decided. A row is known by its decision, unit, kind and subject: Mã cán bộ, else the name, else the unit itself.</summary>
public sealed class TakeAwards(Db db, long recording, Tokens tokens, Codes units, Codes officers)
{
    private const string Kind = "awards";

    private readonly Core.Organisation.Units chart = LoadOrganisation.Units(db, recording);
    private readonly Versions<(int Unit, string Number, int Day, string Kind, string Subject)> versions = new();

    public IEnumerable<Taken> Take(IReadOnlyList<AwardRow> rows)
    {
        Load();
        officers.Ask(rows.Select(r => r.OfficerCode).OfType<string>());
        var since = new OfficersSince(db, recording, chart);
        since.Ask(rows.Select(r => r.OfficerCode).OfType<string>().Select(officers.Number));
        var taken = new List<Taken>();
        var repeated = new List<(long Unit, RowId Of, int Row)>();
        var fresh = new List<(AwardRow Row, int Unit, int? Officer, long Fingerprint)>();
        foreach (var row in rows)
        {
            var unit = units.Number(row.UnitCode);
            int? officer = row.OfficerCode is { } code ? officers.Number(code) : null;
            var fingerprint = tokens.Fingerprint(Content(row.Signer, row.Form, row.Name, row.Movement, row.FromYear, row.ToYear, row.Summary));
            var (outcome, repeats) = versions.Take((unit, row.Number, Stored.Day(row.Day), row.Kind, Subject(row)), Told(fingerprint, row.Type is { } type ? Campaigns.Format.Vocabulary.CommendationTypes[(int)type] : null), new(recording, row.Row));
            if (repeats is { } of) repeated.Add((unit, of, row.Row));
            else fresh.Add((row, unit, officer, fingerprint));
            var waits = chart.KnownSince(unit) is null ? new Reason("unit-unknown") : officer is { } one && since.Of(one) is null ? new Reason("officer-unknown") : null;
            taken.Add(new(row, waits is not null ? RowOutcome.Waiting : outcome, waits));
        }
        units.Write();
        officers.Write();
        using (var writer = db.Bulk("issued_award", "unit_id", "number", "day", "kind", "subject", "recording_id", "row_no", "signer", "form", "name", "officer_id", "movement", "from_year", "to_year", "summary", "fingerprint"))
        {
            foreach (var (row, unit, officer, fingerprint) in fresh)
            {
                writer.Add(unit).Add(row.Number).Add(Stored.Day(row.Day)).Add(row.Kind).Add(Subject(row)).Add(recording).Add(row.Row).Add(row.Signer).Add(row.Form).Add(row.Name)
                    .Add(officer).Add(row.Movement).Add(row.FromYear).Add(row.ToYear).Add(row.Summary).Add(fingerprint).EndRow();
            }
        }
        using (var writer = db.Bulk("issued_award_type", "recording_id", "row_no", "type"))
        {
            foreach (var row in fresh.Select(f => f.Row).Where(r => r.Type is not null)) writer.Add(recording).Add(row.Row).Add(Campaigns.Format.Vocabulary.CommendationTypes[(int)row.Type!]).EndRow();
        }
        Repetitions.Write(db, recording, Kind, repeated);
        return taken;
    }

    /// <summary>What a row says beside its key, for telling equal rows.</summary>
    public static string Content(string signer, string form, string? name, string? movement, int fromYear, int toYear, string? summary) =>
        string.Join('\u001f', signer, form, name, movement, fromYear.ToString(CultureInfo.InvariantCulture), toYear.ToString(CultureInfo.InvariantCulture), summary);

    /// <summary>The fingerprint of the row with its type, where it says one.</summary>
    private long Told(long fingerprint, string? type) => type is null ? fingerprint : tokens.Fingerprint($"{fingerprint}\u001f{type}");

    private static string Subject(AwardRow row) => row.OfficerCode ?? row.Name ?? "";

    private void Load() => db.Read(
        $"select r.unit_id, r.number, r.day, r.kind, r.subject, r.fingerprint, r.recording_id, r.row_no, t.type from issued_award r left join issued_award_type t on t.recording_id = r.recording_id and t.row_no = r.row_no where {Recordings.Live("r", Kind, "unit_id")} order by r.recording_id, r.row_no",
        r => versions.Know((r.GetInt32(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetString(4)), Told(r.GetInt64(5), r.IsDBNull(8) ? null : r.GetString(8)), new(r.GetInt64(6), r.GetInt32(7))), ("e", recording));
}
