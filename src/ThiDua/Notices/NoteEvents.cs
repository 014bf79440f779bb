using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Notices;

/// <summary>
/// Writes down what other programs are to be told, in the running transaction of what happened: if that is undone, nobody hears of
/// it; if it holds, everybody does. Bodies hold numbers and codes of units, nothing about a person.
/// </summary>
public static class NoteEvents
{
    /// <summary>A standing in which more units than these moved is better asked for.</summary>
    private const int MostUnits = 100;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="first">First recording of the transaction.</param>
    /// <param name="last">Last recording of it.</param>
    public static void OfRecordings(Db db, Installation installation, long first, long last)
    {
        if (IsWanted(db, NoticeEvent.ImportTaken)) foreach (var import in Imports(db, first, last)) Taken(db, installation, import);
        if (IsWanted(db, NoticeEvent.ImportWithdrawn)) foreach (var withdrawal in Withdrawals(db, first, last)) Withdrawn(db, installation, withdrawal);
        if (IsWanted(db, NoticeEvent.StandingChanged)) Moved(db, installation, first, last);
    }

    public static bool IsWanted(Db db, string notice) =>
        db.One<long>("select count(*) from webhook where ended_at is null and ' ' || events || ' ' like '% ' || @notice || ' %'", new { notice }) > 0;

    /// <summary>One row for each webhook that wants the event; what was noted of this subject before is not noted again.</summary>
    /// <param name="subject">What it is about; of one subject each webhook hears once.</param>
    /// <param name="webhook">Only this one; null: all that want the event.</param>
    /// <param name="write">Writes what the body says beside version, event, id and at.</param>
    public static void Note(Db db, Installation installation, string notice, string subject, string? campaign, int? webhook, Action<Utf8JsonWriter> write)
    {
        var now = installation.Clock.GetUtcNow();
        var id = "tb_" + Guid.CreateVersion7(now).ToString("N");
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("event", notice);
            json.WriteString("id", id);
            json.WriteString("at", Stored.Moment(now));
            json.WriteString("campaign", campaign);
            write(json);
            json.WriteEndObject();
        }
        db.Execute("""
            insert into notice (notice_id, webhook_id, event, subject, message_id, at, body, state, since, due, failures)
            select (select coalesce(max(n.notice_id), 0) from notice n) + row_number() over (order by w.webhook_id),
              w.webhook_id, @notice, @subject, @id, @at, @body, 'waiting', @at, @at, 0
            from webhook w
            where w.ended_at is null and ' ' || w.events || ' ' like '% ' || @notice || ' %' and (@webhook is null or w.webhook_id = @webhook)
            on conflict (webhook_id, event, subject) do nothing
            """, new { notice, subject, id, at = Stored.Moment(now), body = Encoding.UTF8.GetString(body.WrittenSpan), webhook });
    }

    private static void Taken(Db db, Installation installation, Import import) =>
        Note(db, installation, NoticeEvent.ImportTaken, Text(import.Recording), import.Campaign, null, json =>
        {
            Write(json, import);
            foreach (var (name, value) in new[] { ("rows", import.Rows), ("accepted", import.Accepted), ("unchanged", import.Unchanged), ("corrected", import.Corrected), ("waiting", import.Waiting), ("rejected", import.Rejected) }) json.WriteNumber(name, value);
            Links(json, "/api/v1/imports");
        });

    private static void Withdrawn(Db db, Installation installation, Import withdrawal) =>
        Note(db, installation, NoticeEvent.ImportWithdrawn, Text(withdrawal.Recording), withdrawal.Campaign, null, json =>
        {
            Write(json, withdrawal);
            json.WriteNumber("rows", withdrawal.Rows);
            Links(json, "/api/v1/imports");
        });

    private static void Moved(Db db, Installation installation, long first, long last)
    {
        var before = Moves.At(db, installation, first - 1, Language.Vi);
        var moved = before.ChangedTo(Moves.At(db, installation, last, Language.Vi));
        foreach (var campaign in moved.GroupBy(m => m.Campaign, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Note(db, installation, NoticeEvent.StandingChanged, Text(last) + "/" + campaign.Key, campaign.Key, null, json =>
            {
                json.WriteNumber("recording", last);
                json.WriteNumber("moved", campaign.Count());
                json.WriteStartArray("units");
                foreach (var move in campaign.OrderBy(m => m.IndicatorId, StringComparer.Ordinal).ThenBy(m => m.To).ThenBy(m => m.Code, StringComparer.Ordinal).Take(MostUnits))
                {
                    json.WriteStartObject();
                    json.WriteString("unit", move.Code);
                    json.WriteString("indicator", move.IndicatorId);
                    json.WriteString("group", move.Group);
                    json.WriteNumber("rankBefore", move.From);
                    json.WriteNumber("rank", move.To);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                Links(json, $"/api/v1/campaigns/{Uri.EscapeDataString(campaign.Key)}/standings");
            });
        }
    }

    public static void Links(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject("links");
        json.WriteString("api", address);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Import import)
    {
        json.WriteNumber("recording", import.Recording);
        json.WriteString("kind", import.Kind);
        json.WriteString("sha256", import.Sha256);
    }

    private static List<Import> Imports(Db db, long first, long last) => db.Query<Import>("""
        select i.recording_id as Recording, c.id as Campaign, i.kind as Kind, i.sha256 as Sha256, i.row_count as Rows, i.accepted as Accepted,
          i.unchanged as Unchanged, i.corrected as Corrected, i.waiting as Waiting, i.rejected as Rejected
        from import i left join campaign c on c.campaign_no = i.campaign_no where i.recording_id between @first and @last order by i.recording_id
        """, new { first, last });

    private static List<Import> Withdrawals(Db db, long first, long last) => db.Query<Import>("""
        select w.recording_id as Recording, c.id as Campaign, i.kind as Kind, i.sha256 as Sha256, i.row_count as Rows
        from withdrawal w join import i on i.recording_id = w.import_id left join campaign c on c.campaign_no = i.campaign_no
        where w.recording_id between @first and @last order by w.recording_id
        """, new { first, last });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Import
    {
        public long Recording { get; init; }
        public string? Campaign { get; init; }
        public string Kind { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public int Rows { get; init; }
        public int Accepted { get; init; }
        public int Unchanged { get; init; }
        public int Corrected { get; init; }
        public int Waiting { get; init; }
        public int Rejected { get; init; }
    }
}
