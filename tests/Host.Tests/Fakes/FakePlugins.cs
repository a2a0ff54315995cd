using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Plugins;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>A source, a sink and a transform that have options and no code.</summary>
internal sealed class FakePlugins : IPluginCatalog
{
    private static readonly ConfigSpec Spec = ConfigSpec.Of(
        ConfigKey.Class("connector.class").Doc("The class."),
        ConfigKey.Int("tasks.max").Default(1).Range(1, 100).High().Doc("Most tasks."),
        ConfigKey.Password("secret").Doc("A secret.").Optional(),
        ConfigKey.String("name").Doc("The name.").Optional());

    /// <inheritdoc/>
    public IReadOnlyList<PluginInfo> Plugins { get; } =
    [
        new("x.OrdersSinkConnector", ["OrdersSink"], PluginType.Sink, "2.1", "Takes orders.", "/plugins/x"),
        new("x.OrdersSourceConnector", ["OrdersSource"], PluginType.Source, "2.0", "Gives orders.", "/plugins/x"),
        new("x.Rename", [], PluginType.Transformation, "2.0", "Renames.", "/plugins/x"),
    ];

    /// <inheritdoc/>
    public PluginInfo? Find(string classOrAlias, PluginType? type = null) =>
        Plugins.FirstOrDefault(plugin => plugin.Class == classOrAlias || plugin.Aliases.Contains(classOrAlias));

    /// <inheritdoc/>
    public ConfigSpec GetSpec(string classOrAlias) => Find(classOrAlias) is null
        ? throw new ConnectException(ErrorKind.Config, "TST" + "901", $"Cannot find '{classOrAlias}'.")
        : Spec;

    /// <inheritdoc/>
    public T Create<T>(string classOrAlias)
        where T : class => throw new NotSupportedException();
}
