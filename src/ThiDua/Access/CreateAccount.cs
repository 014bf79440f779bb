using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Access;

/// <summary>What stops a change of accounts. Its sentence is "access.CODE".</summary>
public sealed class AccessException(string code, params IReadOnlyList<string> arguments) : ToldException("access", code, arguments);

/// <summary>Makes an account. It cannot sign in by itself: a link that works once is handed over (<see cref="SignInLinks"/>).</summary>
public sealed class CreateAccount(Installation installation)
{
    private const int LongestName = 64;

    /// <param name="name">Under which it signs in: letters, digits and . - _ @; case does not matter.</param>
    /// <param name="shown">As people call it; like the login, it looks like no other account's, not even a disabled one's: what that did bears its name (AC-30).</param>
    /// <param name="officer">Code of the officer that it is; null: none.</param>
    /// <returns>Number of the account.</returns>
    public int Create(string name, string shown, string? officer = null)
    {
        var plain = Plain(name) ?? throw new AccessException("name-wrong", name);
        shown = Intake.Files.CleanText.Of(shown);
        if (NameLetters.Foreign(shown) is { Count: > 0 } foreign) throw new AccessException("letter-foreign", Intake.Files.RowCells.Letters(foreign));
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (db.One<long>("select count(*) from account where name = @plain", new { plain }) > 0) throw new AccessException("name-taken", plain);
        var looks = new[] { plain, shown }.Select(LookAlikes.Skeleton).Where(l => l.Length > 0).ToHashSet();
        if (new AccountQueries(db).All().Find(a => looks.Contains(LookAlikes.Skeleton(a.Name)) || looks.Contains(LookAlikes.Skeleton(a.Shown))) is { } other) throw new AccessException("name-looks-like", other.Name);
        int? officerId = officer is null ? null : db.One<int?>("select officer_id from officer where code = @officer", new { officer }) ?? throw new AccessException("officer-unknown", officer);
        var account = db.One<int>("select coalesce(max(account_id), 0) + 1 from account");
        db.Execute("insert into account (account_id, name, shown, officer_id, totp_step, created_at) values (@account, @plain, @shown, @officerId, 0, @at)",
            new { account, plain, shown, officerId, at = Stored.Moment(installation.Clock.GetUtcNow()) });
        Trail.WriteTrail.Add(db, installation, "account", plain, after: officer);
        transaction.Commit();
        return account;
    }

    /// <summary>A name as it is stored; null when it is none.</summary>
    public static string? Plain(string name)
    {
#pragma warning disable CA1308 // names of accounts are lower case everywhere
        var plain = name.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return plain.Length is > 0 and <= LongestName && plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@') ? plain : null;
    }
}
