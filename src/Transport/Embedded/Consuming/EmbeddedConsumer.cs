using System.Diagnostics;
using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Consuming;

/// <summary>A reader of the embedded log: of what it is assigned, or as a member of a group.</summary>
internal sealed partial class EmbeddedConsumer : ITopicConsumer
{
    private const int SmallestShare = 256 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly ConsumerOptions _options;
    private readonly FlushLoop _loop;
    private readonly PartitionReader _reader;
    private readonly ReadyQueue _ready = new();
    private readonly Dictionary<TopicPartition, PartitionCursor> _cursors = [];
    private readonly GroupState? _group;
    private readonly GroupMember? _member;
    private int _groupSeen = -1;
    private bool _disposed;

    public EmbeddedConsumer(ConsumerOptions options, FlushLoop loop, GroupTable groups)
    {
        _options = options;
        _loop = loop;
        _reader = new PartitionReader(loop.Context, options.ReadCommitted);
        if (options.Group is not null)
        {
            _member = new GroupMember(new Subscription(options), _ready);
            _group = groups.Get(options.Group);
            _group.Join(_member);
        }
    }

    public IReadOnlyCollection<TopicPartition> Assignment => _cursors.Keys;

    public void Assign(IReadOnlyDictionary<TopicPartition, long> partitions)
    {
        if (_group is not null)
        {
            throw LogErrors.BadConsumer(_options.ClientId, "it is a member of a group, which assigns its partitions");
        }

        var found = partitions.ToDictionary(p => _loop.Topics.Get(p.Key), p => p.Value);
        foreach (var cursor in _cursors.Values.ToList())
        {
            Drop(cursor.Partition);
        }

        foreach (var (partition, offset) in found)
        {
            Start(Add(partition, Math.Max(0, offset)));
        }
    }

    public async ValueTask FetchAsync(FetchedBatch batch, int maxBytes, TimeSpan wait, CancellationToken cancellationToken)
    {
        batch.Clear();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, this);
            _loop.ThrowIfUnusable();
            if (_group is not null && _groupSeen != _group.Version)
            {
                await ReconcileAsync(cancellationToken).ConfigureAwait(false);
            }

            Fill(batch, maxBytes);
            var left = wait == Timeout.InfiniteTimeSpan ? LongestWait : wait - Stopwatch.GetElapsedTime(began);
            if (batch.Positions.Count > 0 || left <= TimeSpan.Zero)
            {
                return;
            }

            await _ready.WaitAsync(left < LongestWait ? left : LongestWait, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Pause(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            if (_cursors.TryGetValue(partition, out var cursor))
            {
                cursor.Paused = true;
            }
        }
    }

    public void Resume(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            if (_cursors.TryGetValue(partition, out var cursor))
            {
                cursor.Paused = false;
                cursor.MarkReady();
            }
        }
    }

    public void Seek(TopicPartition partition, long offset)
    {
        if (offset < 0)
        {
            throw LogErrors.BadOffset(partition, offset);
        }

        Require(partition).Seek(offset);
    }

    public async ValueTask CommitAsync(IReadOnlyDictionary<TopicPartition, long> next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.Group is null)
        {
            throw LogErrors.BadConsumer(_options.ClientId, "it has no group, so it has no offsets to commit");
        }

        var change = new GroupOffsetsChange(_options.Group, new(next.Count));
        foreach (var (partition, offset) in next)
        {
            if (offset < 0)
            {
                throw LogErrors.BadOffset(partition, offset);
            }

            change.Next[(Require(partition).Partition.Topic.Info.Id, partition.Partition)] = offset;
        }

        if (change.Next.Count > 0)
        {
            var request = new OffsetsRequest(change);
            _loop.Enqueue(request);
            await request.Task.ConfigureAwait(false);
        }
    }

    private void Fill(FetchedBatch batch, int maxBytes)
    {
        _reader.Start();
        var share = Math.Max(SmallestShare, maxBytes / Math.Max(1, _ready.Count));
        while (batch.Length < maxBytes && _ready.TryDequeue(out var cursor))
        {
            cursor.Taken();
            if (cursor.Paused || !_cursors.TryGetValue(cursor.Partition.Id, out var current) || current != cursor)
            {
                continue;
            }

            if (_group is null && cursor.Partition.Topic.Deleted)
            {
                cursor.MarkReady();
                throw LogErrors.UnknownPartition(cursor.Partition.Id);
            }

            var before = batch.Length;
            if (!_reader.Read(cursor, batch, share, maxBytes))
            {
                continue;
            }

            cursor.MarkReady();
            if (batch.Length == before)
            {
                return;
            }
        }
    }

    private PartitionCursor Require(TopicPartition partition) =>
        _cursors.TryGetValue(partition, out var cursor) ? cursor : throw LogErrors.NotAssigned(partition, _options.ClientId);

    private PartitionCursor Add(PartitionState partition, long next)
    {
        var cursor = new PartitionCursor(partition, _ready, next);
        _cursors.Add(partition.Id, cursor);
        return cursor;
    }

    private static void Start(PartitionCursor cursor)
    {
        cursor.Partition.AddReader(cursor);
        cursor.MarkReady();
    }

    private void Drop(PartitionState partition)
    {
        if (_cursors.TryGetValue(partition.Id, out var cursor) && cursor.Partition == partition)
        {
            _cursors.Remove(partition.Id);
            partition.RemoveReader(cursor);
        }
    }
}
