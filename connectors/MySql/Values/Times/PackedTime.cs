using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.MySql.Values.Times;

/// <summary>Dates and times as the binlog holds them.</summary>
/// <remarks>
/// <code>
/// DATE         u24 LE   day 5 | month 4 | year 15
/// TIME         3 bytes BE − 0x800000, and the fraction: 1 unused | hour 10 | minute 6 | second 6. With the fraction it is one number, which its sign negates.
/// DATETIME     5 bytes BE − 0x8000000000, and the fraction: year × 13 + month 17 | day 5 | hour 5 | minute 6 | second 6
/// TIMESTAMP    u32 BE, and the fraction
/// fraction     BE; digits 1–2: 1 byte of 1/100, 3–4: 2 bytes of 1/10000, 5–6: 3 bytes of 1/1000000
/// </code>
/// Page: "Date and Time Data Type Representation" in MySQL's source documentation. Those of older tables are in <see cref="OldTime"/>.
/// </remarks>
internal static class PackedTime
{
    /// <summary>No time of any column.</summary>
    public const long Bad = long.MinValue;

    private const int Second = 1_000_000;

    /// <summary>Bytes of a fraction of so many digits.</summary>
    public static int FractionBytes(int digits) => (digits + 1) / 2;

    /// <summary>TIME in microseconds.</summary>
    public static long Time(ReadOnlySpan<byte> bytes)
    {
        long packed = 0;
        foreach (var b in bytes)
        {
            packed = (packed << 8) | b;
        }

        var fractionBits = 8 * (bytes.Length - 3);
        packed -= 1L << (fractionBits + 23);
        var negative = packed < 0;
        packed = negative ? -packed : packed;
        var whole = (int)(packed >> fractionBits);
        int hours = (whole >> 12) & 0x3FF, minutes = (whole >> 6) & 0x3F, seconds = whole & 0x3F;
        var micros = ToMicros((int)packed & ((1 << fractionBits) - 1), bytes.Length - 3);
        if (minutes > 59 || seconds > 59 || micros >= Second)
        {
            return Bad;
        }

        var time = (((((hours * 60) + minutes) * 60L) + seconds) * Second) + micros;
        return negative ? -time : time;
    }

    /// <summary>DATETIME in parts; microseconds of the day are −1 for what is no time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Moment DateTime(ReadOnlySpan<byte> bytes)
    {
        var packed = ((ulong)bytes[0] << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        var months = (int)(packed >> 22) & 0x1FFFF;
        int hours = (int)(packed >> 12) & 31, minutes = (int)(packed >> 6) & 63, seconds = (int)packed & 63;
        var micros = bytes.Length > 5 ? Fraction(bytes[5..]) : 0;
        var isTime = packed >= 0x80_0000_0000 && hours < 24 && minutes < 60 && seconds < 60 && micros < Second;
        return new Moment(
            months / 13,
            months % 13,
            (int)(packed >> 17) & 31,
            isTime ? (((((hours * 60) + minutes) * 60L) + seconds) * Second) + micros : -1);
    }

    /// <summary>A fraction in microseconds.</summary>
    public static int Fraction(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        return ToMicros(value, bytes.Length);
    }

    private static int ToMicros(int value, int bytes) => bytes switch
    {
        1 => value * 10_000,
        2 => value * 100,
        _ => value,
    };
}
