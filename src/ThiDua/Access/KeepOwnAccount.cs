using System.Security.Cryptography;
using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>What an account changes about its own signing in.</summary>
public sealed class KeepOwnAccount(Installation installation)
{
    /// <summary>A changed password ends all other sessions: whoever had the old one is out.</summary>
    /// <param name="old">Asked for where there is one; null: he came by a link, because he forgot it.</param>
    /// <param name="session">The session that stays.</param>
    /// <exception cref="AccessException">The old one is wrong, or the new one is not good enough.</exception>
    public void ChangePassword(int id, string? old, string password, string? session, System.Net.IPAddress? from)
    {
        using var db = installation.Open();
        var account = new AccountQueries(db).Of(id);
        if (account.Password is not null && old is not null && !new CheckPassword(installation).Again(id, old.Length > 0 ? old : " ", "", from)) throw new AccessException("password-wrong");
        CommonPasswords.Check(db, password, account.Name, account.Shown);
        var made = Passwords.Hash(password);
        Change(db, account.Name, "password", () => db.Execute("update account set password = @made where account_id = @id", new { made, id }));
        new Sessions(installation).EndAll(id, but: session);
    }

    /// <summary>A new key for the app; it counts when a first code of it was shown.</summary>
    public void OfferTotp(int id)
    {
        using var db = installation.Open();
        db.Execute("update account set totp_new = @held where account_id = @id", new { id, held = new Secrets(installation).Seal(id, RandomNumberGenerator.GetBytes(Totp.SecretLength)) });
    }

    /// <summary>What the app reads, from text or picture; null: none is being set up.</summary>
    public string? OfferedTotp(AccountRow account) => account.TotpOffered is not { } held ? null
        : $"otpauth://totp/ThiDua:{Uri.EscapeDataString(account.Name)}?secret={Totp.Text(new Secrets(installation).Open(account.Id, held))}&issuer=ThiDua";

    /// <returns>Recovery codes, where there were none yet.</returns>
    /// <exception cref="AccessException">The code is not of the offered key.</exception>
    public IReadOnlyList<string> TakeTotp(int id, string code, System.Net.IPAddress? from)
    {
        using var db = installation.Open();
        var account = new AccountQueries(db).Of(id);
        if (account.TotpOffered is not { } held) throw new AccessException("totp-not-offered");
        var failures = new Failures(installation);
        var tried = failures.Begin("totp:" + account.Name, from, id);
        var step = Totp.Match(new Secrets(installation).Open(id, held), RecoveryCodes.Plain(code), Totp.StepAt(installation.Clock.GetUtcNow()), 0) ?? throw new AccessException("totp-wrong");
        failures.Strike(tried);
        Change(db, account.Name, "totp", () => db.Execute("update account set totp = totp_new, totp_new = null, totp_step = @step where account_id = @id", new { id, step }));
        return account.RecoveryCodes > 0 ? [] : RecoveryCodes.Renew(installation, id);
    }

    public void DropTotp(int id)
    {
        using var db = installation.Open();
        Change(db, new AccountQueries(db).Of(id).Name, "totp-dropped", () => db.Execute("update account set totp = null, totp_new = null where account_id = @id", new { id }));
    }

    /// <summary>What somebody signs in by is as much a matter of the trail as what he may do.</summary>
    private void Change(Db db, string account, string act, Action change)
    {
        using var transaction = db.BeginRecording();
        change();
        Trail.WriteTrail.Add(db, installation, act, account);
        transaction.Commit();
    }
}
