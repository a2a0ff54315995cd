using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration.Parsing;

public class FamilyTests
{
    [Fact]
    public void Members_come_in_the_order_of_their_list_with_their_own_values()
    {
        var config = SampleSpec.Parse(
            ("connection.url", "u"), ("transforms", "mask, drop"),
            ("transforms.mask.type", "MaskField"), ("transforms.mask.field", "ssn"), ("transforms.drop.type", "Drop")).Require("x");
        var members = config.Members(SampleSpec.Family);
        Assert.Equal(["mask", "drop"], members.Select(member => member.Key));
        Assert.Equal("ssn", members[0].Value.Get(SampleSpec.Field));
        Assert.Equal("Drop", config.Member(SampleSpec.Family, "drop")!.Get(SampleSpec.Type));
        Assert.Null(config.Member(SampleSpec.Family, "other"));
    }

    [Fact]
    public void Problems_of_members_have_full_names()
    {
        var result = SampleSpec.Parse(
            ("connection.url", "u"), ("transforms", "mask,drop"),
            ("transforms.mask.type", "MaskField"), ("transforms.mask.fild", "ssn"),
            ("transforms.drop.color", "x"), ("transforms.dorp.type", "y"));
        Assert.Equal(
            [
                "CFG002 transforms.mask.field",
                "CFG003 transforms.mask.fild",
                "CFG002 transforms.drop.type",
                "CFG004 transforms.drop.color",
                "CFG003 transforms.dorp.type",
            ],
            result.Problems.Select(problem => $"{problem.Code} {problem.Key}"));
        Assert.EndsWith("Did you mean 'transforms.drop.type'?", result.Errors.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_that_is_not_listed_is_named()
    {
        var result = SampleSpec.Parse(("connection.url", "u"), ("transforms.route.type", "R"));
        Assert.Equal(
            "CFG012: Cannot use 'transforms.route.type': 'route' is not listed, an alias that stands in 'transforms' is required. "
            + "Add it there or remove its options.",
            Assert.Single(result.Problems).ToString());
        Assert.True(result.IsValid);
    }

    [Fact]
    public void A_longer_alias_takes_its_options_from_a_shorter_one()
    {
        var list = ConfigKey.List("t");
        var size = ConfigKey.Int("size").Default(1);
        var family = ConfigFamily.Listed("t.", list, _ => ConfigSpec.Of(size));
        var result = ConfigSpec.Of(list).Family(family)
            .Parse(new Dictionary<string, string?> { ["t"] = "a,a.b", ["t.a.size"] = "2", ["t.a.b.size"] = "3" });
        Assert.Empty(result.Problems);
        Assert.Equal([2, 3], result.Require("x").Members(family).Select(member => member.Value.Get(size)));
    }

    [Fact]
    public void Free_names_are_handed_on_without_their_prefix()
    {
        var config = SampleSpec.Parse(("connection.url", "u"), ("consumer.override.group.id", "g")).Require("x");
        Assert.Equal("g", Assert.Single(config.Get(SampleSpec.Overrides), pair => pair.Key == "group.id").Value);
    }

    [Fact]
    public void Free_names_can_be_checked()
    {
        var prefix = new ConfigPrefix("p.").Checked((name, _) => name == "bad" ? "it is bad, another is required. Remove it." : null);
        var result = ConfigSpec.Empty.Prefix(prefix).Parse(new Dictionary<string, string?> { ["p.bad"] = "1", ["p.good"] = "2" });
        Assert.Equal("CFG013: Cannot use 'p.bad': it is bad, another is required. Remove it.", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void Groups_with_a_default_member_and_free_names_as_topic_creation_has_them()
    {
        var groups = ConfigKey.List("topic.creation.groups").Default();
        var partitions = ConfigKey.Int("partitions").Default(-1);
        var rest = new ConfigPrefix("");
        var family = ConfigFamily.Listed("topic.creation.", groups, _ => ConfigSpec.Of(partitions).Prefix(rest), "default");
        var config = ConfigSpec.Of(groups).Family(family).Parse(new Dictionary<string, string?>
        {
            ["topic.creation.groups"] = "big",
            ["topic.creation.default.partitions"] = "2",
            ["topic.creation.big.partitions"] = "9",
            ["topic.creation.big.cleanup.policy"] = "compact",
        }).Require("x");
        Assert.Equal([("default", 2), ("big", 9)], config.Members(family).Select(member => (member.Key, member.Value.Get(partitions))));
        Assert.Equal("compact", config.Member(family, "big")!.Get(rest)["cleanup.policy"]);
    }

    [Fact]
    public void A_section_depends_on_another_option()
    {
        var converter = ConfigKey.Class("value.converter").Optional();
        var schemas = ConfigKey.Bool("schemas.enable").Default(true);
        var section = ConfigFamily.Section(
            "value.converter.", member => member.All.ContainsKey("value.converter") ? ConfigSpec.Of(schemas) : null);
        var spec = ConfigSpec.Of(converter).Family(section);

        var used = spec.Parse(new Dictionary<string, string?>
        {
            ["value.converter"] = "Json",
            ["value.converter.schemas.enable"] = "false",
        });
        Assert.False(used.Require("x").Member(section)!.Get(schemas));

        var idle = spec.Parse(new Dictionary<string, string?> { ["value.converter.schemas.enable"] = "false" });
        Assert.Equal("CFG004", Assert.Single(idle.Problems).Code);
        Assert.Null(idle.Require("x").Member(section));
    }
}
