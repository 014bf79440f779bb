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
    private readonly Versions<(int Unit, string Kind, string Subject, string? Award, string Period)> versions = new();

    public IEnumerable<Taken> Take(IReadOnlyList<NomineeRow> rows)
    {
        Load();
        officers.Ask(rows.Select(r => r.OfficerCode).OfType<string>());
        var since = new OfficersSince(db, recording, chart);
        since.Ask(rows.Select(r => r.OfficerCode).OfType<string>().Select(officers.Number));
        var taken = new List<Taken>();
        var repeated = new List<(long Unit, RowId Of, int Row)>();
        var fresh = new List<(NomineeRow Row, int Unit, int? Officer, long Fingerprint, string? Award, string Period)>();
        foreach (var row in rows)
        {
            var unit = units.Number(row.UnitCode);
            int? officer = row.OfficerCode is { } code ? officers.Number(code) : null;
            var fingerprint = tokens.Fingerprint(Content(row.Name, row.OutsideSector, row.Summary));
            var (award, period) = Award(row);
            var (outcome, repeats) = versions.Take((unit, row.Kind, Subject(row), award, period), Told(fingerprint, row.Solution), new(recording, row.Row));
            if (repeats is { } of) repeated.Add((unit, of, row.Row));
            else fresh.Add((row, unit, officer, fingerprint, award, period));
            var waits = chart.KnownSince(unit) is null ? new Reason("unit-unknown") : officer is { } one && since.Of(one) is null ? new Reason("officer-unknown") : null;
            taken.Add(new(row, waits is not null ? RowOutcome.Waiting : outcome, waits));
        }
        units.Write();
        officers.Write();
        using (var writer = db.Bulk("nominee", "campaign_no", "unit_id", "kind", "subject", "recording_id", "row_no", "name", "officer_id", "outside", "summary", "fingerprint"))
        {
            foreach (var (row, unit, officer, fingerprint, _, _) in fresh)
            {
                writer.Add(campaign.No).Add(unit).Add(row.Kind).Add(Subject(row)).Add(recording).Add(row.Row).Add(row.Name).Add(officer)
                    .Add(row.OutsideSector ? 1 : 0).Add(row.Summary).Add(fingerprint).EndRow();
            }
        }
        using (var writer = db.Bulk("nominee_detail", "recording_id", "row_no", "award", "period", "proposed_by", "document", "solution"))
        {
            foreach (var (row, _, _, _, award, period) in fresh.Where(f => f.Award is not null || f.Row.Solution is not null))
                writer.Add(recording).Add(row.Row).Add(award).Add(period).Add("unit").Add((string?)null).Add(row.Solution).EndRow();
        }
        Repetitions.Write(db, recording, Kind, repeated);
        return taken;
    }

    /// <summary>What a row says of its subject, for telling equal rows.</summary>
    public static string Content(string name, bool outside, string summary) => $"{name}\u001f{(outside ? 1 : 0)}\u001f{summary}";

    /// <summary>The fingerprint of the row with what it says besides.</summary>
    private long Told(long fingerprint, string? solution) => solution is null ? fingerprint : tokens.Fingerprint($"{fingerprint}\u001f{solution}");

    /// <summary>The award and period that a row names. Nobody is put among those of another one in silence: the whole file is refused.</summary>
    private (string? Award, string Period) Award(NomineeRow row)
    {
        if (row.Award is not { } named) return (null, "");
        var award = campaign.Campaign.Awards.FirstOrDefault(a => a.Id == named || VietnameseText.SameKey(named) == VietnameseText.SameKey(a.Title.Vi));
        if (award is null || award.Subject == Core.Campaigns.SubjectKind.Collective != (row.Kind == Awards.NomineeQueries.Collective))
            throw new RefusedFileException("nominee-award", $"{row.Row}", named, string.Join(", ", campaign.Campaign.Awards.Select(a => a.Id)));
        var period = row.Period is { } asked ? campaign.Campaign.PeriodOf(asked) : null;
        return award.IsFor(period) ? (award.Id, period?.Id ?? "") : throw new RefusedFileException("nominee-period", $"{row.Row}", row.Period ?? "", award.Title.Vi, string.Join(", ", award.Periods));
    }

    private static string Subject(NomineeRow row) => row.OfficerCode ?? row.Name;

    /// <summary>Rows by which units nominated: what the agency or collection said on the page stands beside them.</summary>
    private void Load() => db.Read(
        $"select r.unit_id, r.kind, r.subject, r.fingerprint, r.recording_id, r.row_no, d.award, d.period, d.solution from nominee r left join nominee_detail d on d.recording_id = r.recording_id and d.row_no = r.row_no where r.campaign_no = @c and coalesce(d.proposed_by, 'unit') = 'unit' and {Recordings.Live("r", Kind, "unit_id")} order by r.recording_id, r.row_no",
        r => versions.Know((r.GetInt32(0), r.GetString(1), r.GetString(2), r.TextOrNull(6), r.TextOrNull(7) ?? ""), Told(r.GetInt64(3), r.TextOrNull(8)), new(r.GetInt64(4), r.GetInt32(5))),
        ("c", campaign.No), ("e", recording));
}
