using ConnectRuntime.Transport.Embedded.Consuming;
using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Recovery;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Transactions;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded;

/// <summary>A topic log in a folder of this machine, durable when a call says so, opened by one process at a time.</summary>
public sealed class EmbeddedTopicLog : ITopicLog
{
    private readonly OpenedLog _log;
    private readonly GroupTable _groups;
    private readonly RequestPool _requests = new(new BlockPool());
    private int _closed;

    private EmbeddedTopicLog(OpenedLog log)
    {
        _log = log;
        _groups = new GroupTable(log.Topics);
    }

    /// <inheritdoc/>
    public string ClusterId => _log.ClusterId;

    private FlushLoop Loop => _log.Loop;

    /// <summary>Opens the log of a folder, or makes one; repairs what a crash left.</summary>
    /// <exception cref="TopicLogException">Config: the folder is in use, of another format, or not to be written.</exception>
    public static EmbeddedTopicLog Open(EmbeddedLogOptions options) => new(LogOpener.Open(options));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TopicInfo>> ListTopicsAsync(CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        return new([.. _log.Topics.All.Select(t => t.Info).OrderBy(t => t.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask<TopicInfo?> FindTopicAsync(string name, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        return new(_log.Topics.Find(name)?.Info);
    }

    /// <inheritdoc/>
    public ValueTask<TopicInfo> CreateTopicAsync(TopicSpec spec, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        _log.Topics.Create([spec]);
        return new(_log.Topics.Find(spec.Name)?.Info ?? throw LogErrors.TopicGone(spec.Name));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteTopicAsync(string name, CancellationToken cancellationToken)
    {
        var request = new DeleteTopicRequest(name);
        await DoAsync(request).ConfigureAwait(false);
        return request.Found;
    }

    /// <inheritdoc/>
    public ValueTask<OffsetRange> GetOffsetsAsync(TopicPartition partition, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        var state = _log.Topics.Get(partition);
        var stable = state.Stable;
        return new(new OffsetRange(state.Begin, stable, Math.Max(stable, state.Readable)));
    }

    /// <inheritdoc/>
    public async ValueTask<ITopicProducer> CreateProducerAsync(ProducerOptions options, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        if (options.TransactionalId is null)
        {
            return new EmbeddedProducer(Loop, _requests, null, -1);
        }

        var request = new InitProducerRequest(options.TransactionalId);
        await DoAsync(request).ConfigureAwait(false);
        return new EmbeddedProducer(Loop, _requests, request.State, request.Epoch);
    }

    /// <inheritdoc/>
    public ValueTask<ITopicConsumer> CreateConsumerAsync(ConsumerOptions options, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        if (options.Group is not null && options.Listener is null)
        {
            throw LogErrors.BadConsumer(options.ClientId, "it has a group and no listener, which tells it its partitions");
        }

        return new(new EmbeddedConsumer(options, Loop, _groups));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<TopicPartition, long>> GetGroupOffsetsAsync(string group, CancellationToken cancellationToken)
    {
        Loop.ThrowIfUnusable();
        var names = _log.Topics.All.ToDictionary(t => t.Info.Id, t => t.Info.Name);
        var offsets = new Dictionary<TopicPartition, long>();
        foreach (var ((topic, partition), next) in _log.Loop.Journal.Groups.List(group))
        {
            if (names.TryGetValue(topic, out var name))
            {
                offsets[new TopicPartition(name, partition)] = next;
            }
        }

        return new(offsets);
    }

    /// <inheritdoc/>
    public async ValueTask AlterGroupOffsetsAsync(
        string group, IReadOnlyDictionary<TopicPartition, long?> offsets, CancellationToken cancellationToken)
    {
        _groups.RequireEmpty(group);
        var change = new GroupOffsetsChange(group, new(offsets.Count));
        foreach (var (partition, next) in offsets)
        {
            if (next < 0)
            {
                throw LogErrors.BadOffset(partition, next.Value);
            }

            change.Next[(_log.Topics.Get(partition).Topic.Info.Id, partition.Partition)] = next ?? -1;
        }

        await DoAsync(new OffsetsRequest(change)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        _groups.RequireEmpty(group);
        if (!Loop.Journal.Groups.Contains(group))
        {
            return false;
        }

        var request = new DeleteGroupRequest(group);
        await DoAsync(request).ConfigureAwait(false);
        return request.Found;
    }

    /// <summary>Does what is handed over, aborts open transactions, notes where everything ends, and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            await Task.Run(_log.Close).ConfigureAwait(false);
        }
    }

    private Task DoAsync(TaskRequest request)
    {
        Loop.Enqueue(request);
        return request.Task;
    }
}
