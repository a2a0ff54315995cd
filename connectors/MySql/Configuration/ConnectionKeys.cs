using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options that say how to reach the server.</summary>
internal static class ConnectionKeys
{
    public static readonly ConfigKey<string> Host = ConfigKey.String("database.hostname").NotEmpty().High().Doc(
        "Name or address of the server; a path that begins with / is a Unix socket.");

    public static readonly ConfigKey<int> Port = ConfigKey.Int("database.port").Default(3306).Range(1, 65_535).High().Doc("Port of the server.");

    public static readonly ConfigKey<string> User = ConfigKey.String("database.user").NotEmpty().High().Doc(
        "User. The privileges it needs are in the README; connect check tells which are missing.");

    public static readonly ConfigKey<Secret?> Password = ConfigKey.Password("database.password").High().Optional().Doc("Its password.");

    public static readonly ConfigKey<long> ServerId = ConfigKey.Long("database.server.id").Range(1, uint.MaxValue).High().Doc(
        "Our number among the servers that replicate from this one. No other replica and no other connector of this server may have it.");

    public static readonly ConfigKey<TimeSpan> ConnectTimeout = ConfigKey.Milliseconds("connect.timeout.ms").Default(30_000).Doc(
        "How long connecting and logging in may take. 0 is without end.");

    public static readonly ConfigKey<TimeSpan> QueryTimeout = ConfigKey.Milliseconds("database.query.timeout.ms").Default(600_000).Low().Doc(
        "How long the server may be silent while an answer is expected. 0 is without end.");

    public static readonly ConfigKey<string?> InitialStatements = ConfigKey.String("database.initial.statements").Low().Optional().Doc(
        "Statements that are run on every connection after its login, with semicolons between them; ;; is a semicolon of a statement.");

    public static readonly ConfigKey<bool> KeepAlive = ConfigKey.Bool("connect.keep.alive").Default(true).Low().Doc(
        "Whether a stream that has gone silent is noticed and connected anew.");

    public static readonly ConfigKey<TimeSpan> KeepAliveInterval = ConfigKey.Milliseconds("connect.keep.alive.interval.ms").Default(60_000).Range(100, 86_400_000)
        .Low().Doc("After how much silence the server is looked for. It is asked for a sign of life every four fifths of this.");

    public static readonly ConfigKey<int> NetWriteTimeout = ConfigKey.Int("binlog.net.write.timeout").Default(3600).Range(0, 31_536_000).Low().Doc(
        "Seconds for which the server keeps the stream open while nothing of it is read, as during an outage of the target. 0 leaves the server's own limit, 60 s as a rule.");

    public static readonly ConfigKey<string> SslMode = ConfigKey.OneOf(
        "database.ssl.mode",
        "disabled", "preferred", "required", "verify_ca", "verify_identity", "disable", "trust", "verify-ca", "verify-full").Default("preferred").Doc(
        "Whether the connection is encrypted: disabled (MariaDB's word is disable); preferred: where the server can; required (trust): or not at all; "
        + "verify_ca (verify-ca): and the certificate comes from a known authority; verify_identity (verify-full): and it names the host.");

    public static readonly ConfigKey<string?> Truststore = ConfigKey.String("database.ssl.truststore").NotEmpty().Optional().Doc(
        "File of the certificates of authorities: PEM, DER or PKCS#12; without it, those of the system. A Java keystore (JKS) must be converted: "
        + "keytool -importkeystore -srckeystore trust.jks -destkeystore trust.p12 -deststoretype pkcs12.");

    public static readonly ConfigKey<Secret?> TruststorePassword = ConfigKey.Password("database.ssl.truststore.password").Optional().Doc("Its password.");

    public static readonly ConfigKey<string?> Keystore = ConfigKey.String("database.ssl.keystore").NotEmpty().Optional().Doc(
        "File of our own certificate with its key: PKCS#12, or PEM with both. A Java keystore must be converted, as for database.ssl.truststore.");

    public static readonly ConfigKey<Secret?> KeystorePassword = ConfigKey.Password("database.ssl.keystore.password").Optional().Doc("Its password.");

    public static readonly ConfigKey<string?> Key = ConfigKey.String("database.ssl.key").NotEmpty().Optional().Low().Doc(
        "File of our own key in PEM, where database.ssl.keystore is a PEM file with the certificate alone.");

    public static readonly ConfigKey<bool> KeyRetrieval = ConfigKey.Bool("database.allowPublicKeyRetrieval").Default(false).Low().Doc(
        "Whether the server may send the key that encrypts the password where there is no TLS. Who sits in between can then read the password.");

    public static readonly ConfigKey<string?> ServerKey = ConfigKey.String("database.serverRSAPublicKeyFile").NotEmpty().Optional().Low().Doc(
        "File of that key in PEM, so that the server need not send it.");
}
