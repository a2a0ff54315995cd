using System.Text;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Regular expressions in the dialect of JSON Schema (ECMA-262).</summary>
internal static class SchemaPattern
{
    /// <summary>A string that holds a reference to a config provider, which fits every option.</summary>
    public const string Reference = @"\$\{";

    /// <summary>Exactly this text.</summary>
    public static string Literal(string text)
    {
        var pattern = new StringBuilder();
        foreach (var c in text)
        {
            pattern.Append(@"\^$.|?*+()[]{}/".Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return pattern.ToString();
    }

    /// <summary>Exactly this text in any case of its ASCII letters; the dialect has no switch for that.</summary>
    public static string AnyCase(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetter(c) ? Either(c) : Literal($"{c}")));

    private static string Either(char letter) => $"[{char.ToUpperInvariant(letter)}{char.ToLowerInvariant(letter)}]";
}
