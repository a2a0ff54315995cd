using System.Reflection;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The version of this connector.</summary>
internal static class ChangeVersion
{
    /// <summary>The version without the commit it was built from.</summary>
    public static readonly string Number =
        typeof(ChangeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
