using System.Collections.Immutable;

namespace ConnectRuntime.Configuration;

/// <summary>A configuration after its <c>${provider:path:key}</c> references were replaced, with the original text where that happened.</summary>
public sealed class ResolvedConfig
{
    internal ResolvedConfig(
        IReadOnlyDictionary<string, string?> values,
        IReadOnlyDictionary<string, string> references,
        IReadOnlyList<ConfigProblem> problems,
        TimeSpan? refreshAfter)
    {
        Values = values;
        References = references;
        Problems = problems;
        RefreshAfter = refreshAfter;
    }

    /// <summary>Names and values as they are to be used; an option whose reference failed is not among them.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; }

    /// <summary>The text as written, of every option that held a reference; shown in place of the value.</summary>
    public IReadOnlyDictionary<string, string> References { get; }

    /// <summary>References that could not be resolved.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; }

    /// <summary>When the earliest resolved value expires; null if none does.</summary>
    public TimeSpan? RefreshAfter { get; }

    /// <summary>A configuration in which no reference is resolved: every text is taken as it is.</summary>
    public static ResolvedConfig Of(IReadOnlyDictionary<string, string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values, ImmutableDictionary<string, string>.Empty, [], null);
    }

    /// <summary>True if the option was written with a reference that could not be resolved.</summary>
    internal bool IsUnresolved(string name) => References.ContainsKey(name) && !Values.ContainsKey(name);

    /// <summary>The same with some values replaced by plain ones.</summary>
    internal ResolvedConfig With(IReadOnlyDictionary<string, string> texts) => new(
        Values.Where(pair => !texts.ContainsKey(pair.Key)).Concat(texts.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .ToDictionary(StringComparer.Ordinal),
        References.Where(pair => !texts.ContainsKey(pair.Key)).ToDictionary(StringComparer.Ordinal),
        Problems,
        RefreshAfter);

    /// <summary>Some of the options behind a prefix, named without it.</summary>
    internal ResolvedConfig Slice(string prefix, Func<string, bool> take) =>
        new(Cut(Values, prefix, take), Cut(References, prefix, take), [], null);

    private static Dictionary<string, TValue> Cut<TValue>(
        IReadOnlyDictionary<string, TValue> values, string prefix, Func<string, bool> take) =>
        values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && take(pair.Key))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
