using ConnectRuntime.Benchmarks.Pipelines;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The source over a live MySQL: its snapshot and its stream to Avro bytes in memory, and into acknowledged records of the embedded log.</summary>
internal static class LiveRigs
{
    private const long Bulk = 1_000_000, Wire = 4 * Bulk, Single = 300_000;

    // Each in turn with its reference, and the best of both: what else the machine does shall hit neither alone.
    private const int Rounds = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Bulk inserts, then transactions of one row, against what the server's own reader writes to a file.</summary>
    public static async Task<IReadOnlyList<RigResult>> WireAsync()
    {
        await using var server = await BinlogServer.StartAsync("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
        await server.CreateTableAsync();
        return
        [
            await WireAsync(server, "bulk", Wire, () => server.InsertAsync(0, Wire)),
            await WireAsync(server, "one-row transactions", Single, () => server.InsertOneByOneAsync(Wire, Single)),
        ];
    }

    /// <summary>From a live server to acknowledged records.</summary>
    public static async Task<IReadOnlyList<RigResult>> TopicAsync()
    {
        await using var server = await BinlogServer.StartAsync("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
        await server.CreateTableAsync();
        await using var bench = await Bench.StartAsync();
        await bench.CreateAsync("source", Connector(server, "no_data"));
        await bench.SettledAsync("source", 0, Limit);
        await bench.Worker.Connectors.SetTargetStateAsync("source", TargetState.Stopped, default);
        await server.InsertAsync(0, Bulk);
        Meter.ResetPeak();
        var meter = new Meter();
        await bench.Worker.Connectors.SetTargetStateAsync("source", TargetState.Started, default);
        await bench.SettledAsync("source", Bulk, Limit);
        var result = meter.Stop("binlog-topic", Bulk, 0) with { BytesPerSecond = null, RssMegabytes = Math.Round(Meter.PeakMegabytes()) };
        (await server.SumAsync()).Expect(await TopicSum.ReadAsync(bench, $"bench.{BinlogServer.Database}.{BinlogServer.Table}", Bulk), "binlog-topic");
        return [result];
    }

    /// <summary>One connection's rows to Avro bytes, against the C client that throws them away.</summary>
    public static async Task<IReadOnlyList<RigResult>> SnapshotAsync()
    {
        await using var server = await BinlogServer.StartAsync();
        await server.CreateTableAsync();
        await server.InsertAsync(0, Bulk);
        await server.InsertAsync(Bulk, Bulk);
        await using var bench = await Bench.OpenTopicsAsync();
        var expected = await server.SumAsync();
        var client = 0.0;
        RigResult? best = null;
        for (var round = 0; round < 3; round++)
        {
            var output = await OpenAsync(bench, server);
            var source = new LiveSource(server, "initial_only");
            var meter = new Meter();
            await source.ReadAsync(2 * Bulk, round == 0 ? output.EncodeAndCheck : output.Encode);
            var result = meter.Stop("snapshot", 2 * Bulk, output.Bytes);
            if (round == 0)
            {
                expected.Expect(output.Sum, "snapshot");
                continue;
            }

            var seconds = await server.TimeAsync(
                "mysql", "--quick", "--skip-column-names", "--batch", "-e", $"select * from {BinlogServer.Database}.{BinlogServer.Table}");
            client = Math.Max(client, 2 * Bulk / seconds);
            best = best is null || result.RowsPerSecond > best.RowsPerSecond ? result : best;
        }

        return [best! with { ReferenceRowsPerSecond = Math.Round(client), Ratio = Math.Round(best.RowsPerSecond!.Value / client, 2) }];
    }

    private static async Task<RigResult> WireAsync(BinlogServer server, string phase, long rows, Func<Task> insert)
    {
        await using var bench = await Bench.OpenTopicsAsync();
        var source = new LiveSource(server, "no_data");
        var file = await server.BeginFileAsync();
        await source.BeginAsync();
        await insert();
        var bytes = (await server.EndAsync()).Position;
        var seconds = double.MaxValue;
        RigResult? best = null;
        using var folder = new TempFolder("raw");
        for (var round = 0; round < Rounds; round++)
        {
            seconds = Math.Min(seconds, await server.TimeAsync("mysqlbinlog", "--raw", "--read-from-remote-server", $"--result-file={folder.Path}/", file));
            var again = source.Copy();
            var output = await OpenAsync(bench, server);
            var meter = new Meter();
            await again.ReadAsync(rows, output.Encode);
            var result = meter.Stop("binlog-wire", rows, bytes);
            if (output.Rows != rows)
            {
                throw new InvalidOperationException($"binlog-wire gave {output.Rows} rows, {rows} were expected.");
            }

            best = best is null || result.RowsPerSecond > best.RowsPerSecond ? result : best;
        }

        return best! with
        {
            Phase = phase,
            ReferenceRowsPerSecond = Math.Round(rows / seconds),
            Ratio = Math.Round(best.Seconds!.Value == 0 ? 0 : seconds / best.Seconds.Value, 2),
        };
    }

    private static async Task<AvroOutput> OpenAsync(Bench bench, BinlogServer server) =>
        await AvroOutput.OpenAsync(bench, await CapturedBinlog.StreamOfAsync(server));

    private static string Connector(BinlogServer server, string mode) => $$"""
        {
          "connector.class": "io.debezium.connector.mysql.MySqlConnector",
          "database.hostname": "127.0.0.1",
          "database.port": "{{server.Port}}",
          "database.user": "{{MySqlFamilyServer.User}}",
          "database.password": "{{server.Password}}",
          "database.server.id": "4712",
          "database.include.list": "{{BinlogServer.Database}}",
          "topic.prefix": "bench",
          "snapshot.mode": "{{mode}}"
        }
        """;
}
