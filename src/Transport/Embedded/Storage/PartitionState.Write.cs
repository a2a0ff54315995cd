using ConnectRuntime.Transport.Embedded.Format;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <content>Writing, which only the flusher does.</content>
internal sealed partial class PartitionState
{
    /// <summary>
    /// Writes a framed batch at the end; an <see cref="IOException"/> may leave part of it, which <see cref="Undo"/> removes.
    /// </summary>
    public void Write(Span<byte> batch, int count, ref (SegmentState? Segment, long Size) undo)
    {
        var segment = _segments is [.., var last] ? last : null;
        if (segment is null || (segment.Size > 0 && segment.Size + batch.Length > _context.Options.SegmentBytes))
        {
            segment = Roll();
        }

        undo = (segment, segment.Size);
        BatchHeader.SetBaseOffset(batch, NextOffset);
        var file = _context.Open.Rent(segment, create: true);
        try
        {
            if (!segment.Created)
            {
                segment.Created = true;
                _folderDirty = true;
            }

            segment.Dirty = true;
            file.Write(batch, segment.Size);
        }
        finally
        {
            _context.Open.Return(segment);
        }

        segment.Index.Add((uint)(NextOffset + count - 1 - segment.BaseOffset), segment.Size);
        segment.Size += batch.Length;
        NextOffset += count;
    }

    /// <summary>Removes what was written behind a place, in a segment that may have been followed by others since.</summary>
    public void Undo(SegmentState segment, long size, long nextOffset)
    {
        while (_segments[^1] != segment)
        {
            var extra = _segments[^1];
            _segments = _segments[..^1];
            _context.Open.Close(extra);
            _context.Files.DeleteFile(extra.Path);
        }

        if (segment.Created)
        {
            var file = _context.Open.Rent(segment, create: true);
            try
            {
                file.Truncate(size);
            }
            finally
            {
                _context.Open.Return(segment);
            }
        }

        segment.Size = size;
        segment.Index.Truncate(size);
        NextOffset = nextOffset;
        _firstUnpublished = Math.Min(_firstUnpublished, _segments.Length - 1);
    }

    /// <summary>Makes all that is written durable.</summary>
    public void Sync()
    {
        var segments = _segments;
        for (var i = segments.Length - 1; i >= 0 && i >= _firstUnpublished; i--)
        {
            SyncSegment(segments[i]);
        }

        if (_folderDirty)
        {
            _context.Files.SyncDirectory(Folder);
            _folderDirty = false;
        }

        SaveIndexes(FirstOngoing, all: false);
    }

    private void SyncSegment(SegmentState segment)
    {
        if (!segment.Dirty)
        {
            return;
        }

        var file = _context.Open.Rent(segment);
        try
        {
            file.Sync();
            segment.Dirty = false;
        }
        finally
        {
            _context.Open.Return(segment);
        }
    }

    private SegmentState Roll()
    {
        if (_segments is [.., var last])
        {
            try
            {
                SyncSegment(last);
            }
            catch (IOException e)
            {
                throw LogErrors.SyncFailed(last.Path, e);
            }
        }

        var segment = new SegmentState(this, NextOffset);
        _segments = [.. _segments, segment];
        return segment;
    }
}
