using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Statements;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Tests.Values.Rig;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values;

/// <summary>Rows of a SELECT: what is asked for, what is refused, and that they allocate nothing.</summary>
public sealed class ResultRowServerTests(SourceServers servers)
{
    private static readonly ColumnModel Number = new("n", SqlType.Int);

    [Fact]
    public void Only_what_would_lose_something_is_asked_for_by_an_expression()
    {
        var plan = Plan(
            new("id", SqlType.Int), new("f", SqlType.Float), new("d", SqlType.Double), new("m", SqlType.Double) { Length = 10, Scale = 2 },
            new("a`b", SqlType.VarChar) { Charset = "utf8mb4" }, new("l", SqlType.Text) { Charset = "latin1" }, new("b", SqlType.Blob),
            new("e", SqlType.Enum) { Charset = "latin1" }, new("s", SqlType.Set), new("g", SqlType.Point), new("j", SqlType.Json));
        Assert.Equal(
            "`id`, `f`, `d`, `m`, `a``b`, CAST(`l` AS BINARY), `b`, CAST(`e` AS UNSIGNED), CAST(`s` AS UNSIGNED), `g`, `j`", plan.SelectList);
    }

    [Theory]
    [InlineData("SELECT 'x'", "MYV005", "'x' is not an integer")]
    [InlineData("SELECT ''", "MYV005", "'' is not an integer")]
    [InlineData("SELECT '-'", "MYV005", "is not an integer")]
    [InlineData("SELECT REPEAT('1', 30)", "MYV005", "is not an integer")]
    [InlineData("SELECT 1", "MYV007", "it has 1 columns, 2 are required")]
    public async Task Results_of_another_shape_are_data_errors(string sql, string code, string told)
    {
        await using var connection = await ConnectAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(connection, sql, Plan(Number, Number)));
        Assert.Equal((ErrorKind.Data, code), (error.Kind, error.Code));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("shop.orders", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(SqlType.Decimal), "'1.5'")]
    [InlineData(nameof(SqlType.Decimal), "'1.2x'")]
    [InlineData(nameof(SqlType.Double), "'x'")]
    [InlineData(nameof(SqlType.Date), "'2024-1-1'")]
    [InlineData(nameof(SqlType.Date), "'2024-13-01'")]
    [InlineData(nameof(SqlType.DateTime), "'2024-01-01 25:00:00'")]
    [InlineData(nameof(SqlType.Time), "'12:60:00'")]
    [InlineData(nameof(SqlType.Time), "'12:00'")]
    [InlineData(nameof(SqlType.Timestamp), "''")]
    public async Task Text_that_the_server_does_not_write_is_a_data_error(string type, string value)
    {
        await using var connection = await ConnectAsync();
        var plan = Plan(new ColumnModel("c", Enum.Parse<SqlType>(type)) { Length = 10, Scale = type == nameof(SqlType.Decimal) ? 2 : -1 });
        var error = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(connection, $"SELECT {value}", plan));
        Assert.Equal("MYV005", error.Code);
    }

    [Fact]
    public async Task What_follows_the_captured_columns_is_left_to_the_caller()
    {
        await using var connection = await ConnectAsync();
        await using var select = await connection.PrepareAsync("SELECT 1, NULL, 'key'", default);
        await using var result = await select.QueryAsync(new ParameterWriter(), default);
        var plan = Plan(Number, Number);
        Assert.True(await result.FillAsync(default) && result.TryReadRow(out var row) && Rest(plan, ref row) == "key");

        static string Rest(ResultRowPlan plan, ref ConnectRuntime.MySql.Client.Results.BinaryRow row)
        {
            var batch = new RecordBatch();
            plan.Decode(ref row, batch, batch.AddStruct(plan.CellCount) + 1);
            Assert.Equal(("1", CellText.Null), (CellText.Of(batch, batch.Cells[1]), CellText.Of(batch, batch.Cells[2])));
            return row.MoveNext() ? System.Text.Encoding.UTF8.GetString(row.Value) : "";
        }
    }

    [Theory]
    [InlineData("1.2345678901234567e-10", "timestamp '2024-01-02 03:04:05.123456'", "1")]
    [InlineData("'1.2345678901234567e-10'", "'2024-01-02 03:04:05.123456'", "'1'")]
    [InlineData("7", "date '2024-01-02'", "1e0")]
    public async Task Rows_allocate_nothing(string number, string time, string member)
    {
        await using var connection = await ConnectAsync();
        var plan = Plan(
            Number, new("d", SqlType.Decimal) { Length = 30, Scale = 10 }, new("f", SqlType.Double), new("t", SqlType.DateTime) { FractionDigits = 6 },
            new("z", SqlType.Timestamp), new("s", SqlType.VarChar) { Charset = "latin1", Length = 9 }, new("j", SqlType.Json), new("e", SqlType.Enum) { Members = ["a"] });
        var batch = new RecordBatch(maxRows: 100_000);
        var least = long.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            // More than arrives at once: the end of a result is an object, its rows are none.
            await using var select = await connection.PrepareAsync(
                "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 900) SELECT s.n, "
                + $"'12345678901234567890.1234567890', {number}, {time}, '2024-01-02 03:04:05', 'abc', '{{\"a\": [1, 2]}}', {member} FROM s JOIN s m ON m.n <= 10",
                default);
            await using var result = await select.QueryAsync(new ParameterWriter(), default);
            batch.Clear();
            while (await result.FillAsync(default))
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var rows = 0;
                while (result.TryReadRow(out var row))
                {
                    plan.Decode(ref row, batch, batch.AddStruct(plan.CellCount) + 1);
                    rows++;
                }

                least = rows > 100 ? Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before) : least;
            }
        }

        Assert.Equal(0, least);
    }

    private static ResultRowPlan Plan(params ColumnModel[] columns) => ResultRowPlan.For(
        TestRow.Table, [.. columns.Select(column => ColumnPlan.For(column, new ConversionModel()))], new ConversionReport(FailureMode.Warn, null));

    private static async Task<List<string[]>> ReadAsync(MySqlConnection connection, string sql, ResultRowPlan plan)
    {
        var found = new List<string[]>();
        await using var select = await connection.PrepareAsync(sql, default);
        await using var result = await select.QueryAsync(new ParameterWriter(), default);
        while (await result.FillAsync(default))
        {
            while (result.TryReadRow(out var row))
            {
                var batch = new RecordBatch();
                var first = batch.AddStruct(plan.CellCount) + 1;
                plan.Decode(ref row, batch, first);
                found.Add([.. Enumerable.Range(first, plan.CellCount).Select(cell => CellText.Of(batch, batch.Cells[cell]))]);
            }
        }

        return found;
    }

    private async Task<MySqlConnection> ConnectAsync() =>
        await MySqlConnection.ConnectAsync(SourceServers.Config(await servers.GetAsync(SourceServers.MariaDb)), default);
}
