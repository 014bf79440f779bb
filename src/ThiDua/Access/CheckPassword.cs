using System.Net;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>
/// Whether somebody is the account that he says: by password and, where there is a second factor, a code. What was wrong is not said.
/// </summary>
public sealed class CheckPassword(Installation installation)
{
    /// <param name="code">Six digits of the app, or a recovery code; empty where there is no second factor.</param>
    /// <returns>The account; null: something was wrong.</returns>
    /// <exception cref="WaitException">Too many tries failed.</exception>
    public int? Check(string name, string password, string code, IPAddress? from)
    {
        using var db = installation.Open();
        var account = new AccountQueries(db).Find(name);
        var failures = new Failures(installation);
        var tried = failures.Begin("name:" + (CreateAccount.Plain(name) ?? ""), from, account?.Id);
        var isRight = Passwords.IsRight(Fitting(password), account?.DisabledAt is null ? account?.Password : null);
        if (account is null || !isRight || (account.HasSecondFactor && !UseCode(db, account, code))) return null;
        if (Passwords.IsOld(account.Password!)) db.Execute("update account set password = @made where account_id = @Id", new { made = Passwords.Hash(password), account.Id });
        failures.Strike(tried);
        return account.Id;
    }

    /// <summary>Whether somebody who has signed in is still he: by his password or by a code.</summary>
    public bool Again(int id, string password, string code, IPAddress? from)
    {
        using var db = installation.Open();
        var account = new AccountQueries(db).Of(id);
        var failures = new Failures(installation);
        var tried = failures.Begin("name:" + account.Name, from, id);
        var isHe = password.Length > 0 ? Passwords.IsRight(Fitting(password), account.Password) : UseCode(db, account, code);
        if (isHe) failures.Strike(tried);
        return isHe;
    }

    /// <summary>Each code works once: the store decides, whatever comes at the same time.</summary>
    private bool UseCode(Db db, AccountRow account, string code)
    {
        var plain = RecoveryCodes.Plain(code);
        if (plain.Length == 6 && account.Totp is { } held)
        {
            var step = Totp.Match(new Secrets(installation).Open(account.Id, held), plain, Totp.StepAt(installation.Clock.GetUtcNow()), account.TotpStep);
            return step is not null && db.Execute("update account set totp_step = @step where account_id = @Id and totp_step < @step", new { step, account.Id }) == 1;
        }
        return db.Execute("update recovery_code set used_at = @now where account_id = @Id and code_sha256 = @sha and used_at is null",
            new { account.Id, sha = Keys.Sha256(plain), now = Stored.Moment(installation.Clock.GetUtcNow()) }) == 1;
    }

    /// <summary>Nobody has a password this long; hashing a book is not our work.</summary>
    private static string Fitting(string password) => password.Length <= 4 * PasswordRule.Longest ? password : "";
}

/// <summary>Codes for the day on which the telephone is lost: ten, each good once, shown once, kept as hashes; so long that a hash gives none away.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>Makes new ones; the old ones are worth nothing any more.</summary>
    public static IReadOnlyList<string> Renew(Installation installation, int account)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("delete from recovery_code where account_id = @account", new { account });
        var codes = Enumerable.Range(0, Count).Select(_ => Totp.Text(RandomNumberGenerator.GetBytes(15))).ToList();
        foreach (var code in codes) db.Execute("insert into recovery_code (account_id, code_sha256) values (@account, @sha)", new { account, sha = Keys.Sha256(code) });
        Trail.WriteTrail.Add(db, installation, "recovery-codes", new AccountQueries(db).Of(account).Name);
        transaction.Commit();
        return [.. codes.Select(c => string.Join('-', c.Chunk(4).Select(part => new string(part))))];
    }

    /// <summary>As it was made, however it was typed.</summary>
    public static string Plain(string code)
    {
        var plain = new StringBuilder();
        foreach (var c in code) if (char.IsAsciiLetterOrDigit(c)) plain.Append(char.ToUpperInvariant(c));
        return plain.ToString();
    }
}
