using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectRuntime.EndToEnd.Tests.Crashes;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Long;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Sizes;

/// <summary>One transaction of 64 MB, or of 2 GB where all is asked for: every row of it comes once and as it is, and there the worker stays small.</summary>
public class LargeTransactionTests
{
    private const int RowBytes = 4096, MostMegabytes = 250;

    private static readonly int Rows = LongRun.Of(16_000, 500_000);

    [Fact]
    public async Task All_rows_come_once_and_memory_stays_small()
    {
        await using var server = await MySqlServer.StartNewAsync(
            "--max-binlog-cache-size=8G", "--max-binlog-size=1G", "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0", "--cte-max-recursion-depth=1000000",
            "--innodb-redo-log-capacity=1G", "--innodb-buffer-pool-size=256M", "--tmp-table-size=256M");
        await server.QueryAsync("CREATE DATABASE shop");
        await server.QueryAsync("CREATE TABLE wide (id INT PRIMARY KEY, payload TEXT) CHARACTER SET latin1", "shop");
        await using var place = new Workplace();
        place.WriteConnector("shop", DatabaseLoad.SourceOver(server).With("snapshot.mode", "no_data").With("include.schema.changes", "false"));
        var worker = await place.StartReadyAsync();
        await worker.LogsAsync("Reads the binlog from");
        var watch = Stopwatch.StartNew();
        await server.QueryAsync(
            $"INSERT INTO wide WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < {Rows}) SELECT id, REPEAT(SHA2(id, 256), 64) FROM n", "shop");
        var written = watch.Elapsed.TotalSeconds;
        await LargeRuns.RowsAsync(worker, "shop", Rows);
        var (peak, seconds) = (worker.PeakMegabytes(), watch.Elapsed.TotalSeconds - written);
        Assert.Equal(0, await worker.StopAsync());
        await ExpectAsync(place);
        LongRun.Tell("large-transaction", ("rows", Rows), ("bytes", (double)Rows * RowBytes), ("seconds", seconds), ("rss_peak_mb", peak));
        Assert.True(!LongRun.IsWhole || peak < MostMegabytes, $"The worker had {peak:0} MiB.");
    }

    // The payload is known from the number, by another implementation of SHA-256 than the server's.
    private static async Task ExpectAsync(Workplace place)
    {
        var next = 1;
        await TopicLines.ReadAsync(place, "p.shop.wide", line =>
        {
            using var json = JsonDocument.Parse(line);
            var value = json.RootElement.GetProperty("value");
            var (row, payload) = (value.GetProperty("after"), value.GetProperty("after").GetProperty("payload").GetString()!);
            var part = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{next}")));
            if (row.GetProperty("id").GetInt32() != next || payload.Length != RowBytes || payload.AsSpan().Count(part) != RowBytes / 64)
            {
                Assert.Fail($"Record {next} is row {row.GetProperty("id")} with {payload.Length} characters.");
            }

            next++;
        });
        Assert.Equal(Rows, next - 1);
    }
}
