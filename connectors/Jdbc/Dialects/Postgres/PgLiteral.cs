using System.Globalization;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>A field's default as DDL writes it.</summary>
internal static class PgLiteral
{
    /// <summary>The literal; null where there is none, or it is null or nested.</summary>
    public static string? Of(RecordSchema schema) => schema.Default switch
    {
        bool value => value ? "TRUE" : "FALSE",
        long value when schema.Logical.Kind is LogicalKind.Date or LogicalKind.Time or LogicalKind.Timestamp or LogicalKind.LocalTimestamp =>
            Temporal(value, schema.Logical),
        long value => value.ToString(CultureInfo.InvariantCulture),
        double value => $"'{value.ToString("R", CultureInfo.InvariantCulture)}'",
        string value => Text(value),
        byte[] value when schema.Logical.Kind == LogicalKind.Decimal => ValueJson.Decimal(value, schema.Logical.Scale),
        byte[] value when schema.Logical.Kind == LogicalKind.None => $"'\\x{Convert.ToHexStringLower(value)}'",
        _ => null,
    };

    private static string Text(string value) => value.Contains('\\', StringComparison.Ordinal)
        ? $"E'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'"
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string? Temporal(long value, LogicalType type)
    {
        var perDay = type.Unit switch { TimeUnit.Millis => 86_400_000L, TimeUnit.Micros => 86_400_000_000, _ => 86_400_000_000_000 };
        var days = type.Kind == LogicalKind.Date ? value : Math.DivRem(value, perDay, out _) - (value % perDay < 0 ? 1 : 0);
        var rest = type.Kind == LogicalKind.Date ? 0 : value - (days * perDay);
        var (year, month, day) = PgCivil.Date(days);
        if (year is < 1 or > 9999)
        {
            return null;
        }

        var date = $"{year:0000}-{month:00}-{day:00}";
        var micros = rest / (perDay / 86_400_000_000m);
        var time = TimeSpan.FromTicks((long)(micros * 10)).ToString(@"hh\:mm\:ss\.ffffff", CultureInfo.InvariantCulture);
        return type.Kind switch
        {
            LogicalKind.Date => $"'{date}'",
            LogicalKind.Time => $"'{time}'",
            LogicalKind.Timestamp => $"'{date} {time}+00'",
            _ => $"'{date} {time}'",
        };
    }
}
