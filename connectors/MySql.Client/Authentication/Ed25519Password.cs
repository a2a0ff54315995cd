namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>
/// MariaDB's client_ed25519: an Ed25519 signature of the salt (32 bytes), by a secret that is the password itself, of any length, in place of a seed.
/// </summary>
/// <remarks>Page: "Authentication Plugin - ed25519" in MariaDB's documentation. The server keeps the public key.</remarks>
internal sealed class Ed25519Password : AuthenticationPlugin
{
    private const int SaltBytes = 32;

    public override byte[] Begin(AuthenticationContext context) =>
        Ed25519.Sign(context.Password, context.Salt.AsSpan(0, Math.Min(SaltBytes, context.Salt.Length)));

    public override byte[] Kept(AuthenticationContext context) => Ed25519.PublicKey(context.Password);
}
