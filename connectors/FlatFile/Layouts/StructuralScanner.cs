using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Finds the next of up to four bytes, 64 bytes at a time, and remembers what it has seen of the current 64.</summary>
/// <remarks>
/// Short fields make a search per field expensive: most of it is the call's start. One comparison of 64 bytes gives a bit per
/// byte, and the next separator is a count of trailing zeros. The buffer must have <see cref="Padding"/> bytes behind its end.
/// </remarks>
internal ref struct StructuralScanner
{
    /// <summary>Bytes that are read behind the end of the text, whatever they hold.</summary>
    public const int Padding = 64;

    private readonly ref byte _origin;
    private readonly byte _a;
    private readonly byte _b;
    private readonly byte _c;
    private readonly byte _d;
    private int _base = -Padding;
    private ulong _mask;

    public StructuralScanner(byte[] buffer, byte a, byte b, byte c, byte d)
    {
        _origin = ref MemoryMarshal.GetArrayDataReference(buffer);
        (_a, _b, _c, _d) = (a, b, c, d);
    }

    /// <summary>The first place from <paramref name="from"/> on that holds one of the bytes, or some place at or behind <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int from, int end)
    {
        var offset = from - _base;
        if ((uint)offset < Padding)
        {
            var mask = _mask & (ulong.MaxValue << offset);
            if (mask != 0)
            {
                return _base + BitOperations.TrailingZeroCount(mask);
            }

            from = _base + Padding;
        }

        return Seek(from, end);
    }

    private int Seek(int from, int end)
    {
        for (; from < end; from += Padding)
        {
            _mask = Compare(from);
            _base = from;
            if (_mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(_mask);
            }
        }

        return end;
    }

    private readonly ulong Compare(int at)
    {
        ref var here = ref Unsafe.Add(ref _origin, at);
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.LoadUnsafe(ref here);
            return (Vector512.Equals(all, Vector512.Create(_a)) | Vector512.Equals(all, Vector512.Create(_b))
                | Vector512.Equals(all, Vector512.Create(_c)) | Vector512.Equals(all, Vector512.Create(_d))).ExtractMostSignificantBits();
        }

        return Half(ref here) | ((ulong)Half(ref Unsafe.Add(ref here, Vector256<byte>.Count)) << Vector256<byte>.Count);
    }

    private readonly uint Half(ref byte here)
    {
        var half = Vector256.LoadUnsafe(ref here);
        return (Vector256.Equals(half, Vector256.Create(_a)) | Vector256.Equals(half, Vector256.Create(_b))
            | Vector256.Equals(half, Vector256.Create(_c)) | Vector256.Equals(half, Vector256.Create(_d))).ExtractMostSignificantBits();
    }
}
