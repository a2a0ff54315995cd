using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Columns;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Reads the declaration of columns, <c>id:int64, name:string?, amount:decimal(12,2)</c>, with their settings.</summary>
internal static class ColumnSyntax
{
    /// <summary>The declared columns; null where there is no declaration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="problems">Gets what is wrong, as words after "Cannot use 'columns': ".</param>
    public static IReadOnlyList<ColumnModel>? Read(ConnectorConfig config, List<string> problems)
    {
        var settings = config.Get(ColumnOptions.Settings);
        if (config.Get(ColumnOptions.Columns) is not { } text)
        {
            if (settings.Count > 0)
            {
                problems.Add("it is not set, but settings of columns are");
            }

            return null;
        }

        var columns = new List<ColumnModel>();
        foreach (var part in Split(text))
        {
            var colon = part.LastIndexOf(':');
            var name = colon < 0 ? part.Trim() : part[..colon].Trim();
            var column = ColumnTypes.Read(name, colon < 0 ? "string?" : part[(colon + 1)..].Trim());
            if (name.Length == 0 || column is null)
            {
                problems.Add(name.Length == 0 ? $"'{part.Trim()}' has no name" : $"the type in '{part.Trim()}' is not one of {ColumnTypes.Known}");
            }
            else if (columns.Exists(other => other.Name == name))
            {
                problems.Add($"two columns are called '{name}'");
            }
            else
            {
                columns.Add(column with { Format = Standard(config, column) });
            }
        }

        Apply(settings, columns, problems);
        return columns;
    }

    private static ColumnFormat Standard(ConnectorConfig config, ColumnModel column) => ColumnFormat.Standard with
    {
        NullTokens = ColumnFormat.Words(config.Get(ColumnOptions.NullTokens)),
        DecimalMark = CharacterSyntax.ReadByte(config.Get(ColumnOptions.DecimalMark)) ?? (byte)'.',
        GroupMark = CharacterSyntax.ReadByte(config.Get(ColumnOptions.GroupMark)) ?? 0,
        Zone = config.Get(ColumnOptions.Zone),
        Patterns = column.Type == ColumnType.Timestamp ? [.. config.Get(ColumnOptions.TimestampFormats).Select(DatePattern.Parse)] : [],
    };

    private static void Apply(IReadOnlyDictionary<string, string> settings, List<ColumnModel> columns, List<string> problems)
    {
        foreach (var (name, text) in settings)
        {
            var owner = ColumnSettings.Split(name, out var setting);
            var index = columns.FindIndex(column => column.Name == owner);
            if (index < 0)
            {
                problems.Add($"it has no column for the setting column.{name}");
                continue;
            }

            try
            {
                columns[index] = ColumnSettings.Apply(columns[index], setting, text);
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                problems.Add($"the setting column.{name} cannot be read ({e.Message})");
            }
        }
    }

    /// <summary>The parts between commas that stand outside brackets.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0, start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
