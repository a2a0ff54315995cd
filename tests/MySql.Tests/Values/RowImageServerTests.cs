using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Changes under every row image, with and without partial JSON: what the row after a change has is what the server has.</summary>
public sealed class RowImageServerTests(SourceServers servers)
{
    private static readonly ColumnModel[] Columns =
    [
        new("id", SqlType.Int) { IsNullable = false },
        new("name", SqlType.VarChar) { Length = 20, Charset = "utf8mb4" },
        new("a", SqlType.Json),
        new("note", SqlType.Text) { Charset = "utf8mb4" },
        new("b", SqlType.Json),
        new("n", SqlType.BigInt),
    ];

    [Theory]
    [InlineData("FULL", "")]
    [InlineData("MINIMAL", "")]
    [InlineData("NOBLOB", "")]
    [InlineData("FULL", "PARTIAL_JSON")]
    [InlineData("MINIMAL", "PARTIAL_JSON")]
    [InlineData("NOBLOB", "PARTIAL_JSON")]
    public async Task Updates(string image, string options)
    {
        var server = await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await using var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), default);
        await connection.ExecuteAsync($"SET binlog_row_image = {image}, binlog_row_value_options = '{options}'", default);
        await connection.ExecuteAsync("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), a JSON, note TEXT, b JSON, n BIGINT)", default);
        const string Document = """JSON_OBJECT('x', 1, 'list', JSON_ARRAY(1, 2, 3), 'pad', REPEAT('p', 300))""";
        await connection.ExecuteAsync($"INSERT INTO t VALUES (1, 'one', {Document}, 'text', {Document}, 1), (2, NULL, NULL, NULL, {Document}, NULL)", default);
        string[] changes =
        [
            "UPDATE t SET n = 2",
            "UPDATE t SET b = JSON_SET(b, '$.x', 17) WHERE id = 1",
            "UPDATE t SET b = JSON_REMOVE(b, '$.list[1]'), a = JSON_REPLACE(a, '$.list[0]', 'first'), name = 'uno'",
            "UPDATE t SET a = '[1, {\"k\": null}]', note = NULL",
            "UPDATE t SET a = JSON_SET(b, '$.x', 1.5), b = NULL WHERE id = 1",
        ];
        foreach (var change in changes)
        {
            var log = await BinlogRows.BeginAsync(server);
            await connection.ExecuteAsync(change, default);
            var found = Read(await log.ReadAsync(), database);
            foreach (var row in await connection.RowsAsync("SELECT id, name, a, note, b, n FROM t ORDER BY id", default))
            {
                if (found.Find(cells => cells[0] == row[0] || cells[0] == "unavailable") is not { } cells)
                {
                    continue;
                }

                found.Remove(cells);
                for (var i = 1; i < row.Length; i++)
                {
                    var expected = row[i] is not { } text ? CellText.Null : Columns[i].Type == SqlType.Json
                        ? text.Replace(", ", ",", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal) : text;
                    Assert.True(cells[i] == expected || (image != "FULL" && cells[i] == "unavailable"), $"{change}: {Columns[i].Name} is {cells[i]}, not {expected}");
                }
            }

            Assert.Empty(found);
        }
    }

    private static List<string[]> Read(IEnumerable<RowsOfEvent> log, string database)
    {
        var found = new List<string[]>();
        ColumnPlan[] plans = [.. Columns.Select(column => ColumnPlan.For(column, new ConversionModel()))];
        foreach (var rows in log.Where(rows => rows.Map.Id == new TableId(database, "t")))
        {
            var plan = BinlogRowPlan.For(rows.Map, plans, new ConversionReport(FailureMode.Fail, null));
            for (var at = 0; at < rows.Rows.Length;)
            {
                var before = rows.Rows.AsSpan(at);
                at += plan.Skip(before, rows.Before);
                var batch = new RecordBatch();
                var root = batch.AddStruct(plan.CellCount);
                var after = rows.Rows.AsSpan(at);
                var skipped = rows.IsPartial ? plan.SkipPartial(after, rows.After) : plan.Skip(after, rows.After);
                var read = rows.IsPartial
                    ? plan.DecodePartial(after, rows.After, before, rows.Before, batch, root + 1)
                    : plan.Decode(after, rows.After, batch, root + 1);
                Assert.Equal(skipped, read);
                at += read;
                found.Add([.. Enumerable.Range(root + 1, plan.CellCount).Select(cell => CellText.Of(batch, batch.Cells[cell]))]);
            }
        }

        Assert.NotEmpty(found);
        return found;
    }
}
