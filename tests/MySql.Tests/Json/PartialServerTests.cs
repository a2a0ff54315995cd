using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Documents put together out of partial updates against what the server has after each of them.</summary>
public sealed class PartialServerTests(SourceServers servers)
{
    private const int Documents = 150;
    private const int Rounds = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_updates_of_parts_give_the_document_that_the_server_has()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var documents = new RandomDocuments(random);
        var updates = new RandomUpdates(random, documents);
        var (server, database) = await TableAsync();
        var log = new RowLog(server, database, "docs");
        await using var connection = await PartialAsync(log, "FULL");
        await connection.ExecuteAsync("BEGIN", Cancel);
        for (var id = 1; id <= Documents; id++)
        {
            // Long values make a part worth less than the whole.
            await connection.ExecuteAsync(
                $"INSERT INTO docs VALUES ({id}, JSON_OBJECT('pad', REPEAT('x', 20000), 'a', {documents.Document()}, 'b', JSON_ARRAY({documents.Document()})))",
                Cancel);
        }

        await connection.ExecuteAsync("COMMIT", Cancel);
        await log.MarkAsync();
        var expected = new List<(int Id, string Text, string Sql)>();
        var texts = await TextsAsync(connection);
        for (var round = 0; round < Rounds; round++)
        {
            var sqls = new Dictionary<int, string>();
            await connection.ExecuteAsync("BEGIN", Cancel);
            foreach (var (id, text) in texts)
            {
                sqls[id] = $"UPDATE docs SET doc = {updates.Update(text)} WHERE id = {id}";
                await connection.ExecuteAsync(sqls[id], Cancel);
            }

            await connection.ExecuteAsync("COMMIT", Cancel);
            var after = await TextsAsync(connection);
            expected.AddRange(after.Where(pair => pair.Value != texts[pair.Key]).Select(pair => (pair.Key, pair.Value, sqls[pair.Key])));
            texts = after;
        }

        var partial = new PartialJson();
        var rows = await log.ReadAsync();
        Assert.Equal(expected.Select(e => e.Id), rows.Select(row => row.Id));
        foreach (var (row, (id, text, sql)) in rows.Zip(expected))
        {
            var actual = row.IsPartial[0] ? JsonTexts.Patched(partial, row.Before[0], row.After[0]) : JsonTexts.Binary(row.After[0]);
            Assert.True(JsonTexts.Compact(text) == actual, $"seed {seed}, id {id}: {sql}\n{JsonTexts.Compact(text)}\n{actual}");
        }

