using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Campaigns;
using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>
/// Stands for every stored row that a recording brought, with a key that is not in the database: who can write to the database alone
/// cannot make another one that fits. Sealed values guard themselves.
/// </summary>
public sealed class FactDigest(Db db, Tokens tokens)
{
    /// <summary>Tables whose rows name their recording, with what is digested; in the order of the columns.</summary>
    private static readonly (string Table, string Columns)[] ByRecording =
    [
        ("recording", "recording_id, at, kind, office_id, today"),
        ("import", "recording_id, kind, campaign_no, file, sha256, bytes, row_count, accepted, unchanged, corrected, waiting, rejected"),
        ("withdrawal", "recording_id, import_id, reason"),
        ("campaign_version", "recording_id, campaign_no, text, sha256"),
        ("unit_row", "recording_id, row_no, unit_id, name, parent_id, unit_type, unit_group, admin_code, from_day, to_day, tree, fingerprint"),
        ("post", "recording_id, row_no, officer_id, name, unit_id, position, role, officer_kind, from_day, to_day, fingerprint"),
        ("receipt", "recording_id, row_no, person_id, national_id, si_number, scheme, receipt_no, day, from_month, months, hint, amount, officer_id, relation, collector, fingerprint"),
        ("card", "recording_id, row_no, person_id, national_id, si_number, card_code, from_day, to_day, commune, fingerprint"),
        ("relative", "recording_id, row_no, person_id, national_id, si_number, description, officer_id, relation, exempt, fingerprint"),
        ("target", "recording_id, row_no, campaign_no, unit_id, indicator, period, assigned, registered, fingerprint"),
        ("figure", "recording_id, row_no, campaign_no, unit_id, indicator, day, value, source, fingerprint"),
        ("settlement", "recording_id, row_no, person_id, of_kind, of_recording, of_row, choice, reason"),
        ("repetition", "recording_id, row_no, subject_id, kind, of_recording, of_row"),
        ("task_progress", "recording_id, campaign_no, task, unit_id, progress, day, document, evidence, note"),
        ("problem", "recording_id, campaign_no, problem_no, unit_id, day, text"),
        ("problem_event", "recording_id, campaign_no, problem_no, state, day, text"),
        ("person_link", "recording_id, person_id, other_id"),
    ];

