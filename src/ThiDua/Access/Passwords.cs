using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace ThiDua.Access;

/// <summary>
/// Passwords as the store keeps them: Argon2id in the usual text, "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH", so that a stored one
/// says how it was made and is made anew when the figures rise. Text is made NFC first: the same letters typed on two keyboards
/// are the same password.
/// </summary>
public static class Passwords
{
    private static readonly Argon2Parameters Today = new() { MemorySize = 19_456, NumberOfPasses = 2, DegreeOfParallelism = 1 };

    /// <summary>So that an account that does not exist takes as long as one that does.</summary>
    private static readonly Lazy<string> Nobody = new(() => Hash(Keys.New()));

    public static string Hash(string password) => Text(Today, RandomNumberGenerator.GetBytes(16), password);

    /// <param name="stored">Null: there is no account or it has no password; the work is done all the same.</param>
    public static bool IsRight(string password, string? stored)
    {
        var known = stored ?? Nobody.Value;
        var parts = known.Split('$');
        var figures = parts[3].Split(',').Select(f => int.Parse(f.AsSpan(2), CultureInfo.InvariantCulture)).ToArray();
        var made = Text(new() { MemorySize = figures[0], NumberOfPasses = figures[1], DegreeOfParallelism = figures[2] }, Bytes(parts[4]), password);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(made), Encoding.ASCII.GetBytes(known)) && stored is not null;
    }

    /// <summary>Whether it was made with other figures than today's.</summary>
    public static bool IsOld(string stored) => !stored.StartsWith(Head(Today), StringComparison.Ordinal);

    internal static string Text(Argon2Parameters parameters, byte[] salt, string password)
    {
        var hash = PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)), salt, 32);
        return Head(parameters) + Plain(salt) + "$" + Plain(hash);
    }

    private static string Head(Argon2Parameters p) => string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={p.MemorySize},t={p.NumberOfPasses},p={p.DegreeOfParallelism}$");

    private static string Plain(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Bytes(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
