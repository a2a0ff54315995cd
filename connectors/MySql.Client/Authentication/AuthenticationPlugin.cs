using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>A way of login: what to answer to the salt, and to what the server asks after that. One instance per login.</summary>
internal abstract class AuthenticationPlugin
{
    /// <summary>The way of login that is called so by the server, or null when it is not known.</summary>
    public static AuthenticationPlugin? Find(string name) => name switch
    {
        "mysql_native_password" => new NativePassword(),
        "caching_sha2_password" => new CachingSha2Password(),
        "sha256_password" => new Sha256Password(),
        "mysql_clear_password" => new ClearPassword(),
        "client_ed25519" => new Ed25519Password(),
        "parsec" => new ParsecPassword(),
        _ => null,
    };

    /// <summary>The answer to the salt.</summary>
    public abstract byte[] Begin(AuthenticationContext context);

    /// <summary>The answer to more that the server sends; null when it expects none.</summary>
    public virtual byte[]? Continue(AuthenticationContext context, ReadOnlySpan<byte> data) =>
        throw MySqlErrors.Malformed("the server goes on with a login that was complete");

    /// <summary>What the server keeps of the password, by which it proves itself; null where this way has no such proof.</summary>
    public virtual byte[]? Kept(AuthenticationContext context) => null;
}
