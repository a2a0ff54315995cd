using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Streaming;

/// <summary>A partial update of a document, of a live server, whose path was damaged on its way to us.</summary>
public sealed class PartialUpdateTests
{
    private const string Problem = "MYJ002: Cannot apply a partial update to a JSON document: ";

    [Theory]
    [InlineData("warn")]
    [InlineData("skip")]
    public async Task One_that_cannot_be_applied_is_null_and_named(string mode)
    {
        await using var server = await MySqlServer.StartNewAsync("--binlog-row-value-options=PARTIAL_JSON", "--binlog-checksum=NONE");
        await using var proxy = InterceptingProxy.Editing(server.Port, "$.marker", "$.nowher");
        var bench = await BenchAsync(server, proxy, mode);
        await using var run = await bench.OpenAsync();
        Assert.Single(await run.ReadAsync(1));
        await bench.SqlAsync("UPDATE orders SET doc = JSON_REPLACE(doc, '$.marker', 'b'); UPDATE orders SET doc = JSON_REPLACE(doc, '$.other', 'c')");
        var rows = await run.ReadAsync(2);
        Assert.Equal("""{"id":1,"doc":null}""", rows[0].After);

        // The next one is put together from the row before it, as the server logged that.
        Assert.Equal("b c", await bench.SqlAsync("SELECT CONCAT(doc->>'$.marker', ' ', doc->>'$.other') FROM orders"));
        Assert.Contains("\\\"marker\\\":\\\"b\\\"", rows[1].After, StringComparison.Ordinal);
        Assert.Contains("\\\"other\\\":\\\"c\\\"", rows[1].After, StringComparison.Ordinal);
        var told = bench.Log.Lines.Where(line => line.Contains(Problem, StringComparison.Ordinal)).ToArray();
        if (mode == "skip")
        {
            Assert.Empty(told);
        }
        else
        {
            Assert.StartsWith($"Warning: Column doc of {bench.Database}.orders has a value without a place in its schema: ", Assert.Single(told), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_applied_is_a_failure_that_names_table_and_column()
    {
        await using var server = await MySqlServer.StartNewAsync("--binlog-row-value-options=PARTIAL_JSON", "--binlog-checksum=NONE");
        await using var proxy = InterceptingProxy.Editing(server.Port, "$.marker", "$.nowher");
        var bench = await BenchAsync(server, proxy, "fail");
        await using var run = await bench.OpenAsync();
        Assert.Single(await run.ReadAsync(1));
        await bench.SqlAsync("BEGIN; INSERT INTO orders VALUES (2, '[]'), (3, '[]'); UPDATE orders SET doc = JSON_REPLACE(doc, '$.marker', 'b') WHERE id = 1; COMMIT");

        // The rows before it come, although they arrive together with it.
        Assert.Equal([2, 3], (await run.ReadAsync(2)).Select(row => row.AfterField("id").GetInt32()));
        var error = await Assert.ThrowsAsync<ConnectException>(() => run.ReadAsync(1));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Contains($"row 0 of {bench.Database}.orders: ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Cannot convert column 'doc' of {bench.Database}.orders: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(Problem, error.Message, StringComparison.Ordinal);
    }

    private static async Task<SourceBench> BenchAsync(MySqlFamilyServer server, InterceptingProxy proxy, string mode)
    {
        var bench = new SourceBench(
            server,
            await server.CreateDatabaseAsync(),
            ("database.port", $"{proxy.Port}"),
            ("database.ssl.mode", "disabled"),
            ("database.allowPublicKeyRetrieval", "true"),
            ("event.converting.failure.handling.mode", mode));
        await bench.SqlAsync(
            "CREATE TABLE orders (id INT PRIMARY KEY, doc JSON); "
            + "INSERT INTO orders VALUES (1, JSON_OBJECT('marker', 'a', 'other', 'd', 'rest', REPEAT('x', 200)))");
        return bench;
    }
}
