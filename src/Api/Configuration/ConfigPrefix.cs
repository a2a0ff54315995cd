namespace ConnectRuntime.Configuration;

/// <summary>A family of options with free names behind a prefix, handed on as they are, such as <c>consumer.override.*</c>.</summary>
public sealed record ConfigPrefix
{
    /// <summary>Declares the family.</summary>
    /// <param name="prefix">What the names begin with, as a rule ending in a dot; empty for all names that nothing else takes.</param>
    public ConfigPrefix(string prefix) => Prefix = prefix ?? throw new ArgumentNullException(nameof(prefix));

    /// <summary>What the names begin with.</summary>
    public string Prefix { get; }

    /// <summary>What the options are for, in sentences for the user.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Tells what is wrong with a name (without the prefix) and value, as the words after "Cannot use 'x': "; null if nothing is.</summary>
    internal Func<string, string, string?> Check { get; private init; } = (_, _) => null;

    /// <summary>What the options are for.</summary>
    public ConfigPrefix Doc(string sentences) => this with { Description = sentences };

    /// <summary>Checks each option of the family.</summary>
    /// <param name="check">Gets name (without the prefix) and value; gives null, or "what was found, what is required. What to do." The value must not be repeated.</param>
    public ConfigPrefix Checked(Func<string, string, string?> check) => this with { Check = check };
}
