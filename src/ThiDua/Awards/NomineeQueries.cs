using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>
/// Whom units nominate, as known on a ground: of each key the latest version, in the place of the first. Who is named for a certain award and period stands
/// beside who is named without one, and the agency's word beside the unit's.
/// </summary>
public static class NomineeQueries
{
    public static IReadOnlyList<Nominee> All(Db db, Ground ground)
    {
        var (order, latest) = (new List<(int, string, string, string?, string)>(), new Dictionary<(int, string, string, string?, string), (Nominee Nominee, int? Officer)>());
        db.Read($"""
            select r.unit_id, r.kind, r.subject, r.name, r.officer_id, r.outside, r.summary, i.file, r.row_no, d.award, d.period, d.proposed_by, d.document, d.solution,
              case when i.kind = '{Recordings.Nominations}' then i.sha256 end, r.recording_id
            from nominee r join import i on i.recording_id = r.recording_id left join nominee_detail d on d.recording_id = r.recording_id and d.row_no = r.row_no
            where r.campaign_no = @c and {Recordings.Live("r", "nominees", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var by = r.IsDBNull(11) ? ProposedBy.Unit : Words[r.GetString(11)];
                if (!r.IsDBNull(9) && r.GetString(10) != (ground.Period?.Id ?? "")) return; // named for another time
                var key = (r.GetInt32(0), r.GetString(1), r.GetString(2), r.IsDBNull(9) ? null : r.GetString(9), by == ProposedBy.Unit ? "" : r.GetString(11));
                if (!latest.ContainsKey(key)) order.Add(key);
                if (ground.Units.KnownSince(key.Item1) is null || ground.Units.Latest(key.Item1) is not { } unit || !ground.Scope.Has(key.Item1)) return;
                latest[key] = (new(unit.Code, unit.Name, unit.Group, r.GetString(1) == Collective ? SubjectKind.Collective : SubjectKind.Individual, r.GetString(2), r.GetString(3),
                    !r.IsDBNull(4), r.GetInt32(5) == 1, r.GetString(6), r.GetString(7), r.GetInt32(8))
                {
                    Award = key.Item4, By = by, Document = r.TextOrNull(12), Solution = r.TextOrNull(13), Entry = r.TextOrNull(14), Recording = r.GetInt64(15),
                }, r.IsDBNull(4) ? null : r.GetInt32(4));
            },
            ("c", ground.Stored.No), ("e", ground.Known));
        if (latest.Count == 0) return [];
        var since = latest.Values.Any(n => n.Officer is not null) ? LoadOrganisation.OfficersSince(db, ground.Known, ground.Units) : new Dictionary<int, long>();
        return [.. order.Where(latest.ContainsKey).Select(k => latest[k]).Where(n => n.Officer is not { } officer || since.ContainsKey(officer)).Select(n => n.Nominee)];
    }

    /// <summary>How the store calls who proposed.</summary>
    public static readonly IReadOnlyDictionary<string, ProposedBy> Words = new Dictionary<string, ProposedBy>(StringComparer.Ordinal) { ["unit"] = ProposedBy.Unit, ["agency"] = ProposedBy.Agency, ["collection"] = ProposedBy.Collection };

    /// <summary>How column Loại calls a collective in the store.</summary>
    public const string Collective = "tập thể";
}
