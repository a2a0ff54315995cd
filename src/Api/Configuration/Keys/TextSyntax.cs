using System.Text.RegularExpressions;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntaxes of texts and of what is written as one word.</summary>
internal static class TextSyntax
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public static ConfigSyntax<string> Trimmed { get; } = new(ConfigType.String, "a text", text => text, text => text);

    public static ConfigSyntax<string> Verbatim { get; } =
        new(ConfigType.String, "a text", text => text, text => text) { Trims = false };

    /// <summary>Blanks around a secret are dropped: a line end at the end of a mounted secret file is common, a password that ends in one is not.</summary>
    public static ConfigSyntax<Secret> Password { get; } =
        new(ConfigType.Password, "a secret", text => new Secret(text), _ => Secret.Mask);

    public static ConfigSyntax<string> Class { get; } =
        new(ConfigType.Class, "the name of a plugin class", ParseClass, text => text);

    public static ConfigSyntax<Regex> Regex { get; } =
        new(ConfigType.String, "a regular expression", ParseRegex, regex => regex.ToString());

    private static Regex ParseRegex(string text) => new(text, RegexOptions.CultureInvariant, MatchLimit);

    private static string ParseClass(string text) =>
        text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? text : throw new FormatException();
}
