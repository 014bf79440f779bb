using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Words that make no password: those of catalog/common-passwords.txt, the account's own, names of units.</summary>
public static class CommonPasswords
{
    private static readonly Lazy<IReadOnlyList<string>> Shipped = new(() =>
        [.. File.ReadLines(Path.Combine(ShippedFiles.Folder("catalog"), "common-passwords.txt")).Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);

    /// <exception cref="AccessException">The password is too short, too long, too common, or was leaked.</exception>
    public static void Check(Db db, string password, string name, string shown)
    {
        var units = db.Query<string>("select distinct name from unit_row");
        var words = Shipped.Value.Append(name).Concat(name.Split('.', '-', '_', '@')).Append(shown).Concat(shown.Split(' ')).Concat(units).Concat(units.SelectMany(u => u.Split(' ')));
        if (PasswordRule.Fault(password.Normalize(), words) is { } fault) throw new AccessException("password-" + fault);
        if (LeakedPasswords.Has(password)) throw new AccessException("password-leaked");
    }
}
