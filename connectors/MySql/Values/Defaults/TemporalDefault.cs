using System.Globalization;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Times;

namespace ConnectRuntime.MySql.Values.Defaults;

/// <summary>Defaults of dates and times. A day with a zero in it, or one that does not exist, is no default for a column that may be NULL, and the epoch for others.</summary>
internal static class TemporalDefault
{
    private const long MicrosOfDay = 86_400_000_000;

    /// <summary>1970-01-01, or no time at all.</summary>
    public static object Epoch(ValueKind kind) => kind switch
    {
        ValueKind.DateIso => "1970-01-01Z",
        ValueKind.TimeIso => "00:00:00Z",
        ValueKind.DateTimeIso or ValueKind.Zoned => "1970-01-01T00:00:00Z",
        _ => 0L,
    };

    /// <summary>A literal.</summary>
    public static object? Read(ColumnModel column, ValueKind kind, string text, ConversionModel conversion)
    {
        Span<byte> bytes = stackalloc byte[64];
        text = text.Trim();
        if (text.Length > bytes.Length || !System.Text.Ascii.IsValid(text))
        {
            return Zero(column, kind);
        }

        ReadOnlySpan<byte> utf8 = bytes[..System.Text.Encoding.ASCII.GetBytes(text, bytes)];
        if (kind is ValueKind.TimeMicros or ValueKind.TimeNanos or ValueKind.TimeMillis or ValueKind.TimeIso)
        {
            var blank = utf8.IndexOf((byte)' ');
            return TemporalText.TryTime(utf8[(blank + 1)..], out var time) ? Time(kind, time) : null;
        }

        if (!TemporalText.TryDateTime(utf8, out var moment) || moment.HasZero || !CivilDate.Exists(moment.Year, moment.Month, moment.Day))
        {
            return Zero(column, kind);
        }

        var days = CivilDate.ToDays(conversion.AdjustsYears ? CivilDate.AdjustYear(moment.Year) : moment.Year, moment.Month, moment.Day);
        return DateTime(kind, days, moment.MicrosOfDay, column.FractionDigits);
    }

    private static object? Zero(ColumnModel column, ValueKind kind) => column.IsNullable ? null : Epoch(kind);

    private static object? Time(ValueKind kind, long micros) => kind switch
    {
        ValueKind.TimeMicros => micros,
        ValueKind.TimeNanos => micros * 1000,
        ValueKind.TimeMillis => micros is >= 0 and <= MicrosOfDay ? micros / 1000 : null,
        _ => micros is >= 0 and < MicrosOfDay ? Iso(micros) + "Z" : null,
    };

    private static object? DateTime(ValueKind kind, int days, long micros, int digits) => kind switch
    {
        ValueKind.DateDays => (long)days,
        ValueKind.DateIso => Day(days) + "Z",
        ValueKind.DateTimeMillis => (days * 86_400_000L) + (micros / 1000),
        ValueKind.DateTimeMicros => (days * MicrosOfDay) + micros,
        ValueKind.DateTimeNanos => (days * MicrosOfDay) + micros is >= long.MinValue / 1000 and <= long.MaxValue / 1000 and var all ? all * 1000 : null,
        ValueKind.DateTimeIso => $"{Day(days)}T{Iso(micros)}Z",
        _ => $"{Day(days)}T{Clock(micros, digits == 0 ? "" : "." + new string('f', digits))}Z",
    };

    private static string Iso(long micros) => Clock(micros, micros % 1_000_000 == 0 ? "" : ".FFFFFF");

    private static string Clock(long micros, string fraction) =>
        new TimeSpan(micros * TimeSpan.TicksPerMicrosecond) is var time
            ? System.DateTime.UnixEpoch.Add(time).ToString("HH:mm:ss" + fraction, CultureInfo.InvariantCulture) : "";

    private static string Day(int days) => System.DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
