using ConnectRuntime.Host.Cli;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Testing.Generated;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectRuntime.Host.Tests.Cli;

/// <summary>What <c>connect docs</c> writes is kept under version control, so that a change of an option shows; here it is fresh.</summary>
public class GeneratedDocsTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public void Schemas_and_pages_of_options_are_fresh()
    {
        var plugins = PluginCatalog.Scan([RepositoryRoot.Full($"artifacts/plugins/{Configuration}")], NullLogger.Instance);
        var own = DocsCommand.Render(new WithoutTests(plugins)).ToList();
        Assert.True(own.Count >= 5, "The connectors' folders were not found.");
        foreach (var (path, text) in own)
        {
            GeneratedFile.Whole(path, () => text).Check();
        }
    }

    /// <summary>The catalog without the plugins of this test assembly.</summary>
    private sealed class WithoutTests(IPluginCatalog all) : IPluginCatalog
    {
        public IReadOnlyList<PluginInfo> Plugins => [.. all.Plugins.Where(plugin => !plugin.Class.Contains(".Tests.", StringComparison.Ordinal))];

        public PluginInfo? Find(string classOrAlias, PluginType? type = null) => all.Find(classOrAlias, type);

        public ConnectRuntime.Configuration.ConfigSpec GetSpec(string classOrAlias) => all.GetSpec(classOrAlias);

        public T Create<T>(string classOrAlias)
            where T : class => all.Create<T>(classOrAlias);
    }
}
