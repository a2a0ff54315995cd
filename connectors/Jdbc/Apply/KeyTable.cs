using System.Buffers.Binary;
using System.Numerics;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>The last row of every key of a chunk: an open-addressing table of row indexes over the key bytes in the chunk's buffer.</summary>
/// <remarks>
/// A slot holds a row's index and 1; 0 is free. At most half of the slots are taken. Keys of different tables differ by the
/// number of the table, which is part of the hash.
/// </remarks>
internal sealed class KeyTable
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    private int[] _slots = new int[1024];
    private int _count;

    /// <summary>The hash of a key of a table.</summary>
    public static uint Hash(int table, ReadOnlySpan<byte> key)
    {
        const ulong factor = 0x9E3779B97F4A7C15;
        var hash = Seed ^ ((ulong)(uint)table * factor);
        while (key.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * factor, 29);
            key = key[8..];
        }

        ulong rest = (uint)key.Length;
        foreach (var value in key)
        {
            rest = (rest << 8) | value;
        }

        hash = (hash ^ rest) * factor;
        hash ^= hash >> 32;
        return (uint)((hash * factor) >> 32);
    }

    /// <summary>The slot of a key: that of its last row, or a free one.</summary>
    public ref int Find(ReadOnlySpan<RowEntry> rows, ReadOnlySpan<byte> bytes, in RowEntry row, int table, ChunkState chunk)
    {
        var mask = _slots.Length - 1;
        var key = bytes.Slice(row.KeyStart, row.KeyLength);
        for (var i = (int)row.Hash & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref _slots[i];
            if (slot == 0)
            {
                return ref slot;
            }

            ref readonly var other = ref rows[slot - 1];
            if (other.Hash == row.Hash
                && chunk.Stages[other.Stage].Table.Number == table
                && bytes.Slice(other.KeyStart, other.KeyLength).SequenceEqual(key))
            {
                return ref slot;
            }
        }
    }

    /// <summary>Notes that a free slot was taken, and makes room for more.</summary>
    public void Added(ReadOnlySpan<RowEntry> rows)
    {
        if (++_count * 2 <= _slots.Length)
        {
            return;
        }

        var old = _slots;
        _slots = new int[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot != 0)
            {
                var i = (int)rows[slot - 1].Hash & mask;
                while (_slots[i] != 0)
                {
                    i = (i + 1) & mask;
                }

                _slots[i] = slot;
            }
        }
    }

    /// <summary>Forgets all keys.</summary>
    public void Clear()
    {
        if (_count > 0)
        {
            Array.Clear(_slots);
            _count = 0;
        }
    }
}
