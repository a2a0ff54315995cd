using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Puts Avro's primitives behind a reference. The caller has made sure of the room that each says it touches.</summary>
/// <remarks>
/// Varint: 7 bits a byte from the lowest, the top bit says that more follow; zigzag maps 0, −1, 1, −2 to 0, 1, 2, 3.
/// Avro specification, "Binary Encoding".
/// </remarks>
internal static class AvroOutput
{
    /// <summary>Bytes that <see cref="Long"/> and <see cref="Varint"/> may touch.</summary>
    public const int VarintRoom = 10;

    /// <summary>Bytes behind its end that <see cref="Copy"/> may touch.</summary>
    public const int CopySlack = 16;

    /// <summary>Writes a zigzag varint.</summary>
    /// <returns>The place behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Long(ref byte output, int at, long value) => Varint(ref output, at, (ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>Writes a zigzag varint of 32 bits.</summary>
    /// <returns>The place behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int(ref byte output, int at, int value) => Short(ref output, at, (uint)((value << 1) ^ (value >> 31)));

    /// <summary>Writes a length or a count, which is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ref byte output, int at, int length) => Short(ref output, at, (ulong)(uint)length << 1);

    /// <summary>Writes a varint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Varint(ref byte output, int at, ulong value) =>
        value < 1UL << 56 || !Bmi2.X64.IsSupported ? Short(ref output, at, value) : SpreadLong(ref output, at, value);

    /// <summary>Copies bytes; up to 16 of them in one go where the source allows it.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="at">The place in it.</param>
    /// <param name="source">The first byte of all that may be read.</param>
    /// <param name="start">The first byte to copy.</param>
    /// <param name="length">Bytes to copy.</param>
    /// <param name="readable">Bytes that may be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref byte output, int at, ref byte source, int start, int length, int readable)
    {
        if (length <= 16 && start <= readable - 16)
        {
            Vector128.LoadUnsafe(ref source, (nuint)start).StoreUnsafe(ref output, (nuint)at);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref output, at), ref Unsafe.Add(ref source, start), (uint)length);
        }
    }

    // At most 56 bits, or any number where groups are not spread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Short(ref byte output, int at, ulong value)
    {
        if (value < 0x80)
        {
            Unsafe.Add(ref output, at) = (byte)value;
            return at + 1;
        }

        return Bmi2.X64.IsSupported ? Spread(ref output, at, value) : Loop(ref output, at, value);
    }

    // 7-bit groups go into 8 bytes at once; all but the last get their top bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Spread(ref byte output, int at, ulong value)
    {
        var bytes = ((BitOperations.Log2(value) * 9) + 73) >> 6;
        var groups = Bmi2.X64.ParallelBitDeposit(value, 0x7F7F_7F7F_7F7F_7F7F);
        var more = 0x8080_8080_8080_8080 & ((1UL << (8 * (bytes - 1))) - 1);
        Debug.Assert(bytes is >= 1 and <= 8, "56 bits are 8 groups.");
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), groups | more);
        return at + bytes;
    }

    // Nanoseconds since 1970 are of this size: eight groups, all with their top bit, and one or two more.
    private static int SpreadLong(ref byte output, int at, ulong value)
    {
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, at), Bmi2.X64.ParallelBitDeposit(value, 0x7F7F_7F7F_7F7F_7F7F) | 0x8080_8080_8080_8080);
        return Loop(ref output, at + 8, value >> 56);
    }

    private static int Loop(ref byte output, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Unsafe.Add(ref output, at++) = (byte)(value | 0x80);
        }

        Unsafe.Add(ref output, at++) = (byte)value;
        return at;
    }
}
