using System.Buffers.Binary;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>Where some of a segment's batches are: an entry about every 64 KiB, so that a seek reads no more than that in vain.</summary>
/// <remarks>
/// Written by the flusher, read by any thread, under its own lock. In a file an entry is 8 bytes, as in Kafka's .index files:
/// <code>last offset of the batch − base offset of the segment 4 | position of the batch 4</code>
/// An entry whose position is the file's length ends the file of a segment that is complete and decided.
/// </remarks>
internal sealed class SparseIndex
{
    public const int EntrySize = 8;
    private const int Interval = 64 * 1024;
    private readonly Lock _lock = new();
    private uint[] _offsets = [];
    private uint[] _positions = [];
    private int _count;
    private long _lastPosition;

    /// <summary>Entries that the file holds already.</summary>
    public int Saved { get; set; }

    public int Count => _count;

    /// <summary>Notes a batch, if the last note is far enough behind.</summary>
    public void Add(uint lastOffset, long position)
    {
        if (position - _lastPosition < Interval)
        {
            return;
        }

        AddAlways(lastOffset, (uint)position);
    }

    public void AddAlways(uint lastOffset, uint position)
    {
        lock (_lock)
        {
            if (_count == _offsets.Length)
            {
                Array.Resize(ref _offsets, Math.Max(16, _count * 2));
                Array.Resize(ref _positions, Math.Max(16, _count * 2));
            }

            _offsets[_count] = lastOffset;
            _positions[_count++] = position;
            _lastPosition = position;
        }
    }

    /// <summary>The position from which to look for an offset: of the last noted batch that does not end before it… or 0.</summary>
    public long Find(long relativeOffset)
    {
        lock (_lock)
        {
            int low = 0, high = _count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_offsets[middle] <= relativeOffset)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low == 0 ? 0 : _positions[low - 1];
        }
    }

    /// <summary>Forgets what is noted at or behind a position that was truncated away.</summary>
    public void Truncate(long length)
    {
        lock (_lock)
        {
            while (_count > 0 && _positions[_count - 1] >= length)
            {
                _count--;
            }

            Saved = Math.Min(Saved, _count);
            _lastPosition = _count == 0 ? 0 : _positions[_count - 1];
        }
    }

    /// <summary>How many entries lie below an offset, so that a scan after a crash may begin at the last of them.</summary>
    public int CountBelow(long relativeOffset)
    {
        lock (_lock)
        {
            var count = _count;
            while (count > Saved && _offsets[count - 1] >= relativeOffset)
            {
                count--;
            }

            return count;
        }
    }

    public (uint LastOffset, uint Position) this[int index] => (_offsets[index], _positions[index]);

    /// <summary>The bytes of the entries from <see cref="Saved"/> up to <paramref name="end"/>.</summary>
    public byte[] Encode(int end)
    {
        var bytes = new byte[(end - Saved) * EntrySize];
        for (var i = Saved; i < end; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan((i - Saved) * EntrySize), _offsets[i]);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(((i - Saved) * EntrySize) + 4), _positions[i]);
        }

        return bytes;
    }

    /// <summary>Takes over what a file holds, up to the first entry that cannot be right.</summary>
    /// <returns>Whether the file says that the segment is complete.</returns>
    public bool Decode(ReadOnlySpan<byte> bytes, long fileLength)
    {
        long lastOffset = -1;
        long lastPosition = 0;
        for (var at = 0; at + EntrySize <= bytes.Length; at += EntrySize)
        {
            var offset = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var position = BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]);
            if (position == fileLength && position > 0)
            {
                Saved = _count;
                return true;
            }

            if (offset <= lastOffset || position <= lastPosition || position > fileLength)
            {
                break;
            }

            AddAlways(offset, position);
            (lastOffset, lastPosition) = (offset, position);
        }

        Saved = _count;
        return false;
    }
}
