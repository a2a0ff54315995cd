using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration.Keys;

public class DeclarationTests
{
    [Fact]
    public void A_key_is_not_changed_by_what_is_made_from_it()
    {
        var key = ConfigKey.Int("a");
        _ = key.Default(1).Doc("x").High();
        Assert.True(key.Definition.Required);
        Assert.Equal("", key.Definition.Doc);
    }

    [Fact]
    public void A_default_outside_the_range_is_refused_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => ConfigKey.Int("a").Range(1, 5).Default(9));
        Assert.Equal("The default of 'a' is '9', but a whole number from 1 to 5 is required.", error.Message);
    }

    [Fact]
    public void A_range_after_a_default_checks_it_when_the_spec_is_made()
    {
        var key = ConfigKey.Int("a").Default(9);
        Assert.Throws<ArgumentException>(() => key.Range(1, 5));
    }

    [Fact]
    public void A_name_declared_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => ConfigSpec.Of(ConfigKey.Int("a")).Include(ConfigSpec.Of(ConfigKey.Bool("a"))));

    [Fact]
    public void A_key_that_is_not_initialised_yet_is_named_by_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => ConfigSpec.Of(ConfigKey.Int("a"), null!));
        Assert.StartsWith("Key 2 of 2 is null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_gives_null_when_not_set()
    {
        var number = ConfigKey.Int("n").Range(1, 5).Optional();
        var text = ConfigKey.String("t").Optional();
        var config = ConfigSpec.Of(number, text).Parse(new Dictionary<string, string?>()).Require("x");
        Assert.Null(config.Get(number));
        Assert.Null(config.Get(text));

        var bad = ConfigSpec.Of(number).Parse(new Dictionary<string, string?> { ["n"] = "6" });
        Assert.Contains("a whole number from 1 to 5 is required", Assert.Single(bad.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_number_their_options_across_specs()
    {
        var spec = ConfigSpec.Empty.Group("G", ConfigKey.Int("a"), ConfigKey.Int("b"))
            .Include(ConfigSpec.Empty.Group("G", ConfigKey.Int("c"))).Add(ConfigKey.Int("d"));
        Assert.Equal([("a", 1), ("b", 2), ("c", 3), ("d", -1)], spec.Keys.Select(key => (key.Name, key.Definition.Order)));
    }

    [Fact]
    public void A_key_of_another_spec_cannot_be_read()
    {
        var config = ConfigSpec.Empty.Parse(new Dictionary<string, string?>()).Require("x");
        Assert.Throws<ArgumentException>(() => config.Get(ConfigKey.Int("a")));
    }
}
