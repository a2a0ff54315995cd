using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>Server, account and number.</summary>
public class AccountCheckTests
{
    [Theory]
    [InlineData("GRANT SELECT, RELOAD, REPLICATION CLIENT ON *.* TO `dbz`@`%`", true, "GRANT REPLICATION SLAVE ON *.* TO 'dbz'@'%';", CheckSeverity.Error)]
    [InlineData("GRANT SELECT, RELOAD, REPLICATION SLAVE ON *.* TO `dbz`@`%`", false, "GRANT REPLICATION CLIENT ON *.* TO 'dbz'@'%';", CheckSeverity.Error)]
    [InlineData("GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `dbz`@`%`", true, "GRANT BACKUP_ADMIN ON *.* TO 'dbz'@'%'; Run GRANT SELECT ON `performance_schema`.`log_status` TO 'dbz'@'%';", CheckSeverity.Warning)]
    public void A_missing_privilege_is_told_with_its_statement(string grants, bool showsStatus, string statement, CheckSeverity severity)
    {
        var found = Judged.Single(Judged.Good() with { Grants = new GrantModel([grants]), ShowsBinlogStatus = showsStatus });
        Assert.Equal(("privileges", severity), (found.Subject, found.Severity));
        Assert.Contains(statement, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MariaDB_calls_a_privilege_otherwise()
    {
        var facts = Judged.Good("10.11.19-MariaDB") with { Grants = new GrantModel(["GRANT SELECT, RELOAD, REPLICATION SLAVE, BINLOG ADMIN ON *.* TO `dbz`@`%`"]), ShowsBinlogStatus = false };
        Assert.Contains("GRANT BINLOG MONITOR ON *.* TO 'dbz'@'%';", Judged.Single(facts).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.11.19-MariaDB", "BINLOG ADMIN", "initial", null)]
    [InlineData("10.11.19-MariaDB", "SUPER", "initial", null)]
    [InlineData("11.8.3-MariaDB", "SUPER", "initial", "GRANT BINLOG ADMIN ON *.* TO 'dbz'@'%';")]
    [InlineData("10.11.19-MariaDB", "RELOAD", "initial", "GRANT BINLOG ADMIN ON *.* TO 'dbz'@'%';")]
    [InlineData("10.11.19-MariaDB", "RELOAD", "no_data", null)]
    [InlineData("9.7.4", "RELOAD", "initial", null)]
    public void MariaDB_releases_locks_for_some_only(string version, string privilege, string mode, string? remedy)
    {
        var facts = Judged.Good(version) with { Grants = new GrantModel([$"GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT, {privilege} ON *.* TO `dbz`@`%`"]) };
        var found = Judged.Judge(facts, ("snapshot.mode", mode)).SingleOrDefault(result => result.Severity != CheckSeverity.Ok);
        Assert.Equal(remedy is null ? null : CheckSeverity.Warning, found?.Severity);
        Assert.Contains(remedy ?? "", found?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("minimal", false, "GRANT LOCK TABLES ON `shop`.* TO `dbz`@`%`", null)]
    [InlineData("extended", false, "GRANT LOCK TABLES ON `shop`.* TO `dbz`@`%`", null)]
    [InlineData("minimal", false, "GRANT LOCK TABLES ON `crm`.* TO `dbz`@`%`", CheckSeverity.Warning)]
    [InlineData("extended", false, "GRANT LOCK TABLES ON `crm`.* TO `dbz`@`%`", CheckSeverity.Error)]
    [InlineData("extended", true, "", CheckSeverity.Error)]
    [InlineData("minimal", true, "", null)]
    [InlineData("none", true, "", null)]
    [InlineData("none", false, "GRANT RELOAD ON *.* TO `dbz`@`%`", CheckSeverity.Warning)]
    [InlineData("extended", false, "GRANT FLUSH_TABLES ON *.* TO `dbz`@`%`", null)]
    public void Locks_need_what_their_mode_asks_for(string mode, bool findsViews, string grant, CheckSeverity? severity)
    {
        var facts = Judged.Good() with
        {
            Grants = new GrantModel(["GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `dbz`@`%`", grant]),
            FindsViews = findsViews,
        };
        Assert.Equal(severity, Judged.Judge(facts, ("snapshot.locking.mode", mode)).SingleOrDefault(result => result.Severity != CheckSeverity.Ok)?.Severity);
    }

    [Fact]
    public void Tables_that_may_not_be_read_are_listed()
    {
        var tables = Enumerable.Range(0, 25).Select(i => new TableId($"d{i % 2}", $"t{i:00}")).Order().ToArray();
        var found = Judged.Single(Judged.Good() with { Unreadable = [.. tables] });
        Assert.Equal(CheckSeverity.Error, found.Severity);
        Assert.Contains("d0.t00, d0.t02", found.Message, StringComparison.Ordinal);
        Assert.Contains("and 5 more", found.Message, StringComparison.Ordinal);
        Assert.EndsWith("Run GRANT SELECT ON `d0`.* TO 'dbz'@'%'; Run GRANT SELECT ON `d1`.* TO 'dbz'@'%';", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Privileges_that_may_not_be_seen_are_a_warning() =>
        Assert.Equal(CheckSeverity.Warning, Judged.Single(Judged.Good() with { Grants = null }).Severity);

    [Theory]
    [InlineData("1", null, CheckSeverity.Error)]
    [InlineData("9", "9,10", CheckSeverity.Error)]
    [InlineData("9", "10", null)]
    [InlineData("9", null, null)]
    public void A_number_is_not_taken(string number, string? replicas, CheckSeverity? severity)
    {
        var facts = Judged.Good() with { ReplicaIds = replicas?.Split(',').Select(uint.Parse).ToList() };
        var found = Assert.Single(Judged.Judge(facts, ("database.server.id", number)), result => result.Subject == "database.server.id");
        Assert.Equal(severity ?? CheckSeverity.Ok, found.Severity);
    }

    [Theory]
    [InlineData("5.6.51", "Upgrade")]
    [InlineData("10.4.34-MariaDB", "Upgrade")]
    public void An_old_server_is_refused(string version, string action)
    {
        var found = Judged.Judge(Judged.Good(version)).Single(result => result.Severity == CheckSeverity.Error);
        Assert.Contains(action, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", "preferred", null)]
    [InlineData("127.0.0.1", "disabled", null)]
    [InlineData("/run/mysqld.sock", "disabled", null)]
    [InlineData("db", "disabled", "verify_identity")]
    [InlineData("db", "preferred", "offers no TLS")]
    public void A_connection_that_is_not_encrypted_is_told(string host, string mode, string? words)
    {
        var found = Judged.Judge(Judged.Good() with { Tls = "" }, ("database.hostname", host), ("database.ssl.mode", mode))
            .SingleOrDefault(result => result.Severity != CheckSeverity.Ok);
        Assert.Equal(words is null, found is null);
        Assert.Contains(words ?? "", found?.Message ?? "", StringComparison.Ordinal);
    }
}
