using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>Dates and times in the cells of a <see cref="BinaryRow"/>.</summary>
/// <remarks>
/// <code>
/// date, datetime:  [year u16 | month u8 | day u8 [| hour u8 | minute u8 | second u8 [| microsecond u32]]]
/// time:            [is negative u8 | days u32 | hour u8 | minute u8 | second u8 [| microsecond u32]]
/// </code>
/// What is left out is zero. Page: "Binary Protocol Value" in MySQL's source documentation.
/// </remarks>
public static class BinaryTime
{
    private const long Second = 1_000_000;

    /// <summary>A date and the microseconds of its day; any part may be zero.</summary>
    public static (int Year, int Month, int Day, long Micros) ReadDate(ReadOnlySpan<byte> value) => value.Length switch
    {
        0 => default,
        4 => (BinaryPrimitives.ReadUInt16LittleEndian(value), value[2], value[3], 0),
        7 => (BinaryPrimitives.ReadUInt16LittleEndian(value), value[2], value[3], Clock(value[4..])),
        11 => (BinaryPrimitives.ReadUInt16LittleEndian(value), value[2], value[3], Clock(value[4..]) + BinaryPrimitives.ReadUInt32LittleEndian(value[7..])),
        var length => throw MySqlErrors.Malformed($"a date has {length} bytes"),
    };

    /// <summary>A time of either sign in microseconds.</summary>
    public static long ReadTime(ReadOnlySpan<byte> value)
    {
        if (value.Length is not (0 or 8 or 12))
        {
            throw MySqlErrors.Malformed($"a time has {value.Length} bytes");
        }

        if (value.Length == 0)
        {
            return 0;
        }

        var micros = (BinaryPrimitives.ReadUInt32LittleEndian(value[1..]) * 86_400 * Second) + Clock(value[5..])
            + (value.Length == 12 ? BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) : 0);
        return value[0] != 0 ? -micros : micros;
    }

    private static long Clock(ReadOnlySpan<byte> parts) => ((parts[0] * 3600L) + (parts[1] * 60) + parts[2]) * Second;
}
