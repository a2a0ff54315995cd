namespace ConnectRuntime.Configuration;

/// <summary>An option, declared once; its typed form is <see cref="ConfigKey{T}"/>.</summary>
/// <remarks>
/// A key is immutable: every fluent call gives a new one, so keys can be shared between specs.
/// <code>
/// public static readonly ConfigKey&lt;int&gt; BatchSize =
///     ConfigKey.Int("batch.size").Default(3000).Range(1, 1_000_000).High().Doc("Rows per statement.");
/// </code>
/// </remarks>
public abstract partial class ConfigKey
{
    private protected ConfigKey(ConfigDefinition definition) => Definition = definition;

    /// <summary>What is known about the option.</summary>
    public ConfigDefinition Definition { get; }

    /// <summary>The option's name.</summary>
    public string Name => Definition.Name;

    /// <summary>The name; a value is never part of it.</summary>
    public override string ToString() => Name;

    /// <summary>The value to use when the option is not set; null also for a required option.</summary>
    internal abstract object? DefaultValue { get; }

    /// <summary>True if the text says nothing, which a required option does not accept.</summary>
    internal abstract bool IsEmpty(string text);

    internal abstract ConfigKey With(ConfigDefinition definition);

    /// <summary>Reads a text: a value, or the requirement that it misses.</summary>
    internal abstract bool TryRead(string text, out object? value, out string missed, out bool parsed);

    internal abstract string? Write(object? value);
}
