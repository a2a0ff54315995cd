using System.Numerics;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.Transport.Embedded.Format;

/// <summary>Kafka's variable-length signed integers: zigzag, then seven bits a byte, lowest first.</summary>
internal static class Varint
{
    /// <summary>The bytes that a value takes: 1 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(long value)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        return ((BitOperations.Log2(zigzag | 1) * 9) + 73) >> 6;
    }

    /// <summary>Writes a value at <paramref name="at"/>.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> bytes, int at, long value)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        while (zigzag >= 0x80)
        {
            bytes[at++] = (byte)(zigzag | 0x80);
            zigzag >>= 7;
        }

        bytes[at++] = (byte)zigzag;
        return at;
    }

    /// <summary>
    /// Reads a value at <paramref name="at"/> and moves it behind; an <see cref="IndexOutOfRangeException"/> where the bytes end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong first = bytes[at++];
        return first < 0x80 ? (long)(first >> 1) ^ -(long)(first & 1) : ReadLong(bytes, ref at, first & 0x7F);
    }

    private static long ReadLong(ReadOnlySpan<byte> bytes, ref int at, ulong zigzag)
    {
        for (var shift = 7; shift < 70; shift += 7)
        {
            ulong next = bytes[at++];
            zigzag |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }
}
