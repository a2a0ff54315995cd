using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The sample table as the source reads it from a server's catalog.</summary>
internal static class SampleCatalog
{
    public static async Task<TableModel> ReadAsync(BinlogServer server)
    {
        await using var connection = await MySqlConnection.ConnectAsync(server.Config, default);
        return await new CatalogReader(connection).ReadAsync(new TableId(BinlogServer.Database, BinlogServer.Table), default)
            ?? throw new InvalidOperationException("The server has no such table.");
    }
}
