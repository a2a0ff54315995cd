using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Client.Tls;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The server that answers is one that is known, and the one that the connector is meant for.</summary>
internal static class ConnectionChecks
{
    private static readonly string[] Local = ["localhost", "127.0.0.1", "::1"];

    public static void Run(ServerFacts facts, MySqlSourceModel model, Findings findings)
    {
        var host = ConnectionKeys.Host.Name;
        findings.Ok(host, $"Connected to {facts.Version} at {facts.Address} as {facts.Account}{(facts.Tls.Length > 0 ? $" by {facts.Tls}" : " without TLS")}.");
        if (!facts.Version.IsSupported)
        {
            findings.Fail(host, $"The server is {facts.Version}, MySQL 5.7 or MariaDB 10.5 or later is required. Upgrade it.");
        }

        if (facts.Version.Flavor != model.Flavor)
        {
            var (named, other) = facts.Version.IsMariaDb ? ("MySQL", "MariaDbSourceConnector") : ("MariaDB", "MySqlSourceConnector");
            findings.Warn("connector.class", $"The connector is the one for {named} and the server is {facts.Version}: source blocks and names of schemas say {model.ConnectorName}. Set connector.class={other}.");
        }

        var isLocal = Local.Contains(model.Connection.Host, StringComparer.OrdinalIgnoreCase) || model.Connection.Host.StartsWith('/');
        if (facts.Tls.Length == 0 && !isLocal)
        {
            findings.Warn(
                ConnectionKeys.SslMode.Name,
                model.Connection.SslMode == SslMode.Disabled
                    ? "The connection is not encrypted: rows can be read on the way. Set database.ssl.mode to verify_identity, or required."
                    : "The connection is not encrypted, as the server offers no TLS: rows can be read on the way. Give the server a certificate, and set database.ssl.mode=required so that it cannot be left out.");
        }
    }

    /// <summary>Our number is not taken.</summary>
    public static void Replicas(ServerFacts facts, MySqlSourceModel model, Findings findings)
    {
        var key = ConnectionKeys.ServerId.Name;
        if (facts.Variable("server_id") == $"{model.ServerId}")
        {
            findings.Fail(key, $"The server itself has the number {model.ServerId}, one of its own is required for each server that replicates. Change database.server.id.");
        }
        else if (facts.ReplicaIds?.Contains(model.ServerId) == true)
        {
            findings.Fail(key, $"A replica of the server has the number {model.ServerId}, one of its own is required for each: whoever connects later ends the other's stream. Change database.server.id.");
        }
        else if (facts.ReplicaIds is null)
        {
            var privilege = facts.Version.IsMariaDb ? "REPLICATION MASTER ADMIN" : "REPLICATION SLAVE";
            findings.Ok(key, $"The number {model.ServerId} is not the server's own. Whether a replica has it cannot be seen without the privilege {privilege}.");
        }
        else
        {
            findings.Ok(key, $"No replica that the server lists has the number {model.ServerId}. Other connectors are not listed, so no two of them may share it.");
        }
    }
}
