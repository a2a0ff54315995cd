using System.Reflection;

namespace ConnectRuntime.Host;

/// <summary>The version of this build, and the commit it was made from.</summary>
internal static class ProductVersion
{
    private static readonly string Informational =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The version without the commit.</summary>
    public static string Number => Informational.Split('+')[0];

    /// <summary>The commit, or <c>unknown</c>.</summary>
    public static string Commit => Informational.Split('+') is [_, var commit, ..] ? commit : "unknown";
}
