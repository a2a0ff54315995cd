using System.Text.RegularExpressions;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>A place in a value that stands for something else: <c>${provider:key}</c> or <c>${provider:path:key}</c>.</summary>
/// <remarks>The path ends at the last colon. <c>$${</c> before the rest of a reference is a plain <c>${</c>.</remarks>
/// <param name="Text">The reference as written.</param>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Path">The path; empty if there is none.</param>
/// <param name="Key">The key.</param>
public sealed partial record ConfigReference(string Text, string Provider, string Path, string Key)
{
    /// <summary>All references of a value, in order.</summary>
    public static IReadOnlyList<ConfigReference> FindAll(string value) =>
        [.. Pattern().Matches(value).Where(match => !IsEscaped(match)).Select(Of)];

    /// <summary>The value with every reference replaced and every escape undone.</summary>
    internal static string Replace(string value, Func<ConfigReference, string> resolve) =>
        Pattern().Replace(value, match => IsEscaped(match) ? match.Value[1..] : resolve(Of(match)));

    private static bool IsEscaped(Match match) => match.Value[1] == '$';

    private static ConfigReference Of(Match match) =>
        new(match.Value, match.Groups["provider"].Value.Trim(), match.Groups["path"].Value, match.Groups["key"].Value);

    [GeneratedRegex(@"\$?\$\{(?<provider>[^{}:$]+):(?:(?<path>[^{}]*):)?(?<key>[^{}:]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
