using ThiDua.Database;

namespace ThiDua.Campaigns.Workshop;

/// <summary>A campaign file that somebody is writing at.</summary>
/// <param name="BasedOn">Hash of the version it began from; null: of none here.</param>
public sealed record Draft(string Id, string Text, string? BasedOn, string At);

/// <summary>Drafts of campaign files: each account has its own of each campaign, and keeps it until it is saved as a version or thrown away.</summary>
public static class Drafts
{
    public static Draft? Of(Db db, int account, string id) => db.One<Row>("select id as Id, text as Text, based_on as BasedOn, at as At from campaign_draft where account_id = @account and id = @id", new { account, id }) is { } row ? Read(row) : null;

    public static IReadOnlyList<Draft> All(Db db, int account) => [.. db.Query<Row>("select id as Id, text as Text, based_on as BasedOn, at as At from campaign_draft where account_id = @account order by id", new { account }).Select(Read)];

    public static void Keep(Installation installation, int account, string id, string text, string? basedOn)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("delete from campaign_draft where account_id = @account and id = @id", new { account, id });
        db.Execute("insert into campaign_draft (account_id, id, text, based_on, at) values (@account, @id, @text, @basedOn, @at)", new { account, id, text, basedOn, at = Stored.Moment(installation.Clock.GetUtcNow()) });
        transaction.Commit();
    }

    public static void Drop(Installation installation, int account, string id)
    {
        using var db = installation.Open();
        db.Execute("delete from campaign_draft where account_id = @account and id = @id", new { account, id });
    }

    private static Draft Read(Row row) => new(row.Id, row.Text, row.BasedOn, row.At);

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Text { get; init; } = "";
        public string? BasedOn { get; init; }
        public string At { get; init; } = "";
    }
}
