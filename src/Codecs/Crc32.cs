using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace ConnectRuntime.Codecs;

/// <summary>CRC-32 (ISO-HDLC, as zlib, gzip and MySQL's binlog use it).</summary>
/// <remarks>
/// Stateless, any thread. With PCLMULQDQ four 16-byte lanes are folded forward by carry-less multiplication and reduced at the end, from 16 bytes on: most
/// events of a binlog have about a hundred. ARMv8 has an instruction for it; else a table.
/// The method and its constants are those of Intel's "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (2009),
/// for the bit-reflected polynomial 0xEDB88320.
/// </remarks>
public static class Crc32
{
    private const int LaneBytes = 16;

    private static readonly uint[] Tables = CrcTables.Make(0xEDB8_8320);

    // From byte n on, these move a lane 16 − n places up; from byte 16 + n on, n places down. What comes from nowhere is zero.
    private static ReadOnlySpan<byte> Moves =>
    [
        128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    ];

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="crc"/> covers followed by <paramref name="bytes"/>; 0 covers nothing.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && Sse41.IsSupported && bytes.Length >= LaneBytes)
        {
            return ~Fold(~crc, bytes);
        }

        return ArmCrc32.Arm64.IsSupported ? ~AppendArm64(~crc, bytes) : AppendTable(crc, bytes);
    }

    /// <summary>The same without special instructions.</summary>
    public static uint AppendTable(uint crc, ReadOnlySpan<byte> bytes) => ~CrcTables.Append(Tables, ~crc, bytes);

    private static uint AppendArm64(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            state = ArmCrc32.Arm64.ComputeCrc32(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            state = ArmCrc32.ComputeCrc32(state, value);
        }

        return state;
    }

    /// <summary>Folds 16 bytes or more.</summary>
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        var lanes = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var byOne = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
        var a = lanes[0] ^ Vector128.Create(state, 0UL);
        var i = 1;
        if (lanes.Length >= 4)
        {
            var b = lanes[1];
            var c = lanes[2];
            var d = lanes[3];
            var byFour = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
            for (i = 4; i + 4 <= lanes.Length; i += 4)
            {
                a = Step(a, byFour) ^ lanes[i];
                b = Step(b, byFour) ^ lanes[i + 1];
                c = Step(c, byFour) ^ lanes[i + 2];
                d = Step(d, byFour) ^ lanes[i + 3];
            }

            a = Step(a, byOne) ^ b;
            a = Step(a, byOne) ^ c;
            a = Step(a, byOne) ^ d;
        }

        for (; i < lanes.Length; i++)
        {
            a = Step(a, byOne) ^ lanes[i];
        }

        var rest = bytes.Length % LaneBytes;
        return Reduce(rest == 0 ? a : FoldRest(a, byOne, Vector128.Create(bytes[^LaneBytes..]), rest), byOne);
    }

    // The lane before the last 16 bytes holds the first bytes of the folded one behind zeros; the others and the rest are the last lane.
    private static Vector128<ulong> FoldRest(Vector128<ulong> folded, Vector128<ulong> byOne, Vector128<byte> last, int rest)
    {
        var up = Vector128.Create(Moves.Slice(rest, LaneBytes));
        var down = Vector128.Create(Moves.Slice(LaneBytes + rest, LaneBytes));
        var before = Ssse3.Shuffle(folded.AsByte(), up);
        var isRest = ~Vector128.LessThan(up.AsSByte(), Vector128<sbyte>.Zero).AsByte();
        var end = Ssse3.Shuffle(folded.AsByte(), down) | (last & isRest);
        return Step(before.AsUInt64(), byOne) ^ end.AsUInt64();
    }

    private static Vector128<ulong> Step(Vector128<ulong> lane, Vector128<ulong> constants) =>
        Pclmulqdq.CarrylessMultiply(lane, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, constants, 0x11);

    /// <summary>128 bits to 96, to 64, then Barrett's reduction to 32.</summary>
    private static uint Reduce(Vector128<ulong> lane, Vector128<ulong> byOne)
    {
        var low32 = Vector128.Create(0xFFFF_FFFFUL, 0xFFFF_FFFFUL);
        lane = Pclmulqdq.CarrylessMultiply(lane, byOne, 0x10) ^ Sse2.ShiftRightLogical128BitLane(lane, 8);
        var fold64 = Vector128.Create(0x1_63CD_6124UL, 0UL);
        lane = Pclmulqdq.CarrylessMultiply(lane & low32, fold64, 0x00) ^ Sse2.ShiftRightLogical128BitLane(lane, 4);
        var barrett = Vector128.Create(0x1_DB71_0641UL, 0x1_F701_1641UL);
        var quotient = Pclmulqdq.CarrylessMultiply(lane & low32, barrett, 0x10) & low32;
        lane ^= Pclmulqdq.CarrylessMultiply(quotient, barrett, 0x00);
        return lane.AsUInt32().GetElement(1);
    }
}
