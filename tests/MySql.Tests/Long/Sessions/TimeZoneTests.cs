using System.Diagnostics;
using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Long;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Long.Sessions;

/// <summary>
/// Clients in many time zones define tables and write moments around the edges of summer time, while the server has one zone after the other; stream
/// and snapshot give what the server's UNIX_TIMESTAMP and its values in UTC say.
/// </summary>
public sealed class TimeZoneTests
{
    private static readonly string[] Locals =
    [
        "1970-01-02 00:00:00", "2038-01-18 03:14:07", "2024-03-31 01:59:59.999999", "2024-03-31 02:30:00", "2024-03-31 03:00:00", "2024-10-27 01:59:59",
        "2024-10-27 02:30:00", "2024-10-27 03:00:00", "2024-03-10 02:30:00", "2024-11-03 01:30:00", "2024-04-07 01:45:00", "2011-12-30 12:00:00",
        "2024-02-29 23:59:59.5", "0000-00-00 00:00:00",
    ];

    // Of Berlin and New York: a second before and at every change, and both times of the hour that comes twice.
    private static readonly long[] Moments =
        [1, 1711846799, 1711846800, 1729987200, 1729989000, 1729990799, 1729990800, 1729992600, 1710053999, 1710054000, 1730611800, 1730615400, 2147483646];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Moments_are_the_servers_in_whatever_zone_they_were_written(string name)
    {
        var watch = Stopwatch.StartNew();
        var (server, zones) = await ZoneServers.StartAsync(name);
        await using var _ = server;
        var count = 0;
        foreach (var global in LongRun.IsWhole ? zones : [zones[0], zones[2], zones[^3]])
        {
            await server.QueryAsync($"SET GLOBAL time_zone = '{global}'");
            count += await TryAsync(new SourceBench(server, await server.CreateDatabaseAsync(), ServerRow.Options), zones);
        }

        LongRun.Tell($"time-zones {name}", ("zones", zones.Length), ("rows", count), ("seconds", watch.Elapsed.TotalSeconds));
    }

    private static async Task<int> TryAsync(SourceBench bench, string[] zones)
    {
        await using var truth = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server, bench.Database), Cancel);
        await truth.ExecuteAsync("SET time_zone = '+00:00'", Cancel);
        await using var run = await bench.OpenAsync(1000, ("snapshot.mode", "no_data"));
        await run.DrainAsync();
        var tables = new List<string>();
        foreach (var zone in zones)
        {
            tables.Add($"t{tables.Count}");
            await WriteAsync(bench, zone, tables[^1]);
        }

        var streamed = (await run.ReadAsync(tables.Count * (Locals.Length + (2 * Moments.Length)))).Where(row => row.Operation == RowOperation.Create).ToList();
        await CompareAsync(truth, tables, streamed, "the stream");
        await using var snapshot = await new SourceBench(bench.Server, bench.Database, ServerRow.Options).OpenAsync(1000, ("snapshot.mode", "initial_only"));
        await CompareAsync(truth, tables, await snapshot.ReadAsync(int.MaxValue), "the snapshot");
        return 2 * streamed.Count;
    }

    private static async Task WriteAsync(SourceBench bench, string zone, string table)
    {
        await using var session = await MySqlConnection.ConnectAsync(SourceServers.Config(bench.Server, bench.Database), Cancel);
        await session.ExecuteAsync($"SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '{zone}'", Cancel);
        await session.ExecuteAsync($"""
            CREATE TABLE {table} (id INT PRIMARY KEY AUTO_INCREMENT, ts TIMESTAMP(6) NULL DEFAULT '2024-07-01 12:00:00.5', ts0 TIMESTAMP NULL DEFAULT '1999-12-31 23:59:59',
              made TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6), dt DATETIME(6) DEFAULT '2024-07-01 12:00:00.5', dmade DATETIME DEFAULT CURRENT_TIMESTAMP,
              t TIME(6), d DATE, y YEAR)
            """, Cancel);
        foreach (var local in Locals)
        {
            await session.ExecuteAsync($"INSERT INTO {table} (ts, ts0, dt, t, d, y) VALUES ('{local}', '{local}', '{local}', TIME('{local}'), DATE('{local}'), YEAR('{local}'))", Cancel);
        }

        foreach (var moment in Moments)
        {
            await session.ExecuteAsync($"SET timestamp = {moment}.25", Cancel);
            await session.ExecuteAsync($"INSERT INTO {table} (ts0, t, d, y) VALUES (FROM_UNIXTIME({moment}), CURTIME(6), CURDATE(), YEAR(NOW()))", Cancel);
            await session.ExecuteAsync($"INSERT INTO {table} (ts, dt) VALUES (NOW(6), UTC_TIMESTAMP(6))", Cancel);
        }
    }

    private static async Task CompareAsync(MySqlConnection truth, List<string> tables, List<ChangeRow> rows, string from)
    {
        var byTable = rows.GroupBy(row => row.SourceField("table").GetString()!).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(tables, byTable.Keys.Order(Comparer<string>.Create((a, b) => string.CompareOrdinal($"{a.Length}{a}", $"{b.Length}{b}"))));
        foreach (var table in tables)
        {
            var found = byTable[table];
            Assert.Equal(await ServerRow.ReadAsync(truth, table, "TRUE ORDER BY id"), found.Select(row => ServerRow.Of(row.After)));
            var moments = await truth.RowsAsync($"SELECT UNIX_TIMESTAMP(ts), UNIX_TIMESTAMP(ts0), UNIX_TIMESTAMP(made) FROM {table} ORDER BY id", Cancel);
            Assert.Equal(
                moments.Select(row => string.Join(' ', row.Select(Number))),
                found.Select(row => $"{Seconds(row, "ts")} {Seconds(row, "ts0")} {Seconds(row, "made")}"));
            var defaults = (await truth.RowsAsync($"SELECT UNIX_TIMESTAMP(DEFAULT(ts)), UNIX_TIMESTAMP(DEFAULT(ts0)) FROM {table} LIMIT 1", Cancel))[0];
            var schema = found[0].Schema!;
            Assert.Equal(
                $"{from}, {table}: {Number(defaults[0])} {Number(defaults[1])}",
                $"{from}, {table}: {Seconds((string?)schema.Find("ts")!.Schema.Default)} {Seconds((string?)schema.Find("ts0")!.Schema.Default)}");
        }
    }

    // Zero is what the server has for a zero date.
    private static string Number(string? text) => decimal.Parse(text ?? "0", CultureInfo.InvariantCulture).ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Seconds(ChangeRow row, string column) => Seconds(row.AfterField(column).GetString());

    private static string Seconds(string? iso)
    {
        var time = iso is null ? TimeSpan.Zero : DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch;
        return ((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString("0.000000", CultureInfo.InvariantCulture);
    }
}
