using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>Rows that a transaction takes back although MariaDB has them in its binlog, as it does where the transaction also makes a temporary table.</summary>
public class TakenBackTests(SourceServers servers)
{
    private const string Rollback = "BEGIN; INSERT INTO t VALUES (1); CREATE TEMPORARY TABLE x (a INT); INSERT INTO t VALUES (2); ROLLBACK; DROP TEMPORARY TABLE x;";

    private const string RollbackTo =
        "BEGIN; INSERT INTO t VALUES (3); SAVEPOINT `a b`; INSERT INTO t VALUES (4); INSERT INTO u VALUES (4); SAVEPOINT c; INSERT INTO u VALUES (5); "
        + "CREATE TEMPORARY TABLE y (a INT); ROLLBACK TO `A B`; INSERT INTO t VALUES (6); COMMIT; DROP TEMPORARY TABLE y;";

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.NewMariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Rows_that_are_not_there_are_not_written(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE u (id INT PRIMARY KEY); CREATE TABLE m (id INT PRIMARY KEY) ENGINE=MyISAM");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync($"{Rollback} {RollbackTo} INSERT INTO m VALUES (7)");
        Assert.Equal(["t 3", "t 6", "m 7"], (await run.ReadAsync(3)).Select(row => $"{row.SourceField("table")} {row.AfterField("id")}"));
        Assert.DoesNotContain(bench.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.NewMariaDb)]
    public async Task What_is_told_of_a_transaction_is_what_is_left_of_it(string server)
    {
        await using var alone = await SourceServers.StartAsync(server);
        var bench = await ToldAsync(alone);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE u (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync($"{Rollback} {RollbackTo}");
        var rows = await run.ReadAsync(4);
        Assert.Equal(["BEGIN", "1 1", "2 2", "END"], rows.Select(row => row.Transaction is null
            ? row.AfterField("status").GetString()!
            : string.Join(' ', System.Text.Json.JsonDocument.Parse(row.Transaction).RootElement.EnumerateObject().Skip(1).Select(field => field.Value.GetRawText()))));
        Assert.Equal(
            $$"""2 [{"data_collection":"{{bench.Database}}.t","event_count":2}]""",
            $"{rows[^1].AfterField("event_count").GetRawText()} {rows[^1].AfterField("data_collections").GetRawText()}");
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.NewMariaDb)]
    public async Task A_prepared_transaction_has_taken_rows_back(string server)
    {
        var bench = await SourceBench.OnAsync(servers, server, ("snapshot.mode", "no_data"));
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync();
        var xid = $"'{bench.Database}'";
        await bench.SqlAsync(
            $"XA START {xid}; INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2); CREATE TEMPORARY TABLE x (a INT); ROLLBACK TO s; "
            + $"INSERT INTO t VALUES (3); XA END {xid}; XA PREPARE {xid}; XA COMMIT {xid}; INSERT INTO t VALUES (4)");
        Assert.Equal(await bench.SqlAsync("SELECT id FROM t ORDER BY id"), string.Join('\n', (await run.ReadAsync(3)).Select(row => row.AfterField("id"))));
    }

    [Fact]
    public async Task Rows_that_were_handed_on_before_stay_with_a_warning_and_the_rest_goes()
    {
        await using var alone = await SourceServers.StartAsync(SourceServers.MariaDb);
        var bench = await ToldAsync(alone);
        await bench.SqlAsync("CREATE TABLE t (id INT PRIMARY KEY)");
        await using var run = await bench.OpenAsync(maxRows: 3);
        await bench.SqlAsync(
            "BEGIN; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); INSERT INTO t VALUES (3); CREATE TEMPORARY TABLE x (a INT); ROLLBACK; INSERT INTO t VALUES (4)");
        var rows = await run.ReadAsync(7);
        Assert.Equal(
            ["BEGIN", "c1", "c2", "END 2", "BEGIN", "c4", "END 1"],
            rows.Select(row => row.Operation == RowOperation.Create ? $"c{row.AfterField("id")}"
                : row.AfterField("status").GetString() is var status && status == "END" ? $"END {row.AfterField("event_count")}" : status));
        Assert.Single(bench.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("they stay written", StringComparison.Ordinal));
    }

    // Every transaction of a server is told, also those of others.
    private static async Task<SourceBench> ToldAsync(MySqlFamilyServer server) =>
        new(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"), ("provide.transaction.metadata", "true"));
}
