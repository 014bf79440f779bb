using ThiDua.Campaigns;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>
/// Takes whom units nominate for the awards of one campaign. Who is nominated is known by Mã cán bộ, else by name; the order in which
/// a unit gives them is the order of its proposals.
/// </summary>
public sealed class TakeNominees(Db db, long recording, Tokens tokens, Codes units, Codes officers, StoredCampaign campaign)
{
    private const string Kind = "nominees";

    private readonly Core.Organisation.Units chart = LoadOrganisation.Units(db, recording);
    private readonly Versions<(int Unit, string Kind, string Subject)> versions = new();

    public IEnumerable<Taken> Take(IReadOnlyList<NomineeRow> rows)
    {
        Load();
        officers.Ask(rows.Select(r => r.OfficerCode).OfType<string>());
        var since = new OfficersSince(db, recording, chart);
        since.Ask(rows.Select(r => r.OfficerCode).OfType<string>().Select(officers.Number));
        var taken = new List<Taken>();
        var repeated = new List<(long Unit, RowId Of, int Row)>();
        var fresh = new List<(NomineeRow Row, int Unit, int? Officer, long Fingerprint)>();
        foreach (var row in rows)
        {
            var unit = units.Number(row.UnitCode);
            int? officer = row.OfficerCode is { } code ? officers.Number(code) : null;
            var fingerprint = tokens.Fingerprint(Content(row.Name, row.OutsideSector, row.Summary));
            var (outcome, repeats) = versions.Take((unit, row.Kind, Subject(row)), fingerprint, new(recording, row.Row));
            if (repeats is { } of) repeated.Add((unit, of, row.Row));
            else fresh.Add((row, unit, officer, fingerprint));
            var waits = chart.KnownSince(unit) is null ? new Reason("unit-unknown") : officer is { } one && since.Of(one) is null ? new Reason("officer-unknown") : null;
            taken.Add(new(row, waits is not null ? RowOutcome.Waiting : outcome, waits));
        }
        units.Write();
        officers.Write();
        using (var writer = db.Bulk("nominee", "campaign_no", "unit_id", "kind", "subject", "recording_id", "row_no", "name", "officer_id", "outside", "summary", "fingerprint"))
        {
            foreach (var (row, unit, officer, fingerprint) in fresh)
            {
                writer.Add(campaign.No).Add(unit).Add(row.Kind).Add(Subject(row)).Add(recording).Add(row.Row).Add(row.Name).Add(officer)
                    .Add(row.OutsideSector ? 1 : 0).Add(row.Summary).Add(fingerprint).EndRow();
            }
        }
        Repetitions.Write(db, recording, Kind, repeated);
        return taken;
    }

    /// <summary>What a row says of its subject, for telling equal rows.</summary>
    public static string Content(string name, bool outside, string summary) => $"{name}\u001f{(outside ? 1 : 0)}\u001f{summary}";

    private static string Subject(NomineeRow row) => row.OfficerCode ?? row.Name;

    private void Load() => db.Read(
        $"select r.unit_id, r.kind, r.subject, r.fingerprint, r.recording_id, r.row_no from nominee r where r.campaign_no = @c and {Recordings.Live("r", Kind, "unit_id")} order by r.recording_id, r.row_no",
        r => versions.Know((r.GetInt32(0), r.GetString(1), r.GetString(2)), r.GetInt64(3), new(r.GetInt64(4), r.GetInt32(5))),
        ("c", campaign.No), ("e", recording));
}
