using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Columns;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Conditions over several options.</summary>
internal static class FlatFileRules
{
    /// <summary>Exactly one place to read from.</summary>
    public static void OnePlace(ConnectorConfig config, ConfigProblems problems)
    {
        var both = config.IsSet(PlaceOptions.File) && config.IsSet(PlaceOptions.InputPath);
        var none = !config.IsSet(PlaceOptions.File) && !config.IsSet(PlaceOptions.InputPath);
        if (both || none)
        {
            problems.Error(PlaceOptions.InputPath, both ? "file is set too" : "neither it nor file is set", "exactly one of them is required", both ? "Remove one" : "Set one");
        }
    }

    /// <summary>A byte means one thing.</summary>
    public static void DistinctCharacters(ConnectorConfig config, ConfigProblems problems)
    {
        var separator = CharacterSyntax.Read(config.Get(RecordOptions.Separator));
        var quote = CharacterSyntax.Read(config.Get(RecordOptions.Quote));
        var escape = CharacterSyntax.Read(config.Get(RecordOptions.Escape));
        var terminator = FlatFileConfig.TerminatorText(config.Get(RecordOptions.Terminator)) ?? "\r\n";
        if (quote.Length > 0 && separator.Contains(quote[0], StringComparison.Ordinal))
        {
            problems.Error(RecordOptions.Quote, "csv.separator.char holds the same character", "different characters are required", "Change one of them");
        }

        if (escape.Length > 0 && (escape == quote || separator.Contains(escape[0], StringComparison.Ordinal)))
        {
            problems.Error(RecordOptions.Escape, "the separator or the quote is the same character", "different characters are required", "A doubled quote stands for itself without an escape character");
        }

        if (separator.Length > 0 && terminator.Contains(separator[0], StringComparison.Ordinal))
        {
            problems.Error(RecordOptions.Separator, "it begins with a character that ends records", "different characters are required", "Change it or record.terminator");
        }

        if (separator.Length == 0 && config.Get(RecordOptions.Format) != RecordFormat.Line)
        {
            problems.Error(RecordOptions.Separator, "it is none", "a separator is required for fields", "Set one, or record.format=line");
        }
    }

    /// <summary>The columns can be read, and every option that names one names a declared one.</summary>
    public static void Columns(ConnectorConfig config, ConfigProblems problems)
    {
        var found = new List<string>();
        var columns = ColumnSyntax.Read(config, found);
        foreach (var problem in found)
        {
            problems.Error(ColumnOptions.Columns, problem, "NAME:TYPE, NAME:TYPE… is required", "Correct it");
        }

        if (columns is null || found.Count > 0)
        {
            return;
        }

        var names = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var key in config.Get(ColumnOptions.KeyFields).Where(key => !names.Contains(key)))
        {
            problems.Error(ColumnOptions.KeyFields, $"'{key}' is not one of the columns", $"one of {string.Join(", ", names)} is required", "Correct it or declare the column");
        }

        if (config.IsSet(ColumnOptions.TimestampField) && config.Get(ColumnOptions.TimestampField) is var field
            && columns.FirstOrDefault(column => column.Name == field) is not { Type: ColumnType.Date or ColumnType.Timestamp })
        {
            problems.Error(ColumnOptions.TimestampField, $"'{field}' is not a column of type date or timestamp", "one is required", "Declare it so");
        }
    }
}
