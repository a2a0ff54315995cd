using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace ConnectRuntime.Codecs;

/// <summary>CRC-32C (Castagnoli, RFC 3720 §B.4): the checksum of Kafka's record batches and of snappy frames.</summary>
/// <remarks>Stateless, any thread. Uses the processor's own instruction (SSE4.2, ARMv8), else a table.</remarks>
public static class Crc32C
{
    private static readonly uint[] Tables = CrcTables.Make(0x82F6_3B78);

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="crc"/> covers followed by <paramref name="bytes"/>; 0 covers nothing.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        if (Sse42.X64.IsSupported)
        {
            return ~AppendX64(~crc, bytes);
        }

        return ArmCrc32.Arm64.IsSupported ? ~AppendArm64(~crc, bytes) : AppendTable(crc, bytes);
    }

    /// <summary>The same without special instructions.</summary>
    public static uint AppendTable(uint crc, ReadOnlySpan<byte> bytes) => ~CrcTables.Append(Tables, ~crc, bytes);

    private static uint AppendX64(uint state, ReadOnlySpan<byte> bytes)
    {
        ulong wide = state;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            wide = Sse42.X64.Crc32(wide, word);
        }

        state = (uint)wide;
        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            state = Sse42.Crc32(state, value);
        }

        return state;
    }

    private static uint AppendArm64(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            state = ArmCrc32.Arm64.ComputeCrc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            state = ArmCrc32.ComputeCrc32C(state, value);
        }

        return state;
    }
}
