using System.Text.Json;
using ConnectRuntime.EndToEnd.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.EndToEnd.Tests.Runs;

/// <summary><c>connect check</c> asks a folder, PostgreSQL and MariaDB for what their connectors need.</summary>
public class CheckVerbTests(PostgresFixture postgres)
{
    private const string PasswordVariable = "E2E_SOURCE_PASSWORD";

    [Fact]
    public async Task Check_asks_every_system_that_a_connector_needs()
    {
        await using var server = await MariaDbServer.StartNewAsync("--binlog-row-metadata=FULL", "--expire-logs-days=7");
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE orders (id INT PRIMARY KEY)", database);
        var target = await Target.CreateAsync(await postgres.ServerAsync());
        await using var place = new Workplace();
        place.Environment[Target.PasswordVariable] = target.Password;
        place.Environment[PasswordVariable] = server.Password;
        var file = place.FileOf("rows.csv");
        SampleRows.Unique.WriteFile(file, 1, 5);
        place.WriteConnector("rows", SampleRows.Source("rows", file));
        place.WriteConnector("sink", target.Upserting("rows", "rows"));
        place.WriteConnector("shop", Shop(server, database));

        var good = await place.RunAsync("check");
        Assert.True(good.ExitCode == 0, good.Output + good.Error);
        Assert.Contains("OK     rows  file: 1 file is found", good.Output, StringComparison.Ordinal);
        Assert.Contains("OK     sink  connection.url: Connected to PostgreSQL", good.Output, StringComparison.Ordinal);
        Assert.Contains("OK     shop  database.hostname: Connected to MariaDB", good.Output, StringComparison.Ordinal);
        Assert.Contains($"OK     shop  tables: 1 of ", good.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR", good.Output, StringComparison.Ordinal);

        // Everything that is wrong is told, each by its connector; one that is asked for by name is checked alone.
        await server.QueryAsync("SET GLOBAL binlog_format=MIXED");
        File.Delete(file);
        var bad = await place.RunAsync("check");
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("WARN   rows  file: ", bad.Output, StringComparison.Ordinal);
        Assert.Contains("ERROR  shop  binlog_format: It is MIXED", bad.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await place.RunAsync("check", "rows", "sink")).ExitCode);
        var json = await place.RunAsync("check", place.ConnectorFile("shop"), "--json");
        Assert.Equal(1, json.ExitCode);
        var findings = json.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(findings, finding => Assert.Equal("shop", finding.GetProperty("connector").GetString()));
        Assert.Equal("binlog_format", Assert.Single(findings, finding => finding.GetProperty("severity").GetString() == "ERROR").GetProperty("subject").GetString());
        Assert.DoesNotContain(server.Password, good.Output + bad.Output + json.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.Data));
    }

    [Fact]
    public async Task Check_looks_at_the_position_of_a_worker_that_runs_and_of_one_that_does_not()
    {
        await using var server = await MariaDbServer.StartNewAsync("--binlog-row-metadata=FULL", "--binlog-expire-logs-seconds=604800");
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync("CREATE TABLE orders (id INT PRIMARY KEY); INSERT INTO orders VALUES (1)", database);
        await using var place = new Workplace();
        place.Environment[PasswordVariable] = server.Password;
        place.WriteConnector("shop", Shop(server, database));
        Assert.DoesNotContain("  position: ", (await place.RunAsync("check", "shop")).OutputOrThrow(), StringComparison.Ordinal);

        var process = await place.StartReadyAsync();
        await process.StatusAsync("shop", "has read the row", view => view.Rows >= 1);
        var file = (await server.QueryAsync("SHOW MASTER STATUS")).Split('\t')[0];
        await Until.TrueAsync(
            "the snapshot's position is stored",
            async () => (await place.RunAsync("check", "shop")).OutputOrThrow().Contains($", is in {file}, ", StringComparison.Ordinal));
        Assert.StartsWith("OK     shop  position: The stored position ", await CheckAsync(place), StringComparison.Ordinal);
        Assert.Equal(0, await process.StopAsync());

        await server.QueryAsync("FLUSH BINARY LOGS; INSERT INTO orders VALUES (2); FLUSH BINARY LOGS", database);
        Assert.Contains("and is kept for 7 days more.", await CheckAsync(place), StringComparison.Ordinal);
        Assert.True(Directory.Exists(place.Data));
    }

    private static async Task<string> CheckAsync(Workplace place) =>
        Assert.Single((await place.RunAsync("check", "shop")).OutputOrThrow().Split('\n'), line => line.Contains("  position: ", StringComparison.Ordinal));

    private static ConnectorOptions Shop(MariaDbServer server, string database) => new()
    {
        ["connector.class"] = "io.debezium.connector.mariadb.MariaDbConnector",
        ["topic.prefix"] = "shop",
        ["database.hostname"] = "127.0.0.1",
        ["database.port"] = $"{server.Port}",
        ["database.user"] = MySqlFamilyServer.User,
        ["database.password"] = $"${{env:{PasswordVariable}}}",
        ["database.server.id"] = "4711",
        ["table.include.list"] = $@"{database}\.orders",
    };
}
