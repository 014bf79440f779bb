using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>An account as the passkey ceremonies of ASP.NET Core Identity see it.</summary>
public sealed record Holder(int Id, string Name, string Shown);

/// <summary>
/// Passkeys: the ceremonies are those of ASP.NET Core Identity, over our own tables. The domain is set and never taken from the
/// request, the origin must be the site's own to the letter, and the device must have verified its user.
/// </summary>
public sealed class Passkeys(Installation installation, SiteOptions site, IServiceProvider services, ILogger<UserManager<Holder>> logger)
{
    public const int Most = 10;
    public const int LongestName = 64;
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(5);

    public static IdentityPasskeyOptions Options(SiteOptions site) => new()
    {
        ServerDomain = site.Domain,
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        AuthenticatorTimeout = AnswerWithin,
        ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && site.IsOwnOrigin(asked.Origin, asked.HttpContext.Request)),
    };

    /// <returns>What the browser is asked, and the key of the question, for its answer.</returns>
    public async Task<(string Json, string Question)> AskToSignIn(HttpContext http)
    {
        var asked = await Handler().MakeRequestOptionsAsync(null!, http);
        return (asked.RequestOptionsJson, Remember(asked.AssertionState ?? ""));
    }

    /// <returns>The account that has shown its passkey; null: it has not.</returns>
    public async Task<int?> SignedIn(HttpContext http, string question, string answer)
    {
        if (Recall(question) is not { } state) return null;
        var shown = await Handler().PerformAssertionAsync(new() { HttpContext = http, CredentialJson = answer, AssertionState = state });
        if (!shown.Succeeded) return null;
        using var db = installation.Open();
        Write(db, shown.User.Id, shown.Passkey);
        return shown.User.Id;
    }

    public async Task<(string Json, string Question)> AskToAdd(HttpContext http, int id)
    {
        using var db = installation.Open();
        var account = new AccountQueries(db).Of(id);
        if (account.Passkeys >= Most) throw new AccessException("passkey-most", $"{Most}");
        var asked = await Handler().MakeCreationOptionsAsync(new() { Id = $"{id}", Name = account.Name, DisplayName = account.Shown }, http);
        return (asked.CreationOptionsJson, Remember(asked.AttestationState ?? ""));
    }

    /// <param name="name">What its owner calls it.</param>
    /// <returns>Whether it was added.</returns>
    /// <param name="by">As whom, for the trail.</param>
    public async Task<bool> Added(HttpContext http, Installation by, int id, string question, string answer, string name)
    {
        if (Recall(question) is not { } state) return false;
        var shown = await Handler().PerformAttestationAsync(new() { HttpContext = http, CredentialJson = answer, AttestationState = state });
        if (!shown.Succeeded || shown.UserEntity.Id != $"{id}") return false;
        shown.Passkey.Name = name.Length > LongestName ? name[..LongestName] : name;
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (new AccountQueries(db).Of(id).Passkeys >= Most || new PasskeyStore(installation).Known(db, shown.Passkey.CredentialId) is not null) return false;
        db.Execute("insert into passkey (credential_id, account_id, content, created_at) values (@CredentialId, @id, @content, @at)",
            new { shown.Passkey.CredentialId, id, content = Text(shown.Passkey), at = Stored.Moment(installation.Clock.GetUtcNow()) });
        Trail.WriteTrail.Add(db, by, "passkey", new AccountQueries(db).Of(id).Name);
        transaction.Commit();
        return true;
    }

    public void Remove(Installation by, int id, string credential)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        Trail.WriteTrail.Add(db, by, "passkey-removed", new AccountQueries(db).Of(id).Name);
        db.Execute("delete from passkey where account_id = @id and credential_id = @credential", new { id, credential = Convert.FromHexString(credential) });
        transaction.Commit();
    }

    public IReadOnlyList<UserPasskeyInfo> Of(int id) => new PasskeyStore(installation).All(id);

    internal static string Text(UserPasskeyInfo passkey) => JsonSerializer.Serialize(passkey);

    private static void Write(Db db, int id, UserPasskeyInfo passkey) => db.Execute(
        "update passkey set content = @content where account_id = @id and credential_id = @CredentialId", new { id, passkey.CredentialId, content = Text(passkey) });

    /// <summary>A question lives in the store until it is answered or too old, so that it is answered once, on any node.</summary>
    private string Remember(string state)
    {
        var (key, now) = (Keys.New(), installation.Clock.GetUtcNow());
        using var db = installation.Open();
        db.Execute("delete from passkey_question where expires_at < @now", new { now = Stored.Moment(now) });
        db.Execute("insert into passkey_question (key_sha256, state, expires_at) values (@sha, @state, @expires)",
            new { sha = Keys.Sha256(key), state, expires = Stored.Moment(now + AnswerWithin) });
        return key;
    }

    private string? Recall(string question)
    {
        using var db = installation.Open();
        var (sha, now) = (Keys.Sha256(question), Stored.Moment(installation.Clock.GetUtcNow()));
        var state = db.One<string>("select state from passkey_question where key_sha256 = @sha and expires_at > @now", new { sha, now });
        return db.Execute("delete from passkey_question where key_sha256 = @sha", new { sha }) == 1 ? state : null;
    }

    private PasskeyHandler<Holder> Handler()
    {
        var identity = Microsoft.Extensions.Options.Options.Create(new IdentityOptions());
        var accounts = new UserManager<Holder>(new PasskeyStore(installation), identity, new PasswordHasher<Holder>(), [], [], new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services, logger);
        return new(accounts, Microsoft.Extensions.Options.Options.Create(Options(site)));
    }
}
