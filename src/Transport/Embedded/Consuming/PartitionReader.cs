using ConnectRuntime.Transport.Embedded.Format;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>Reads one cursor's next batches into a fetched batch: one read of the file, every checksum checked, no copy.</summary>
internal sealed class PartitionReader(StorageContext context, bool readCommitted)
{
    private long _fetch;

    /// <summary>Begins a fetch.</summary>
    public void Start() => _fetch++;

    /// <summary>
    /// Reads up to <paramref name="share"/> bytes, or one batch that is larger and still fits <paramref name="maxBytes"/> of the whole
    /// fetch.
    /// </summary>
    /// <returns>Whether there may be more to read.</returns>
    public bool Read(PartitionCursor cursor, FetchedBatch batch, int share, int maxBytes)
    {
        var limit = readCommitted ? cursor.Partition.Stable : cursor.Partition.Readable;
        cursor.Next = Math.Max(cursor.Next, cursor.Partition.Begin);
        if (cursor.Next >= limit || cursor.Partition.Topic.Deleted || !Locate(cursor))
        {
            return false;
        }

        var segment = cursor.Segment!;
        var available = segment.Readable - cursor.Position;
        try
        {
            var file = context.Open.Rent(segment);
            try
            {
                return Read(file, cursor, batch, new Budget(limit, available, share, maxBytes));
            }
            finally
            {
                context.Open.Return(segment);
            }
        }
        catch (IOException) when (cursor.Partition.Topic.Deleted)
        {
            return false;
        }
        catch (IOException e)
        {
            throw LogErrors.Damaged(segment.Path, cursor.Position, e.Message);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw LogErrors.Damaged(segment.Path, cursor.Position, "a record goes beyond its batch");
        }
    }

    private readonly record struct Budget(long OffsetLimit, long Available, int Share, int MaxBytes);

    private bool Read(Files.ILogFile file, PartitionCursor cursor, FetchedBatch batch, Budget budget)
    {
        var start = batch.Length;
        var want = (int)Math.Min(budget.Available, Math.Max(BatchHeader.Size, Math.Min(budget.Share, budget.MaxBytes - start)));
        var bytes = batch.Reserve(want).Span;
        var read = file.Read(bytes, cursor.Position);
        var at = 0;
        var more = true;
        while (at < read)
        {
            var rest = bytes[at..read];
            var size = rest.Length < BatchHeader.Size ? BatchHeader.Size : CheckedSize(rest, cursor, budget.Available - at);
            if (size > rest.Length)
            {
                if (at > 0 || (start > 0 && start + size > budget.MaxBytes))
                {
                    break;
                }

                bytes = batch.Reserve((int)size).Span;
                read = file.Read(bytes, cursor.Position);
                if (read < size)
                {
                    throw LogErrors.Damaged(cursor.Segment!.Path, cursor.Position, $"the file ends within a batch of {size} bytes");
                }

                continue;
            }

            var one = rest[..(int)size];
            var header = new BatchHeader(one);
            if (header.BaseOffset >= budget.OffsetLimit)
            {
                more = false;
                break;
            }

            at += one.Length;
            if (!Take(cursor, batch, one, start + at - one.Length, budget.MaxBytes))
            {
                break;
            }
        }

        batch.Advance(at);
        return more;
    }

    /// <summary>Takes one whole batch.</summary>
    /// <returns>Whether all of it was taken.</returns>
    private bool Take(PartitionCursor cursor, FetchedBatch batch, ReadOnlySpan<byte> bytes, int start, int maxBytes)
    {
        if (!BatchHeader.ChecksumMatches(bytes))
        {
            throw LogErrors.Damaged(cursor.Segment!.Path, cursor.Position, "the checksum of a batch is wrong");
        }

        var header = new BatchHeader(bytes);
        var next = header.LastOffset + 1;
        if (next > cursor.Next)
        {
            var index = PositionOf(cursor, batch);
            var skip = header.IsControl
                || (readCommitted && header.IsTransactional && cursor.Partition.Aborted.Contains(header.ProducerId, header.BaseOffset));
            if (!skip)
            {
                var room = bytes.Length > maxBytes ? maxBytes : long.MaxValue;
                next = RecordParser.Parse(batch, bytes, start, index, cursor.Next, room);
            }

            cursor.Next = next;
            batch.SetNextOffset(index, next);
        }

        if (next <= header.LastOffset)
        {
            return false;
        }

        cursor.Position += bytes.Length;
        return true;
    }

    private static long CheckedSize(ReadOnlySpan<byte> bytes, PartitionCursor cursor, long available)
    {
        var header = new BatchHeader(bytes);
        if (!header.IsPlausible || header.TotalSize > available || header.IsCompressed)
        {
            throw LogErrors.Damaged(cursor.Segment!.Path, cursor.Position, "no batch of records that this log can have written");
        }

        return header.TotalSize;
    }

    private int PositionOf(PartitionCursor cursor, FetchedBatch batch)
    {
        if (cursor.Fetch != _fetch)
        {
            cursor.Fetch = _fetch;
            cursor.Index = batch.AddPosition(new FetchPosition(cursor.Partition.Id, cursor.Partition.Topic.Info.Id, cursor.Next));
        }

        return cursor.Index;
    }

    /// <summary>Finds the bytes of the next offset; false if there are none yet.</summary>
    private static bool Locate(PartitionCursor cursor)
    {
        var segments = cursor.Partition.Segments;
        if (segments.Length == 0)
        {
            return false;
        }

        if (cursor.Segment is null)
        {
            var segment = segments[PartitionState.FindSegment(segments, cursor.Next)];
            cursor.Segment = segment;
            cursor.Position = segment.Index.Find(cursor.Next - segment.BaseOffset);
        }

        while (cursor.Position >= cursor.Segment.Readable)
        {
            var i = PartitionState.FindSegment(segments, cursor.Segment.BaseOffset) + 1;
            if (i >= segments.Length || segments[i].Readable == 0)
            {
                return false;
            }

            cursor.Segment = segments[i];
            cursor.Position = 0;
        }

        return true;
    }
}
