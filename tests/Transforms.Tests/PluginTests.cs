using ConnectRuntime.Connectors;
using ConnectRuntime.Transforms;
using ConnectRuntime.Transforms.Fields;

namespace ConnectRuntime.Transforms.Tests;

/// <summary>Configurations written for Kafka Connect and Debezium find the transforms under the names they use.</summary>
public class PluginTests
{
    [Theory]
    [InlineData("org.apache.kafka.connect.transforms.ReplaceField$Key", "ReplaceFieldKey")]
    [InlineData("org.apache.kafka.connect.transforms.ReplaceField$Value", "ReplaceFieldValue")]
    [InlineData("org.apache.kafka.connect.transforms.MaskField$Key", "MaskFieldKey")]
    [InlineData("org.apache.kafka.connect.transforms.MaskField$Value", "MaskFieldValue")]
    [InlineData("org.apache.kafka.connect.transforms.RegexRouter", "RegexRouter")]
    [InlineData("io.debezium.transforms.ExtractNewRecordState", "ExtractNewRecordState")]
    public void Every_alias_leads_to_a_class_that_can_be_made(string alias, string name)
    {
        var type = Assert.Single(Plugins(), type => Of(type).Aliases.Contains(alias));
        Assert.Equal(name, type.Name);
        var transform = Assert.IsType<ITransform>(Activator.CreateInstance(type), exactMatch: false);
        Assert.NotEmpty(transform.Config.Keys);
        Assert.NotEmpty(Of(type).Summary);
    }

    [Fact]
    public void Every_transform_is_a_plugin_and_no_name_is_used_twice()
    {
        var types = typeof(ReplaceFieldValue).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ITransform)));
        Assert.Equal(types.OrderBy(type => type.Name), Plugins().OrderBy(type => type.Name));
        var names = Plugins().SelectMany(type => Of(type).Aliases.Append(type.Name)).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    private static IEnumerable<Type> Plugins() =>
        typeof(ReplaceFieldValue).Assembly.GetTypes().Where(type => Attribute.IsDefined(type, typeof(PluginAttribute)));

    private static PluginAttribute Of(Type type) => (PluginAttribute)Attribute.GetCustomAttribute(type, typeof(PluginAttribute))!;
}
