namespace ConnectRuntime.Configuration.Keys;

/// <summary>How the text of an option becomes a value and how a value is written back.</summary>
/// <param name="Type">The type word for REST.</param>
/// <param name="Requirement">What a text must be, as the words before "is required".</param>
/// <param name="Parse">Gets trimmed text; throws whatever it likes if the text is no value.</param>
/// <param name="Format">Writes the value in its canonical spelling, which <paramref name="Parse"/> reads back.</param>
internal sealed record ConfigSyntax<T>(ConfigType Type, string Requirement, Func<string, T> Parse, Func<T, string> Format)
{
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>False if blanks around the text belong to the value.</summary>
    public bool Trims { get; init; } = true;

    public bool AllowsUnit { get; init; }
}
