using System.Text;
using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Tls;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Makes the configuration of the client from the options of connection and TLS.</summary>
internal static class ConnectionReader
{
    public static MySqlConnectionConfig Read(ConnectorConfig config) => new()
    {
        Host = config.Get(ConnectionKeys.Host),
        Port = config.Get(ConnectionKeys.Port),
        User = config.Get(ConnectionKeys.User),
        Password = config.Get(ConnectionKeys.Password)?.Reveal() ?? "",
        SslMode = SslModeNames.Parse(config.Get(ConnectionKeys.SslMode)),
        SslCa = config.Get(ConnectionKeys.Truststore),
        SslCaPassword = config.Get(ConnectionKeys.TruststorePassword)?.Reveal(),
        SslCertificate = config.Get(ConnectionKeys.Keystore),
        SslKey = config.Get(ConnectionKeys.Key),
        SslKeyPassword = config.Get(ConnectionKeys.KeystorePassword)?.Reveal(),
        ServerPublicKey = config.Get(ConnectionKeys.ServerKey),
        AllowPublicKeyRetrieval = config.Get(ConnectionKeys.KeyRetrieval),
        ConnectTimeout = config.Get(ConnectionKeys.ConnectTimeout),
        ReadTimeout = config.Get(ConnectionKeys.QueryTimeout),
        InitialStatements = [.. Statements(config.Get(ConnectionKeys.InitialStatements) ?? "")],
    };

    /// <summary>Statements with semicolons between them; two are one of a statement.</summary>
    public static IEnumerable<string> Statements(string text)
    {
        var statement = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length || text[i] == ';';
            if (isEnd && i + 1 < text.Length && text[i + 1] == ';')
            {
                statement.Append(';');
                i++;
            }
            else if (!isEnd)
            {
                statement.Append(text[i]);
            }
            else
            {
                var found = statement.ToString().Trim();
                statement.Clear();
                if (found.Length > 0)
                {
                    yield return found;
                }
            }
        }
    }
}
