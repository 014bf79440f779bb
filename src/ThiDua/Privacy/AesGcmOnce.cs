using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace ThiDua.Privacy;

/// <summary>
/// AES-256-GCM under a key that is used once. Setting up the platform's cipher for each person costs twenty times the sealing of his few
/// values; libsodium, which is here for passwords, does it in one call where the processor knows AES. Both give the same bytes.
/// </summary>
internal static class AesGcmOnce
{
    /// <summary>Asking also makes libsodium ready.</summary>
    private static readonly bool IsThere = Aes256Gcm.IsSupported;

    public static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> values, Span<byte> sealedValues, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        if (!IsThere)
        {
            using var aes = new AesGcm(key, tag.Length);
            aes.Encrypt(nonce, values, sealedValues, tag, bound);
            return;
        }
        if (key.Length != 32 || nonce.Length != 12 || tag.Length != 16 || sealedValues.Length != values.Length) throw new ArgumentException("Lengths do not fit.", nameof(values));
        if (Seal(ref First(sealedValues), ref First(tag), out _, ref First(values), (ulong)values.Length, ref First(bound), (ulong)bound.Length, 0, ref First(nonce), ref First(key)) != 0)
            throw new CryptographicException("libsodium did not seal.");
    }

    private static ref byte First(ReadOnlySpan<byte> bytes) => ref MemoryMarshal.GetReference(bytes);

    [DllImport("libsodium", EntryPoint = "crypto_aead_aes256gcm_encrypt_detached")]
    private static extern int Seal(
        ref byte sealedValues, ref byte tag, out ulong tagLength, ref byte values, ulong length, ref byte bound, ulong boundLength, nint none, ref byte nonce, ref byte key);
}
