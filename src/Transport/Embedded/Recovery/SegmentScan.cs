using ConnectRuntime.Transport.Embedded.Format;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>Goes through a segment batch by batch from a position, checking every checksum, to where it stops being batches.</summary>
internal sealed class SegmentScan(StorageContext context, SegmentState segment)
{
    private byte[] _buffer = new byte[256 * 1024];

    /// <summary>The position behind the last good batch.</summary>
    public long Position { get; private set; }

    /// <summary>The offset behind the last good batch.</summary>
    public long NextOffset { get; private set; } = segment.BaseOffset;

    public delegate void Visitor(BatchHeader header, ReadOnlySpan<byte> batch, long position);

    /// <summary>Whether a good batch that ends with an offset is at a position.</summary>
    public bool IsBatchAt(long position, long lastOffset)
    {
        var batch = ReadBatch(position);
        return !batch.IsEmpty && new BatchHeader(batch).LastOffset == lastOffset;
    }

    public void Run(long from, Visitor visit)
    {
        Position = from;
        while (true)
        {
            var batch = ReadBatch(Position);
            if (batch.IsEmpty)
            {
                return;
            }

            var header = new BatchHeader(batch);
            if (header.BaseOffset < NextOffset)
            {
                return;
            }

            visit(header, batch, Position);
            NextOffset = header.LastOffset + 1;
            Position += batch.Length;
        }
    }

    /// <summary>The whole batch at a position, or nothing where there is none that is right.</summary>
    private ReadOnlySpan<byte> ReadBatch(long position)
    {
        var file = context.Open.Rent(segment);
        try
        {
            var read = file.Read(_buffer, position);
            if (read < BatchHeader.Size)
            {
                return default;
            }

            var header = new BatchHeader(_buffer);
            var size = header.TotalSize;
            if (!header.IsPlausible || size > segment.Size - position)
            {
                return default;
            }

            if (size > read)
            {
                _buffer = new byte[size];
                if (file.Read(_buffer, position) < size)
                {
                    return default;
                }
            }

            var batch = _buffer.AsSpan(0, (int)size);
            return BatchHeader.ChecksumMatches(batch) ? batch : default;
        }
        finally
        {
            context.Open.Return(segment);
        }
    }
}
