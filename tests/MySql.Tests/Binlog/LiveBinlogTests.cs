using System.Globalization;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Dumps of real servers. Places are compared with SHOW BINLOG EVENTS.</summary>
[Collection(BinlogCollection.Name)]
public class LiveBinlogTests(BinlogServers servers)
{
    private static uint _lastServerId = 5000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(BinlogServers.NewMariaDb)]
    public async Task Places_are_those_that_the_server_shows(string name)
    {
        var server = await servers.GetAsync(name);
        var first = await FillAsync(server, name);
        var shown = await ShownAsync(server, first);
        Assert.True(shown.Select(s => s.File).Distinct().Count() >= 4);

        var dumped = await DumpAsync(server, BinlogStart.At(first, 4));
        Assert.Equal(shown, dumped.Where(d => d.End > d.Start).Select(d => (d.File, d.Start)).Distinct());

        // From the beginning of any transaction, the places are those of the rest.
        var starts = dumped.Where(d => MySqlGtidEvent.Is(d.Type) || d.Type == BinlogEventType.MariaDbGtid).ToList();
        foreach (var start in new[] { starts[0], starts[1], starts[starts.Count / 2], starts[^1] })
        {
            var rest = await DumpAsync(server, BinlogStart.At(start.File, start.Start));
            Assert.Equal(
                shown.SkipWhile(s => s != (start.File, start.Start)), rest.Where(d => d.End > d.Start).Select(d => (d.File, d.Start)).Distinct());
        }
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(BinlogServers.NewMariaDb)]
    public async Task Places_are_right_behind_transactions_that_the_server_leaves_out(string name)
    {
        var server = await servers.GetAsync(name);
        var first = await FillAsync(server, name);
        var shown = await ShownAsync(server, first);
        var all = await DumpAsync(server, BinlogStart.At(first, 4));
        var named = all.Where(d => d.Gtid is not null).ToList();
        foreach (var known in new[] { 0, 3, named.Count / 2, named.Count - 2 })
        {
            var rest = await DumpAsync(server, await AfterAsync(server, name, named[known].Gtid!));
            var places = rest.Where(d => d.End > d.Start).Select(d => (d.File, d.Start)).Distinct().ToList();
            Assert.Equal(named[known + 1].Gtid, rest.First(d => d.Gtid is not null).Gtid);
            var next = (named[known + 1].File, named[known + 1].Start);
            Assert.Equal(next, rest.Where(d => d.Gtid is not null).Select(d => (d.File, d.Start)).First());
            Assert.All(places, p => Assert.Contains(p, shown));
            Assert.Equal(shown.SkipWhile(s => s != next), places.SkipWhile(p => p != next));
        }
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task Heartbeats_name_the_file_and_lead_nowhere(string name)
    {
        var server = await servers.GetAsync(name);
        var first = await FillAsync(server, name);
        var last = (await ShownAsync(server, first))[^1];
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
        var config = new BinlogDumpConfig { ServerId = Interlocked.Increment(ref _lastServerId), Heartbeat = TimeSpan.FromMilliseconds(100) };
        var stream = await connection.DumpAsync(BinlogStart.At(last.File, last.Start), config, Cancel);
        using var reader = new BinlogEventReader(stream.Checksum, verify: true);
        var heartbeats = 0;
        var end = 0ul;
        while (heartbeats < 3)
        {
            await stream.FillAsync(Cancel);
            while (stream.TryRead(out _))
            {
                reader.Push(stream.Event);
                while (reader.TryRead())
                {
                    if (reader.Type is BinlogEventType.Heartbeat or BinlogEventType.HeartbeatV2)
                    {
                        heartbeats++;
                        var heartbeat = HeartbeatEvent.Read(reader.Header, reader.Body);
                        Assert.Equal((last.File, end), (heartbeat.File, heartbeat.Position));
                        Assert.Equal((last.File, end, end), (reader.File, reader.Start, reader.End));
                    }

                    end = reader.End;
                }
            }
        }
    }

    [Fact]
    public async Task A_long_compressed_transaction_of_mysql()
    {
        const int count = 300_000;
        var server = await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("FLUSH BINARY LOGS");
        var first = await FileAsync(server, SourceServers.MySql);
        await server.QueryAsync(
            $"""
            CREATE TABLE numbers (a INT NOT NULL PRIMARY KEY, b BIGINT NOT NULL);
            SET cte_max_recursion_depth = {count}, binlog_transaction_compression = ON;
            INSERT INTO numbers WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n WHERE a < {count}) SELECT a, a * 1000003 FROM n;
            """,
            database);
        var rows = 0L;
        var sum = 0L;
        var compressed = 0L;
        await DumpAsync(server, BinlogStart.At(first, 4), reader =>
        {
            if (reader.IsInPayload && RowsEvent.Is(reader.Type))
            {
                var bytes = RowsEvent.Read(reader.Type, reader.Body).Rows;
                compressed = (long)(reader.End - reader.Start);

                // A byte of NULLs, 4 and 8 bytes.
                for (; !bytes.IsEmpty; bytes = bytes[13..], rows++)
                {
                    sum += BitConverter.ToInt64(bytes[5..]);
                }
            }
        });
        Assert.Equal(count, rows);
        Assert.Equal(1000003L * count * (count + 1) / 2, sum);
        Assert.InRange(compressed, 1, (13 * count) - 1);
    }

    // Transactions of every kind over several files, one without checksums; returns the first file.
    private static async Task<string> FillAsync(MySqlFamilyServer server, string name)
    {
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("FLUSH BINARY LOGS");
        var first = await FileAsync(server, name);
        var compress = name == SourceServers.MySql ? "SET binlog_transaction_compression = ON;" : "";
        const string some =
            """
            INSERT INTO t VALUES (1, 'a'), (2, REPEAT('b', 200)); UPDATE t SET v = REPEAT('c', 300); BEGIN; DELETE FROM t WHERE id = 1;
            SAVEPOINT s; INSERT INTO t VALUES (3, NULL); COMMIT; DELETE FROM t; ALTER TABLE t COMMENT 'a comment that is long enough to be worth packing, packing';
            XA START 'x'; INSERT INTO t VALUES (9, REPEAT('x', 100)); XA END 'x'; XA PREPARE 'x'; XA COMMIT 'x'; TRUNCATE t;
            """;
        await server.QueryAsync($"CREATE TABLE t (id INT PRIMARY KEY, v TEXT); {some} FLUSH BINARY LOGS; {compress} {some}", database);
        await server.QueryAsync($"SET GLOBAL binlog_checksum = NONE; {some} SET GLOBAL binlog_checksum = CRC32; {some}", database);
        return first;
    }

    private static async Task<string> FileAsync(MySqlFamilyServer server, string name) =>
        (await server.QueryAsync(name == SourceServers.MySql ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")).Split('\t')[0];

    // The places of all events from a file on, as the server shows them.
    private static async Task<List<(string File, ulong Start)>> ShownAsync(MySqlFamilyServer server, string first)
    {
        var shown = new List<(string, ulong)>();
        var files = (await server.QueryAsync("SHOW BINARY LOGS")).Split('\n').Select(l => l.Split('\t')[0]).SkipWhile(f => f != first);
        foreach (var file in files)
        {
            foreach (var line in (await server.QueryAsync($"SHOW BINLOG EVENTS IN '{file}'")).Split('\n'))
            {
                var place = (file, ulong.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture));
                if (shown.Count == 0 || shown[^1] != place)
                {
                    shown.Add(place);
                }
            }
        }

        return shown;
    }

    private static async Task<BinlogStart> AfterAsync(MySqlFamilyServer server, string name, string gtid)
    {
        if (name != SourceServers.MySql)
        {
            return BinlogStart.After(MariaDbGtidList.Parse(gtid));
        }

        // All that the server has, without what came after it.
        var split = gtid.Split(':');
        var executed = MySqlGtidSet.Parse((await server.QueryAsync("SELECT @@global.gtid_executed")).Replace("\\n", "", StringComparison.Ordinal));
        var later = MySqlGtidSet.Parse($"{split[0]}:{long.Parse(split[1], CultureInfo.InvariantCulture) + 1}-{long.MaxValue - 1}");
        return BinlogStart.After(executed.Subtract(later));
    }

    private static async Task<List<Dumped>> DumpAsync(MySqlFamilyServer server, BinlogStart start, Action<BinlogEventReader>? take = null)
    {
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
        var config = new BinlogDumpConfig { ServerId = Interlocked.Increment(ref _lastServerId), NonBlocking = true };
        var stream = await connection.DumpAsync(start, config, Cancel);
        using var reader = new BinlogEventReader(stream.Checksum, verify: true);
        var dumped = new List<Dumped>();
        while (await stream.FillAsync(Cancel))
        {
            while (stream.TryRead(out _))
            {
                reader.Push(stream.Event);
                while (reader.TryRead())
                {
                    dumped.Add(new Dumped(reader.File, reader.Start, reader.End, reader.Type, Gtid(reader)));
                    take?.Invoke(reader);
                }
            }
        }

        return dumped;
    }

    private static string? Gtid(BinlogEventReader reader)
    {
        if (MySqlGtidEvent.Is(reader.Type))
        {
            var gtid = MySqlGtidEvent.Read(reader.Type, reader.Body);
            return $"{gtid.Source}:{gtid.Number}";
        }

        return reader.Type == BinlogEventType.MariaDbGtid ? MariaDbGtidEvent.Read(reader.Header, reader.Body).Gtid.ToString() : null;
    }

    private sealed record Dumped(string File, ulong Start, ulong End, BinlogEventType Type, string? Gtid);
}
