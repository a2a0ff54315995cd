using System.Text;

namespace ConnectRuntime.Configuration.Rendering;

/// <summary>Renders a spec as plain text for a terminal, at most 100 characters wide.</summary>
public static class ConfigHelpText
{
    private const int Widest = 100;
    private const string Indent = "      ";

    /// <summary>All options by heading, each with its type word, default or <c>required</c>, and sentences.</summary>
    public static string Render(ConfigSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var text = new StringBuilder();
        foreach (var (group, options) in ConfigWords.Groups(spec))
        {
            text.Append(group is null ? "" : $"{group}\n");
            foreach (var option in options)
            {
                var standard = option.Required ? "required" : ConfigWords.Default(option) is { } value ? $"default '{value}'" : "optional";
                text.Append($"  {option.Name}  {ConfigWords.Upper(option.Type)}  {standard}\n");
                Wrap(text, ConfigWords.Sentences(option));
            }

            text.Append('\n');
        }

        foreach (var (pattern, doc) in ConfigWords.Patterns(spec))
        {
            text.Append($"  {pattern}\n");
            Wrap(text, doc);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Wrap(StringBuilder text, string sentences)
    {
        var column = 0;
        foreach (var word in sentences.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var isFirst = column == 0;
            if (!isFirst && column + 1 + word.Length > Widest)
            {
                text.Append('\n');
                isFirst = true;
            }

            text.Append(isFirst ? Indent : " ").Append(word);
            column = (isFirst ? Indent.Length : column + 1) + word.Length;
        }

        text.Append(column == 0 ? "" : "\n");
    }
}
