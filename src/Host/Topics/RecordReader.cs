using System.Buffers;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Topics;

/// <summary>Reads the records that a query asks for, as JSON objects of one line each.</summary>
/// <remarks>Not thread-safe. Without <see cref="RecordQuery.Follow"/> it ends where the topic ended when it was opened.</remarks>
internal sealed class RecordReader : IAsyncDisposable
{
    private const int FetchBytes = 1024 * 1024;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    private readonly ITopicConsumer _consumer;
    private readonly RecordJsonWriter _writer;
    private readonly Dictionary<TopicPartition, long> _ends;
    private readonly bool _follow;
    private readonly FetchedBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _lines = new();
    private long _left;

    private RecordReader(ITopicConsumer consumer, RecordJsonWriter writer, Dictionary<TopicPartition, long> ends, RecordQuery query)
    {
        _consumer = consumer;
        _writer = writer;
        _ends = ends;
        _follow = query.Follow;
        _left = query.Max ?? long.MaxValue;
    }

    /// <summary>Finds the topic and where its partitions end.</summary>
    /// <exception cref="ConnectException">Config: there is no such topic or partition.</exception>
    public static async Task<RecordReader> OpenAsync(
        ITopicLog log, IRecordFormat format, RecordQuery query, CancellationToken cancellationToken)
    {
        var topic = await log.FindTopicAsync(query.Topic, cancellationToken) ?? throw NoTopic(query.Topic);
        if (query.Partition >= topic.PartitionCount)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "HST004",
                $"Cannot show partition {query.Partition} of topic '{topic.Name}': it has {topic.PartitionCount}, "
                + "counted from 0. Name another one, or none for all.");
        }

        var starts = new Dictionary<TopicPartition, long>();
        var ends = new Dictionary<TopicPartition, long>();
        foreach (var number in query.Partition is { } one ? [one] : Enumerable.Range(0, topic.PartitionCount))
        {
            var partition = new TopicPartition(topic.Name, number);
            var range = await log.GetOffsetsAsync(partition, cancellationToken);
            var start = Math.Max(query.From ?? 0, range.Begin);
            if (query.Follow || start < range.Stable)
            {
                starts[partition] = start;
                ends[partition] = range.Stable;
            }
        }

        var consumer = await log.CreateConsumerAsync(new ConsumerOptions("connect-topics-show"), cancellationToken);
        consumer.Assign(starts);
        return new RecordReader(consumer, new RecordJsonWriter(format), ends, query);
    }

    /// <summary>The error of a topic that is not there.</summary>
    public static ConnectException NoTopic(string topic) => new(
        ErrorKind.Config,
        "HST003",
        $"Cannot show topic '{topic}': there is no such topic, one that exists is required. 'connect topics list' names them.");

    /// <summary>The next lines, each with its end; null when there are no more.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        _lines.Clear();
        while (_lines.WrittenCount == 0)
        {
            if (_left == 0 || (!_follow && _ends.Count == 0))
            {
                return null;
            }

            await _consumer.FetchAsync(_batch, FetchBytes, Wait, cancellationToken);
            await _writer.WriteAsync(_batch, _lines, IsWanted, cancellationToken);
            foreach (var position in _batch.Positions)
            {
                if (_ends.TryGetValue(position.Partition, out var end) && position.NextOffset >= end)
                {
                    _ends.Remove(position.Partition);
                }
            }
        }

        return _lines.WrittenMemory;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _consumer.DisposeAsync();

    // Records that came while we read belong to those who follow.
    private bool IsWanted(TopicPartition partition, long offset) =>
        _left > 0 && (_follow || (_ends.TryGetValue(partition, out var end) && offset < end)) && _left-- > 0;
}
