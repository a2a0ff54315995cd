using ConnectRuntime.Configuration.Keys;

namespace ConnectRuntime.Configuration;

/// <summary>Leave to omit an option whose type is a value type: its value is then null.</summary>
public static class OptionalValueKeys
{
    /// <summary>The option may be left out.</summary>
    public static ConfigKey<T?> Optional<T>(this ConfigKey<T> key)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(key);
        var from = key.Syntax;
        var syntax = new ConfigSyntax<T?>(
            from.Type, from.Requirement, text => from.Parse(text), value => value is { } set ? from.Format(set) : "")
        {
            Values = from.Values,
            Trims = from.Trims,
            AllowsUnit = from.AllowsUnit,
        };
        var checks = key.Checks.Select(check => new ConfigCheck<T?>(value => value is { } set && check.Holds(set), check.Requirement));
        return new(key.Definition with { Required = false, Default = null }, syntax, [.. checks], null);
    }
}

/// <summary>Leave to omit an option whose type is a reference type: its value is then null.</summary>
public static class OptionalReferenceKeys
{
    /// <summary>The option may be left out.</summary>
    public static ConfigKey<T?> Optional<T>(this ConfigKey<T> key)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(key.Definition with { Required = false, Default = null }, key.Syntax!, key.Checks!, null);
    }
}
