using System.Diagnostics;
using System.Text;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Two thousand tables, most of them with a row and some with none.</summary>
public sealed class SnapshotManyTablesTests(SourceServers servers)
{
    private const int Tables = 2000;

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task All_of_them_are_read_and_gone_on_with(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync());
        for (var i = 0; i < Tables; i += 200)
        {
            await bench.SqlAsync(Create(i, i + 200));
        }

        var watch = Stopwatch.StartNew();
        await bench.BeginAsync();
        var begun = watch.Elapsed;
        var (rows, more) = await bench.ReadAsync(700);
        Assert.True(more);
        Assert.Equal((700, Tables * 4 / 5), (rows.Count, rows.Count + (await ResumeAsync(bench, rows)).Count));
        Assert.Equal(Tables * 4 / 5, rows.Select(row => row.Topic).Distinct().Count());
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: begun after {begun.TotalSeconds:0.0} s, all read after {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    private static string Create(int from, int to)
    {
        var sql = new StringBuilder("SET sql_log_bin = 0;\n");
        for (var i = from; i < to; i++)
        {
            sql.Append($"CREATE TABLE t{i:D4} (id INT PRIMARY KEY, a VARCHAR(20), b DATETIME, c DECIMAL(10,2)) STATS_PERSISTENT=0;\n");
            sql.Append(i % 5 == 0 ? "" : $"INSERT INTO t{i:D4} (id) VALUES ({i});\n");
        }

        return sql.ToString();
    }

    private static async Task<List<SnapshotRow>> ResumeAsync(SnapshotBench bench, List<SnapshotRow> rows)
    {
        await bench.ResumeAsync(bench.Reader!.Progress);
        var rest = await bench.ReadToEndAsync(500);
        rows.AddRange(rest);
        return rest;
    }
}
