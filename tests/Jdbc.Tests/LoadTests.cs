using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>Large and many rows, many tables, and other sessions in the way.</summary>
public class LoadTests(PostgresFixture postgres)
{
    private static readonly RecordStream People = Streams.People;

    [Fact]
    public async Task A_value_of_40_megabytes_arrives_whole()
    {
        await using var rig = await StartAsync();
        var huge = new byte[40 * 1024 * 1024];
        new Random(1).NextBytes(huge);
        for (var i = 0; i < huge.Length; i++)
        {
            huge[i] = (byte)('a' + (huge[i] % 26));
        }

        await rig.ApplyAsync(new BatchBuilder()
            .Upsert(People, 0, new object?[] { 1L }, 1L, "small", 1).Upsert(People, 1, new object?[] { 2L }, 2L, huge, 2).Upsert(People, 2, new object?[] { 3L }, 3L, "small", 3));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(huge));
        Assert.Equal($"2|{huge.Length}|{hash}", await rig.QueryAsync("SELECT id, length(name), encode(sha256(name::bytea), 'hex') FROM people WHERE length(name) > 5"));
    }

    [Fact]
    public async Task Random_changes_end_as_their_last_ones()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var rig = await StartAsync(("batch.size", "97"));
        var expected = new SortedDictionary<long, (string Name, int? Amount)>();
        var offset = 0L;
        for (var flush = 0; flush < 5; flush++)
        {
            for (var batch = 0; batch < 3; batch++)
            {
                var rows = new BatchBuilder();
                for (var i = 0; i < 400; i++, offset++)
                {
                    var id = random.Next(60);
                    var known = expected.TryGetValue(id, out var now);
                    switch (random.Next(5))
                    {
                        case 0:
                            rows.Tombstone(People, offset, new object?[] { (long)id });
                            expected.Remove(id);
                            break;
                        case 1:
                            rows.Upsert(People, offset, new object?[] { (long)id }, (long)id, BatchBuilder.Unavailable, (int)offset);
                            expected[id] = (known ? now.Name : "∅", (int)offset);
                            break;
                        default:
                            rows.Upsert(People, offset, new object?[] { (long)id }, (long)id, $"n{offset}", i % 2 == 0 ? null : i);
                            expected[id] = ($"n{offset}", i % 2 == 0 ? null : i);
                            break;
                    }
                }

                Assert.Empty(await rig.WriteAsync(rows));
            }

            await rig.FlushAsync();
            Assert.Equal(
                string.Join('\n', expected.Select(row => $"{row.Key}|{row.Value.Name}|{row.Value.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "∅"}")),
                await rig.QueryAsync("SELECT id, name, amount FROM people ORDER BY id"));
        }
    }

    [Fact]
    public async Task Hundreds_of_tables_are_written_in_one_flush()
    {
        const int tables = 260;
        await using var rig = await SinkRig.StartAsync(await postgres.ServerAsync());
        var streams = Enumerable.Range(0, tables).Select(i => Streams.OfOne(RecordSchema.Int32, $"t{i}")).ToList();
        for (var round = 0; round < 2; round++)
        {
            var rows = new BatchBuilder();
            foreach (var stream in streams)
            {
                if (round == 0)
                {
                    await rig.AssignAsync(stream.Topic);
                }

                rows.Upsert(stream, round, new object?[] { round }, round, 7);
            }

            await rig.ApplyAsync(rows);
        }

        Assert.Equal($"{tables}|{2 * tables}", await rig.QueryAsync(
            "SELECT count(*), sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', relname), false, true, '')))[1]::text::int) FROM pg_class WHERE relname ~ '^t[0-9]+$' AND relkind = 'r' AND relpersistence = 'p'"));
    }

    [Theory]
    [InlineData("100")]
    [InlineData("1")]
    public async Task The_victim_of_a_deadlock_writes_all_the_same(string batchSize)
    {
        const string table = "CREATE TABLE people (id bigint PRIMARY KEY, name text, amount int); INSERT INTO people VALUES (1, 'a', 0), (2, 'b', 0)";
        await using var server = await PostgresServer.StartNewAsync("deadlock_timeout=800ms");
        await using var rig = await SinkRig.StartAsync(server, table, ("batch.size", batchSize), ("auto.create", "false"));
        await rig.AssignAsync("people");
        static BatchBuilder Rows() => new BatchBuilder().Upsert(People, 0, new object?[] { 1L }, 1L, "x", 1).Upsert(People, 1, new object?[] { 2L }, 2L, "y", 2);

        // The other session has row 2 and comes to want row 1 while the sink, which has row 1, waits for row 2: the sink looks first and loses.
        var other = rig.QueryAsync(
            "SET deadlock_timeout = '30s'; BEGIN; UPDATE people SET amount = 5 WHERE id = 2; SELECT pg_sleep(1); UPDATE people SET amount = 5 WHERE id = 1; COMMIT");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await rig.WriteAsync(Rows());
        if (batchSize == "100")
        {
            Assert.Empty((await rig.FlushAsync()).Failures);
        }
        else
        {
            // Row 1 was locked by an earlier chunk: only giving up the transaction lets the other session go on.
            var lost = await Assert.ThrowsAsync<ConnectException>(async () => await rig.FlushAsync());
            Assert.Equal(ErrorKind.Transient, lost.Kind);
            await rig.DisposeAsync();
            await using var next = await SinkRig.StartAsync(server, rig.Database, "sink", ("batch.size", batchSize), ("auto.create", "false"));
            await next.AssignAsync("people");
            await next.ApplyAsync(Rows());
        }

        await other;
        Assert.Equal("x|y", await rig.QueryAsync("SELECT string_agg(name, '|' ORDER BY id) FROM people"));
        Assert.NotEqual("0", await rig.QueryAsync("SELECT sum(deadlocks) FROM pg_stat_database"));
    }

    [Fact]
    public void A_key_table_finds_every_key_of_many()
    {
        var keys = new HashSet<uint>();
        for (var i = 0; i < 10_000; i++)
        {
            keys.Add(KeyTable.Hash(1, Encoding.ASCII.GetBytes($"key-{i}")));
        }

        Assert.True(keys.Count > 9_990, $"{keys.Count} different hashes of 10,000 keys");
        Assert.NotEqual(KeyTable.Hash(1, "a"u8), KeyTable.Hash(2, "a"u8));
    }

    private async Task<SinkRig> StartAsync(params (string, string)[] options)
    {
        var rig = await SinkRig.StartAsync(await postgres.ServerAsync(), "", options);
        await rig.AssignAsync("people");
        return rig;
    }
}
