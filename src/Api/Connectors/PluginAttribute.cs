namespace ConnectRuntime.Connectors;

/// <summary>Makes a class of a plugin folder known under the names that configurations use for it.</summary>
/// <remarks>
/// <c>connector.class</c> and <c>transforms.X.type</c> accept the class's full name, its simple name, its simple name without
/// the suffix <c>Connector</c>, and every alias. The version is the assembly's informational version.
/// </remarks>
/// <param name="aliases">Further names, such as those of a connector of another product whose configurations this one takes.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PluginAttribute(params string[] aliases) : Attribute
{
    /// <summary>Further names.</summary>
    public IReadOnlyList<string> Aliases { get; } = aliases;

    /// <summary>One sentence for lists of plugins.</summary>
    public string Summary { get; init; } = string.Empty;
}
