using System.Globalization;
using ConnectRuntime.Transport.Embedded.Consuming;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>One partition: its segments, its offsets and who reads it.</summary>
/// <remarks>
/// The flusher owns everything that is written; other threads see what <see cref="Publish"/> let out:
/// <c>Begin ≤ Stable ≤ Readable ≤ NextOffset</c>. Below Readable all is durable, or would be made again by recovery (a marker).
/// </remarks>
internal sealed partial class PartitionState(TopicState topic, int number, StorageContext context)
{
    private readonly StorageContext _context = context;
    private readonly List<OngoingTransaction> _ongoing = [];
    private readonly Queue<(long ProducerId, short Epoch, bool Commit)> _pendingMarkers = [];
    private volatile SegmentState[] _segments = [];
    private volatile PartitionCursor[] _readers = [];
    private readonly Lock _readersLock = new();
    private long _readable;
    private long _stable;
    private int _firstUnpublished;
    private bool _folderDirty;

    public TopicState Topic { get; } = topic;

    public int Number { get; } = number;

    public TopicPartition Id { get; } = new(topic.Info.Name, number);

    public string Folder => Path.Combine(Topic.Folder, Number.ToString(CultureInfo.InvariantCulture));

    public AbortedRanges Aborted { get; } = new();

    /// <summary>Scratch of the flusher: whether this is in its list of partitions touched.</summary>
    public bool Touched { get; set; }

    /// <summary>The offset that the next record gets. Flusher only.</summary>
    public long NextOffset { get; private set; }

    public SegmentState[] Segments => _segments;

    public long Begin => _segments is [var first, ..] ? first.BaseOffset : 0;

    /// <summary>The end for readers of everything.</summary>
    public long Readable => Volatile.Read(ref _readable);

    /// <summary>The end for readers of committed records.</summary>
    public long Stable => Volatile.Read(ref _stable);

    public IReadOnlyList<OngoingTransaction> Ongoing => _ongoing;

    /// <summary>The segment that holds an offset, or the first one.</summary>
    public static int FindSegment(SegmentState[] segments, long offset)
    {
        int low = 0, high = segments.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = segments[middle].BaseOffset <= offset ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(0, low - 1);
    }

    public void AddReader(PartitionCursor reader)
    {
        lock (_readersLock)
        {
            _readers = [.. _readers, reader];
        }
    }

    public void RemoveReader(PartitionCursor reader)
    {
        lock (_readersLock)
        {
            _readers = Array.FindAll(_readers, r => r != reader);
        }
    }

    public void WakeReaders()
    {
        foreach (var reader in _readers)
        {
            reader.MarkReady();
        }
    }

    /// <summary>Lets readers see what is written; everything is synced or a marker.</summary>
    public void Publish()
    {
        var segments = _segments;
        for (var i = Math.Max(0, _firstUnpublished); i < segments.Length; i++)
        {
            segments[i].Readable = segments[i].Size;
        }

        _firstUnpublished = segments.Length - 1;
        Volatile.Write(ref _readable, NextOffset);
        PublishStable();
        WakeReaders();
    }

    /// <summary>Moves the stable offset after a transaction was decided.</summary>
    public void PublishStable() => Volatile.Write(ref _stable, Math.Min(Readable, FirstOngoing));

    private long FirstOngoing
    {
        get
        {
            var first = long.MaxValue;
            foreach (var transaction in _ongoing)
            {
                first = Math.Min(first, transaction.First);
            }

            return first;
        }
    }
}