    /// <summary>Tables that came after the trail: digested where a recording brought them something, so that what was digested before stays as it was.</summary>
    private static readonly (string Table, string Columns)[] Later =
    [
        ("publication", "recording_id, campaign_no, as_of, content"),
        ("reorganisation", "recording_id, row_no, day, kind, from_unit, to_unit, document, clause, divided_by, part, is_main, fingerprint"),
        ("nominee", "recording_id, row_no, campaign_no, unit_id, kind, subject, name, officer_id, outside, summary, fingerprint"),
        ("target_difference", "recording_id, campaign_no, unit_id, indicator, period, reason, document, signer"),
        ("signed_difference", "recording_id, difference"),
        ("cluster_member", "recording_id, row_no, among, year, is_whole, member, name, cluster, reason"),
        ("cluster_election", "recording_id, among, cluster, day, head, deputy, document"),
        ("cluster_scale", "recording_id, among, from_day, file, scales"),
        ("cluster_border", "recording_id, among, from_day, file, as_neighbours, outlines, neighbours"),
        ("cluster_standing_office", "recording_id, among, cluster, day, office, reason, document"),
        ("issued_award", "recording_id, row_no, unit_id, number, day, kind, subject, signer, form, name, officer_id, movement, from_year, to_year, summary, fingerprint"),
        ("figure_part", "recording_id, row_no, numerator, denominator"),
        ("membership", "recording_id, row_no, officer_id, unit_id, from_day, to_day, fingerprint"),
        ("nominee_detail", "recording_id, row_no, award, period, proposed_by, document, solution"),
        ("issued_award_type", "recording_id, row_no, type"),
        ("award_hold", "recording_id, unit_id, kind, subject, officer_id, name, ground, reason, document, from_day, to_day"),
        ("award_hold_end", "recording_id, hold, day, reason, document"),
        ("award_exception", "recording_id, campaign_no, period, award, unit_id, kind, subject, against, reason, document, signer"),
        ("award_review", "recording_id, row_no, campaign_no, period, award, unit_id, kind, subject, step, role, outcome, day, opinion, to_award, reason, document"),
        ("comment_list", "recording_id, campaign_no, period, step, from_day, to_day, content"),
        ("objection", "recording_id, list, award, unit_id, kind, subject, day, by_whom, text"),
        ("objection_answer", "recording_id, objection, outcome, day, text, document"),
        ("award_decision", "recording_id, campaign_no, period, decision_no, authority, authority_of, on_proposal"),
        ("award_decision_line", "recording_id, row_no, unit_id, unit_name, kind, subject, name, position, officer_id, proposed_award, award, title, type, form, summary, frozen_id, exception"),
        ("award_issue", "recording_id, decision, number, day, signer, post, is_deputy, total, campaign_sha256, content"),
        ("award_amount", "recording_id, row_no, decision, form, coefficient, factor, salary, rounding, amount, rates, citation"),
        ("award_revocation", "recording_id, decision, number, day, signer, post, is_deputy, reason, content"),
        ("award_revoked_line", "recording_id, row_no, decision, line"),
        ("award_fund", "recording_id, campaign_no, period, title, document, day, ceiling"),
        ("award_payment", "recording_id, row_no, decision, line, step, day, amount, document, receiver"),
        ("rate_confirmation", "recording_id, rate, content_sha256, citation"),
        ("certificate_template", "recording_id, template, content"),
        ("winner_release", "recording_id, campaign_no, decision"),
        ("news_item", "recording_id, campaign_no, title, link, source, day"),
        ("news_winner", "recording_id, row_no, decision, line"),
        ("council_member", "recording_id, name, position, post, officer, from_day, document"),
        ("council_leave", "recording_id, member, day, document"),
        ("council_session", "recording_id, campaign_no, period, session_no, day, title, place, secretary, mode, rule, terms, citation, places"),
        ("session_name", "recording_id, row_no, session, award, voted_award, title, unit_id, unit_name, kind, subject, name"),
        ("session_roll", "recording_id, row_no, session, member, is_present"),
        ("session_conflict", "recording_id, session, member, round, name_no, reason"),
        ("paper_count", "recording_id, row_no, round, by_whom, issued, yes, no, blank, spoiled, unused, written_yes, written_no, written_blank"),
        ("ballot_opening", "recording_id, round, slips, marks_sha256"),
        ("session_result", "recording_id, row_no, round, members, present, conflicted, conflicted_present, issued, yes, no, blank, spoiled, unused, written_yes, written_no, written_blank, outcome"),
        ("cast_ballot", "recording_id, row_no, round, name_no, mark, choice"),
    ];

    /// <summary>
    /// What is written of a dossier beside recordings (docs/decisions/0015, 0043): table, its rows with `d` as what names campaign and unit, columns in the order
    /// of the key. Sealed content is left out: its hash stands beside it.
    /// </summary>
    private static readonly (string Table, string Rows, string Columns)[] OfDossier =
    [
        ("dossier_step", "dossier_step d", "d.step_id, d.paper, d.step, d.frozen_id, d.day, d.number, d.office, d.reason, d.at"),
        ("dossier_step_taken_back", "dossier_step_taken_back b join dossier_step d on d.step_id = b.step_id", "b.step_id, b.at"),
        ("evidence", "evidence d", "d.evidence_id, d.period, d.kind, d.subject, d.part, d.paper, d.title, d.file, d.type, d.bytes, d.sha256, d.at, d.actor"),
        ("evidence_taken_back", "evidence_taken_back b join evidence d on d.evidence_id = b.evidence_id", "b.evidence_id, b.reason, b.at, b.actor"),
        ("report_part", "report_part d", "d.part_id, d.period, d.paper, d.kind, d.subject, d.part, d.text, d.at, d.actor"),
        ("dossier_event", "dossier_event d", "d.event_id, d.period, d.kind, d.frozen_id, d.submission, d.day, d.receipt, d.is_late, d.reason, d.content, d.sha256, d.name, d.at, d.actor"),
        ("submitted_paper", "submitted_paper p join dossier_event d on d.event_id = p.event_id", "p.event_id, p.row_no, p.paper, p.file, p.bytes, p.sha256"),
    ];

    private readonly byte[] line = new byte[1 << 16];
    private int length;