        var parts = rows.Count(row => row.IsPartial[0]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows.Count} updates, {parts} of them partial");
        Assert.True(parts > rows.Count / 2, $"Only {parts} of {rows.Count} updates are partial.");
    }

    [Fact]
    public async Task An_update_with_many_differences_and_one_with_none_give_the_whole_document()
    {
        var (server, database) = await TableAsync();
        var log = new RowLog(server, database, "docs");
        await using var connection = await PartialAsync(log, "FULL");
        var members = string.Join(", ", Enumerable.Range(0, 2000).Select(k => $"'key{k}', JSON_ARRAY({k}, 'value {k}')"));
        await connection.ExecuteAsync($"INSERT INTO docs VALUES (1, JSON_OBJECT({members}))", Cancel);
        await log.MarkAsync();
        var changes = string.Join(", ", Enumerable.Range(0, 500).Select(k => $"'$.key{3 * k}[1]', {k}, '$.new{k}', 'n', '$.key{3 * k}[2]', NULL"));
        await connection.ExecuteAsync($"UPDATE docs SET doc = JSON_SET(doc, {changes})", Cancel);
        await connection.ExecuteAsync("UPDATE docs SET id = 2", Cancel);
        var rows = await log.ReadAsync();
        var expected = JsonTexts.Compact((await TextsAsync(connection))[2]);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.True(row.IsPartial[0]));
        Assert.Empty(rows[1].After[0]!);
        var partial = new PartialJson();
        Assert.All(rows, row => Assert.Equal(expected, JsonTexts.Patched(partial, row.Before[0], row.After[0])));
    }

    // NOBLOB logs the document before the update all the same, because the statement reads it.
    [Theory]
    [InlineData("MINIMAL", false)]
    [InlineData("NOBLOB", true)]
    public async Task Without_a_before_image_the_document_is_unavailable(string image, bool isPresent)
    {
        var (server, database) = await TableAsync();
        var log = new RowLog(server, database, "docs");
        await using var connection = await PartialAsync(log, image);
        await connection.ExecuteAsync("INSERT INTO docs VALUES (1, JSON_OBJECT('pad', REPEAT('x', 2000), 'a', 1))", Cancel);
        await log.MarkAsync();
        await connection.ExecuteAsync("UPDATE docs SET doc = JSON_SET(doc, '$.a', 2)", Cancel);
        var row = Assert.Single(await log.ReadAsync());
        Assert.True(row.IsPartial[0]);
        Assert.Equal(isPresent, row.IsBeforePresent[0]);
        Assert.Equal(Cell.Unavailable, new PartialJson().WriteWithoutBefore(row.After[0], new RecordBatch()));
        if (isPresent)
        {
            Assert.Equal($$"""{"a":2,"pad":"{{new string('x', 2000)}}"}""", JsonTexts.Patched(new PartialJson(), row.Before[0], row.After[0]));
        }
    }

    [Theory]
    [InlineData("FULL")]
    [InlineData("MINIMAL")]
    [InlineData("NOBLOB")]
    public async Task Bits_count_all_json_columns_of_the_table(string image)
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        var names = Enumerable.Range(0, 10).Select(i => $"j{i}").ToArray();
        await server.QueryAsync($"CREATE TABLE docs (id INT PRIMARY KEY, t TEXT, {string.Join(", ", names.Select(n => $"{n} JSON"))}, u TEXT)", database);
        var log = new RowLog(server, database, "docs");
        await using var connection = await PartialAsync(log, image);
        var document = "JSON_OBJECT('pad', REPEAT('x', 200), 'a', 1)";
        await connection.ExecuteAsync($"INSERT INTO docs VALUES (1, 't', {string.Join(", ", names.Select(_ => document))}, 'u')", Cancel);
        await log.MarkAsync();
        await connection.ExecuteAsync("UPDATE docs SET j1 = JSON_SET(j1, '$.a', 2), j4 = NULL, j9 = JSON_SET(j9, '$.a', 3), j7 = '[5]'", Cancel);
        var row = Assert.Single(await log.ReadAsync());
        var cells = (await connection.RowsAsync("SELECT t, j0, j1, j2, j3, j4, j5, j6, j7, j8, j9, u FROM docs", Cancel))[0];
        Assert.True(row.IsPartial[2] && row.IsPartial[10] && !row.IsPartial[8]);
        for (var i = 1; i < 11; i++)
        {
            var after = row.After[i];
            if (after is not null && (!row.IsPartial[i] || row.Before[i] is not null))
            {
                var text = row.IsPartial[i] ? JsonTexts.Patched(new PartialJson(), row.Before[i], after) : JsonTexts.Binary(after);
                Assert.Equal(JsonTexts.Compact(cells[i]!), text);
            }
        }
    }

    private async Task<(MySqlFamilyServer Server, string Database)> TableAsync()
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE docs (id INT PRIMARY KEY, doc JSON)", database);
        return (server, database);
    }

    private static async Task<MySqlConnection> PartialAsync(RowLog log, string image)
    {
        var connection = await log.OpenAsync();
        await connection.ExecuteAsync($"SET binlog_row_value_options = 'PARTIAL_JSON', binlog_row_image = '{image}'", Cancel);
        return connection;
    }

    private static async Task<Dictionary<int, string>> TextsAsync(MySqlConnection connection) =>
        (await connection.RowsAsync("SELECT id, doc FROM docs ORDER BY id", Cancel))
            .ToDictionary(row => int.Parse(row[0]!, CultureInfo.InvariantCulture), row => row[1]!);
}
