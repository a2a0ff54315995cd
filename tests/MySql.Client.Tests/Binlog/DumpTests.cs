using System.Diagnostics;
using ConnectRuntime.Codecs;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Binlog;

/// <summary>Dumps from real servers, compared with the files that the server keeps.</summary>
public class DumpTests(ClientServers servers)
{
    private const byte FormatDescription = 15;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb, 1u)]
    [InlineData(Names.MySql, 2u)]
    [InlineData(Names.NewMariaDb, 3u)]
    public async Task A_dump_of_a_file_is_the_file(string name, uint id)
    {
        var server = await servers.GetAsync(name);
        await using var connection = await servers.ConnectAsync(name);
        await connection.ExecuteAsync("FLUSH BINARY LOGS", Cancel);
        var file = (await connection.RowsAsync(connection.Server.ShowBinlogStatus, Cancel))[0][0]!;
        await connection.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY, v LONGBLOB)", Cancel);
        await connection.ExecuteAsync("INSERT INTO t VALUES (1, 'a'), (2, REPEAT('b', 20000000)), (3, REPEAT('c', 16777215 - 100))", Cancel);
        await connection.ExecuteAsync("UPDATE t SET v = 'z' WHERE id = 1; FLUSH BINARY LOGS", Cancel);

        var stream = await connection.DumpAsync(BinlogStart.At(file, 0), new() { ServerId = id, NonBlocking = true, ReportHost = "tests" }, Cancel);
        var dumped = new MemoryStream();
        dumped.Write([0xFE, (byte)'b', (byte)'i', (byte)'n']);
        var artificial = 0;
        await ReadAsync(stream, (header, bytes) =>
        {
            if (header.Flags.HasFlag(BinlogEventFlags.Artificial))
            {
                artificial++;
            }
            else
            {
                // The file is still open or was closed since: a flag of its first event.
                var copy = bytes.ToArray();
                copy[17] &= header.Type == FormatDescription ? (byte)0xFE : (byte)0xFF;
                dumped.Write(copy);
            }
        }, until: header => header.Type == 4 && !header.Flags.HasFlag(BinlogEventFlags.Artificial));

        var kept = await File.ReadAllBytesAsync(Path.Combine(server.Data, file), Cancel);
        Assert.True(artificial > 0);
        Assert.True(kept.Length > 36_000_000, $"{kept.Length} bytes");
        Assert.Equal(kept.Length, dumped.Length);
        Assert.True(kept.AsSpan(64).SequenceEqual(dumped.ToArray().AsSpan(64)));
        Assert.Equal(BinlogChecksum.Crc32 == stream.Checksum, name == Names.MySql || stream.Checksum == BinlogChecksum.Crc32);
    }

    [Fact]
    public async Task Checksums_of_all_events_are_right()
    {
        await using var connection = await servers.ConnectAsync(Names.MySql);
        await connection.ExecuteAsync("CREATE TABLE t (id INT); INSERT INTO t VALUES (1); DROP TABLE t", Cancel);
        var stream = await connection.DumpAsync(BinlogStart.At("", 4), new() { ServerId = 10, NonBlocking = true }, Cancel);
        Assert.Equal(BinlogChecksum.Crc32, stream.Checksum);
        var events = await ReadAsync(stream, static (header, bytes) =>
        {
            Assert.Equal(header.EventSize, (uint)bytes.Length);
            Assert.Equal(BitConverter.ToUInt32(bytes[^4..]), Crc32.Compute(bytes[..^4]));
        });
        Assert.True(events > 10);
        Assert.True(connection.IsClosed);
    }

    [Fact]
    public async Task MySQL_sends_what_a_set_has_not()
    {
        await using var writer = await servers.ConnectAsync(Names.MySql);
        var tag = $"ours_{Random.Shared.Next(1_000_000)}";
        await writer.ExecuteAsync("CREATE TABLE t (id INT)", Cancel);
        var before = MySqlGtidSet.Parse((await writer.ScalarAsync("SELECT @@global.gtid_executed", Cancel))!);
        await writer.ExecuteAsync("INSERT INTO t VALUES (1)", Cancel);
        await writer.ExecuteAsync($"SET gtid_next='AUTOMATIC:{tag}'; INSERT INTO t VALUES (2); INSERT INTO t VALUES (3); SET gtid_next='AUTOMATIC'", Cancel);
        var after = MySqlGtidSet.Parse((await writer.ScalarAsync("SELECT @@global.gtid_executed", Cancel))!);
        Assert.True(after.HasTags && after.Contains(before));

        await CheckAsync(before, tagged: 2);
        await CheckAsync(after, tagged: 0);
        await CheckAsync(before.Union(after.Where(s => s.Tag == tag)), tagged: 0);

        // Other tests write to the same server, so there may be more than ours.
        async Task CheckAsync(MySqlGtidSet set, int tagged)
        {
            await using var connection = await MySqlConnection.ConnectAsync(ClientServers.Config(await servers.MySqlAsync()), Cancel);
            var stream = await connection.DumpAsync(
                BinlogStart.After(set), new() { ServerId = (uint)Random.Shared.Next(1000, 1 << 30), NonBlocking = true }, Cancel);
            var found = new MySqlGtidTracker(MySqlGtidSet.Empty);
            await ReadAsync(stream, (header, bytes) =>
            {
                // 33: flags u8, UUID, number u64 after the head; 42 is the same with a tag, otherwise encoded.
                if (header.Type == 33)
                {
                    found.Add(new GtidSource(new Guid(bytes.Slice(20, 16), bigEndian: true), ""), BitConverter.ToInt64(bytes[36..]));
                }

                tagged -= header.Type == 42 ? 1 : 0;
            });
            Assert.Equal(0, tagged);
            Assert.True(found.ToSet().Intersect(set).IsEmpty);
            Assert.True(found.ToSet().Contains(after.Subtract(set).Where(s => s.Tag.Length == 0)));
        }
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.NewMariaDb)]
    public async Task MariaDB_sends_what_comes_after_a_list(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        await connection.ExecuteAsync("SET gtid_domain_id=7; CREATE TABLE t (id INT)", Cancel);
        var start = MariaDbGtidList.Parse((await connection.ScalarAsync("SELECT @@global.gtid_binlog_pos", Cancel))!);
        await connection.ExecuteAsync("INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); SET gtid_domain_id=0; INSERT INTO t VALUES (3)", Cancel);
        var end = MariaDbGtidList.Parse((await connection.ScalarAsync("SELECT @@global.gtid_binlog_pos", Cancel))!);
        Assert.True(end.Contains(start));

        var stream = await connection.DumpAsync(BinlogStart.After(start), new() { ServerId = 20, NonBlocking = true }, Cancel);
        var gtids = new List<MariaDbGtid>();
        await ReadAsync(stream, (header, bytes) =>
        {
            // 162: sequence u64, domain u32 after the head.
            if (header.Type == 162)
            {
                gtids.Add(new MariaDbGtid(BitConverter.ToUInt32(bytes[27..]), header.ServerId, BitConverter.ToUInt64(bytes[19..])));
            }
        });

        Assert.Equal(2, gtids.Count(g => g.Domain == 7));
        Assert.Contains(end.Gtids.Single(g => g.Domain == 7), gtids);
        Assert.DoesNotContain(gtids, start.Contains);
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task A_dump_goes_on_with_what_happens_and_stops_promptly(string name)
    {
        await using var writer = await servers.ConnectAsync(name);
        await writer.ExecuteAsync("CREATE TABLE t (id INT)", Cancel);
        var status = (await writer.RowsAsync(writer.Server.ShowBinlogStatus, Cancel))[0];
        await using var reader = await MySqlConnection.ConnectAsync(ClientServers.Config(await servers.GetAsync(name)), Cancel);
        var stream = await reader.DumpAsync(
            BinlogStart.At(status[0]!, ulong.Parse(status[1]!, null)),
            new() { ServerId = 30, Heartbeat = TimeSpan.FromMilliseconds(200), IdleTimeout = TimeSpan.FromSeconds(5) },
            Cancel);
        using var stop = new CancellationTokenSource();
        var types = new List<byte>();
        var commits = new SemaphoreSlim(0);
        var heartbeats = new SemaphoreSlim(0);
        var reading = ReadAsync(
            stream,
            (header, _) =>
            {
                types.Add(header.Type);
                (header.Type == 16 ? commits : header.Type is 27 or 41 ? heartbeats : null)?.Release();
            },
            cancellationToken: stop.Token);
        for (var i = 0; i < 3; i++)
        {
            await writer.ExecuteAsync($"INSERT INTO t VALUES ({i})", Cancel);
            Assert.True(await commits.WaitAsync(TimeSpan.FromSeconds(5), Cancel));
        }

        Assert.True(await heartbeats.WaitAsync(TimeSpan.FromSeconds(5), Cancel));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
        Assert.True(reader.IsClosed);
        Assert.Equal("0", await writer.ScalarAsync($"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = {reader.ConnectionId} AND COMMAND <> 'Killed'", Cancel));
    }

    [Fact]
    public async Task A_silent_server_is_noticed()
    {
        await using var connection = await servers.ConnectAsync(Names.MariaDb);
        var stream = await connection.DumpAsync(
            BinlogStart.At((await connection.RowsAsync("SHOW MASTER STATUS", Cancel))[0][0]!, 4),
            new() { ServerId = 31, Heartbeat = TimeSpan.FromHours(1), IdleTimeout = TimeSpan.FromMilliseconds(300) },
            Cancel);
        var error = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(stream, static (_, _) => { }));
        Assert.Equal(("MYC005", ErrorKind.Transient), (error.Code, error.Kind));
    }

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task A_second_replica_of_the_same_number_throws_the_first_one_out(string name)
    {
        await using var writer = await servers.ConnectAsync(name);
        var file = (await writer.RowsAsync(writer.Server.ShowBinlogStatus, Cancel))[0][0]!;
        var dump = new BinlogDumpConfig { ServerId = 77, Uuid = Guid.Parse("11111111-2222-3333-4444-555555555555") };
        await using var first = await MySqlConnection.ConnectAsync(ClientServers.Config(await servers.GetAsync(name)), Cancel);
        await using var second = await MySqlConnection.ConnectAsync(ClientServers.Config(await servers.GetAsync(name)), Cancel);
        var begun = new TaskCompletionSource();
        var reading = ReadAsync(await first.DumpAsync(BinlogStart.At(file, 4), dump, Cancel), (_, _) => begun.TrySetResult());
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        var other = await second.DumpAsync(BinlogStart.At(file, 4), dump, Cancel);
        await other.FillAsync(Cancel);
        await writer.ExecuteAsync("CREATE TABLE wakes_it_up (id INT)", Cancel);

        var error = await Assert.ThrowsAsync<ConnectException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.True(error.Code is "MYC051", error.Message);
        Assert.Equal(DumpFailure.DuplicateReplica, MySqlServerException.Of(error)!.DumpFailure);
    }

    [Fact]
    public async Task Starts_that_the_server_cannot_serve_are_told_apart()
    {
        await using var mySql = await servers.ConnectAsync(Names.MySql);
        Assert.Equal("MYC050", await FailAsync(Names.MySql, BinlogStart.At("binlog.999999", 4)));
        Assert.Equal("MYC050", await FailAsync(Names.MariaDb, BinlogStart.At("binlog.999999", 4)));
        foreach (var name in new[] { Names.MySql, Names.MariaDb })
        {
            await using var connection = await servers.ConnectAsync(name);
            var file = (await connection.RowsAsync(connection.Server.ShowBinlogStatus, Cancel))[0][0]!;
            Assert.Equal("MYC053", await FailAsync(name, BinlogStart.At(file, 4_000_000_000)));
            Assert.Equal("MYC024", await FailAsync(name, BinlogStart.At(file, 5_000_000_000)));
        }

        Assert.Equal("MYC055", await FailAsync(Names.MariaDb, BinlogStart.After(MariaDbGtidList.Parse("0-9-99999999"))));
        var uuid = await mySql.ScalarAsync("SELECT @@server_uuid", Cancel);
        Assert.Equal("MYC055", await FailAsync(Names.MySql, BinlogStart.After(MySqlGtidSet.Parse($"{uuid}:1-99999999"))));

        async Task<string> FailAsync(string name, BinlogStart start)
        {
            await using var connection = await MySqlConnection.ConnectAsync(ClientServers.Config(await servers.GetAsync(name)), Cancel);
            var error = await Assert.ThrowsAsync<ConnectException>(async () => await ReadAsync(
                await connection.DumpAsync(start, new() { ServerId = (uint)Random.Shared.Next(1000, 1 << 30), NonBlocking = true }, Cancel),
                static (_, _) => { }));
            TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
            return error.Code;
        }
    }

    [Fact]
    public async Task Purged_transactions_are_told_apart()
    {
        await using var maria = await Testing.Servers.MariaDbServer.StartNewAsync();
        await using (var connection = await MySqlConnection.ConnectAsync(ClientServers.Config(maria), Cancel))
        {
            await connection.ExecuteAsync("CREATE TABLE mysql.t (id INT)", Cancel);
            await connection.ExecuteAsync("FLUSH BINARY LOGS; FLUSH BINARY LOGS", Cancel);
            await connection.ExecuteAsync("INSERT INTO mysql.t VALUES (1)", Cancel);
            await PurgeAsync(connection);
            var stream = await connection.DumpAsync(
                BinlogStart.After(MariaDbGtidList.Parse("0-1-1")), new() { ServerId = 50, NonBlocking = true }, Cancel);
            var error = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(stream, static (_, _) => { }));
            Assert.True(error.Code == "MYC050", error.Message);
        }
    }

    /// <summary>MariaDB passes over, without an error, a log that its background thread has not marked as needless for recovery yet.</summary>
    private static async Task PurgeAsync(MySqlConnection connection)
    {
        var limit = Stopwatch.StartNew();
        do
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(30), "The server does not purge its logs.");
            await connection.ExecuteAsync($"PURGE BINARY LOGS TO '{(await connection.RowsAsync("SHOW MASTER STATUS", Cancel))[0][0]}'", Cancel);
        }
        while ((await connection.RowsAsync("SHOW BINARY LOGS", Cancel)).Count > 1);
    }

    [Theory]
    [InlineData("A slave with the same server_uuid/server_id as this slave has connected to the master; the first event 'x'", DumpFailure.DuplicateReplica)]
    [InlineData("A replica with the same server_uuid/server_id as this replica has connected to the source;", DumpFailure.DuplicateReplica)]
    [InlineData("Could not find first log file name in binary log index file", DumpFailure.Purged)]
    [InlineData("Cannot replicate because the source purged required binary logs. Replicate the missing transactions from elsewhere", DumpFailure.Purged)]
    [InlineData("The slave is connecting using CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the master has purged binary logs containing GTIDs that the slave requires.", DumpFailure.Purged)]
    [InlineData("Could not open log file", DumpFailure.FileMissing)]
    [InlineData("log event entry exceeded max_allowed_packet; Increase max_allowed_packet on source", DumpFailure.EventTooLarge)]
    [InlineData("Client requested source to start replication from position > file size", DumpFailure.BadPosition)]
    [InlineData("Client requested master to start replication from impossible position", DumpFailure.BadPosition)]
    [InlineData("bogus data in log event; the first event 'binlog.000001' at 4", DumpFailure.Damaged)]
    [InlineData("event read from binlog did not pass crc check", DumpFailure.Damaged)]
    [InlineData("Replica has more GTIDs than the source has, using the source's SERVER_UUID.", DumpFailure.ServerBehind)]
    [InlineData("Error: connecting slave requested to start from GTID 0-1-9, which is not in the master's binlog", DumpFailure.ServerBehind)]
    [InlineData("Error: connecting slave requested to start from GTID 0-1-9, which is not in the master's binlog. Since the master's binlog contains GTIDs with higher sequence numbers, it probably means that the slave has diverged due to executing extra erroneous transactions", DumpFailure.ServerBehind)]
    [InlineData("Binary log is not open", DumpFailure.NotEnabled)]
    [InlineData("something new", DumpFailure.Other)]
    public void The_words_of_error_1236_are_told_apart(string message, DumpFailure expected)
    {
        Assert.Equal(expected, new MySqlServerException(1236, "HY000", message).DumpFailure);
        Assert.Equal(DumpFailure.None, new MySqlServerException(1235, "HY000", message).DumpFailure);
    }

    private static async Task<int> ReadAsync(
        BinlogStream stream,
        Action<BinlogEventHeader, ReadOnlySpan<byte>> take,
        Func<BinlogEventHeader, bool>? until = null,
        CancellationToken? cancellationToken = null)
    {
        var count = 0;
        while (await stream.FillAsync(cancellationToken ?? Cancel))
        {
            while (stream.TryRead(out var bytes))
            {
                var header = BinlogEventHeader.Read(bytes);
                take(header, bytes);
                count++;
                if (until?.Invoke(header) == true)
                {
                    return count;
                }
            }
        }

        return count;
    }
}
