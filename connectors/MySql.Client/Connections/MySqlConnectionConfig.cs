using ConnectRuntime.MySql.Client.Tls;

namespace ConnectRuntime.MySql.Client.Connections;

/// <summary>How to reach a server and log in. It is never changed by what uses it, so one may serve many connections.</summary>
public sealed record MySqlConnectionConfig
{
    /// <summary>Host name or address; a path that begins with <c>/</c> is a Unix socket.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>Port.</summary>
    public int Port { get; init; } = 3306;

    /// <summary>User.</summary>
    public string User { get; init; } = "";

    /// <summary>Password; empty for none. Never part of a message.</summary>
    public string Password { get; init; } = "";

    /// <summary>The current database; empty for none.</summary>
    public string Database { get; init; } = "";

    /// <summary>Whether and how TLS is used.</summary>
    public SslMode SslMode { get; init; } = SslMode.Preferred;

    /// <summary>File of the authorities that may vouch for the server: PEM, DER or PKCS#12; null for those of the system.</summary>
    public string? SslCa { get; init; }

    /// <summary>Password of <see cref="SslCa"/> if it is PKCS#12.</summary>
    public string? SslCaPassword { get; init; }

    /// <summary>File of our own certificate: PEM, or PKCS#12 with the key.</summary>
    public string? SslCertificate { get; init; }

    /// <summary>File of our own key in PEM; null when it is in <see cref="SslCertificate"/>.</summary>
    public string? SslKey { get; init; }

    /// <summary>Password of the key or of the PKCS#12 file.</summary>
    public string? SslKeyPassword { get; init; }

    /// <summary>File of the server's RSA key for passwords, in PEM.</summary>
    public string? ServerPublicKey { get; init; }

    /// <summary>Whether the server may send that key itself, which one who sits in between could replace.</summary>
    public bool AllowPublicKeyRetrieval { get; init; }

    /// <summary>How long connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may be silent while something is expected; zero for ever.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the server may take nothing while we send; zero for ever.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection may be idle before TCP asks whether the other side is there; zero for the system's default.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long ending a cancelled statement at the server may delay the caller.</summary>
    public TimeSpan KillTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What performance_schema shows of us, beside what the client adds.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Statements that are run after the login, such as <c>SET time_zone='+00:00'</c>.</summary>
    public IReadOnlyList<string> InitialStatements { get; init; } = [];

    /// <summary>Capacity of the buffer that the server's bytes are read into; a larger packet makes it grow.</summary>
    public int ReceiveBufferBytes { get; init; } = 256 * 1024;

    /// <summary>Whether an update counts the rows it found rather than those it changed.</summary>
    public bool CountFoundRows { get; init; }

    /// <summary>Whether a text may hold several statements.</summary>
    public bool AllowMultiStatements { get; init; } = true;

    /// <summary>Whether rows may be ended by OK rather than EOF; a server that cannot is asked for EOF anyway.</summary>
    internal bool DeprecateEof { get; init; } = true;

    /// <summary>The server as messages name it.</summary>
    internal string Server => IsUnixSocket ? Host : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    internal bool IsUnixSocket => Host.StartsWith('/');

    /// <summary>User and server; no password.</summary>
    public override string ToString() => $"{User}@{Server}/{Database}";
}
