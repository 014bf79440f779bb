using System.Globalization;

namespace ThiDua.Trail;

/// <summary>What an entry says of a dossier: the digest of all that was written of it by then.</summary>
internal sealed record VouchedDossier(int Campaign, string Unit, string Digest)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digest} {Campaign} {Unit}");

    /// <returns>Null where the text is none.</returns>
    public static VouchedDossier? Of(string? text) =>
        text?.Split(' ', 3) is [var digest, var campaign, var unit] && int.TryParse(campaign, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? new(no, unit, digest) : null;
}
