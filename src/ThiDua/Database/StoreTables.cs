namespace ThiDua.Database;

/// <summary>A table of the store, and where its rows lie when the store is spread over several machines.</summary>
/// <param name="Column">By what its rows are divided among them; null: every machine has all of them.</param>
/// <param name="With">The table beside whose rows they lie; null: its own.</param>
public sealed record StoreTable(string Name, string? Column = null, string? With = null);

/// <summary>A column, with its type as the migrations write it.</summary>
public sealed record StoreColumn
{
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
}

/// <summary>
/// All tables, each after those that it refers to. What is of a person lies with him, posts and attainments with the officer, identifiers
/// by token; the rest is small, or asked for from all sides, and is everywhere (decision 0038).
/// </summary>
public static class StoreTables
{
    /// <summary>Says which version the others are of; each store writes its own.</summary>
    public const string Version = "migration";

    public static readonly IReadOnlyList<StoreTable> All =
    [
        .. Everywhere(Version, "office", "recording", "campaign", "campaign_version", "indicator", "import", "withdrawal", "unit", "unit_row", "officer"),
        .. OfOfficers("post", "membership", "attainment"),
        .. Everywhere("officer_sealed", "officer_salt", "officer_forgotten"),
        new("identifier", "token"),
        .. OfPersons("receipt", "card", "relative", "settlement", "contact", "sealed", "person_salt", "forgotten", "person_link", "credit"),
        .. Everywhere("repetition", "target", "figure", "figure_part", "target_difference", "signed_difference", "unit_total", "nominee", "nominee_detail", "issued_award", "issued_award_type", "reorganisation"),
        .. Everywhere("cluster_member", "cluster_election", "cluster_scale", "cluster_border", "cluster_standing_office"),
        .. Everywhere("frozen_standing", "dossier_step", "dossier_step_taken_back", "publication", "reminder", "task_progress", "problem", "problem_event"),
        .. Everywhere("award_hold", "award_hold_end", "award_exception", "award_review", "comment_list", "objection", "objection_answer"),
        .. Everywhere("award_decision", "award_decision_line", "award_issue", "award_amount", "award_revocation", "award_revoked_line", "award_fund", "award_payment", "rate_confirmation"),
        .. Everywhere("certificate_template", "winner_release", "news_item", "news_winner"),
        .. Everywhere("council_member", "council_leave", "council_session", "session_name", "session_roll", "session_conflict", "paper_count", "ballot_opening", "ballot_box", "session_result", "cast_ballot"),
        .. Everywhere("evidence", "evidence_taken_back", "report_part", "dossier_event", "submitted_paper"),
        .. Everywhere("account", "role_grant", "session", "sign_in_link", "passkey", "passkey_question", "recovery_code", "external_login", "sign_in_failure", "campaign_draft", "certificate_draft"),
        .. Everywhere("webhook", "notice", "request_key", "disclosure", "trail"),
    ];

    /// <summary>What a store holds, its version aside.</summary>
    public static IEnumerable<string> Contents => All.Select(t => t.Name).Where(t => t != Version);

    /// <summary>The tables that are there, of this program or not.</summary>
    public static List<string> In(Db db) => db.Query<string>(db.Engine == "sqlite"
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"
        : "select tablename::text from pg_tables where schemaname = any (current_schemas(false)) order by 1");

    public static List<StoreColumn> Columns(Db db, string table) => db.Query<StoreColumn>(db.Engine == "sqlite"
        ? "select name as Name, lower(type) as Type from pragma_table_info(@table) order by cid"
        : """
            select attname::text as Name, format_type(atttypid, null) as Type from pg_attribute
            where attrelid = to_regclass(@table) and attnum > 0 and not attisdropped order by attnum
            """, new { table });

    private static IEnumerable<StoreTable> Everywhere(params IEnumerable<string> tables) => tables.Select(t => new StoreTable(t));

    private static IEnumerable<StoreTable> OfOfficers(string first, params IEnumerable<string> others) => Beside(first, "officer_id", others);

    private static IEnumerable<StoreTable> OfPersons(string first, params IEnumerable<string> others) => Beside(first, "person_id", others);

    private static IEnumerable<StoreTable> Beside(string first, string column, IEnumerable<string> others) => others.Select(t => new StoreTable(t, column, first)).Prepend(new(first, column));
}
