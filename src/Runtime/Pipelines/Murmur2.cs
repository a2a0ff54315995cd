using System.Buffers.Binary;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>The hash by which Kafka's Java producer chooses the partition of a key, so that both put a key into the same one.</summary>
/// <remarks>MurmurHash2 by Austin Appleby, 32 bits, seed 0x9747b28c; the partition is the hash without its sign, modulo the count.</remarks>
internal static class Murmur2
{
    /// <summary>The partition of a key.</summary>
    public static int Partition(ReadOnlySpan<byte> key, int count) => count == 1 ? 0 : (int)(Hash(key) & 0x7fffffff) % count;

    /// <summary>The hash.</summary>
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        const uint m = 0x5bd1e995;
        var h = 0x9747b28c ^ (uint)data.Length;
        for (; data.Length >= 4; data = data[4..])
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(data) * m;
            k = (k ^ (k >> 24)) * m;
            h = (h * m) ^ k;
        }

        if (data.Length > 2)
        {
            h ^= (uint)data[2] << 16;
        }

        if (data.Length > 1)
        {
            h ^= (uint)data[1] << 8;
        }

        if (data.Length > 0)
        {
            h = (h ^ data[0]) * m;
        }

        h = (h ^ (h >> 13)) * m;
        return h ^ (h >> 15);
    }
}
