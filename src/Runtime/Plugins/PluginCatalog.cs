using System.Reflection;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transforms;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Plugins;

/// <summary>Plugin folders, read once; an assembly is loaded when one of its classes is first used.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PluginCatalog : IPluginCatalog
{
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Entry> _byClass = new(StringComparer.Ordinal);

    // Names of classes that were left out, with the reason.
    private readonly Dictionary<string, string> _leftOut = new(StringComparer.Ordinal);

    private PluginCatalog()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<PluginInfo> Plugins => [.. _byClass.Values.Select(entry => entry.Info)];

    /// <summary>Reads the plugins of the host's own folder and of <c>plugin.path</c>. A folder that cannot be read is a warning.</summary>
    /// <param name="paths">Each a plugin folder (it holds assemblies) or a folder of plugin folders; relative ones are looked up in the working folder, then beside the program.</param>
    /// <param name="log">Hears of what is left out.</param>
    public static PluginCatalog Scan(IEnumerable<string> paths, ILogger log)
    {
        var catalog = new PluginCatalog();
        catalog.AddFolder(AppContext.BaseDirectory, isHost: true, log);
        foreach (var path in paths)
        {
            var folder = new[] { path, Path.Combine(AppContext.BaseDirectory, path) }.Select(Path.GetFullPath).FirstOrDefault(Directory.Exists);
            if (folder is null)
            {
                log.LogWarning("Plugin folder '{Path}' does not exist, plugins in it are not known. Correct plugin.path, or make the folder.", path);
                continue;
            }

            var isPlugin = Directory.EnumerateFiles(folder, "*.dll").Any();
            string[] plugins = isPlugin ? [folder] : [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
            foreach (var plugin in plugins)
            {
                catalog.AddFolder(plugin, isHost: false, log);
            }
        }

        return catalog;
    }

    /// <inheritdoc/>
    public PluginInfo? Find(string classOrAlias, PluginType? type = null) =>
        _byName.TryGetValue(classOrAlias, out var entry) && (type is null || entry.Info.Type == type) ? entry.Info : null;

    /// <inheritdoc/>
    public ConfigSpec GetSpec(string classOrAlias) => Require(classOrAlias).Info.Type switch
    {
        PluginType.Source or PluginType.Sink => ConnectorSpec.For(this, Create<IConnector>(classOrAlias)),
        PluginType.Transformation => Create<ITransform>(classOrAlias).Config,
        _ => Create<IPredicate>(classOrAlias).Config,
    };

    /// <inheritdoc/>
    public T Create<T>(string classOrAlias)
        where T : class
    {
        var entry = Require(classOrAlias);
        try
        {
            return Activator.CreateInstance(entry.Type.Value) as T
                ?? throw new ConnectException(ErrorKind.Config, "PLG001", $"Cannot use plugin '{classOrAlias}': it is a {entry.Info.Type}, a {typeof(T).Name} is required here. Name a plugin of that kind.");
        }
        catch (MissingMethodException exception)
        {
            throw new ConnectException(ErrorKind.Config, "PLG004", $"Cannot make plugin '{classOrAlias}': {entry.Info.Class} has no public constructor without parameters, which is required. Add one; options come in with the configuration.", exception);
        }
        catch (Exception exception) when (exception is not ConnectException)
        {
            var reason = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            var what = reason is FileNotFoundException { FileName: { } missing } ? $"it needs {missing}, which is not there" : reason.Message.ReplaceLineEndings(" ").TrimEnd(' ', '.');
            throw new ConnectException(ErrorKind.Config, "PLG002", $"Cannot load plugin '{classOrAlias}' from {entry.Info.Location}: {what}. Check that the folder holds the plugin with all its dependencies.", reason);
        }
    }

    private Entry Require(string classOrAlias)
    {
        if (_byName.TryGetValue(classOrAlias, out var entry))
        {
            return entry;
        }

        if (_leftOut.TryGetValue(classOrAlias, out var reason))
        {
            throw new ConnectException(ErrorKind.Config, "PLG005", $"Cannot use plugin '{classOrAlias}': {reason}");
        }

        var known = _byClass.Count == 0 ? "no plugin was found" : "known are " + string.Join(", ", _byClass.Keys);
        throw new ConnectException(ErrorKind.Config, "PLG003", $"Cannot find plugin '{classOrAlias}': {known}. Correct the class name, or add its folder to plugin.path.");
    }

    private void AddFolder(string folder, bool isHost, ILogger log)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            try
            {
                if (PluginScanner.Scan(file) is { } assembly)
                {
                    Add(assembly, isHost, log);
                }
            }
            catch (Exception exception)
            {
                // What a damaged file makes the metadata reader throw is anything, up to memory for a table of an absurd size.
                log.LogWarning("Cannot read plugin file {File}: {Reason} Its plugins are not known.", file, exception.Message);
            }
        }
    }

    private void Add(ScannedAssembly assembly, bool isHost, ILogger log)
    {
        var contract = typeof(IConnector).Assembly.GetName().Version!.Major;
        if (assembly.ContractMajor != contract)
        {
            LeaveOut(assembly, $"{assembly.Path} was built for version {assembly.ContractMajor} of the contract, this host has version {contract}. Build it against this version.", log);
            return;
        }

        var loaded = new Lazy<Assembly>(() => isHost
            ? Assembly.Load(Path.GetFileNameWithoutExtension(assembly.Path))
            : new PluginLoadContext(assembly.Path).LoadFromAssemblyPath(assembly.Path));
        foreach (var found in assembly.Classes)
        {
            var type = new Lazy<Type>(() => loaded.Value.GetType(found.Class, throwOnError: true)!);
            if (KindOf(found, type, out var reason) is not { } kind)
            {
                LeaveOut(found, $"{assembly.Path}: {reason}", log);
                continue;
            }

            var info = new PluginInfo(found.Class, found.Aliases, kind, assembly.Version, found.Summary, Path.GetDirectoryName(assembly.Path)!);
            Register(new Entry(info, type), log);
        }
    }

    private void LeaveOut(ScannedAssembly assembly, string reason, ILogger log)
    {
        foreach (var found in assembly.Classes)
        {
            LeaveOut(found, reason, log);
        }
    }

    private void LeaveOut(ScannedClass found, string reason, ILogger log)
    {
        log.LogWarning("Plugin class {Class} is left out: {Reason}", found.Class, reason);
        foreach (var name in Names(found.Class, found.Aliases))
        {
            _leftOut.TryAdd(name, reason);
        }
    }

    // A class whose base is in another assembly shows what it is only when it is loaded, and that may fail in any way.
    private static PluginType? KindOf(ScannedClass found, Lazy<Type> type, out string reason)
    {
        reason = "it is neither connector nor transform nor predicate. Let it implement one of them.";
        try
        {
            return found.Type ?? TypeOf(type.Value);
        }
        catch (Exception exception)
        {
            reason = $"it cannot be loaded ({exception.Message.ReplaceLineEndings(" ").TrimEnd()}). Check that the folder holds the plugin with all its dependencies.";
            return null;
        }
    }

    private void Register(Entry entry, ILogger log)
    {
        if (!_byClass.TryAdd(entry.Info.Class, entry))
        {
            log.LogWarning("Plugin class {Class} is in {First} and in {Second}; the first is used.", entry.Info.Class, _byClass[entry.Info.Class].Info.Location, entry.Info.Location);
            return;
        }

        foreach (var name in Names(entry.Info.Class, entry.Info.Aliases))
        {
            _byName.TryAdd(name, entry);
        }
    }

    private static IEnumerable<string> Names(string className, IReadOnlyList<string> aliases)
    {
        var simple = className[(className.LastIndexOf('.') + 1)..];
        string[] names = [className, simple, .. aliases];
        return names.SelectMany(WithoutSuffix).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> WithoutSuffix(string name)
    {
        yield return name;
        if (name.EndsWith("Connector", StringComparison.Ordinal) && name.Length > "Connector".Length)
        {
            yield return name[..^"Connector".Length];
        }
    }

    private static PluginType? TypeOf(Type type) => type switch
    {
        _ when type.IsAssignableTo(typeof(ISourceConnector)) => PluginType.Source,
        _ when type.IsAssignableTo(typeof(ISinkConnector)) => PluginType.Sink,
        _ when type.IsAssignableTo(typeof(ITransform)) => PluginType.Transformation,
        _ when type.IsAssignableTo(typeof(IPredicate)) => PluginType.Predicate,
        _ => null,
    };

    private sealed record Entry(PluginInfo Info, Lazy<Type> Type);
}
