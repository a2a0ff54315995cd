namespace ConnectRuntime.Configuration;

/// <summary>A text that shows itself only when asked to by name.</summary>
/// <remarks>Two secrets with the same text are equal, so that a changed password can be noticed.</remarks>
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What is shown in place of a secret, everywhere.</summary>
    public const string Mask = "[hidden]";

    private readonly string text;

    /// <summary>Wraps a text.</summary>
    public Secret(string text) => this.text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The text itself, for the one place that hands it to the other side.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other.text == text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>[hidden]</c>.</summary>
    public override string ToString() => Mask;
}
