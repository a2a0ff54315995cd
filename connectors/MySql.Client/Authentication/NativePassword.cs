using System.Security.Cryptography;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>mysql_native_password: SHA1(p) ⊕ SHA1(salt ‖ SHA1(SHA1(p))). Page: "Native Authentication" in MySQL's source documentation.</summary>
internal sealed class NativePassword : AuthenticationPlugin
{
    private const int SaltBytes = 20;

    // The weak hash is the protocol's.
#pragma warning disable CA5350
    public override byte[] Begin(AuthenticationContext context)
    {
        if (context.Password.Length == 0)
        {
            return [];
        }

        var proof = SHA1.HashData(context.Password);
        byte[] mixed = [.. context.Salt.AsSpan(0, Math.Min(SaltBytes, context.Salt.Length)), .. SHA1.HashData(proof)];
        Bytes.Xor(proof, SHA1.HashData(mixed));
        return proof;
    }

    public override byte[] Kept(AuthenticationContext context) => SHA1.HashData(SHA1.HashData(context.Password));
#pragma warning restore CA5350
}
