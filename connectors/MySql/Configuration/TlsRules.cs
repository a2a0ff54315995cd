using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Client.Tls;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Conditions of the options of TLS.</summary>
internal static class TlsRules
{
    private static readonly ConfigKey[] OnlyWithTls = [ConnectionKeys.Truststore, ConnectionKeys.Keystore, ConnectionKeys.Key];

    /// <summary>A Java keystore is told how to be converted.</summary>
    public static void Files(ConnectorConfig config, ConfigProblems problems)
    {
        foreach (var key in new[] { ConnectionKeys.Truststore, ConnectionKeys.Keystore })
        {
            if (config.Get(key) is { } path && IsJavaKeystore(path))
            {
                problems.Error(
                    key, "the file is a Java keystore", "PKCS#12 or PEM is required",
                    $"Convert it by keytool -importkeystore -srckeystore {path} -destkeystore {Path.ChangeExtension(path, ".p12")} -deststoretype pkcs12");
            }
        }
    }

    /// <summary>Files without TLS, and a key without its certificate, mean nothing.</summary>
    public static void Modes(ConnectorConfig config, ConfigProblems problems)
    {
        var mode = SslModeNames.Parse(config.Get(ConnectionKeys.SslMode));
        foreach (var key in OnlyWithTls.Where(key => mode == SslMode.Disabled && config.IsSet(key)))
        {
            problems.Warning(key, "database.ssl.mode turns TLS off", "TLS is required for it to be used", "Set another mode, or remove the file");
        }

        if (mode is SslMode.Preferred or SslMode.Required && config.IsSet(ConnectionKeys.Truststore))
        {
            problems.Warning(
                ConnectionKeys.Truststore, $"database.ssl.mode={config.Get(ConnectionKeys.SslMode)} accepts any certificate",
                "verify_ca or verify_identity is required for the authorities to count", "Set one of them, or remove the file");
        }

        if (config.IsSet(ConnectionKeys.Key) && !config.IsSet(ConnectionKeys.Keystore))
        {
            problems.Error(ConnectionKeys.Key, "database.ssl.keystore is not set", "the certificate of the key is required there", "Set both");
        }
    }

    // A file that cannot be read is found when it is used, by connect check at the latest.
    private static bool IsJavaKeystore(string path)
    {
        try
        {
            Span<byte> head = stackalloc byte[4];
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
                && (head.SequenceEqual((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFE, 0xED]) || head.SequenceEqual((ReadOnlySpan<byte>)[0xCE, 0xCE, 0xCE, 0xCE]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
