using System.Text.Json;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Damaged documents and partial updates: each is a Data error or valid JSON, in bounded time and memory, and nothing else.</summary>
public sealed class JsonFuzzTests(SourceServers servers)
{
    private const int Documents = 300;
    private const int PerDocument = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damaged_documents_and_updates_are_data_errors_or_json()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var rows = await UpdatesAsync(new RandomDocuments(random), random);
        var (refused, accepted) = (0, 0);
        var partial = new PartialJson();
        var batch = new RecordBatch();
        foreach (var row in rows)
        {
            var before = row.Before[0]!;
            for (var length = 1; length < before.Length; length += Math.Max(1, before.Length / 100))
            {
                Try(() => BinaryJson.Write(before.AsSpan(0, length), batch));
            }

            for (var i = 0; i < PerDocument; i++)
            {
                var damaged = Damage(before);
                Try(() => BinaryJson.Write(damaged, batch));
                if (row.IsPartial[0])
                {
                    Try(() => partial.Write(damaged, row.After[0], batch));
                    var diffs = Damage(row.After[0]!);
                    Try(() => partial.Write(before, diffs, batch));
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {accepted} accepted");
        Assert.True(refused > 10_000 && accepted > 10_000);

        void Try(Func<Cell> write)
        {
            batch.Clear();
            try
            {
                var cell = write();
                if (cell.HasValue)
                {
                    accepted++;
                    var reader = new Utf8JsonReader(batch[cell], new JsonReaderOptions { MaxDepth = 1000 });
                    while (reader.Read())
                    {
                    }
                }
            }
            catch (ConnectException error)
            {
                refused++;
                Assert.Equal(ErrorKind.Data, error.Kind);
                Assert.True(error.Code is "MYJ001" or "MYJ002", error.Message);
            }
        }

        byte[] Damage(byte[] bytes)
        {
            var damaged = bytes.ToArray();
            for (var changes = random.Next(1, 4); changes > 0 && damaged.Length > 0; changes--)
            {
                // The head of a document says where all else lies, so it is hit more often.
                var at = random.Next(random.Next(2) == 0 ? Math.Min(32, damaged.Length) : damaged.Length);
                damaged[at] = random.Next(3) switch
                {
                    0 => (byte)(damaged[at] ^ (1 << random.Next(8))),
                    1 => (byte)random.Next(256),
                    _ => (byte)random.Next(16),
                };
            }

            return damaged;
        }
    }

    private async Task<List<LoggedRow>> UpdatesAsync(RandomDocuments documents, Random random)
    {
        var server = (MySqlServer)await servers.GetAsync(SourceServers.MySql);
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE docs (id INT PRIMARY KEY, doc JSON)", database);
        var log = new RowLog(server, database, "docs");
        await using var connection = await log.OpenAsync();
        await connection.ExecuteAsync("SET binlog_row_value_options = 'PARTIAL_JSON'", Cancel);
        var updates = new RandomUpdates(random, documents);
        await connection.ExecuteAsync("BEGIN", Cancel);
        for (var id = 1; id <= Documents; id++)
        {
            await connection.ExecuteAsync($"INSERT INTO docs VALUES ({id}, JSON_OBJECT('pad', REPEAT('x', 50), 'a', {documents.Document(2)}))", Cancel);
        }

        await connection.ExecuteAsync("COMMIT", Cancel);
        await log.MarkAsync();
        await connection.ExecuteAsync("BEGIN", Cancel);
        foreach (var row in await connection.RowsAsync("SELECT id, doc FROM docs", Cancel))
        {
            await connection.ExecuteAsync($"UPDATE docs SET doc = {updates.Update(row[1]!)} WHERE id = {row[0]}", Cancel);
        }

        await connection.ExecuteAsync("COMMIT", Cancel);
        return await log.ReadAsync();
    }
}
