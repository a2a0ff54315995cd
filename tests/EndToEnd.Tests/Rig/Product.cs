using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>The program and its plugins, as the build of these tests has left them in the tree.</summary>
internal static class Product
{
    /// <summary>The executable <c>connect</c>.</summary>
    public static string Program { get; } = RepositoryRoot.Full($"src/Host/bin/{Configuration}/net10.0/connect");

    /// <summary>The folder of plugin folders.</summary>
    public static string Plugins { get; } = RepositoryRoot.Full($"artifacts/plugins/{Configuration}");

    /// <summary>Whether every seed is asked for.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("CONNECTRUNTIME_LONG") == "1";

    // …/bin/Debug/net10.0/
    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
}
