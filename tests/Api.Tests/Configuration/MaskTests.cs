using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration;

public class MaskTests
{
    [Fact]
    public void A_raw_configuration_is_masked_by_spec_by_member_and_by_name()
    {
        var shown = SampleSpec.Spec.Mask(new Dictionary<string, string?>
        {
            ["connection.url"] = "postgresql://joe:pa55@db:5432/x?user=joe&password=pa55&ssl=on",
            ["connection.password"] = "pa55",
            ["transforms"] = "m",
            ["transforms.m.type"] = "MaskField",
            ["transforms.m.salt.text"] = "pa55",
            ["consumer.override.sasl.jaas.config"] = "x required password=\"pa55\";",
            ["value.converter.basic.auth.user.info"] = "joe:pa55",
            ["some.token"] = "pa55",
            ["other"] = null,
        });
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["connection.url"] = "postgresql://joe:[hidden]@db:5432/x?user=joe&password=[hidden]&ssl=on",
                ["connection.password"] = "[hidden]",
                ["transforms"] = "m",
                ["transforms.m.type"] = "MaskField",
                ["transforms.m.salt.text"] = "[hidden]",
                ["consumer.override.sasl.jaas.config"] = "[hidden]",
                ["value.converter.basic.auth.user.info"] = "[hidden]",
                ["some.token"] = "[hidden]",
                ["other"] = null,
            },
            shown);
    }

    [Fact]
    public void A_reference_gives_nothing_away_and_stays()
    {
        var shown = SampleSpec.Spec.Mask(new Dictionary<string, string?>
        {
            ["connection.password"] = "${env:DB_PASSWORD}",
            ["x.password"] = "pa55${env:REST}",
        });
        Assert.Equal("${env:DB_PASSWORD}", shown["connection.password"]);
        Assert.Equal("[hidden]", shown["x.password"]);
    }

    [Fact]
    public void A_bad_secret_is_not_repeated()
    {
        var pin = ConfigKey.Int("pin").Hidden();
        var error = Assert.Single(ConfigSpec.Of(pin).Parse(new Dictionary<string, string?> { ["pin"] = "pa55" }).Errors);
        Assert.Equal("CFG001: Cannot use 'pin': a hidden value was found, a whole number is required. Change it.", error.ToString());
    }

    [Fact]
    public void A_parsed_configuration_shows_itself_masked()
    {
        var config = SampleSpec
            .Parse(("connection.url", "db://a:pa55@h"), ("connection.password", "pa55"), ("my.secret", "pa55")).Require("x");
        Assert.Equal("connection.password=[hidden]\nconnection.url=db://a:[hidden]@h\nmy.secret=[hidden]", config.ToString());
        Assert.Equal("pa55", config.Get(SampleSpec.Password)!.Reveal());
    }

    [Theory]
    [InlineData("db.password", true)]
    [InlineData("ssl.key.passphrase", true)]
    [InlineData("aws.secret.access.key", true)]
    [InlineData("schema.registry.basic.auth.user.info", true)]
    [InlineData("s3.credentials.provider.x", true)]
    [InlineData("topics", false)]
    [InlineData("pass.through", false)]
    public void Names_tell_secrets(string name, bool expected) => Assert.Equal(expected, ConfigMask.LooksSecret(name));
}
