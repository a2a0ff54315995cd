using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What the meaning of a server's binlog depends on beside its events.</summary>
/// <param name="Version">Its flavour and version.</param>
/// <param name="LowerCaseTableNames">Its lower_case_table_names.</param>
/// <param name="ExplicitDefaultsForTimestamp">Its explicit_defaults_for_timestamp, which counts where an event does not tell the session's.</param>
internal sealed record ServerModel(ServerVersion Version, int LowerCaseTableNames, bool ExplicitDefaultsForTimestamp)
{
    /// <summary>Asks a server.</summary>
    public static async Task<ServerModel> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync("SELECT @@GLOBAL.lower_case_table_names, @@GLOBAL.explicit_defaults_for_timestamp", cancellationToken))[0];
        return new ServerModel(connection.Server, int.Parse(row[0] ?? "0", CultureInfo.InvariantCulture), row[1] == "1");
    }
}
