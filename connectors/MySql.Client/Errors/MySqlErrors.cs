using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>Failures that this client finds by itself, each with its code. What the server reports is in <see cref="ServerErrors"/>.</summary>
internal static class MySqlErrors
{
    public static ConnectException Unreachable(string server, Exception inner) =>
        new(ErrorKind.Transient, "MYC001", $"Cannot connect to {server}: {inner.Message}, a MySQL or MariaDB server that listens there is required. Check host, port, firewall and whether the server runs.", inner);

    public static ConnectException ConnectTimeout(string server, TimeSpan limit) =>
        new(ErrorKind.Transient, "MYC002", $"Cannot connect to {server}: there was no login within {Seconds(limit)}. Check host and port, or raise the connect timeout.");

    public static ConnectException Closed(string server, bool inPacket) =>
        new(ErrorKind.Transient, "MYC003", $"Cannot read from {server}: it closed the connection{(inPacket ? " in the middle of a packet" : "")}, an answer is required. See the server's log; connect again.");

    public static ConnectException ConnectionLost(string server, Exception inner) =>
        new(ErrorKind.Transient, "MYC004", $"Cannot talk to {server}: the connection broke ({inner.Message}). Connect again.", inner);

    public static ConnectException ReadTimeout(string server, TimeSpan limit) =>
        new(ErrorKind.Transient, "MYC005", $"Cannot read from {server}: nothing arrived within {Seconds(limit)}. Check the network and the server's load, or raise the read timeout.");

    public static ConnectException WriteTimeout(string server, TimeSpan limit) =>
        new(ErrorKind.Transient, "MYC006", $"Cannot write to {server}: it took nothing within {Seconds(limit)}. Check the network and the server's load, or raise the write timeout.");

    public static ConnectException Malformed(string problem) =>
        new(ErrorKind.Fatal, "MYC007", $"Cannot read the server's answer: {problem}. Check that host and port are those of a MySQL or MariaDB server, with no broken proxy in between.");

    public static ConnectException OutOfOrder(string server, byte found, byte expected) =>
        new(ErrorKind.Fatal, "MYC008", $"Cannot read from {server}: a packet has the number {found}, {expected} is required. Check that no broken proxy stands in between.");

    public static ConnectException PacketTooLarge(string server, long length, long limit) =>
        new(ErrorKind.Fatal, "MYC009", $"Cannot read from {server}: a packet has at least {length} bytes, at most {limit} are allowed here. Check that it is a MySQL or MariaDB server.");

    public static ConnectException UnknownProtocol(string server, int version) =>
        new(ErrorKind.Config, "MYC010", $"Cannot connect to {server}: it speaks version {version} of the protocol, 10 is required. Check that host and port are those of a MySQL or MariaDB server.");

    public static ConnectException ServerTooOld(string server, string version, string required) =>
        new(ErrorKind.Config, "MYC011", $"Cannot work with {server}: its version is {version}, {required} is required. Upgrade the server.");

    public static ConnectException NoTls(string server, string mode) =>
        new(ErrorKind.Config, "MYC012", $"Cannot connect to {server}: it offers no TLS, TLS is required by the SSL mode {mode}. Turn TLS on at the server, or use the mode preferred or disabled.");

    public static ConnectException TlsFailed(string server, Exception inner) =>
        new(ErrorKind.Transient, "MYC013", $"Cannot agree on TLS with {server}: {Deepest(inner)}. Check the TLS versions of both sides and whether the server wants a client certificate.", inner);

    public static ConnectException CertificateRefused(string server, string problem) =>
        new(ErrorKind.Config, "MYC014", $"Cannot trust {server}: {problem}, a certificate that passes the chosen SSL mode is required. Correct the CA file or the server's certificate, or choose a weaker SSL mode.");

    public static ConnectException BadCertificateFile(string option, string path, string problem, Exception? inner = null) =>
        new(ErrorKind.Config, "MYC015", $"Cannot use '{path}' as {option}: {problem}. Name a PEM or PKCS#12 file that this process can read, with its password if it has one.", inner);

    public static ConnectException PluginUnsupported(string server, string plugin) =>
        new(ErrorKind.Config, "MYC016", $"Cannot log in to {server}: the account uses the authentication plugin '{plugin}', one of {Plugins} is required. Change the account's plugin.");

    public static ConnectException PasswordWouldLeak(string server, string plugin) =>
        new(ErrorKind.Config, "MYC017", $"Cannot log in to {server}: the plugin '{plugin}' sends the password itself, a server that was verified by TLS is required. Use the SSL mode verify_ca or verify_identity.");

    public static ConnectException KeyNotAllowed(string server, string plugin) =>
        new(ErrorKind.Config, "MYC018", $"Cannot log in to {server}: the plugin '{plugin}' needs a full login on a connection without TLS, where the password would be encrypted by a key from nobody knows whom. Use TLS, name the server's public key, or allow its retrieval.");

    public static ConnectException BadPublicKey(string server, string problem, Exception? inner = null) =>
        new(ErrorKind.Config, "MYC019", $"Cannot log in to {server}: the public key for the password is not usable ({problem}), an RSA key in PEM is required. Correct the server's key or the file.", inner);

    public static ConnectException NotProved(string server, string problem) =>
        new(ErrorKind.Config, "MYC020", $"Cannot trust {server}: its certificate has no known CA and {problem}, a proof that it knows the password's hash is required. Name the CA file, or use the SSL mode required if the network is trusted.");

    public static ConnectException LocalFileRefused(string server, string file) =>
        new(ErrorKind.Fatal, "MYC021", $"Cannot answer {server}: it asks for the local file '{file}', no file is ever sent. Do not use LOAD DATA LOCAL, and check that the server is the one you mean.");

    public static ConnectException BadGtidSet(string text, string problem) =>
        new(ErrorKind.Config, "MYC022", $"Cannot read the GTID set '{(text.Length > 200 ? text[..200] + "…" : text)}': {problem}. Correct it, or copy it from the server.");

    public static ConnectException BadEvent(string problem) =>
        new(ErrorKind.Fatal, "MYC023", $"Cannot read the binlog: {problem}. Check that the server is a MySQL or MariaDB source.");

    public static ConnectException PositionTooLarge(string file, ulong position) =>
        new(ErrorKind.Config, "MYC024", $"Cannot start at byte {position} of binlog '{file}': the protocol counts to {uint.MaxValue}. Start by GTID, or at an earlier position.");

    public static ConnectException UnknownCollation(int id) =>
        new(ErrorKind.Data, "MYC025", $"Cannot decode text: the collation has the number {id}, one of a known character set is required. Convert the column to utf8mb4.");

    public static ConnectException BadTlsName(string found) =>
        new(ErrorKind.Config, "MYC026", $"Cannot use the SSL mode '{found}': disabled, preferred, required, verify_ca or verify_identity is required. Correct it.");

    private const string Plugins =
        "mysql_native_password, caching_sha2_password, sha256_password, mysql_clear_password, client_ed25519, parsec";

    private static string Seconds(TimeSpan limit) => $"{limit.TotalSeconds:0.###} s";

    private static string Deepest(Exception error) => error.InnerException is { } inner ? Deepest(inner) : error.Message.TrimEnd('.');
}
