using System.Numerics;
using System.Runtime.Intrinsics;

namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>Counts characters in UTF-8 that need not be valid.</summary>
internal static class Utf8Count
{
    /// <summary>Bytes that begin a character: all but <c>10xxxxxx</c>.</summary>
    public static long Characters(ReadOnlySpan<byte> utf8)
    {
        long count = 0;
        var at = 0;
        for (; at + Vector256<byte>.Count <= utf8.Length; at += Vector256<byte>.Count)
        {
            var part = Vector256.Create(utf8.Slice(at, Vector256<byte>.Count)).AsSByte();
            count += BitOperations.PopCount(Vector256.GreaterThan(part, Vector256.Create((sbyte)-65)).ExtractMostSignificantBits());
        }

        for (; at < utf8.Length; at++)
        {
            count += (sbyte)utf8[at] > -65 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Characters outside the basic plane, which take two units of UTF-16: bytes from F0 to F7.</summary>
    public static long Supplementary(ReadOnlySpan<byte> utf8)
    {
        long count = 0;
        for (var rest = utf8; rest.IndexOfAnyInRange((byte)0xF0, (byte)0xF7) is var at and >= 0; rest = rest[(at + 1)..])
        {
            count++;
        }

        return count;
    }
}
