using ConnectRuntime.Configuration;
using ConnectRuntime.FlatFile.Columns;

namespace ConnectRuntime.FlatFile.Options;

/// <summary>Options that say what fields mean.</summary>
internal static class ColumnOptions
{
    public static readonly ConfigKey<string?> Columns = ConfigKey.String("columns").NotEmpty().Optional().High()
        .Doc("Names and types of the columns: id:int64, name:string?, amount:decimal(12,2). A question mark lets a column be null. "
            + "With a header columns are found by name and others are left out; without one they are given in the order of the file. "
            + $"Types: {ColumnTypes.Known}. Without this option every column is a text that may be null, named as the header says, or column1, column2…");

    public static readonly ConfigKey<IReadOnlyList<string>> NullTokens = ConfigKey.List("null.tokens").Default()
        .Doc("Unquoted texts that mean null in every column, such as NULL,\\N.");

    public static readonly ConfigKey<string> DecimalMark = ConfigKey.Verbatim("decimal.separator").Default(".")
        .Must(IsMark, "a point, a comma or another ASCII character")
        .Doc("The decimal mark of numbers.");

    public static readonly ConfigKey<string> GroupMark = ConfigKey.Verbatim("group.separator").Default("none")
        .Must(text => IsMark(text) || CharacterSyntax.Read(text).Length == 0, "one ASCII character or none")
        .Doc("What stands between the thousands of numbers.");

    public static readonly ConfigKey<IReadOnlyList<string>> TimestampFormats = ConfigKey.List("parser.timestamp.date.formats").Default()
        .Must(patterns => patterns.All(DatePattern.IsValid), "patterns of dates such as yyyy-MM-dd HH:mm:ss")
        .Doc("Patterns of timestamps, tried in turn, such as dd.MM.yyyy HH:mm:ss; without any, ISO 8601.");

    public static readonly ConfigKey<TimeZoneInfo> Zone = ConfigKey.TimeZone("parser.timestamp.timezone").Default(TimeZoneInfo.Utc)
        .Doc("The time zone of timestamps that name none.");

    public static readonly ConfigPrefix Settings = new ConfigPrefix("column.").Checked((name, _) => ColumnSettings.Check(name))
        .Doc("Settings of one column, as column.NAME.SETTING. "
            + "from: its name in the header. format: patterns of dates and times joined by |, or epoch-s, epoch-ms, epoch-us, epoch-ns; implied for decimals without a mark; hex or base64 for bytes. "
            + "zone, decimal.separator, group.separator, null.tokens: as the options of the same meaning. sign: leading, trailing or any. trim: true drops blanks around a text. "
            + "true, false: the words of a boolean, joined by commas.");

    public static readonly ConfigKey<IReadOnlyList<string>> KeyFields = ConfigKey.List("schema.generation.key.fields").Default().High()
        .Doc("The columns that make the key, in its order. Without any, rows have no key.");

    public static readonly ConfigKey<string?> KeyName = ConfigKey.String("schema.generation.key.name").NotEmpty().Optional().Low()
        .Doc("The full name of the key's schema; without it, the topic and .Key.");

    public static readonly ConfigKey<string?> ValueName = ConfigKey.String("schema.generation.value.name").NotEmpty().Optional().Low()
        .Doc("The full name of the value's schema; without it, the topic and .Value.");

    public static readonly ConfigKey<string> TimestampMode = ConfigKey.OneOf("timestamp.mode", "PROCESS_TIME", "FIELD", "FILE_TIME").Default("PROCESS_TIME")
        .Doc("The time of a row: when it is written (PROCESS_TIME), a column (FIELD), or when the file was last changed (FILE_TIME).");

    public static readonly ConfigKey<string> TimestampField = ConfigKey.String("timestamp.field").NotEmpty().VisibleWhen(TimestampMode, "FIELD")
        .Doc("The date or timestamp column that holds the time of a row.");

    private static bool IsMark(string text) =>
        CharacterSyntax.IsByte(text) && CharacterSyntax.ReadByte(text) is { } mark && !char.IsAsciiLetterOrDigit((char)mark);
}
