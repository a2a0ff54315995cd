using System.Numerics;
using System.Security.Cryptography;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>Ed25519 signatures of RFC 8032, which the platform has none of.</summary>
/// <remarks>
/// Stateless, any thread; about a millisecond each, once a login. The numbers are of variable length, so the time tells a little about the secret
/// to one who can measure it within this process; over a network the login's own noise is far larger. The secret may have any length:
/// RFC 8032 hashes a seed of 32 bytes, MariaDB hashes the password in its place.
/// </remarks>
internal static class Ed25519
{
    private const int Length = 32;

    /// <summary>The order of the base point.</summary>
    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The public key of a secret: 32 bytes.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[2 * Length];
        SHA512.HashData(secret, hash);
        return EdwardsPoint.Base.Multiply(Clamp(hash[..Length])).Encode();
    }

    /// <summary>The signature of a message: 64 bytes, R ‖ S (RFC 8032 section 5.1.6).</summary>
    public static byte[] Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> message)
    {
        Span<byte> hash = stackalloc byte[2 * Length];
        SHA512.HashData(secret, hash);
        var scalar = Clamp(hash[..Length]);
        var publicKey = EdwardsPoint.Base.Multiply(scalar).Encode();

        var nonce = Reduce([.. hash[Length..], .. message]);
        var commitment = EdwardsPoint.Base.Multiply(nonce).Encode();
        var challenge = Reduce([.. commitment, .. publicKey, .. message]);
        var response = (nonce + (challenge * scalar)) % Order;

        var signature = new byte[2 * Length];
        commitment.CopyTo(signature, 0);
        response.TryWriteBytes(signature.AsSpan(Length), out _, isUnsigned: true);
        CryptographicOperations.ZeroMemory(hash);
        return signature;
    }

    private static BigInteger Reduce(byte[] bytes) => new BigInteger(SHA512.HashData(bytes), isUnsigned: true) % Order;

    private static BigInteger Clamp(Span<byte> hash)
    {
        hash[0] &= 0xF8;
        hash[Length - 1] &= 0x7F;
        hash[Length - 1] |= 0x40;
        return new BigInteger(hash, isUnsigned: true);
    }
}
