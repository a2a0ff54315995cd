using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Tls;

/// <summary>Whether a connection is encrypted, and how the server's certificate is checked.</summary>
public enum SslMode
{
    /// <summary>Never encrypted.</summary>
    Disabled,

    /// <summary>Encrypted where the server can; its certificate is not checked.</summary>
    Preferred,

    /// <summary>Encrypted or not at all; the certificate is not checked.</summary>
    Required,

    /// <summary>The certificate comes from a known CA.</summary>
    VerifyCa,

    /// <summary>The certificate comes from a known CA and names the host.</summary>
    VerifyIdentity,
}

/// <summary>The names of <see cref="SslMode"/> in configurations: MySQL's, and MariaDB's for the same.</summary>
public static class SslModeNames
{
    /// <summary>The mode of a name such as <c>verify_ca</c> or <c>verify-full</c>.</summary>
    public static SslMode Parse(string name) => name.Trim().ToLowerInvariant().Replace('-', '_') switch
    {
        "disabled" or "disable" => SslMode.Disabled,
        "preferred" or "prefer" => SslMode.Preferred,
        "required" or "require" or "trust" => SslMode.Required,
        "verify_ca" => SslMode.VerifyCa,
        "verify_identity" or "verify_full" => SslMode.VerifyIdentity,
        _ => throw MySqlErrors.BadTlsName(name),
    };

    /// <summary>MySQL's name of a mode.</summary>
    public static string Name(this SslMode mode) => mode switch
    {
        SslMode.VerifyCa => "verify_ca",
        SslMode.VerifyIdentity => "verify_identity",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
