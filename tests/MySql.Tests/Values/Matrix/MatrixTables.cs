using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>A table per type with its values, on either server, and what the binlog has of them. Made once.</summary>
public sealed class MatrixTables(SourceServers servers)
{
    private readonly Dictionary<string, Task<MatrixServer>> _made = [];
    private readonly Lock _gate = new();

    /// <summary>The tables of a server.</summary>
    internal Task<MatrixServer> GetAsync(string name)
    {
        lock (_gate)
        {
            return _made.TryGetValue(name, out var made) ? made : _made[name] = MakeAsync(name);
        }
    }

    private async Task<MatrixServer> MakeAsync(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await server.CreateDatabaseAsync();
        var log = await BinlogRows.BeginAsync(server);
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), default);
        await connection.ExecuteAsync("SET time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES'", default);
        var tables = new Dictionary<string, string>();
        foreach (var type in TypeCases.Of(name))
        {
            var table = tables[type.Name] = $"t{tables.Count}";
            await connection.ExecuteAsync(
                $"CREATE TABLE {table} (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, c {TextCases.Declare(type)} NULL) CHARACTER SET utf8mb4", default);
            await connection.ExecuteAsync($"INSERT INTO {table} (c) VALUES {string.Join(", ", type.Values.Select(value => $"({value})"))}", default);
        }

        return new MatrixServer(server, database, tables, await log.ReadAsync());
    }
}

/// <summary>The tables of one server.</summary>
/// <param name="Server">The server.</param>
/// <param name="Database">Their database.</param>
/// <param name="Tables">The table of each case by its name.</param>
/// <param name="Log">The rows that the binlog has.</param>
internal sealed record MatrixServer(
    MySqlFamilyServer Server, string Database, IReadOnlyDictionary<string, string> Tables, IReadOnlyList<RowsOfEvent> Log);
