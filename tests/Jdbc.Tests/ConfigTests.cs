using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Rendering;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Dialects.Postgres;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.Jdbc.Tests;

/// <summary>Options, connection URLs, and the checks before a start.</summary>
public class ConfigTests(PostgresFixture postgres)
{
    private const string Url = "jdbc:postgresql://db/shop";

    [Theory]
    [InlineData("jdbc:postgresql://db:6432/shop?user=u&password=p%26w&sslmode=verify-full&sslrootcert=/ca.pem&currentSchema=s", "db", 6432, "shop", "u", "p&w", "VerifyFull")]
    [InlineData("postgresql://u:p@db/shop?sslmode=require", "db", 5432, "shop", "u", "p", "Require")]
    [InlineData("postgres://db/shop", "db", 5432, "shop", null, null, "Prefer")]
    [InlineData("jdbc:postgresql:shop", "localhost", 5432, "shop", null, null, "Prefer")]
    [InlineData("jdbc:postgresql://a:1,b:2/shop?targetServerType=primary&reWriteBatchedInserts=true&ssl=true", "a:1,b:2", 5432, "shop", null, null, "VerifyFull")]
    [InlineData("jdbc:postgresql://[::1]:6000/shop", "::1", 6000, "shop", null, null, "Prefer")]
    [InlineData("Host=db;Database=shop;Username=u;SSL Mode=Disable", "db", 5432, "shop", "u", null, "Disable")]
    public void Urls_are_translated(string url, string host, int port, string database, string? user, string? password, string ssl)
    {
        var built = PgUrl.Parse(url, null, null, new Dictionary<string, string>());
        Assert.Equal((host, port, database, user, password, ssl), (built.Host, built.Port, built.Database, built.Username, built.Password, built.SslMode.ToString()));
    }

    [Theory]
    [InlineData("jdbc:mysql://db/shop?password=hush")]
    [InlineData("jdbc:postgresql://db:hush/shop")]
    [InlineData("jdbc:postgresql://db/shop?sslmode=hush")]
    [InlineData("hush")]
    public void Bad_urls_are_refused_without_being_repeated(string url)
    {
        var result = Parse(("connection.url", url));
        var error = Assert.Single(result.Errors);
        Assert.Equal("connection.url", error.Key);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_of_a_debezium_sink_are_taken()
    {
        var result = Parse(
            ("connection.url", Url), ("connection.username", "u"), ("connection.password", "p"), ("insert.mode", "upsert"), ("delete.enabled", "true"),
            ("primary.key.mode", "record_key"), ("primary.key.fields", "id"), ("schema.evolution", "basic"), ("use.time.zone", "UTC"),
            ("collection.name.format", "x_${topic}"), ("quote.identifiers", "true"), ("use.reduction.buffer", "true"), ("hibernate.c3p0.x", "1"),
            ("connection.pool.max_size", "3"), ("batch.size", "2000"));
        Assert.Empty(result.Errors);
        var model = Jdbc.Configuration.JdbcSinkModel.From(result.Require("a test"));
        Assert.True(model.Create && model.Evolve);
        Assert.Equal("x_server_shop_orders", model.Tables.Of("server.shop.orders", "shop").ToString());
    }

    [Fact]
    public void The_options_of_a_confluent_sink_are_taken()
    {
        var result = Parse(
            ("connection.url", Url), ("connection.user", "u"), ("connection.sslmode", "require"), ("dialect.name", "PostgreSqlDatabaseDialect"), ("insert.mode", "UPSERT"),
            ("pk.mode", "record_value"), ("pk.fields", "id"), ("auto.create", "true"), ("quote.sql.identifiers", "ALWAYS"), ("table.types", "TABLE"),
            ("max.retries", "10"), ("retry.backoff.ms", "3000"), ("table.name.format", "sales.${topic}"), ("date.timezone", "DB_TIMEZONE"));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("insert.mode", "upsert", "pk.mode")]
    [InlineData("delete.enabled", "true", "delete.enabled")]
    [InlineData("timestamp.fields.list", "x", "timestamp.fields.list")]
    [InlineData("table.name.format", "${source.table}", "table.name.format")]
    [InlineData("topics.to.tables.mapping", "a", "topics.to.tables.mapping")]
    [InlineData("connection.nonsense", "x", "connection.nonsense")]
    public void What_would_change_the_data_is_refused(string key, string value, string blamed) =>
        Assert.Equal(blamed, Assert.Single(Parse(("connection.url", Url), (key, value)).Errors).Key);

    [Fact]
    public async Task A_check_reports_everything_at_once()
    {
        var server = await postgres.ServerAsync();
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(database, "CREATE TABLE good (id int PRIMARY KEY); CREATE TABLE keyless (id int); DROP ROLE IF EXISTS poor; CREATE ROLE poor LOGIN PASSWORD 'poor'");
        var results = await CheckAsync(database, "good,keyless,absent");
        Assert.Equal(
            ["connection.url Ok", "good Ok", "good Ok", "keyless Error", "keyless Ok", "absent Error"],
            results.Select(result => $"{result.Subject} {result.Severity}"));
        Assert.Contains("15", results[0].Message, StringComparison.Ordinal);

        var poor = await CheckAsync(database, "good", ("connection.user", "poor"), ("connection.password", "poor"));
        Assert.Contains("INSERT", Assert.Single(poor, result => result.Severity == CheckSeverity.Error).Message, StringComparison.Ordinal);
        var wrong = Assert.Single(await CheckAsync(database, "good", ("connection.password", "guessed-wrong")));
        Assert.Equal(CheckSeverity.Error, wrong.Severity);
        Assert.StartsWith("JDB012", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed-wrong", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_the_configurations_fault()
    {
        var server = await postgres.ServerAsync();
        var error = await Assert.ThrowsAsync<ConnectException>(async () =>
            await SinkRig.StartAsync(server, await server.CreateDatabaseAsync(), "sink", ("connection.password", "guessed-wrong")));
        Assert.Equal(ErrorKind.Config, error.Kind);
        var missing = await Assert.ThrowsAsync<ConnectException>(async () => await SinkRig.StartAsync(server, server.ConnectionString("absent"), "sink"));
        Assert.Contains("Create the database", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_lists_the_options() => new ReadmeOptions("connectors/Jdbc/README.md", new JdbcSinkConnector().Config).Check();

    private static ConfigResult Parse(params (string Key, string Value)[] options) =>
        new JdbcSinkConnector().Config.Parse(options.ToDictionary(option => option.Key, option => (string?)option.Value));

    private static async Task<List<CheckResult>> CheckAsync(string database, string topics, params (string, string)[] options)
    {
        var config = SinkRig.Config(database, [("auto.create", "false"), ("pk.fields", "id"), ("topics", topics), ("delete.enabled", "false"), .. options]);
        var results = new List<CheckResult>();
        await new JdbcSinkConnector().CheckAsync(new ConnectorContext("sink", config, NullLogger.Instance), results, TestContext.Current.CancellationToken);
        return results;
    }

    private sealed record ReadmeOptions(string Path, ConfigSpec Spec)
    {
        public void Check()
        {
            var full = System.IO.Path.Combine(RepositoryRoot.Path, Path);
            var page = File.ReadAllText(full);
            var expected = ConfigMarkdown.Replace(page, Spec);
            if (page != expected && Environment.GetEnvironmentVariable(GeneratedFile.UpdateVariable) == "1")
            {
                File.WriteAllText(full, expected);
                return;
            }

            Assert.Equal(expected, page);
        }
    }
}
