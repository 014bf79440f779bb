using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Accounts and passkeys for the ceremonies of ASP.NET Core Identity. They read; writing is done by <see cref="Passkeys"/>.</summary>
public sealed class PasskeyStore(Installation installation) : IUserPasskeyStore<Holder>
{
    public List<UserPasskeyInfo> All(int id)
    {
        using var db = installation.Open();
        return [.. db.Query<string>("select content from passkey where account_id = @id order by created_at", new { id }).Select(c => JsonSerializer.Deserialize<UserPasskeyInfo>(c)!)];
    }

    /// <summary>Whose passkey it is.</summary>
    public int? Known(Db db, byte[] credential) =>
        db.One<int?>("select p.account_id from passkey p join account a on a.account_id = p.account_id where p.credential_id = @credential and a.disabled_at is null", new { credential });

    public Task<Holder?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        using var db = installation.Open();
        return Task.FromResult(Known(db, credentialId) is { } id ? Account(db, id) : null);
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Holder user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(All(user.Id).FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(credentialId)));

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Holder user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>(All(user.Id));

    public Task<Holder?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        using var db = installation.Open();
        return Task.FromResult(int.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Account(db, id) : null);
    }

    public Task<Holder?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> GetUserIdAsync(Holder user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Holder user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Holder user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task AddOrUpdatePasskeyAsync(Holder user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(Holder user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(Holder user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Holder user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Holder user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Holder user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Holder user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
        // holds nothing
    }

    private static Holder? Account(Db db, int id) => db.One<Found>("select name as Name, shown as Shown from account where account_id = @id and disabled_at is null", new { id }) is { } found
        ? new(id, found.Name, found.Shown) : null;

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public string Shown { get; init; } = "";
    }
}
