using ThiDua.Database;

namespace ThiDua.Publications;

/// <summary>A release as it went out.</summary>
/// <param name="Content">The figures as JSON.</param>
/// <param name="Sha256">By which it is taken back.</param>
/// <param name="TakenBack">When it was; null: it was not.</param>
public sealed record Publication(long Recording, DateOnly AsOf, string Content, DateTimeOffset At, string Sha256, DateTimeOffset? TakenBack);

/// <summary>
/// What is public: of each campaign the last release, unless that was taken back. An earlier one never comes forth again by itself. Reads
/// nothing that PostgreSQL does not show to everybody.
/// </summary>
public static class PublicationQueries
{
    private const string Columns = """
        select c.id as Campaign, p.recording_id as Recording, p.as_of as AsOf, p.content as Content, r.at as At, i.sha256 as Sha256, t.at as TakenBack
        from publication p join campaign c on c.campaign_no = p.campaign_no
        join recording r on r.recording_id = p.recording_id join import i on i.recording_id = p.recording_id
        left join withdrawal w on w.import_id = p.recording_id left join recording t on t.recording_id = w.recording_id
        """;

    private const string IsLast = "p.recording_id = (select max(x.recording_id) from publication x where x.campaign_no = p.campaign_no)";

    /// <summary>What is public of a campaign; null: nothing.</summary>
    public static Publication? Current(Db db, string campaign) =>
        db.One<Row>($"{Columns} where c.id = @campaign and {IsLast} and w.import_id is null", new { campaign })?.Read();

    /// <summary>Campaigns of which something is public, the last release first.</summary>
    public static List<(string Campaign, Publication Publication)> Public(Db db) =>
        db.Query<Row>($"{Columns} where {IsLast} and w.import_id is null order by p.recording_id desc").ConvertAll(r => (r.Campaign, r.Read()));

    /// <summary>All releases of a campaign, the last first.</summary>
    public static List<Publication> History(Db db, string campaign) =>
        db.Query<Row>($"{Columns} where c.id = @campaign order by p.recording_id desc", new { campaign }).ConvertAll(r => r.Read());

    public static List<(string Campaign, Publication Publication)> Everything(Db db) =>
        db.Query<Row>($"{Columns} order by p.recording_id").ConvertAll(r => (r.Campaign, r.Read()));

    /// <summary>Why releases were taken back, by recording of the release: reasons are for the office.</summary>
    public static Dictionary<long, string> Reasons(Db db) =>
        db.Query<Reason>("select w.import_id as Import, w.reason as Text from withdrawal w join publication p on p.recording_id = w.import_id").ToDictionary(r => r.Import, r => r.Text);

    private sealed record Row
    {
        public string Campaign { get; init; } = "";
        public long Recording { get; init; }
        public int AsOf { get; init; }
        public string Content { get; init; } = "";
        public string At { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string? TakenBack { get; init; }

        public Publication Read() => new(Recording, Stored.Day(AsOf), Content, Stored.Moment(At), Sha256, TakenBack is { } at ? Stored.Moment(at) : null);
    }

    private sealed record Reason
    {
        public long Import { get; init; }
        public string Text { get; init; } = "";
    }
}
