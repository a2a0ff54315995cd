using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Checks;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>Variables of the server that decide what the binlog holds.</summary>
public class BinlogCheckTests
{
    private const string Maria = "10.11.19-MariaDB";

    [Theory]
    [InlineData("9.7.4")]
    [InlineData(Maria)]
    public void A_good_server_has_nothing_to_be_put_right(string version) =>
        Assert.All(Judged.Judge(Judged.Good(version)), result => Assert.Equal(CheckSeverity.Ok, result.Severity));

    [Theory]
    [InlineData("9.7.4", "log_bin", "OFF", CheckSeverity.Error, "log_bin=binlog")]
    [InlineData("9.7.4", "binlog_format", "STATEMENT", CheckSeverity.Error, "SET PERSIST binlog_format=ROW")]
    [InlineData("5.7.44", "binlog_format", "MIXED", CheckSeverity.Error, "SET GLOBAL binlog_format=ROW, and put binlog_format=ROW under [mysqld]")]
    [InlineData(Maria, "binlog_format", "MIXED", CheckSeverity.Error, "SET GLOBAL binlog_format=ROW, and put binlog_format=ROW under [mysqld]")]
    [InlineData("9.7.4", "binlog_row_image", "MINIMAL", CheckSeverity.Warning, "SET PERSIST binlog_row_image=FULL")]
    [InlineData("9.7.4", "binlog_row_image", "NOBLOB", CheckSeverity.Warning, "BLOB and TEXT")]
    [InlineData(Maria, "binlog_row_image", "FULL_NODUP", CheckSeverity.Warning, "SET GLOBAL binlog_row_image=FULL")]
    [InlineData("9.7.4", "binlog_row_metadata", "MINIMAL", CheckSeverity.Warning, "SET PERSIST binlog_row_metadata=FULL")]
    [InlineData(Maria, "binlog_row_metadata", "NO_LOG", CheckSeverity.Warning, "SET GLOBAL binlog_row_metadata=FULL")]
    [InlineData("9.7.4", "gtid_mode", "OFF", CheckSeverity.Warning, "ON_PERMISSIVE")]
    [InlineData("9.7.4", "binlog_expire_logs_seconds", "3600", CheckSeverity.Warning, "1 hours")]
    [InlineData(Maria, "max_binlog_total_size", "1073741824", CheckSeverity.Warning, "1073741824 bytes")]
    public void A_variable_is_found(string version, string name, string value, CheckSeverity severity, string remedy)
    {
        var found = Judged.Single(Judged.Good(version).With((name, value)));
        Assert.Equal((name, severity), (found.Subject, found.Severity));
        Assert.Contains(remedy, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9.7.4", "binlog_row_metadata")]
    [InlineData(Maria, "binlog_row_image")]
    public void A_server_that_lacks_a_variable_is_good(string version, string name) =>
        Assert.DoesNotContain(Judged.Judge(Judged.Good(version).With((name, null))), result => result.Severity != CheckSeverity.Ok);

    [Theory]
    [InlineData("0", "0.000000", null, true, "until somebody purges")]
    [InlineData("0", "7", null, true, "7 days")]
    [InlineData("2592000", null, "OFF", true, "until somebody purges")]
    [InlineData("2592000", null, "ON", true, "30 days")]
    [InlineData("259200", null, null, true, "3 days")]
    [InlineData("172800", "0", null, false, "2 days, 3 days are the least that is sensible")]
    [InlineData(null, "10", null, true, "10 days")]
    [InlineData(null, "0.5", null, false, "12 hours")]
    public void Retention_is_told(string? seconds, string? days, string? purges, bool isGood, string expected)
    {
        var facts = Judged.Good().With(("binlog_expire_logs_seconds", seconds), ("expire_logs_days", days), ("binlog_expire_logs_auto_purge", purges));
        var found = Assert.Single(Judged.Judge(facts), result => result.Message.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(isGood ? CheckSeverity.Ok : CheckSeverity.Warning, found.Severity);
    }

    [Fact]
    public void Documents_that_are_updated_in_part_need_whole_rows()
    {
        var partial = Judged.Good().With(("binlog_row_value_options", "PARTIAL_JSON"));
        Assert.Contains(Judged.Judge(partial), result => result is { Subject: "binlog_row_value_options", Severity: CheckSeverity.Ok });
        Assert.Contains(
            Judged.Judge(partial.With(("binlog_row_image", "MINIMAL"))), result => result is { Subject: "binlog_row_value_options", Severity: CheckSeverity.Warning });
    }

    [Fact]
    public void Compressed_transactions_need_a_library()
    {
        var compressed = Judged.Good().With(("binlog_transaction_compression", "ON"));
        Assert.Contains(Judged.Judge(compressed), result => result is { Subject: "binlog_transaction_compression", Severity: CheckSeverity.Ok });
        Assert.Contains("libzstd1", Judged.Single(compressed with { CanUnpack = false }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replica_logs_what_it_replicates()
    {
        var facts = Judged.Good().With(("log_replica_updates", "OFF"));
        Assert.DoesNotContain(Judged.Judge(facts), result => result.Severity != CheckSeverity.Ok);
        Assert.Equal(("log_replica_updates", CheckSeverity.Error), Pair(Judged.Single(facts with { IsReplica = true })));
        Assert.Equal(("log_slave_updates", CheckSeverity.Error), Pair(Judged.Single(Judged.Good(Maria).With(("log_slave_updates", "OFF")) with { IsReplica = true })));
    }

    [Fact]
    public void Statements_that_are_wanted_are_logged()
    {
        var found = Judged.Single(Judged.Good(), ("include.query", "true"));
        Assert.Equal(("include.query", CheckSeverity.Warning), Pair(found));
        Assert.Contains("SET PERSIST binlog_rows_query_log_events=ON", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Judged.Judge(Judged.Good(Maria).With(("binlog_annotate_row_events", "ON")), ("include.query", "true")), result => result.Severity != CheckSeverity.Ok);
    }

    [Theory]
    [InlineData("shop", "", null)]
    [InlineData("crm", "", "binlog_do_db")]
    [InlineData("", "shop", "binlog_ignore_db")]
    [InlineData("", "crm", null)]
    public void Captured_databases_are_logged(string logged, string unlogged, string? subject)
    {
        var facts = Judged.Good() with
        {
            LoggedDatabases = [.. logged.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            UnloggedDatabases = [.. unlogged.Split(',', StringSplitOptions.RemoveEmptyEntries)],
        };
        Assert.Equal(subject, Judged.Judge(facts).SingleOrDefault(result => result.Severity != CheckSeverity.Ok)?.Subject);
    }

    private static (string Subject, CheckSeverity Severity) Pair(CheckResult result) => (result.Subject, result.Severity);
}
