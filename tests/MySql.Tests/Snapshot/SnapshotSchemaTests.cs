using System.Text.Json;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.MySql.Snapshot;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Definitions: schema change records in the order of the reference connector, and the schema history.</summary>
public sealed class SnapshotSchemaTests(SourceServers servers)
{
    [Fact]
    public async Task Schema_changes_come_first_and_as_the_reference_connector_writes_them()
    {
        var server = await servers.GetAsync(SourceServers.MySql);
        var reference = Reference();
        await server.QueryAsync("DROP DATABASE IF EXISTS ref; CREATE DATABASE ref CHARACTER SET utf8mb4");
        foreach (var record in reference.Where(record => record.Ddl.StartsWith("CREATE TABLE", StringComparison.Ordinal)))
        {
            await server.QueryAsync(record.Ddl, "ref");
        }

        await using var bench = await SnapshotBench.OnAsync(
            server, "ref", ("include.schema.changes", "true"), ("schema.history.internal.store.only.captured.tables.ddl", "true"));
        await bench.SqlAsync("INSERT INTO item (id) VALUES (1)");
        await bench.BeginAsync();
        var rows = await bench.ReadToEndAsync(2);
        var schema = rows.Where(row => row.Topic == "p").ToList();
        Assert.Equal(reference, schema.Select(Record.Of));
        Assert.All(schema, row => Assert.Equal("true", row.Value.GetProperty("source").GetProperty("snapshot").GetString()));
        Assert.Equal(["p.ref.item"], rows.Skip(schema.Count).Select(row => row.Topic));
        await server.QueryAsync("DROP DATABASE ref");
    }

    [Theory]
    [InlineData(SourceServers.MariaDb)]
    [InlineData(SourceServers.MySql)]
    public async Task Without_rows_there_are_definitions_and_a_position(string name)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(server, await server.CreateDatabaseAsync(), ("include.schema.changes", "true"));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1)");
        await bench.BeginAsync(withRows: false);
        var rows = await bench.ReadToEndAsync(3);
        Assert.All(rows, row => Assert.Equal("p", row.Topic));
        Assert.Contains(rows, row => row.After!.Contains("CREATE TABLE `a`", StringComparison.Ordinal));
        Assert.NotNull(bench.History.Catalog.Find(new TableId(bench.Database, "a")));
        Assert.NotEqual(string.Empty, bench.Reader!.Start.File);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, 1)]
    [InlineData(SourceServers.MySql, 1)]
    [InlineData(SourceServers.MySql, 100)]
    public async Task A_position_among_the_definitions_cannot_be_gone_on_from(string name, int maxRows)
    {
        var server = await servers.GetAsync(name);
        await using var bench = await SnapshotBench.OnAsync(
            server, await server.CreateDatabaseAsync(), ("include.schema.changes", "true"), ("schema.history.internal.store.only.captured.databases.ddl", "true"));
        await bench.SqlAsync("CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1),(2)");
        await bench.BeginAsync();
        var rows = 0;
        for (var more = true; more;)
        {
            (var some, more) = await bench.ReadAsync(maxRows);
            rows += some.Count;

            // SET, DROP TABLE, DROP, CREATE and USE of the database, CREATE TABLE; then a table of two rows.
            Assert.Equal(rows > 6, await SnapshotReader.HasPlanAsync(bench.Notes, bench.Reader!.Progress, CancellationToken.None));
        }

        Assert.Equal(8, rows);
    }

    // The records of the snapshot's part of the reference run.
    private static List<Record> Reference()
    {
        var lines = File.ReadLines(RepositoryRoot.Full("tests/MySql.Tests/Fixtures/reference/changes/events.jsonl"));
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("topic", out var topic) && topic.GetString() == "events")
            .Select(line => line.GetProperty("value"))
            .Where(value => value.GetProperty("source").GetProperty("snapshot").GetString() == "true")
            .Select(value => Record.Of(value))];
    }

    private sealed record Record(string? Database, string Ddl, string? Table, string Changes)
    {
        public static Record Of(SnapshotRow row) => Of(row.Value);

        public static Record Of(JsonElement value) => new(
            value.GetProperty("databaseName").GetString(),
            value.GetProperty("ddl").GetString()!,
            value.GetProperty("source").GetProperty("table").GetString(),
            JsonSerializer.Serialize(value.GetProperty("tableChanges")));
    }
}
