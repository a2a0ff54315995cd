using System.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Renders a spec as tables for a README, and puts them between its markers.</summary>
public static class ConfigMarkdown
{
    /// <summary>The line before the generated part.</summary>
    public const string Begin = "<!-- options:begin -->";

    /// <summary>The line after it.</summary>
    public const string End = "<!-- options:end -->";

    /// <summary>A table per heading.</summary>
    public static string Render(ConfigSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var text = new StringBuilder();
        foreach (var (group, options) in ConfigWords.Groups(spec))
        {
            text.Append(group is null ? "" : $"### {Escape(group)}\n\n");
            text.Append("| Option | Type | Default | Importance | What it does |\n|---|---|---|---|---|\n");
            foreach (var option in options)
            {
                var type = option.Type.ToString().ToLowerInvariant();
                var importance = option.Importance.ToString().ToLowerInvariant();
                text.Append($"| `{option.Name}` | {type} | {Default(option)} | {importance} | {Escape(ConfigWords.Sentences(option))} |\n");
            }

            text.Append('\n');
        }

        var patterns = ConfigWords.Patterns(spec).ToList();
        if (patterns.Count > 0)
        {
            text.Append("| Options | What they do |\n|---|---|\n");
            patterns.ForEach(pattern => text.Append($"| `{pattern.Pattern}` | {Escape(pattern.Doc)} |\n"));
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The page with the part between the markers replaced.</summary>
    /// <exception cref="ConnectException">The page has not exactly one pair of markers.</exception>
    public static string Replace(string page, ConfigSpec spec)
    {
        ArgumentNullException.ThrowIfNull(page);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var isPair = begin >= 0 && end > begin && begin == page.LastIndexOf(Begin, StringComparison.Ordinal)
            && end == page.LastIndexOf(End, StringComparison.Ordinal);
        return isPair
            ? $"{page[..(begin + Begin.Length)]}\n{Render(spec)}{page[end..]}"
            : throw new ConnectException(
                ErrorKind.Config,
                "CFG024",
                $"Cannot write the options into the page: its markers are not one pair, "
                + $"{Begin} and then {End} are required once each. Add them.");
    }

    private static string Default(ConfigDefinition option)
    {
        if (option.Required)
        {
            return "**required**";
        }

        return ConfigWords.Default(option) switch
        {
            null => "–",
            "" => "empty",
            var text => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`",
        };
    }

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
