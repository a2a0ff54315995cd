using ConnectRuntime.Configuration.Keys;

namespace ConnectRuntime.Configuration;

/// <summary>An option whose value is a <typeparamref name="T"/>.</summary>
/// <remarks>
/// A key with neither <see cref="Default(T)"/> nor <c>Optional()</c> is required. <c>Optional()</c> changes the type to
/// <c>T?</c>, so it stands after <c>Range</c>, which in turn stands before <see cref="Must"/>.
/// </remarks>
public sealed class ConfigKey<T> : ConfigKey
{
    private readonly T? fallback;

    internal ConfigKey(ConfigDefinition definition, ConfigSyntax<T> syntax, IReadOnlyList<ConfigCheck<T>> checks, T? fallback)
        : base(definition)
    {
        Syntax = syntax;
        Checks = checks;
        this.fallback = fallback;
    }

    internal ConfigSyntax<T> Syntax { get; }

    internal IReadOnlyList<ConfigCheck<T>> Checks { get; }

    internal override object? DefaultValue => fallback;

    internal override bool IsEmpty(string text)
    {
        var rest = Definition.Type == ConfigType.List ? text.Replace(",", "", StringComparison.Ordinal) : text;
        return (Syntax.Trims ? rest.Trim() : rest).Length == 0;
    }

    /// <summary>The value when the option is not set.</summary>
    public ConfigKey<T> Default(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var definition = Definition with { Required = false, Default = Syntax.Format(value) };
        return new ConfigKey<T>(definition, Syntax, Checks, value).WithGoodDefault();
    }

    /// <summary>Says aloud that the option must be set, as it must without a default anyway.</summary>
    public ConfigKey<T> Required() => new(Definition with { Required = true, Default = null }, Syntax, Checks, default);

    /// <summary>What the option does, in sentences for the user, with the unit.</summary>
    public ConfigKey<T> Doc(string sentences) => Change(Definition with { Doc = sentences });

    /// <summary>How likely it is that a user has to think about it; medium if not said.</summary>
    public ConfigKey<T> Importance(Importance importance) => Change(Definition with { Importance = importance });

    /// <summary>Nearly everybody sets it.</summary>
    public ConfigKey<T> High() => Importance(Configuration.Importance.High);

    /// <summary>The default is right for nearly everybody.</summary>
    public ConfigKey<T> Low() => Importance(Configuration.Importance.Low);

    /// <summary>The heading it stands under; <see cref="ConfigSpec.Group(string, ConfigKey[])"/> sets it for several keys at once.</summary>
    public ConfigKey<T> Group(string name) => Change(Definition with { Group = name });

    /// <summary>Place within the group; the order of declaration if not said.</summary>
    public ConfigKey<T> Order(int place) => Change(Definition with { Order = place });

    /// <summary>The label of a form; made from the name if not said.</summary>
    public ConfigKey<T> DisplayName(string label) => Change(Definition with { DisplayName = label });

    /// <summary>How wide a form draws it; made from the type if not said.</summary>
    public ConfigKey<T> Width(ConfigWidth width) => Change(Definition with { Width = width });

    /// <summary>The value is never shown, whatever its type.</summary>
    public ConfigKey<T> Hidden() => Change(Definition with { IsSecret = true });

    /// <summary>Values that a form offers; others are accepted too.</summary>
    public ConfigKey<T> Recommended(params T[] values) =>
        Change(Definition with { Recommended = [.. values.Select(Syntax.Format)] });

    /// <summary>A condition on the value.</summary>
    /// <param name="holds">True for a value that is accepted.</param>
    /// <param name="requirement">What is accepted, as the words before "is required": <c>an even number</c>.</param>
    public ConfigKey<T> Must(Func<T, bool> holds, string requirement)
    {
        var all = Definition.Requirement == Syntax.Requirement ? requirement : $"{Definition.Requirement} and {requirement}";
        return new ConfigKey<T>(Definition with { Requirement = all }, Syntax, [.. Checks, new(holds, requirement)], fallback)
            .WithGoodDefault();
    }

    /// <summary>The option is read, and required if it is required, only while another option has one of these values.</summary>
    /// <param name="other">The option that decides, in the same spec.</param>
    /// <param name="values">The deciding values; none means that <paramref name="other"/> is set at all.</param>
    public ConfigKey<T> VisibleWhen<TOther>(ConfigKey<TOther> other, params TOther[] values)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Change(Definition with { VisibleWhen = new(other.Name, [.. values.Select(other.Syntax.Format)]) });
    }

    /// <summary>An option that is a list of what this one is, separated by commas.</summary>
    public ConfigKey<IReadOnlyList<T>> AsList() => ListSyntax.Of(this);

    /// <summary>Replaces the limits that the key has so far.</summary>
    internal ConfigKey<T> Limit(Func<T, bool> holds, string requirement, string? min, string? max) =>
        new ConfigKey<T>(
            Definition with { Requirement = requirement, Minimum = min, Maximum = max },
            Syntax,
            [new(holds, requirement) { IsLimit = true }, .. Checks.Where(check => !check.IsLimit)],
            fallback).WithGoodDefault();

    internal ConfigKey<T> Change(ConfigDefinition definition) => new(definition, Syntax, Checks, fallback);

    internal override ConfigKey With(ConfigDefinition definition) => Change(definition);

    internal override string? Write(object? value) => value is T typed ? Syntax.Format(typed) : null;

    internal override bool TryRead(string text, out object? value, out string missed, out bool parsed)
    {
        value = null;
        missed = "";
        parsed = false;
        T typed;
        try
        {
            typed = Syntax.Parse(Syntax.Trims ? text.Trim() : text);
        }
        catch (Exception)
        {
            // The text of the exception may repeat the value, which may be a secret; the requirement says enough.
            missed = Definition.Requirement;
            return false;
        }

        value = typed;
        parsed = true;
        foreach (var check in Checks)
        {
            if (!check.Holds(typed))
            {
                missed = check.Requirement;
                return false;
            }
        }

        return true;
    }

    /// <summary>This key, unless its own conditions refuse its default: a slip of the author, told at the declaration.</summary>
    private ConfigKey<T> WithGoodDefault()
    {
        var broken = Definition.Default is null ? null : Checks.FirstOrDefault(check => !check.Holds(fallback!));
        return broken is null
            ? this
            : throw new ArgumentException($"The default of '{Name}' is '{Definition.Default}', but {broken.Requirement} is required.");
    }
}
