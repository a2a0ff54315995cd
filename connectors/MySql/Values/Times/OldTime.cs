using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Values.Times;

/// <summary>Dates and times of tables that were made before MySQL 5.6, or by MariaDB with mysql56_temporal_format=OFF.</summary>
/// <remarks>
/// <code>
/// no fraction          TIME i24 LE hhmmss · DATETIME u64 LE yyyymmddhhmmss · TIMESTAMP u32 LE
/// fraction (MariaDB)   one number BE in units of the last digit:
///                      TIME microseconds + 3020400 s (838:59:59 and a second) · DATETIME ((((year × 13 + month) × 32 + day) × 24 + hour) × 60 + minute) × 60 + second
///                      TIMESTAMP u32 BE, then the fraction in 1, 1, 2, 2, 3, 3 bytes BE
/// </code>
/// The binlog does not tell the two apart; the number of digits comes from the definition. Observed on MariaDB 10.11.
/// </remarks>
internal static class OldTime
{
    private const long Second = 1_000_000;
    private const long TimeZero = 3_020_400 * Second;

    private static ReadOnlySpan<byte> TimeBytes => [3, 4, 4, 5, 5, 5, 6];

    private static ReadOnlySpan<byte> DateTimeBytes => [8, 6, 6, 7, 7, 7, 8];

    /// <summary>Bytes of a value.</summary>
    public static int Bytes(ColumnType type, int digits) => type switch
    {
        ColumnType.Time => TimeBytes[digits],
        ColumnType.DateTime => DateTimeBytes[digits],
        _ => 4 + PackedTime.FractionBytes(digits),
    };

    /// <summary>TIME in microseconds; <see cref="PackedTime.Bad"/> for what is none.</summary>
    public static long Time(ReadOnlySpan<byte> bytes, int digits)
    {
        if (digits > 0)
        {
            return Big(bytes) * Unit(digits) is var all && all / (2 * TimeZero) == 0 ? all - TimeZero : PackedTime.Bad;
        }

        var number = bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16);
        var positive = Math.Abs(number);
        int hours = positive / 10000, minutes = positive / 100 % 100, seconds = positive % 100;
        if (minutes > 59 || seconds > 59)
        {
            return PackedTime.Bad;
        }

        var time = ((((hours * 60) + minutes) * 60L) + seconds) * Second;
        return number < 0 ? -time : time;
    }

    /// <summary>DATETIME in parts; microseconds of the day are −1 for what is none.</summary>
    public static Moment DateTime(ReadOnlySpan<byte> bytes, int digits)
    {
        if (digits > 0)
        {
            var all = Big(bytes) * Unit(digits);
            var months = all / (86_400 * Second) / 32;
            return new Moment((int)(months / 13), (int)(months % 13), (int)(all / (86_400 * Second) % 32), all % (86_400 * Second));
        }

        var number = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var (day, time) = ((long)Math.Min(number / 1_000_000, 99_999_999), (int)(number % 1_000_000));
        int hours = time / 10000, minutes = time / 100 % 100, seconds = time % 100;
        var isTime = hours < 24 && minutes < 60 && seconds < 60;
        return new Moment(
            (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100), isTime ? ((((hours * 60) + minutes) * 60L) + seconds) * Second : -1);
    }

    /// <summary>TIMESTAMP in seconds since 1970 and microseconds.</summary>
    public static (long Seconds, int Micros) Timestamp(ReadOnlySpan<byte> bytes, int digits) => digits == 0
        ? (BinaryPrimitives.ReadUInt32LittleEndian(bytes), 0)
        : (BinaryPrimitives.ReadUInt32BigEndian(bytes), (int)(Big(bytes[4..]) * Unit(digits)));

    private static long Unit(int digits) => (long)Numbers.Powers.Small[6 - digits];

    private static long Big(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        return value;
    }
}
