namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>sha256_password: always the password itself, over TLS or encrypted by the server's RSA key, which byte 01 asks for.</summary>
/// <remarks>Page: "Authentication Methods" in MySQL's source documentation.</remarks>
internal sealed class Sha256Password : AuthenticationPlugin
{
    private static readonly byte[] KeyRequest = [1];

    public override byte[] Begin(AuthenticationContext context) =>
        context.Password.Length == 0 ? [0] : PasswordKey.FullLogin(context, "sha256_password", KeyRequest);

    public override byte[] Continue(AuthenticationContext context, ReadOnlySpan<byte> data) =>
        PasswordKey.Encrypt(context, System.Text.Encoding.ASCII.GetString(data));
}
