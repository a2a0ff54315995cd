using System.Text.RegularExpressions;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tests.Configuration;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Connectors;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>Servers that are set up wrongly and accounts that lack rights; the statements of the findings put them right.</summary>
public sealed partial class LiveCheckTests(SourceServers servers)
{
    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task An_account_gets_what_the_findings_say(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await TablesAsync(server);
        var user = await UserAsync(server);
        (string, string)[] options = [("table.include.list", $@"{database}\..*")];

        // Without any right the account sees no table; with the stream's rights and one column it sees one.
        var found = await CheckAsync(server, user, options);
        Assert.Equal(2, found.Count(result => result is { Subject: "privileges", Severity: CheckSeverity.Error }));
        Assert.Contains(found, result => result is { Subject: "tables", Severity: CheckSeverity.Warning });
        await server.QueryAsync($"GRANT SELECT (id) ON {database}.orders TO {user}");
        found = await CheckAsync(server, user, options);
        Assert.Contains(found, result => result.Severity == CheckSeverity.Error && result.Message.Contains("SELECT is missing", StringComparison.Ordinal));

        await RunAsync(server, found, GrantCommand());
        found = await CheckAsync(server, user, options);
        Assert.DoesNotContain(found, result => result.Severity == CheckSeverity.Error);
        Assert.All(found.Where(result => result.Subject == "privileges"), result => Assert.Equal(CheckSeverity.Ok, result.Severity));
        Assert.Contains(found, result => result.Subject == "tables" && result.Message.StartsWith("3 of ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task Rights_of_a_role_count_while_it_is_active(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await TablesAsync(server);
        var user = await UserAsync(server);
        var role = $"role_{Guid.NewGuid():N}"[..20];
        await server.QueryAsync($"CREATE ROLE {role}; GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT{(name == SourceServers.MariaDb ? ", BINLOG ADMIN" : "")} ON *.* TO {role}; GRANT {role} TO {user}");
        Assert.Contains(await CheckAsync(server, user), result => result is { Subject: "privileges", Severity: CheckSeverity.Error });

        await server.QueryAsync(name == SourceServers.MySql ? $"SET DEFAULT ROLE {role} TO {user}" : $"SET DEFAULT ROLE {role} FOR {user}");
        var results = await CheckAsync(server, user, ("database.include.list", database));
        Assert.All(results.Where(result => result.Subject == "privileges"), result => Assert.Equal(CheckSeverity.Ok, result.Severity));
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task Tables_are_told_about(string name)
    {
        var server = await servers.GetAsync(name);
        var database = await TablesAsync(server);
        var found = await CheckAsync(server, MySqlFamilyServer.User, ("database.include.list", database));
        Assert.Contains($"{database}.log (MyISAM)", Assert.Single(found, result => result.Message.Contains("engines", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
        Assert.Contains($"1 table without a key: {database}.log.", Assert.Single(found, result => result.Subject == "keys").Message, StringComparison.Ordinal);
        Assert.Contains($": {database}.orders.total.", Assert.Single(found, result => result.Subject == "bigint.unsigned.handling.mode").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceServers.MariaDb, false, false)]
    [InlineData(SourceServers.MySql, false, true)]
    [InlineData(SourceServers.MySql, true, false)]
    public async Task Tables_that_foreign_keys_change_without_a_trace_are_told(string name, bool isNative, bool isLogged)
    {
        await using var server = name == SourceServers.MariaDb
            ? (MySqlFamilyServer)await MariaDbServer.StartNewAsync("--binlog-format=ROW")
            : await MySqlServer.StartNewAsync($"--innodb-native-foreign-keys={isNative}");
        var bench = new SourceBench(server, await server.CreateDatabaseAsync(), ("snapshot.mode", "no_data"));
        await bench.SqlAsync(
            "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE); "
            + "CREATE TABLE r (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id)); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1)");
        await using var run = await bench.OpenAsync();
        await bench.SqlAsync("DELETE FROM p; INSERT INTO p VALUES (2)");
        var tables = (await run.ReadAsync(isLogged ? 5 : 3)).Where(row => row.Operation == Records.RowOperation.Delete).Select(row => row.Topic.Split('.')[^1]);
        Assert.Equal(isLogged ? ["c", "p"] : ["p"], tables.Order());

        var found = await CheckAsync(server, MySqlFamilyServer.User, ("database.include.list", bench.Database));
        string[] expected = isLogged ? [] : [$"1 table with rows that foreign keys change by CASCADE or SET NULL: {bench.Database}.c."];
        Assert.Equal(expected, found.Where(result => result.Message.Contains("foreign keys", StringComparison.Ordinal)).Select(result => result.Message.Split(". ")[0] + "."));
    }

    [Fact]
    public async Task Tables_that_are_logged_as_statements_are_told()
    {
        var server = await servers.GetAsync(SourceServers.MariaDb);
        var database = await server.CreateDatabaseAsync();
        const string Versions = "GENERATED ALWAYS AS ROW START, e {0} GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING";
        foreach (var (table, type) in new[] { ("n", "BIGINT UNSIGNED"), ("t", "TIMESTAMP(6)") })
        {
            await server.QueryAsync($"CREATE TABLE {table} (id INT PRIMARY KEY, s {type} {string.Format(null, Versions, type)}; FLUSH BINARY LOGS; INSERT INTO {table} (id) VALUES (1)", database);
            var events = await server.QueryAsync($"SHOW BINLOG EVENTS IN '{(await server.QueryAsync("SHOW MASTER STATUS")).Split('\t')[0]}'");
            Assert.Equal(table == "n", events.Contains($"use `{database}`; INSERT INTO {table}", StringComparison.Ordinal));
        }

        var found = await CheckAsync(server, MySqlFamilyServer.User, ("database.include.list", database));
        Assert.Contains($": {database}.n. ", Assert.Single(found, result => result.Message.Contains("versioned by numbers", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceServers.MySql)]
    [InlineData(SourceServers.MariaDb)]
    public async Task A_number_that_a_replica_has_is_found(string name)
    {
        var server = await servers.GetAsync(name);
        await using var replica = await MySqlConnection.ConnectAsync(SourceServers.Config(server), default);
        await replica.DumpAsync(
            BinlogStart.At((await replica.RowsAsync(replica.Server.ShowBinlogStatus, default))[0][0]!, BinlogStart.FirstPosition),
            new BinlogDumpConfig { ServerId = 4711, ReportHost = "elsewhere" }, default);
        Assert.Contains(await CheckAsync(server, MySqlFamilyServer.User, ("database.server.id", "4711")), result => result is { Subject: "database.server.id", Severity: CheckSeverity.Error });
        Assert.Contains(await CheckAsync(server, MySqlFamilyServer.User, ("database.server.id", "1")), result => result is { Subject: "database.server.id", Severity: CheckSeverity.Error });
        Assert.Contains(await CheckAsync(server, MySqlFamilyServer.User, ("database.server.id", "4712")), result => result is { Subject: "database.server.id", Severity: CheckSeverity.Ok });
    }

    [Fact]
    public async Task Variables_of_MySQL_are_put_right_by_the_statements()
    {
        await using var server = await MySqlServer.StartNewAsync(
            "--binlog-format=MIXED", "--binlog-row-image=MINIMAL", "--gtid-mode=OFF", "--enforce-gtid-consistency=OFF", "--binlog-expire-logs-seconds=3600",
            "--binlog-row-value-options=PARTIAL_JSON", "--binlog-transaction-compression=ON", "--binlog-ignore-db=crm");
        await server.QueryAsync("CREATE DATABASE crm; CREATE TABLE crm.t (id INT PRIMARY KEY)");
        var found = await CheckAsync(server, MySqlFamilyServer.User, ("include.query", "true"));
        Assert.Equal(
            ["binlog_format", "binlog_row_image", "binlog_row_value_options", "binlog_row_metadata", "include.query", "gtid_mode", "binlog_expire_logs_seconds", "binlog_ignore_db"],
            Bad(found));
        Assert.Contains(found, result => result is { Subject: "binlog_transaction_compression", Severity: CheckSeverity.Ok });

        await RunAsync(server, found, SetCommand());
        Assert.Equal(["gtid_mode", "binlog_ignore_db"], Bad(await CheckAsync(server, MySqlFamilyServer.User, ("include.query", "true"))));
    }

    [Fact]
    public async Task Variables_of_MariaDB_are_put_right_by_the_statements()
    {
        await using var server = await MariaDbServer.StartNewAsync(
            "--binlog-format=MIXED", "--binlog-row-image=MINIMAL", "--expire-logs-days=0.5", "--log-bin-compress=ON", "--binlog-annotate-row-events=OFF");
        var found = await CheckAsync(server, MySqlFamilyServer.User, ("include.query", "true"), ("table.include.list", "nothing"));
        Assert.Equal(["binlog_format", "binlog_row_image", "binlog_row_metadata", "include.query", "binlog_expire_logs_seconds", "tables", "table.include.list"], Bad(found));
        Assert.Contains(found, result => result is { Subject: "log_bin_compress", Severity: CheckSeverity.Ok });

        await RunAsync(server, found, SetCommand());
        Assert.Equal(["tables", "table.include.list"], Bad(await CheckAsync(server, MySqlFamilyServer.User, ("include.query", "true"), ("table.include.list", "nothing"))));
    }

    [Fact]
    public async Task A_server_without_a_binlog_is_an_error()
    {
        await using var server = await MariaDbServer.StartNewAsync("--skip-log-bin");
        var found = await CheckAsync(server, MySqlFamilyServer.User);
        Assert.Equal("log_bin", Assert.Single(found, result => result.Severity == CheckSeverity.Error).Subject);
    }

    [Fact]
    public async Task The_other_connector_is_told()
    {
        var server = await servers.GetAsync(SourceServers.MariaDb);
        var found = Assert.Single(await RunAsync(server, MySqlFamilyServer.User, server.Password, ServerFlavor.MySql, []), result => result.Subject == "connector.class");
        Assert.EndsWith("Set connector.class=MariaDbSourceConnector.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_a_wrong_port_are_one_finding()
    {
        var server = await servers.GetAsync(SourceServers.MariaDb);
        var refused = Assert.Single(await RunAsync(server, MySqlFamilyServer.User, "wr0ng", ServerFlavor.MariaDb, []));
        Assert.Equal(("database.hostname", CheckSeverity.Error), (refused.Subject, refused.Severity));
        Assert.StartsWith("MYC030", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", refused.Message, StringComparison.Ordinal);
        var closed = Assert.Single(await RunAsync(server, "u", "p", ServerFlavor.MariaDb, [("database.port", $"{FreePort.Next()}")]));
        Assert.StartsWith("MYC001", closed.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TablesAsync(MySqlFamilyServer server)
    {
        var database = await server.CreateDatabaseAsync();
        await server.QueryAsync(
            """
            CREATE TABLE orders (id INT PRIMARY KEY, total BIGINT UNSIGNED);
            CREATE TABLE log (line TEXT) ENGINE=MyISAM;
            CREATE TABLE items (code CHAR(4) NOT NULL UNIQUE, name TEXT);
            """,
            database);
        return database;
    }

    private static async Task<string> UserAsync(MySqlFamilyServer server)
    {
        var user = $"u_{Guid.NewGuid():N}"[..20];
        await server.QueryAsync($"CREATE USER {user}@'%' IDENTIFIED BY '{server.Password}'");
        return user;
    }

    private static Task<List<CheckResult>> CheckAsync(MySqlFamilyServer server, string user, params (string Name, string Value)[] options) =>
        RunAsync(server, user, server.Password, server is MariaDbServer ? ServerFlavor.MariaDb : ServerFlavor.MySql, options);

    private static async Task<List<CheckResult>> RunAsync(
        MySqlFamilyServer server, string user, string password, ServerFlavor flavor, (string Name, string Value)[] options)
    {
        var config = Sample.Parse(
            [("database.hostname", "127.0.0.1"), ("database.port", $"{server.Port}"), ("database.user", user), ("database.password", password), .. options]).Require("a test");
        var results = new List<CheckResult>();
        await MySqlChecks.RunAsync(new ConnectorContext("c", config, new MemoryLog()), flavor, results, default);
        return results;
    }

    private static IEnumerable<string> Bad(IEnumerable<CheckResult> found) =>
        found.Where(result => result.Severity != CheckSeverity.Ok).Select(result => result.Subject);

    private static async Task RunAsync(MySqlFamilyServer server, IEnumerable<CheckResult> found, Regex command)
    {
        foreach (Match match in found.Where(result => result.Severity != CheckSeverity.Ok).SelectMany(result => command.Matches(result.Message)))
        {
            await server.QueryAsync(match.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"Run (GRANT [^;]+);")]
    private static partial Regex GrantCommand();

    [GeneratedRegex(@"Run (SET (?:PERSIST|GLOBAL) \w+='?\w*'?)[;,] ")]
    private static partial Regex SetCommand();
}
