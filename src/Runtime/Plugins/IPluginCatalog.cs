using ConnectRuntime.Configuration;

namespace ConnectRuntime.Runtime.Plugins;

/// <summary>What a plugin class is.</summary>
public enum PluginType
{
    /// <summary>A source connector.</summary>
    Source,

    /// <summary>A sink connector.</summary>
    Sink,

    /// <summary>A transform.</summary>
    Transformation,

    /// <summary>A predicate.</summary>
    Predicate,
}

/// <summary>A plugin class that configurations can name.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Aliases">Other names it answers to.</param>
/// <param name="Type">What it is.</param>
/// <param name="Version">Its assembly's informational version.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Location">The folder it is loaded from.</param>
public sealed record PluginInfo(string Class, IReadOnlyList<string> Aliases, PluginType Type, string Version, string Summary, string Location);

/// <summary>All plugin classes that were found at the start.</summary>
public interface IPluginCatalog
{
    /// <summary>All plugin classes, by full name.</summary>
    IReadOnlyList<PluginInfo> Plugins { get; }

    /// <summary>The class of that full name, simple name or alias, or null.</summary>
    PluginInfo? Find(string classOrAlias, PluginType? type = null);

    /// <summary>All options of a plugin; for connectors with those that the runtime adds.</summary>
    /// <exception cref="Errors.ConnectException">Config: there is no such plugin, or it cannot be loaded.</exception>
    ConfigSpec GetSpec(string classOrAlias);

    /// <summary>A new instance of a plugin class.</summary>
    /// <typeparam name="T">The interface of the plugin contract that it implements.</typeparam>
    /// <exception cref="Errors.ConnectException">Config: there is no such plugin of that kind, or it cannot be loaded.</exception>
    T Create<T>(string classOrAlias)
        where T : class;
}
