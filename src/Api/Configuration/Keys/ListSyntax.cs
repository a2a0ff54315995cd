namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of lists: items between commas, blanks and empty items dropped.</summary>
internal static class ListSyntax
{
    private const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    public static ConfigSyntax<IReadOnlyList<string>> Texts { get; } =
        new(ConfigType.List, "a list separated by commas", Split, items => string.Join(',', items));

    public static IReadOnlyList<string> Split(string text) => text.Split(',', Clean);

    public static ConfigKey<IReadOnlyList<T>> Of<T>(ConfigKey<T> item)
    {
        var syntax = new ConfigSyntax<IReadOnlyList<T>>(
            ConfigType.List,
            $"a list separated by commas, each {item.Definition.Requirement}",
            text => [.. Split(text).Select(part => ReadItem(item, part))],
            items => string.Join(',', items.Select(item.Syntax.Format)));
        var definition = item.Definition with
        {
            Type = ConfigType.List,
            Requirement = syntax.Requirement,
            Required = true,
            Default = null,
            Minimum = null,
            Maximum = null,
            Width = ConfigWidth.Long,
        };
        return new(definition, syntax, [], null);
    }

    private static T ReadItem<T>(ConfigKey<T> item, string text) =>
        item.TryRead(text, out var value, out _, out _) ? (T)value! : throw new FormatException();
}
