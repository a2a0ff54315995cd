using System.Globalization;
using System.Text;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The most memory that a worker has: with a server of ten thousand tables, all of which it captures, and through a transaction of 2 GB.</summary>
internal static class MemoryRig
{
    private const int Tables = 10_000;
    private const long WideRows = 500_000, Needed = 2_000_000_000;
    private const string Name = "memory";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs it.</summary>
    public static async Task<IReadOnlyList<RigResult>> RunAsync() => [await TransactionAsync(), await TablesAsync()];

    // Every table has a row in the snapshot and another one in the stream.
    private static async Task<RigResult> TablesAsync()
    {
        await using var server = await BinlogServer.StartAsync("--table-open-cache=12000", "--table-definition-cache=12000", "--open-files-limit=30000");
        await ForEachTableAsync(server, table =>
            $"create table {table} (id int primary key, name varchar(20), price decimal(10, 2)); insert into {table} values (1, 'one', 1.00);");
        await using var side = await OwnSide.StartAsync();
        var meter = System.Diagnostics.Stopwatch.StartNew();
        await side.Worker.PutAsync(Name, Options(server, side, "initial"));
        await RowsAsync(side, Tables);
        await ForEachTableAsync(server, table => $"insert into {table} values (2, 'two', 2.00);");
        await RowsAsync(side, 2 * Tables);
        return Result(side, "10,000 tables", 2 * Tables, meter.Elapsed.TotalSeconds);
    }

    private static async Task<RigResult> TransactionAsync()
    {
        await using var server = await BinlogServer.StartAsync("--max-binlog-cache-size=8G", "--innodb-redo-log-capacity=4G", "--tmp-table-size=256M");
        await server.SqlAsync($"create table {BinlogServer.Database}.wide (id int primary key, payload text)");
        await using var side = await OwnSide.StartAsync();
        await side.Worker.PutAsync(Name, Options(server, side, "no_data"));
        while (await side.Worker.TaskAsync(Name) is not { } task || task["detail"] is null)
        {
            await Task.Delay(100);
        }

        var file = await server.BeginFileAsync();
        var meter = System.Diagnostics.Stopwatch.StartNew();
        await server.SqlAsync($"""
            insert into {BinlogServer.Database}.wide with recursive n (id) as (select 1 union all select id + 1 from n where id < {WideRows})
              select id, repeat(sha2(id, 256), 64) from n
            """);
        var bytes = new FileInfo(server.PathOf(file)).Length;
        if (bytes < Needed)
        {
            throw new InvalidOperationException($"The transaction has {bytes} bytes, {Needed} were meant.");
        }

        await RowsAsync(side, WideRows);
        return Result(side, "a transaction of 2 GB", WideRows, meter.Elapsed.TotalSeconds);
    }

    private static async Task ForEachTableAsync(BinlogServer server, Func<string, string> statement)
    {
        foreach (var some in Enumerable.Range(0, Tables).Chunk(500))
        {
            var sql = new StringBuilder();
            foreach (var i in some)
            {
                sql.AppendLine(statement(string.Create(CultureInfo.InvariantCulture, $"{BinlogServer.Database}.t{i:00000}")));
            }

            await server.SqlAsync(sql.ToString());
        }
    }

    private static Dictionary<string, string?> Options(BinlogServer server, OwnSide side, string mode)
    {
        var options = CapturedBinlog.Options(server);
        options["snapshot.mode"] = mode;
        options["include.schema.changes"] = "false";
        side.AddOptions(options);
        return options;
    }

    private static async Task RowsAsync(OwnSide side, long rows)
    {
        long seen = 0;
        for (var limit = DateTime.UtcNow + Limit; seen < rows; await Task.Delay(100))
        {
            seen = await side.RowsAsync(Name);
            if (DateTime.UtcNow > limit)
            {
                throw new TimeoutException($"{seen} of {rows} rows after {Limit}. {await side.Worker.TaskAsync(Name)}");
            }
        }
    }

    private static RigResult Result(OwnSide side, string phase, long rows, double seconds) => new("memory")
    {
        Phase = phase,
        Rows = rows,
        Seconds = Math.Round(seconds, 3),
        CpuSeconds = Math.Round(side.Worker.CpuSeconds, 3),
        RssMegabytes = side.Worker.PeakMegabytes,
    };
}
