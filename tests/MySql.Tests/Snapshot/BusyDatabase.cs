using System.Globalization;
using System.Text.Json;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>A database that several clients write to all the time, in transactions that keep a sum, and the server's own tools to replay its binlog.</summary>
internal sealed class BusyDatabase(MySqlFamilyServer server, string name)
{
    private const string Tables = """
        CREATE TABLE a (id INT PRIMARY KEY, v INT NOT NULL);
        CREATE TABLE b (id INT PRIMARY KEY, v INT NOT NULL);
        CREATE TABLE c (id INT PRIMARY KEY AUTO_INCREMENT, t VARCHAR(40) NOT NULL);
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _writers = [];
    private (string File, string Position) _begin;

    public MySqlFamilyServer Server => server;

    public string Name => name;

    public static async Task<BusyDatabase> CreateAsync(MySqlFamilyServer server)
    {
        var busy = new BusyDatabase(server, await server.CreateDatabaseAsync());
        var place = (await server.QueryAsync(server is MySqlServer ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")).Split('\t');
        busy._begin = (place[0], place[1]);
        await busy.SqlAsync($"""
            {Tables}
            INSERT INTO a WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 200) SELECT n, 100 FROM r;
            INSERT INTO b SELECT * FROM a;
            DELIMITER //
            CREATE PROCEDURE w(n INT) BEGIN
              DECLARE i INT DEFAULT 0; DECLARE d, x, y INT;
              DECLARE CONTINUE HANDLER FOR SQLEXCEPTION ROLLBACK;
              WHILE i < n DO
                START TRANSACTION;
                SET d = FLOOR(RAND() * 10), x = 1 + FLOOR(RAND() * 200), y = 1 + FLOOR(RAND() * 200);
                UPDATE a SET v = v - d WHERE id = x;
                UPDATE b SET v = v + d WHERE id = y;
                INSERT INTO c (t) VALUES (UUID());
                DELETE FROM c WHERE id = LAST_INSERT_ID() - 60;
                COMMIT;
                SET i = i + 1;
              END WHILE;
            END//
            """);
        return busy;
    }

    public Task<string> SqlAsync(string sql) => server.QueryAsync(sql, name);

    /// <summary>Lets clients write until <see cref="StopAsync"/>.</summary>
    public void Start(int writers)
    {
        for (var i = 0; i < writers; i++)
        {
            _writers.Add(Task.Run(async () =>
            {
                while (!_stop.IsCancellationRequested)
                {
                    await SqlAsync("CALL w(20)");
                }
            }));
        }
    }

    /// <summary>Ends the writing.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_writers);
    }

    /// <summary>What all transactions keep, in a snapshot's rows.</summary>
    public static int SumOf(List<SnapshotRow> rows) =>
        rows.Where(row => !row.Topic.EndsWith(".c", StringComparison.Ordinal)).Sum(row => row.Value.GetProperty("v").GetInt32());

    /// <summary>
    /// Puts a snapshot's rows into another database, lets the server's own tools apply the binlog from a place on, and compares the two databases.
    /// Unless forgiving, a row that is there twice or is missing is an error of the server.
    /// </summary>
    public async Task ReplayAsync(List<SnapshotRow> rows, BinlogStartPoint start, bool isForgiving)
    {
        var copy = $"copy_{Guid.NewGuid():N}";
        await server.QueryAsync($"SET sql_log_bin = 0; CREATE DATABASE {copy} CHARACTER SET utf8mb4");
        await server.QueryAsync($"SET sql_log_bin = 0; {Tables}", copy);
        foreach (var table in rows.GroupBy(row => row.Topic.Split('.')[2]))
        {
            await server.QueryAsync($"SET sql_log_bin = 0; INSERT INTO {table.Key} VALUES {string.Join(',', table.Select(Literals))}", copy);
        }

        await server.QueryAsync($"SET sql_log_bin = 0; {await EventsAsync(start, copy, isForgiving)}", copy);
        foreach (var table in new[] { "a", "b", "c" })
        {
            var sum = $"SELECT COUNT(*), SUM(CRC32(CONCAT_WS('/', id, {(table == "c" ? "t" : "v")}))) FROM {table}";
            Assert.Equal(await server.QueryAsync(sum, name), await server.QueryAsync(sum, copy));
        }
    }

    private static string Literals(SnapshotRow row) => $"({string.Join(',', row.Value.EnumerateObject().Select(Literal))})";

    private static string Literal(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.String ? $"'{field.Value.GetString()}'" : field.Value.GetRawText();

    private Task<string> EventsAsync(BinlogStartPoint start, string copy, bool isForgiving)
    {
        List<string> arguments =
        [
            "--read-from-remote-server", "--user=root", $"--socket={server.Socket}", "--to-last-log", $"--rewrite-db={name}->{copy}",
            $"--database={(server is MySqlServer ? copy : name)}",
        ];
        if (server is MySqlServer)
        {
            arguments.Add("--skip-gtids");
            if (isForgiving)
            {
                arguments.Add("--idempotent");
            }
        }

        // Where somebody begins another file in that moment, the file that the server names can begin after transactions that its GTIDs lack.
        if (server is MySqlServer && start.Gtids is { Length: > 0 } gtids)
        {
            arguments.Add($"--exclude-gtids={gtids}");
            arguments.Add($"--start-position={_begin.Position}");
            arguments.Add(_begin.File);
        }
        else
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--start-position={start.Pos}"));
            arguments.Add(start.File);
        }

        return server.RunAsync("mysqlbinlog", null, arguments);
    }
}
