using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>Options from variables such as <c>CONNECT_DATA_DIR</c>, named as container images of Kafka Connect name them.</summary>
/// <remarks>
/// Behind the prefix <c>_</c> is a dot, <c>__</c> an underscore and <c>___</c> a dash. Only options of the worker are taken:
/// such images set others for the JVM.
/// </remarks>
internal static class EnvironmentOptions
{
    private const string Prefix = "CONNECT_";

    /// <summary>The options that are set.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read(IReadOnlyDictionary<string, string> environment) =>
        environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create(NameOf(variable.Key[Prefix.Length..]), variable.Value))
            .Where(option => WorkerConfig.Spec.Find(option.Key) is not null);

    private static string NameOf(string variable) => variable.ToLowerInvariant()
        .Replace("___", "-", StringComparison.Ordinal)
        .Replace("__", "\0", StringComparison.Ordinal)
        .Replace('_', '.')
        .Replace('\0', '_');
}
