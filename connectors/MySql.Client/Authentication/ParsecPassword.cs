using System.Security.Cryptography;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>MariaDB's parsec (11.6 and later): an Ed25519 signature of both sides' random bytes, by a seed that PBKDF2 makes of the password.</summary>
/// <remarks>
/// <code>
/// server  random 32                                  the salt of the switch
/// client  (empty)                                    asks for the parameters
/// server  'P' | n u8 | salt 18                       1024 · 2ⁿ rounds of PBKDF2-HMAC-SHA512
/// client  random 32 | signature 64                   over server's random ‖ client's random
/// </code>
/// Page: "Authentication Plugin - PARSEC" in MariaDB's documentation. The server keeps 'P' ‖ n ‖ salt ‖ public key.
/// </remarks>
internal sealed class ParsecPassword : AuthenticationPlugin
{
    private const int RandomBytes = 32;
    private const int SeedBytes = 32;
    private const int SaltAt = 2;

    // The server chooses the rounds before it has proved anything: a few seconds of work are the most it gets.
    private const int MaxFactor = 12;

    private byte[]? _kept;

    public override byte[] Begin(AuthenticationContext context) => [];

    public override byte[]? Continue(AuthenticationContext context, ReadOnlySpan<byte> data)
    {
        if (data.Length <= SaltAt || data[0] != 'P' || data[1] > MaxFactor)
        {
            throw MySqlErrors.Malformed($"the parameters of the plugin parsec have {data.Length} bytes or ask for too many rounds");
        }

        var seed = Rfc2898DeriveBytes.Pbkdf2(context.Password, data[SaltAt..], 1024 << data[1], HashAlgorithmName.SHA512, SeedBytes);
        var random = RandomNumberGenerator.GetBytes(RandomBytes);
        byte[] message = [.. context.Salt.AsSpan(0, Math.Min(RandomBytes, context.Salt.Length)), .. random];
        _kept = [.. data, .. Ed25519.PublicKey(seed)];
        return [.. random, .. Ed25519.Sign(seed, message)];
    }

    public override byte[]? Kept(AuthenticationContext context) => _kept;
}
