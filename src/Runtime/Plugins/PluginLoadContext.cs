using System.Reflection;
using System.Runtime.Loader;

namespace ConnectRuntime.Runtime.Plugins;

/// <summary>The assemblies of one plugin folder, apart from everybody else's.</summary>
/// <remarks>
/// The contract with what it is made of, and the two shared frameworks, come from the host, so that their types are one;
/// everything else comes from the folder, so two plugins may carry two versions of one library.
/// </remarks>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Contract = typeof(Connectors.IConnector).Assembly;
    private static readonly HashSet<string> Shared = SharedAssemblies();

    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _folder;

    public PluginLoadContext(string mainAssembly)
        : base($"plugin {Path.GetFileNameWithoutExtension(mainAssembly)}")
    {
        _resolver = new AssemblyDependencyResolver(mainAssembly);
        _folder = Path.GetDirectoryName(mainAssembly)!;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Contract.GetName().Name)
        {
            return Contract;
        }

        if (Shared.Contains(assemblyName.Name!))
        {
            return null;
        }

        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    // The host's own libraries are trusted too but lie beside the program; of those only what the contract refers to is shared.
    private static HashSet<string> SharedAssemblies()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty;
        var home = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return [.. trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) != home)
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Concat(Contract.GetReferencedAssemblies().Select(name => name.Name!))];
    }
}
