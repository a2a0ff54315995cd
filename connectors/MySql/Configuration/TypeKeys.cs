using ConnectRuntime.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Options of how values are written, and of what hides them.</summary>
internal static class TypeKeys
{
    private const string Columns = "columns as database.table.column, regular expressions with commas between them, are required as its value. Correct it.";

    public static readonly ConfigKey<DecimalMode> Decimal = ConfigKey.Enum<DecimalMode>("decimal.handling.mode").Default(DecimalMode.Precise).Doc(
        "How DECIMAL is written: precise, as a decimal of bytes; double, which can lose digits; string.");

    public static readonly ConfigKey<TimeMode> Time = ConfigKey.Enum<TimeMode>("time.precision.mode").Default(TimeMode.AdaptiveTimeMicroseconds).Doc(
        "How DATE, TIME and DATETIME are written: adaptive_time_microseconds, in milliseconds or microseconds as the column's digits ask, TIME always in microseconds; "
        + "connect, in milliseconds as Kafka Connect's own types; isostring, as text; microseconds; nanoseconds.");

    public static readonly ConfigKey<UnsignedBigintMode> UnsignedBigint = ConfigKey.Enum<UnsignedBigintMode>("bigint.unsigned.handling.mode")
        .Default(UnsignedBigintMode.Long).Doc(
        "How BIGINT UNSIGNED is written: long, in which values from 9223372036854775808 on come out negative; precise, as a decimal. connect check lists the columns.");

    public static readonly ConfigKey<string> Binary = ConfigKey.OneOf("binary.handling.mode", "bytes", "base64", "base64-url-safe", "hex").Default("bytes").Doc(
        "How BINARY, VARBINARY and BLOB are written: as bytes, or as text.");

    public static readonly ConfigKey<bool> AdjustYears = ConfigKey.Bool("enable.time.adjuster").Default(false).Low().Doc(
        "Takes years 0 to 69 for 2000 to 2069 and 70 to 99 for 1970 to 1999. The server has done so where two digits were written; a stored year 18 is the year 18.");

    public static readonly ConfigKey<string> OnConversionFailure = ConfigKey.OneOf("event.converting.failure.handling.mode", "fail", "warn", "skip").Default("warn")
        .Low().Doc("What becomes of a value that has no place in the column's schema: fail; warn or skip: null, or the type's zero where the column is NOT NULL, with a line in the log or without.");

    public static readonly ConfigKey<string> Placeholder = ConfigKey.Verbatim("unavailable.value.placeholder").Default(EnvelopeSchema.UnavailablePlaceholder)
        .Must(text => text == EnvelopeSchema.UnavailablePlaceholder, EnvelopeSchema.UnavailablePlaceholder).Low().Doc(
        "What stands for a value that the server has not logged (binlog_row_image). Sinks know this text only, so there is no other.");

    public static readonly ConfigKey<RegexList?> PropagatedColumns = CaptureKeys.List("column.propagate.source.type").Optional().Low().Doc(
        "Columns, as database.table.column, whose schemas tell the type, length and scale that the source has.");

    public static readonly ConfigKey<RegexList?> PropagatedTypes = CaptureKeys.List("datatype.propagate.source.type").Optional().Low().Doc(
        "Types, as database.table.TYPE (.+\\.INT UNSIGNED), of which schemas tell them.");

    public static readonly ConfigPrefix Masks = new ConfigPrefix("column.mask.with.").Doc(
        "column.mask.with.N.chars: columns, as database.table.column, whose text is replaced by N asterisks. A column of another type is written as it is, with a warning at the start.")
        .Checked((name, value) => ColumnRules.ReadNumber(Values.Rules.ColumnRuleKind.Mask, name) is null
            ? "its name does not end so, column.mask.with.N.chars is required with a number N. Correct it." : Refuse(value));

    public static readonly ConfigPrefix Truncations = new ConfigPrefix("column.truncate.to.").Doc(
        "column.truncate.to.N.chars: columns whose text is cut after N characters, and whose bytes after N bytes.")
        .Checked((name, value) => ColumnRules.ReadNumber(Values.Rules.ColumnRuleKind.Truncate, name) is null
            ? "its name does not end so, column.truncate.to.N.chars is required with a number N of 1 or more. Correct it." : Refuse(value));

    public static readonly ConfigPrefix Hashes = new ConfigPrefix("column.mask.hash.v2.").Doc(
        $"column.mask.hash.v2.ALGORITHM.with.salt.SALT: columns whose text is replaced by its hash with the salt; those of other types as for a mask. Algorithms: {Values.Rules.RuleHash.Names}.")
        .Checked((name, value) => ColumnRules.ReadHash(name) is null
            ? $"its name does not end so, ALGORITHM.with.salt.SALT is required with one of {Values.Rules.RuleHash.Names}. Correct it." : Refuse(value));

    private static string? Refuse(string value) => RegexList.Parse(value) switch
    {
        { Problem: { } problem } => $"{problem}, {Columns}",
        { IsEmpty: true } => $"it names no column, {Columns}",
        _ => null,
    };
}
