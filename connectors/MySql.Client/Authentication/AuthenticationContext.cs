namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>What a way of login may know and use.</summary>
/// <param name="Server">The server's address, for messages.</param>
/// <param name="Password">The password in UTF-8.</param>
/// <param name="Salt">What the server sent to be signed or mixed in.</param>
/// <param name="IsPrivate">Whether nobody on the way can read: TLS, or a Unix socket.</param>
/// <param name="IsVerified">Whether the server is known to be the right one: its certificate passed a verifying mode, or it is within this machine.</param>
/// <param name="MayProve">Whether the server is accepted for the time being, and must not learn the password.</param>
/// <param name="PublicKeyFile">The server's public key for passwords, in PEM; null for none.</param>
/// <param name="AllowPublicKeyRetrieval">Whether the server's word for its key is enough.</param>
internal sealed record AuthenticationContext(
    string Server,
    byte[] Password,
    byte[] Salt,
    bool IsPrivate,
    bool IsVerified,
    bool MayProve,
    string? PublicKeyFile,
    bool AllowPublicKeyRetrieval);
