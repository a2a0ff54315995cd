using System.Globalization;
using System.Text;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>Two tables of a MySQL or MariaDB server that change all the time: one with a number as key, one with two texts.</summary>
internal sealed class DatabaseLoad : IAsyncDisposable
{
    private const int Numbers = 100_000, Texts = 20_000;

    private readonly MySqlFamilyServer _server;
    private readonly Random _random;
    private readonly CancellationTokenSource _stop = new();
    private Task _writing = Task.CompletedTask;
    private int _next = Numbers;

    private DatabaseLoad(MySqlFamilyServer server, int seed)
    {
        _server = server;
        _random = new Random(seed);
    }

    /// <summary>Makes the tables and begins to change them.</summary>
    public static async Task<DatabaseLoad> StartAsync(MySqlFamilyServer server, int seed)
    {
        var load = new DatabaseLoad(server, seed);
        await server.QueryAsync("CREATE DATABASE shop");
        await server.QueryAsync(
            "CREATE TABLE numbers (id INT PRIMARY KEY, v INT, w VARCHAR(40)); CREATE TABLE texts (a VARCHAR(20), b VARCHAR(20), v INT, PRIMARY KEY (a, b))", "shop");
        await server.QueryAsync(Many("numbers", Numbers, i => $"({i},{i % 100},'row {i}')"), "shop");
        await server.QueryAsync(Many("texts", Texts, i => $"('k{i % 97}','x{i}',{i})"), "shop");
        load._writing = Task.Run(load.WriteAsync);
        return load;
    }

    /// <summary>The source over it.</summary>
    public ConnectorOptions Source() => SourceOver(_server);

    /// <summary>A source over the database <c>shop</c> of a server.</summary>
    public static ConnectorOptions SourceOver(MySqlFamilyServer server) => new()
    {
        ["connector.class"] = server is MariaDbServer ? "io.debezium.connector.mariadb.MariaDbConnector" : "io.debezium.connector.mysql.MySqlConnector",
        ["database.hostname"] = "127.0.0.1",
        ["database.port"] = server.Port.ToString(CultureInfo.InvariantCulture),
        ["database.user"] = MySqlFamilyServer.User,
        ["database.password"] = server.Password,
        ["database.server.id"] = "77",
        ["database.include.list"] = "shop",
        ["topic.prefix"] = "p",
    };

    /// <summary>Changes nothing any more.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    /// <summary>The rows of a table as JSON objects that the server makes, sorted by key as the texts of their keys.</summary>
    public async Task<List<string>> RowsAsync(string table)
    {
        var (columns, key) = table == "numbers"
            ? ("'{\"id\":', id, ',\"v\":', v, ',\"w\":\"', w, '\"}'", "'{\"id\":', id, '}'")
            : ("'{\"a\":\"', a, '\",\"b\":\"', b, '\",\"v\":', v, '}'", "'{\"a\":\"', a, '\",\"b\":\"', b, '\"}'");
        var lines = await _server.QueryAsync($"SELECT CONCAT({key}), CONCAT({columns}) FROM {table}", "shop");
        return [.. lines.Split('\n').Select(line => line.Split('\t')).OrderBy(line => line[0], StringComparer.Ordinal).Select(line => line[1])];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private static string Many(string table, int count, Func<int, string> row)
    {
        var sql = new StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            sql.Append(i % 1000 == 1 ? $"INSERT INTO {table} VALUES " : ",").Append(row(i));
            sql.Append(i % 1000 == 0 || i == count ? ";" : string.Empty);
        }

        return sql.ToString();
    }

    private async Task WriteAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var sql = new StringBuilder("BEGIN;");
            for (var i = _random.Next(1, 8); i > 0; i--)
            {
                sql.Append(Statement());
            }

            await _server.QueryAsync(sql.Append("COMMIT").ToString(), "shop");
        }
    }

    private string Statement()
    {
        var (at, width) = (_random.Next(_next), _random.Next(1, 400));
        return _random.Next(6) switch
        {
            0 => $"INSERT IGNORE INTO numbers SELECT id + {(_next += 1000) - at}, v, w FROM numbers WHERE id BETWEEN {at} AND {at + width};",
            1 => $"DELETE FROM numbers WHERE id BETWEEN {at} AND {at + (width / 4)};",
            2 => $"UPDATE texts SET v = v + 1 WHERE a = 'k{at % 97}';",
            3 => $"DELETE FROM texts WHERE b BETWEEN 'x{at}' AND 'x{at}9';",
            4 => $"INSERT IGNORE INTO texts VALUES ('k{at % 97}', 'y{at}', {width});",
            _ => $"UPDATE numbers SET v = v + 1, w = CONCAT('new ', {width}) WHERE id BETWEEN {at} AND {at + width};",
        };
    }
}
