using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What the meaning of a server's binlog depends on beside its events.</summary>
/// <param name="Version">Its flavour and version.</param>
/// <param name="LowerCaseTableNames">Its lower_case_table_names.</param>
internal sealed record ServerModel(ServerVersion Version, int LowerCaseTableNames)
{
    /// <summary>Asks a server.</summary>
    public static async Task<ServerModel> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken) => new(
        connection.Server,
        int.Parse(await connection.ScalarAsync("SELECT @@GLOBAL.lower_case_table_names", cancellationToken) ?? "0", CultureInfo.InvariantCulture));
}
