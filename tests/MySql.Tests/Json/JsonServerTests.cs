using System.Text;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Documents out of the binlog of a server against the server's own text of them.</summary>
public sealed class JsonServerTests(SourceServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_documents_of_all_types_have_one_text_in_the_stream_and_in_a_select()
    {
        var seed = Environment.TickCount;
        var documents = new RandomDocuments(new Random(seed));
        await CompareAsync(3000, _ => documents.Document(), seed);
    }

    [Fact]
    public async Task Doubles_have_the_digits_that_the_server_shows()
    {
        var seed = Environment.TickCount;
        var documents = new RandomDocuments(new Random(seed));
        await CompareAsync(100, _ => $"CAST('[{string.Join(',', Enumerable.Range(0, 400).Select(_ => documents.Double()))}]' AS JSON)", seed);
    }

    [Fact]
    public async Task Large_containers_hold_values_of_every_size()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var documents = new RandomDocuments(random);
        await CompareAsync(
            8,
            i => $"JSON_MERGE_PRESERVE({(i % 2 == 0 ? "JSON_ARRAY" : "JSON_OBJECT")}({Large(i)}), JSON_ARRAY({documents.Document(5)}))",
            seed);

        string Large(int i) => string.Join(", ", Enumerable.Range(0, 3000).Select(k => (i % 2 == 0 ? "" : $"'k{k}', ") + Small(k)))
            + (i % 2 == 0 ? ", " : ", 'long', ") + $"REPEAT('ä', {random.Next(70_000)})";

        string Small(int k) => (k % 6) switch
        {
            0 => "70000",
            1 => "-70000",
            2 => "4000000000",
            3 => "-5",
            4 => documents.Text(),
            _ => "CAST('null' AS JSON)",
        };
    }

    [Fact]
    public async Task Every_opaque_type_of_a_column_has_one_text()
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(
            """
            CREATE TABLE source (y YEAR, e ENUM('a','b'), s SET('x','y'), bt BIT(10), ts TIMESTAMP(3) NULL, tb TINYBLOB, bl BLOB, mb MEDIUMBLOB,
              lb LONGBLOB, vb VARBINARY(10), bi BINARY(5), g GEOMETRY, f FLOAT, tm TIME(2), tx TEXT, bo BOOL, dt DATE, dc DECIMAL(65,30));
            INSERT INTO source VALUES (2024, 'a', 'x,y', b'1010101', '2024-01-02 03:04:05.678', 'tb', 'bl', REPEAT('m', 57), REPEAT('l', 58), 'vb', 'bi',
              POINT(1,2), 1.1, '-1:02:03.45', 'text', TRUE, '2024-02-29', -1.5);
            """,
            database);
        var columns = "y e s bt ts tb bl mb lb vb bi g f tm tx bo dt dc".Split(' ');
        await CompareAsync(columns.Length, i => $"(SELECT JSON_ARRAY({columns[i - 1]}) FROM {database}.source)", 0);
    }

    [Fact]
    public async Task A_document_of_no_bytes_is_what_the_server_shows()
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(
            "CREATE TABLE docs (id INT PRIMARY KEY); INSERT INTO docs VALUES (1); SET sql_mode=''; ALTER TABLE docs ADD doc JSON NOT NULL", database);
        var log = new RowLog(server, database, "docs");
        await log.MarkAsync();
        await server.QueryAsync("UPDATE docs SET id = 2", database);
        var row = Assert.Single(await log.ReadAsync());
        Assert.Empty(row.After[0]!);
        Assert.Equal(await server.QueryAsync("SELECT doc FROM docs", database), JsonTexts.Binary(row.After[0]));
    }

    private async Task CompareAsync(int count, Func<int, string> document, int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE docs (id INT PRIMARY KEY, doc JSON)", database);
        var log = new RowLog(server, database, "docs");
        await log.MarkAsync();
        await using var connection = await log.OpenAsync();
        for (var id = 1; id <= count;)
        {
            var sql = new StringBuilder("INSERT INTO docs VALUES ");
            for (var first = id; id <= count && id - first < 500 && sql.Length < 1_000_000; id++)
            {
                sql.Append(id == first ? "" : ", ").Append('(').Append(id).Append(", JSON_EXTRACT(JSON_ARRAY(").Append(document(id)).Append("), '$[0]'))");
            }

            await connection.ExecuteAsync(sql.ToString(), Cancel);
        }

        var texts = await connection.RowsAsync("SELECT id, doc FROM docs ORDER BY id", Cancel);
        var rows = (await log.ReadAsync()).ToDictionary(row => row.Id);
        Assert.Equal(count, rows.Count);
        Assert.Equal(count, texts.Count);
        foreach (var text in texts)
        {
            var expected = JsonTexts.Compact(text[1]!);
            var row = rows[int.Parse(text[0]!, System.Globalization.CultureInfo.InvariantCulture)];
            Assert.True(expected == JsonTexts.Server(text[1]!), $"seed {seed}, id {row.Id}: {text[1]}\n{JsonTexts.Server(text[1]!)}");
            var actual = JsonTexts.Binary(row.After[0]);
            Assert.True(expected == actual, $"seed {seed}, id {row.Id}:\n{expected}\n{actual}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} documents, {texts.Sum(t => t[1]!.Length)} characters");
    }
}
