using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads Avro's varints and passes over them, within a range.</summary>
internal static class AvroInput
{
    private const ulong TopBits = 0x8080_8080_8080_8080;

    /// <summary>Reads a zigzag varint of up to 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Long(ref readonly DecodeRun run, int at, string path, out long value)
    {
        if (at < run.End)
        {
            var first = Unsafe.Add(ref run.Data, at);
            if (first < 0x80)
            {
                value = (first >> 1) ^ -(first & 1);
                return at + 1;
            }

            if (Bmi2.X64.IsSupported && run.End - at >= sizeof(ulong))
            {
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref run.Data, at));
                var stops = ~word & TopBits;
                if (stops != 0)
                {
                    // All bits up to the first clear top bit are the number's bytes.
                    var bits = Bmi2.X64.ParallelBitExtract(word & (stops ^ (stops - 1)), ~TopBits);
                    value = (long)(bits >> 1) ^ -(long)(bits & 1);
                    return at + (BitOperations.TrailingZeroCount(stops) >> 3) + 1;
                }
            }
        }

        return Slow(in run, at, path, out value);
    }

    /// <summary>Passes over a varint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Skip(ref readonly DecodeRun run, int at, string path)
    {
        if (at < run.End && Unsafe.Add(ref run.Data, at) < 0x80)
        {
            return at + 1;
        }

        if (run.End - at >= sizeof(ulong))
        {
            var stops = ~Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref run.Data, at)) & TopBits;
            if (stops != 0)
            {
                return at + (BitOperations.TrailingZeroCount(stops) >> 3) + 1;
            }
        }

        return Slow(in run, at, path, out _);
    }

    private static int Slow(ref readonly DecodeRun run, int at, string path, out long value)
    {
        var bits = 0UL;
        for (var shift = 0; ; shift += 7, at++)
        {
            if (at >= run.End)
            {
                DecodeErrors.Truncated(path, at - run.Start);
            }

            var next = Unsafe.Add(ref run.Data, at);
            if (shift == 63 && next > 1)
            {
                DecodeErrors.Corrupt(path, at - run.Start, "its number has more than 64 bits", "at most ten bytes are allowed");
            }

            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                value = (long)(bits >> 1) ^ -(long)(bits & 1);
                return at + 1;
            }
        }
    }
}
