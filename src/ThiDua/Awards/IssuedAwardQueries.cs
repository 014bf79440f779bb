using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Awards that were decided, as known on a ground, of files of each key the latest version, and those of decisions made here that nobody revoked; the latest decision first.</summary>
public static class IssuedAwardQueries
{
    public static IReadOnlyList<IssuedAward> All(Db db, Ground ground)
    {
        var latest = new Dictionary<(int, string, int, string, string), (IssuedAward Award, int? Officer)>();
        db.Read($"""
            select r.unit_id, r.number, r.day, r.kind, r.subject, r.signer, r.form, r.name, r.officer_id, r.movement, r.from_year, r.to_year, r.summary, i.file, r.row_no, t.type
            from issued_award r join import i on i.recording_id = r.recording_id left join issued_award_type t on t.recording_id = r.recording_id and t.row_no = r.row_no
            where {Recordings.Live("r", "awards", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetString(4));
                if (ground.Units.KnownSince(key.Item1) is null) return;
                var day = Stored.Day(key.Item3);
                var unit = Today(ground, key.Item1, ground.Units.ReadOn(key.Item1, day));
                latest[key] = (new(key.Item2, day, r.GetString(5), r.GetString(6), key.Item4 == "tập thể" ? SubjectKind.Collective : SubjectKind.Individual, unit.Code, unit.Name,
                    key.Item5.Length == 0 ? null : key.Item5, r.IsDBNull(7) ? null : r.GetString(7), !r.IsDBNull(8), r.IsDBNull(9) ? null : r.GetString(9), r.GetInt32(10), r.GetInt32(11),
                    r.IsDBNull(12) ? null : r.GetString(12), r.GetString(13), r.GetInt32(14)) { Type = r.IsDBNull(15) ? null : TypeOf(r.GetString(15)) }, r.IsDBNull(8) ? null : r.GetInt32(8));
            },
            ("e", ground.Known));
        var own = Own(db, ground);
        if (latest.Count + own.Count == 0) return [];
        var since = latest.Count == 0 ? new Dictionary<int, long>() : LoadOrganisation.OfficersSince(db, ground.Known, ground.Units);
        return [.. latest.Values.Where(a => a.Officer is not { } officer || since.ContainsKey(officer)).Select(a => a.Award).Concat(own)
            .OrderByDescending(a => a.Day).ThenBy(a => a.Number, StringComparer.Ordinal).ThenBy(a => a.Unit, StringComparer.Ordinal).ThenBy(a => a.Row)];
    }

    /// <summary>Lines of issued decisions, whichever campaign they are of. A clerk's page asks too: nothing of what is hidden from him is read.</summary>
    private static List<IssuedAward> Own(Db db, Ground ground)
    {
        var lines = new List<(int Campaign, string Period, IssuedAward Award)>();
        db.Read($"""
            select r.unit_id, s.number, s.day, r.kind, r.subject, s.signer, r.title, r.name, r.officer_id, r.summary, r.row_no, r.type, r.proposed_award, d.campaign_no, d.period, d.decision_no
            from award_decision_line r join award_decision d on d.recording_id = r.recording_id join award_issue s on s.decision = r.recording_id
            where {Recordings.LiveByHand("r")} and {Recordings.LiveByHand("s")} and not exists (
              select 1 from award_revoked_line v where v.decision = r.recording_id and v.line = r.row_no and {Recordings.LiveByHand("v")})
            order by s.recording_id, r.row_no
            """,
            r =>
            {
                if (ground.Units.KnownSince(r.GetInt32(0)) is null) return;
                var day = Stored.Day(r.GetInt32(2));
                var unit = Today(ground, r.GetInt32(0), ground.Units.ReadOn(r.GetInt32(0), day));
                var (kind, subject, then) = (DecisionQueries.Kind(r.GetString(3)), r.GetString(4), ground.Units.Latest(r.GetInt32(0))!.Code);
                lines.Add((r.GetInt32(13), r.GetString(14), new(r.GetString(1), day, r.GetString(5), r.GetString(6), kind, unit.Code, unit.Name, kind == SubjectKind.Collective && subject == then ? null : subject, r.GetString(7),
                    !r.IsDBNull(8), null, day.Year, day.Year, r.GetString(9), r.GetInt32(15).ToString(CultureInfo.InvariantCulture), r.GetInt32(10)) { Type = TypeOf(r.GetString(11)), Proposed = r.GetString(12) }));
            },
            ("e", ground.Known));
        if (lines.Count == 0) return [];
        var campaigns = LoadCampaigns.All(db, ground.Known).ToDictionary(c => c.No, c => c.Campaign);
        return lines.ConvertAll(l => campaigns.GetValueOrDefault(l.Campaign) is not { } campaign ? l.Award : l.Award with
        {
            Movement = campaign.Id, FromYear = Time(campaign, l.Period).From?.Year ?? l.Award.FromYear, ToYear = Time(campaign, l.Period).To?.Year ?? l.Award.ToYear,
        });
    }

    private static Days Time(Campaign campaign, string period) => campaign.Periods.FirstOrDefault(p => p.Id == period)?.Days ?? campaign.Window.Value;

    /// <summary>As the campaign file and the store call a type; null: no such.</summary>
    public static CommendationType? TypeOf(string word) => Array.IndexOf(Campaigns.Format.Vocabulary.CommendationTypes, word) is var i and >= 0 ? (CommendationType)i : null;

    /// <summary>The unit as it is called on the tree: what was merged with others or divided is another collective, what was renamed is the same one.</summary>
    private static UnitStatement Today(Ground ground, int unit, DateOnly day)
    {
        var (units, successions) = (ground.Units, ground.Units.Successions);
        var there = day < ground.Tree && successions.IsWhole(unit, day, ground.Tree) ? successions.Forward(unit, day, ground.Tree) : unit;
        if (there is not { } other || !successions.IsWhole(other, ground.Tree, day)) other = unit;
        return units.On(other, ground.Tree) ?? units.On(unit, day) ?? units.Latest(unit)!;
    }
}
