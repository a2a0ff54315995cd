using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Combinations that do not go together are found, all at once.</summary>
public class RuleTests
{
    [Fact]
    public void All_problems_are_told_at_once()
    {
        var errors = Sample.Parse(
            ("topic.prefix", "a b"), ("table.include.list", "a.b,(x"), ("table.exclude.list", "q"), ("column.exclude.list", "["), ("message.key.columns", "a.b"),
            ("snapshot.mode", "never"), ("time.precision.mode", "adaptive"), ("snapshot.locking.mode", "custom"), ("skipped.operations", "x"),
            ("heartbeat.interval.ms", "-1"), ("database.server.id", "0"), ("schema.name.adjustment.mode", "foo"), ("signal.data.collection", "a.b"),
            ("unavailable.value.placeholder", "?"), ("topic.naming.strategy", "com.example.Own")).Errors.Select(error => error.Key);
        Assert.Equal(
            [
                "column.exclude.list", "database.server.id", "heartbeat.interval.ms", "message.key.columns", "schema.name.adjustment.mode",
                "signal.data.collection", "skipped.operations", "snapshot.locking.mode", "snapshot.mode", "table.exclude.list", "table.include.list",
                "time.precision.mode", "topic.naming.strategy", "topic.prefix", "unavailable.value.placeholder",
            ],
            errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("database.include.list", "database.exclude.list")]
    [InlineData("table.include.list", "table.exclude.list")]
    [InlineData("column.include.list", "column.exclude.list")]
    [InlineData("gtid.source.includes", "gtid.source.excludes")]
    public void A_list_excludes_its_counterpart(string include, string exclude)
    {
        var error = Assert.Single(Sample.Parse((include, "a"), (exclude, "b")).Errors);
        Assert.Equal(exclude, error.Key);
        Assert.Contains(include, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("database.server.name", "x", "topic.prefix")]
    [InlineData("table.whitelist", "x", "table.include.list")]
    [InlineData("column.blacklist", "x", "column.exclude.list")]
    [InlineData("event.deserialization.failure.handling.mode", "warn", "event.processing.failure.handling.mode")]
    [InlineData("heartbeat.topics.prefix", "x", "topic.heartbeat.prefix")]
    public void An_older_name_is_taken(string name, string value, string today)
    {
        var values = Sample.Values((name, value));
        values.Remove(today);
        var result = ConnectRuntime.MySql.Configuration.MySqlSpec.Spec.Parse(values);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((name, "CFG007"), (problem.Key, problem.Code));
        Assert.Equal(value, result.Require("a test").Raw[today]);
    }

    [Theory]
    [InlineData("shop.orders", "SELECT 1", "shop.orders", 0, 0)]
    [InlineData("Shop.Orders", "SELECT 1", "shop.orders", 0, 0)]
    [InlineData("shop.orders,shop.lines", "SELECT 1", "shop.orders", 1, 0)]
    [InlineData("", "SELECT 1", "shop.orders", 0, 1)]
    [InlineData("shop.orders", " ", "shop.orders", 1, 0)]
    [InlineData("orders", "SELECT 1", "shop.orders", 1, 0)]
    public void Statements_of_snapshots_have_their_tables(string list, string statement, string table, int errors, int warnings)
    {
        var result = Sample.Parse(("snapshot.select.statement.overrides", list), ($"snapshot.select.statement.overrides.{table}", statement));
        Assert.Equal((errors, warnings), (result.Errors.Count(), result.Warnings.Count()));
    }

    [Theory]
    [InlineData("topic.heartbeat.name", "p")]
    [InlineData("topic.heartbeat.name", "p.transaction")]
    public void Topics_differ(string name, string value) => Assert.Equal(name, Assert.Single(Sample.Parse((name, value)).Errors).Key);

    [Theory]
    [InlineData("heartbeat.action.query", "SELECT 1")]
    [InlineData("snapshot.locking.mode", "minimal_percona")]
    [InlineData("snapshot.mode.configuration.based.snapshot.data", "true")]
    public void What_has_no_effect_is_a_warning(string name, string value)
    {
        var problem = Assert.Single(Sample.Parse((name, value)).Problems);
        Assert.Equal((name, ConfigSeverity.Warning), (problem.Key, problem.Severity));
    }
}