    /// <param name="after">Numbers of units and officers up to these were digested before.</param>
    /// <param name="upTo">And up to these belong to this recording.</param>
    public string Of(long recording, (int Units, int Officers) after, (int Units, int Officers) upTo)
    {
        using var hash = tokens.Digest();
        foreach (var (table, columns) in ByRecording.Concat(Later.Where(l => db.One<long>($"select count(*) from {l.Table} where recording_id = @recording", new { recording }) > 0)))
        {
            Add(hash, table, $"select {columns} from {table} where recording_id = @r order by {string.Join(", ", columns.Split(", ").Skip(1).Take(2))}", ("r", recording));
        }
        Add(hash, "unit", "select unit_id, office_id, code from unit where unit_id > @a and unit_id <= @b order by unit_id", ("a", after.Units), ("b", upTo.Units));
        Add(hash, "officer", "select officer_id, office_id, code from officer where officer_id > @a and officer_id <= @b order by officer_id", ("a", after.Officers), ("b", upTo.Officers));
        foreach (var version in db.Query<Version>("select campaign_no as No, text as Text from campaign_version where recording_id = @recording", new { recording })) Indicators(hash, version);
        Flush(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Digests of dossiers by campaign number and unit; a dossier of which nothing was written has none.</summary>
    /// <param name="only">The one that is asked for; null: all.</param>
    public Dictionary<(int Campaign, string Unit), string> OfDossiers((int Campaign, string Unit)? only = null)
    {
        var hashes = new Dictionary<(int, string), IncrementalHash>();
        foreach (var (table, rows, columns) in OfDossier)
        {
            var order = string.Join(", ", columns.Split(", ").Take(2));
            var query = $"select d.campaign_no, d.unit_code, {columns} from {rows} {(only is null ? "" : "where d.campaign_no = @c and d.unit_code = @u")} order by {order}";
            db.Read(query, row =>
            {
                var dossier = (row.GetInt32(0), row.GetString(1));
                if (!hashes.TryGetValue(dossier, out var hash)) hashes[dossier] = hash = tokens.Digest();
                Write(hash, table);
                Add(hash, row);
                Flush(hash);
            }, only is { } one ? [("c", one.Campaign), ("u", one.Unit)] : []);
        }
        return hashes.ToDictionary(h => h.Key, h =>
        {
            using var hash = h.Value;
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        });
    }

    /// <summary>An indicator keeps its number through all versions, so each version vouches for the numbers it uses.</summary>
    private void Indicators(IncrementalHash hash, Version version)
    {
        var ids = CampaignFile.Stored(version.Text)?.Counters.Select(i => i.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        db.Read("select i.indicator_no, i.id, c.id, c.office_id from indicator i join campaign c on c.campaign_no = i.campaign_no where i.campaign_no = @c order by i.indicator_no",
            r => { if (ids.Contains(r.GetString(1))) Add(hash, r); }, ("c", version.No));
    }

    private void Add(IncrementalHash hash, string table, string query, params (string, object)[] arguments)
    {
        Write(hash, table);
        db.Read(query, r => Add(hash, r), arguments);
    }

    private void Add(IncrementalHash hash, Row row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.TryNumber(i, out var number)) Write(hash, number);
            else if (row.IsDBNull(i)) Nothing(hash);
            else if (row.IsText(i)) Write(hash, row.GetString(i));
            else Write(hash, row.GetInt64(i));
        }
    }

    private void Nothing(IncrementalHash hash)
    {
        MakeRoom(hash, 1);
        Tag(0);
    }

    private void Write(IncrementalHash hash, long number)
    {
        MakeRoom(hash, 1 + sizeof(long));
        Tag(1);
        BinaryPrimitives.WriteInt64BigEndian(line.AsSpan(length), number);
        length += sizeof(long);
    }

    private void MakeRoom(IncrementalHash hash, int needed)
    {
        if (line.Length - length < needed) Flush(hash);
    }

    private void Flush(IncrementalHash hash)
    {
        hash.AppendData(line, 0, length);
        length = 0;
    }

    private void Tag(byte tag) => line[length++] = tag;

    /// <summary>Length before text, so that no two rows read the same.</summary>
    private void Write(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var fits = bytes < line.Length / 4;
        MakeRoom(hash, 1 + sizeof(int) + (fits ? bytes : 0));
        Tag(2);
        BinaryPrimitives.WriteInt32BigEndian(line.AsSpan(length), bytes);
        length += sizeof(int);
        if (fits)
        {
            length += Encoding.UTF8.GetBytes(text, line.AsSpan(length));
            return;
        }
        Flush(hash); // the text of a campaign file
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private sealed record Version
    {
        public int No { get; init; }
        public string Text { get; init; } = "";
    }
}
