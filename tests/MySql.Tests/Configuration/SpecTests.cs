using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Every option of Debezium's two connectors is known here, with its default, or is told about.</summary>
public class SpecTests
{
    /// <summary>Defaults that are others on purpose; the reasons stand in DIFFERENCES.md.</summary>
    public static readonly Dictionary<string, string> OtherDefaults = new()
    {
        ["binlog.net.write.timeout"] = "3600",
        ["enable.time.adjuster"] = "false",
        ["field.name.adjustment.mode"] = "avro",
        ["schema.name.adjustment.mode"] = "avro",
    };

    public static TheoryData<string, string> Options => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Configuration", "debezium-options.tsv"))
        .Where(line => line[0] != '#').Select(line => line.Split('\t')).Select(parts => new TheoryDataRow<string, string>(parts[0], parts[1]))];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_of_Debezium_is_known(string name, string standard)
    {
        if (MySqlSpec.Spec.Find(name) is { } key)
        {
            var expected = OtherDefaults.GetValueOrDefault(name, standard == "null" ? "" : standard);
            Assert.Equal(expected, key.Definition.Default ?? "");
            return;
        }

        var problem = Sample.Parse((name, standard == "null" ? "x" : standard)).Problems.Where(problem => problem.Key == name);
        var isFree = MySqlSpec.Spec.Prefixes.Any(prefix => name.StartsWith(prefix.Prefix, StringComparison.Ordinal));
        Assert.True(isFree || problem.Single().Code is "CFG005" or "CFG006" or "CFG007", name);
    }

    [Fact]
    public void The_list_of_options_is_whole() => Assert.Equal(164, Options.Count);

    [Fact]
    public void What_is_required_is_what_Debezium_requires() => Assert.Equal(
        ["database.hostname", "database.server.id", "database.user", "topic.prefix"],
        MySqlSpec.Spec.Parse(new Dictionary<string, string?>()).Errors.Select(error => error.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void A_configuration_from_their_documentation_is_taken() => Assert.Equal(
        ["schema.history.internal.kafka.bootstrap.servers", "schema.history.internal.kafka.topic"],
        Sample.Parse(
            ("database.port", "3306"), ("database.password", "dbz"), ("database.server.id", "184054"), ("topic.prefix", "fullfillment"),
            ("database.include.list", "inventory"), ("schema.history.internal.kafka.bootstrap.servers", "kafka:9092"),
            ("schema.history.internal.kafka.topic", "schemahistory.fullfillment"), ("include.schema.changes", "true")).Problems
            .Select(problem => Assert.IsType<ConfigProblem>(problem) is { Severity: ConfigSeverity.Warning, Code: "CFG005" } ? problem.Key : problem.Message)
            .Order(StringComparer.Ordinal));
}
