using System.Security.Cryptography;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>
/// caching_sha2_password: SHA256(p) ⊕ SHA256(SHA256(SHA256(p)) ‖ salt), which suffices while the server has the account in its cache; else the
/// password itself, over TLS or encrypted by the server's RSA key.
/// </summary>
/// <remarks>
/// <code>
/// 01 03              the proof was enough
/// 01 04              send the password: p 00 on a private connection; else 02, to get
/// 01 PEM             the public key, and send RSA-OAEP((p 00) ⊕ salt)
/// </code>
/// Page: "Caching_sha2_password information" in MySQL's source documentation.
/// </remarks>
internal sealed class CachingSha2Password : AuthenticationPlugin
{
    private const int SaltBytes = 20;
    private const byte FastDone = 3;
    private const byte Full = 4;
    private static readonly byte[] KeyRequest = [2];

    private bool _awaitsKey;

    public override byte[] Begin(AuthenticationContext context)
    {
        if (context.Password.Length == 0)
        {
            return [];
        }

        var proof = SHA256.HashData(context.Password);
        byte[] mixed = [.. SHA256.HashData(SHA256.HashData(proof)), .. context.Salt.AsSpan(0, Math.Min(SaltBytes, context.Salt.Length))];
        Bytes.Xor(proof, SHA256.HashData(mixed));
        return proof;
    }

    public override byte[]? Continue(AuthenticationContext context, ReadOnlySpan<byte> data)
    {
        if (_awaitsKey)
        {
            _awaitsKey = false;
            return PasswordKey.Encrypt(context, System.Text.Encoding.ASCII.GetString(data));
        }

        switch (data)
        {
            case [FastDone]:
                return null;
            case [Full]:
                var answer = PasswordKey.FullLogin(context, "caching_sha2_password", KeyRequest);
                _awaitsKey = ReferenceEquals(answer, KeyRequest);
                return answer;
            default:
                throw MySqlErrors.Malformed($"the login goes on with {data.Length} unknown bytes");
        }
    }
}
