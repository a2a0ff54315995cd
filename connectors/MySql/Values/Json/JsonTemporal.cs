using System.Buffers.Binary;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes a date or a time that stands in a document, with six digits after the second as the server does.</summary>
/// <remarks>
/// <code>
/// i64, little-endian, negative for a negative time:
///   date, datetime, timestamp   (year × 13 + month) 17 bits | day 5 | hour 5 | minute 6 | second 6 | microseconds 24
///   time                                                           hour 10 | minute 6 | second 6 | microseconds 24
/// </code>
/// Page: "my_time.cc" in MySQL's source documentation.
/// </remarks>
internal static class JsonTemporal
{
    private const int Size = 8;

    /// <summary>Writes a date.</summary>
    public static void WriteDate(ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        text.Write((byte)'"');
        WriteDay(Packed(data) >> 41, ref text);
        text.Write((byte)'"');
    }

    /// <summary>Writes a datetime or a timestamp.</summary>
    public static void WriteDateTime(ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        var packed = Packed(data);
        text.Write((byte)'"');
        WriteDay(packed >> 41, ref text);
        text.Write((byte)' ');
        WriteClock((packed >> 36) & 31, packed, ref text);
        text.Write((byte)'"');
    }

    /// <summary>Writes a time.</summary>
    public static void WriteTime(ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        var packed = Packed(data);
        text.Write((byte)'"');
        if (packed < 0)
        {
            text.Write((byte)'-');
            packed = -packed;
        }

        WriteClock((packed >> 36) & 1023, packed, ref text);
        text.Write((byte)'"');
    }

    private static long Packed(ReadOnlySpan<byte> data) => data.Length == Size
        ? BinaryPrimitives.ReadInt64LittleEndian(data)
        : throw JsonErrors.Corrupt($"a date or time has {data.Length} bytes, {Size} are required");

    private static void WriteDay(long days, ref JsonTextWriter text)
    {
        if (days is < 0 or > (1 << 22) - 1)
        {
            throw JsonErrors.Corrupt("a date is out of range");
        }

        var months = days >> 5;
        WriteNumber(months / 13, 4, ref text);
        text.Write((byte)'-');
        WriteNumber(months % 13, 2, ref text);
        text.Write((byte)'-');
        WriteNumber(days & 31, 2, ref text);
    }

    private static void WriteClock(long hours, long packed, ref JsonTextWriter text)
    {
        WriteNumber(hours, 2, ref text);
        text.Write((byte)':');
        WriteNumber((packed >> 30) & 63, 2, ref text);
        text.Write((byte)':');
        WriteNumber((packed >> 24) & 63, 2, ref text);
        text.Write((byte)'.');
        WriteNumber(packed & 0xFFFFFF, 6, ref text);
    }

    private static void WriteNumber(long number, int digits, ref JsonTextWriter text)
    {
        Span<byte> reversed = stackalloc byte[20];
        var at = reversed.Length;
        for (var i = 0; i < digits || number > 0; i++)
        {
            reversed[--at] = (byte)('0' + (number % 10));
            number /= 10;
        }

        text.Write(reversed[at..]);
    }
}
