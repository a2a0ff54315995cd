using System.Globalization;
using ConnectRuntime.FlatFile.Columns;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Reads the settings of single columns, <c>column.NAME.SETTING</c>.</summary>
internal static class ColumnSettings
{
    private static readonly string[] Known =
        ["from", "format", "zone", "decimal.separator", "group.separator", "null.tokens", "sign", "trim", "true", "false"];

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Check(string name) => Split(name, out _) is not null
        ? null
        : $"no setting of a column ends its name, one of {string.Join(", ", Known)} is required. Correct it.";

    /// <summary>The column and the setting of a name; null if it ends with no setting.</summary>
    public static string? Split(string name, out string setting)
    {
        foreach (var known in Known)
        {
            if (name.Length > known.Length + 1 && name.EndsWith("." + known, StringComparison.Ordinal))
            {
                setting = known;
                return name[..^(known.Length + 1)];
            }
        }

        setting = string.Empty;
        return null;
    }

    /// <summary>A column with one more setting.</summary>
    /// <exception cref="FormatException">What is wrong with the value, in words for the user.</exception>
    public static ColumnModel Apply(ColumnModel column, string setting, string text)
    {
        var format = column.Format;
        return setting switch
        {
            "from" => column with { SourceName = text },
            "format" => column with { Format = Format(column, text.Trim()) },
            "zone" => column with { Format = format with { Zone = Zone(text.Trim()) } },
            "decimal.separator" => column with { Format = format with { DecimalMark = Mark(text) } },
            "group.separator" => column with { Format = format with { GroupMark = CharacterSyntax.ReadByte(text) ?? 0 } },
            "null.tokens" => column with { Format = format with { NullTokens = ColumnFormat.Words(text.Split(',', StringSplitOptions.TrimEntries)) } },
            "sign" => column with { Format = format with { Sign = Enum.Parse<SignPlace>(text.Trim(), ignoreCase: true) } },
            "trim" => column with { Format = format with { Trim = bool.Parse(text) } },
            "true" => column with { Format = format with { TrueWords = Words(text) } },
            _ => column with { Format = format with { FalseWords = Words(text) } },
        };
    }

    private static IReadOnlyList<byte[]> Words(string text) => ColumnFormat.Words(text.Split(',', StringSplitOptions.TrimEntries));

    private static byte Mark(string text) => CharacterSyntax.ReadByte(text) ?? throw new FormatException("it is not one ASCII character");

    private static TimeZoneInfo Zone(string text) => ConnectRuntime.Configuration.ConfigSpec.Of(ColumnOptions.Zone)
        .Parse(new Dictionary<string, string?> { [ColumnOptions.Zone.Name] = text }) is { IsValid: true } parsed
        ? parsed.Require("a column").Get(ColumnOptions.Zone)
        : throw new FormatException("it is not a time zone");

    private static ColumnFormat Format(ColumnModel column, string text) => column.Type switch
    {
        ColumnType.Date or ColumnType.Time or ColumnType.Timestamp when !text.StartsWith("epoch-", StringComparison.Ordinal) =>
            column.Format with { Patterns = [.. text.Split('|').Select(DatePattern.Parse)], EpochUnit = 0 },
        ColumnType.Timestamp => column.Format with { Patterns = [], EpochUnit = Epoch(text) },
        ColumnType.Decimal when text == "implied" => column.Format with { Implied = true },
        ColumnType.Bytes when text is "hex" or "base64" => column.Format with { Base64 = text == "base64" },
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{column.TypeName} has no such format")),
    };

    private static long Epoch(string text) => text switch
    {
        "epoch-s" => 1_000_000_000,
        "epoch-ms" => 1_000_000,
        "epoch-us" => 1_000,
        "epoch-ns" => 1,
        _ => throw new FormatException("one of epoch-s, epoch-ms, epoch-us, epoch-ns is meant"),
    };
}
