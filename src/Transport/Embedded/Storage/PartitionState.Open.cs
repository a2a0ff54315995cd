using System.Globalization;
using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Format;
using ConnectRuntime.Transport.Embedded.Recovery;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <content>Opening, before the flusher runs.</content>
internal sealed partial class PartitionState
{
    /// <summary>Finds the segments and the end of the partition; scans unless <paramref name="clean"/> tells the end.</summary>
    /// <returns>Whether a scan was necessary, so that what it found is to be synced.</returns>
    public bool Open(PartitionEnd? clean)
    {
        LoadSegments();
        if (_segments.Length == 0)
        {
            return false;
        }

        var last = _segments[^1];
        if (clean is { } end && end.LastSegment == last.BaseOffset && end.Size == last.Size)
        {
            NextOffset = end.NextOffset;
            return false;
        }

        var first = FirstToScan(out var position);
        for (var i = first; i < _segments.Length; i++)
        {
            Scan(_segments[i], i == first ? position : 0, isLast: i == _segments.Length - 1);
        }

        last.Dirty = true;
        _folderDirty = true;
        _firstUnpublished = _segments.Length - 1;
        return true;
    }

    /// <summary>Has readers see all that was found.</summary>
    public void PublishAll()
    {
        _firstUnpublished = 0;
        Publish();
    }

    private void LoadSegments()
    {
        var segments = new List<SegmentState>();
        foreach (var name in _context.Files.ListFiles(Folder))
        {
            if (name.EndsWith(".log", StringComparison.Ordinal)
                && long.TryParse(name.AsSpan()[..^4], NumberStyles.None, CultureInfo.InvariantCulture, out var baseOffset))
            {
                segments.Add(new SegmentState(this, baseOffset) { Created = true });
            }
        }

        segments.Sort((a, b) => a.BaseOffset.CompareTo(b.BaseOffset));
        foreach (var segment in segments)
        {
            using (var file = _context.Files.Open(segment.Path, create: false))
            {
                segment.Size = file.Length;
            }

            if (_context.Files.FileExists(segment.IndexPath))
            {
                segment.IndexComplete = segment.Index.Decode(DurableFile.ReadAll(_context.Files, segment.IndexPath), segment.Size);
            }
        }

        _segments = [.. segments];
    }

    /// <summary>The segment and position from which every transaction whose end may be missing is seen whole.</summary>
    private int FirstToScan(out long position)
    {
        for (var i = _segments.Length - 1; i >= 0; i--)
        {
            var segment = _segments[i];
            if (segment.IndexComplete && i < _segments.Length - 1)
            {
                position = 0;
                return i + 1;
            }

            segment.IndexComplete = false;
            position = LastGoodEntry(segment);
            if (position > 0 || i == 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("A partition without segments is not scanned.");
    }

    private long LastGoodEntry(SegmentState segment)
    {
        var scan = new SegmentScan(_context, segment);
        while (segment.Index.Count > 0)
        {
            var (lastOffset, position) = segment.Index[segment.Index.Count - 1];
            if (scan.IsBatchAt(position, segment.BaseOffset + lastOffset))
            {
                return position;
            }

            segment.Index.Truncate(position);
        }

        return 0;
    }

    private void Scan(SegmentState segment, long from, bool isLast)
    {
        var scan = new SegmentScan(_context, segment);
        scan.Run(from, (header, batch, position) => Visit(segment, header, batch, position));
        NextOffset = scan.NextOffset;
        if (scan.Position == segment.Size)
        {
            return;
        }

        if (!isLast)
        {
            _context.Log(
                $"{segment.Path} is damaged at byte {scan.Position}: reading there will fail. Restore it from a copy, or delete the " +
                $"topic {Topic.Info.Name} and load it again.");
            return;
        }

        _context.Log(
            $"{segment.Size - scan.Position} bytes at the end of {segment.Path} are no whole batch and are cut off: they were being " +
            $"written when the process ended.");
        var file = _context.Open.Rent(segment);
        file.Truncate(scan.Position);
        _context.Open.Return(segment);
        segment.Size = scan.Position;
        segment.Index.Truncate(segment.Size);
    }

    private void Visit(SegmentState segment, BatchHeader header, ReadOnlySpan<byte> batch, long position)
    {
        segment.Index.Add((uint)(header.LastOffset - segment.BaseOffset), position);
        if (!header.IsTransactional)
        {
            return;
        }

        var ongoing = FindOngoing(header.ProducerId);
        if (header.IsControl)
        {
            if (ongoing is not null)
            {
                _ongoing.Remove(ongoing);
            }

            return;
        }

        if (ongoing is null)
        {
            ongoing = new OngoingTransaction(this, header.ProducerId, header.ProducerEpoch, header.BaseOffset);
            _ongoing.Add(ongoing);
        }

        ongoing.Last = header.LastOffset;
    }
}
