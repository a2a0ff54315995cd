using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration.Parsing;

public class UnknownNameTests
{
    [Theory]
    [InlineData("batch.sise", "batch.size")]
    [InlineData("bacth.size", "batch.size")]
    [InlineData("batch_size", "batch.size")]
    [InlineData("batchSize", "batch.size")]
    [InlineData("connection.ulr", "connection.url")]
    [InlineData("transform", "transforms")]
    [InlineData("transform.a.type", "transforms.a.type")]
    [InlineData("consumer.overrides.fetch.min.bytes", "consumer.override.fetch.min.bytes")]
    public void A_slip_is_an_error_with_the_name_that_was_meant(string name, string meant)
    {
        var result = SampleSpec.Parse(("connection.url", "u"), ("transforms", "a"), ("transforms.a.type", "X"), (name, "5"));
        var error = Assert.Single(result.Errors, error => error.Key == name);
        Assert.Equal("CFG003", error.Code);
        Assert.EndsWith($"Did you mean '{meant}'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("batch.count")]
    [InlineData("url")]
    [InlineData("consumer")]
    [InlineData(".")]
    [InlineData("")]
    public void Another_word_is_a_warning(string name) =>
        Assert.Equal(("CFG004", ConfigSeverity.Warning), Only(SampleSpec.Parse(("connection.url", "u"), (name, "5"))));

    [Fact]
    public void A_huge_name_is_only_unknown() =>
        Assert.Equal(("CFG004", ConfigSeverity.Warning), Only(SampleSpec.Parse(("connection.url", "u"), (new string('b', 1 << 20), "5"))));

    [Fact]
    public void Another_word_is_an_error_on_request() =>
        Assert.Equal(
            ("CFG004", ConfigSeverity.Error),
            Only(SampleSpec.Parse(("connection.url", "u"), ("zebra", "5"), ("config.unknown", "ERROR"))));

    [Fact]
    public void A_bad_policy_is_an_error() =>
        Assert.Equal("config.unknown", Assert.Single(SampleSpec.Parse(("connection.url", "u"), ("config.unknown", "no")).Errors).Key);

    [Fact]
    public void The_empty_prefix_takes_names_that_resemble_nothing()
    {
        var all = new ConfigPrefix("");
        var spec = ConfigSpec.Of(ConfigKey.Int("partitions").Default(1)).Prefix(all);
        var result = spec.Parse(new Dictionary<string, string?> { ["retention.ms"] = "5", ["partition"] = "3" });
        Assert.Equal("partition", Assert.Single(result.Problems).Key);
    }

    private static (string Code, ConfigSeverity Severity) Only(ConfigResult result)
    {
        var problem = Assert.Single(result.Problems);
        return (problem.Code, problem.Severity);
    }
}
