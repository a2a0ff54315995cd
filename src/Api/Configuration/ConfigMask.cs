using System.Text.RegularExpressions;

namespace ConnectRuntime.Configuration;

/// <summary>What of a configuration may be shown.</summary>
public static partial class ConfigMask
{
    private const int Longest = 200;

    /// <summary>True if an option that no spec knows is a secret by its name.</summary>
    public static bool LooksSecret(string name) => SecretName().IsMatch(name);

    /// <summary>A value that is no secret itself, without the secrets people put inside: the password of an address, <c>password=…</c>.</summary>
    public static string Scrub(string value)
    {
        var clean = AddressPassword().Replace(value, "$1" + Secret.Mask + "@");
        return InlineSecret().Replace(clean, "$1" + Secret.Mask);
    }

    /// <summary>A scrubbed value as it stands in a message: on one line, cut to 200 characters.</summary>
    internal static string Quote(string value)
    {
        var clean = string.Concat(Scrub(value).Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length <= Longest ? $"'{clean}'" : $"'{clean[..Longest]}…'";
    }

    /// <summary>True if the whole value is a reference to a config provider, which gives nothing away.</summary>
    public static bool IsReference(string value) => WholeReference().IsMatch(value);

    [GeneratedRegex(
        @"passw(or)?d|passphrase|secret|token|credential|sasl\.jaas\.config|user\.info|private\.?key|access\.?key$|api\.?key",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(://[^/?#\s:@]*:)[^/?#\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPassword();

    [GeneratedRegex(
        @"\b((?:[\w.-]*(?:passw(?:or)?d|secret|token))\s*=\s*)(?:""[^""]*""|'[^']*'|[^&;,\s]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InlineSecret();

    [GeneratedRegex(@"^\s*\$\{[^{}:]+:[^{}]+\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeReference();
}
