using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Transport;
using TopicPartition = ConnectRuntime.Transport.TopicPartition;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Records that one sink task could not handle, on their way to the dead-letter topic with their original bytes.</summary>
/// <remarks>
/// Not thread-safe. The bytes are read from the topic again when a letter is written, so nothing that was fetched need be kept
/// for the rare record that fails; what is not committed is still there. A letter is written once per record for as long as the
/// task has the partition, and again if the process dies before the offset is committed. Remembered are only letters of records
/// that are not committed yet.
/// </remarks>
internal sealed class SinkDeadLetters(ITopicLog log, ErrorPolicy policy, string clientId) : IAsyncDisposable
{
    private const int FetchBytes = 4 * 1024 * 1024;

    private readonly SortedDictionary<(string Topic, int Partition, long Offset), ConnectException> _waiting = [];
    private readonly HashSet<(string Topic, int Partition, long Offset)> _written = [];
    private readonly List<(string Topic, int Partition, long Offset)> _collected = [];
    private readonly EncodedBatch _letters = new();
    private readonly FetchedBatch _fetched = new();
    private ITopicProducer? _producer;

    /// <summary>Takes failures.</summary>
    /// <exception cref="ConnectException">The first failure's reason, where errors are not tolerated.</exception>
    public void Add(IReadOnlyList<SinkFailure> failures)
    {
        foreach (var failure in failures)
        {
            Add(failure);
        }
    }

    /// <summary>Takes a failure.</summary>
    /// <exception cref="ConnectException">Its reason, where errors are not tolerated.</exception>
    public void Add(in SinkFailure failure)
    {
        var place = (failure.Partition.Topic, failure.Partition.Partition, failure.Offset);
        if (_written.Contains(place) || _waiting.ContainsKey(place))
        {
            return;
        }

        policy.Tolerate(failure.Reason);
        if (policy.Topic.Length > 0)
        {
            _waiting.Add(place, failure.Reason);
        }
    }

    /// <summary>Makes everything taken so far durable.</summary>
    public async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        await log.CreateTopicAsync(new TopicSpec(policy.Topic, 1), cancellationToken);
        _producer ??= await log.CreateProducerAsync(new ProducerOptions($"{clientId}-dlq"), cancellationToken);
        foreach (var partition in _waiting.Keys.Select(place => new TopicPartition(place.Topic, place.Partition)).Distinct().ToList())
        {
            await WriteAsync(partition, cancellationToken);
        }
    }

    /// <summary>Forgets what is waiting; what is not committed is delivered, and fails, again.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>Forgets the letters of records that the group's offsets have passed.</summary>
    public void Passed(IReadOnlyDictionary<TopicPartition, long> offsets)
    {
        if (_written.Count > 0)
        {
            _written.RemoveWhere(place => offsets.TryGetValue(new TopicPartition(place.Topic, place.Partition), out var next) && place.Offset < next);
        }
    }

    /// <summary>Forgets a partition that is gone: another topic may have its name when it comes again.</summary>
    public void Forget(TopicPartition partition)
    {
        _written.RemoveWhere(place => place.Topic == partition.Topic && place.Partition == partition.Partition);
        foreach (var place in _waiting.Keys.Where(place => place.Topic == partition.Topic && place.Partition == partition.Partition).ToList())
        {
            _waiting.Remove(place);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_producer is not null)
        {
            await _producer.DisposeAsync();
        }
    }

    private async ValueTask WriteAsync(TopicPartition partition, CancellationToken cancellationToken)
    {
        var places = _waiting.Keys.Where(place => place.Topic == partition.Topic && place.Partition == partition.Partition).ToList();
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions($"{clientId}-dlq"), cancellationToken);
        consumer.Assign(new Dictionary<TopicPartition, long> { [partition] = places[0].Offset });
        var last = places[^1].Offset;
        for (long next = places[0].Offset; next <= last;)
        {
            await consumer.FetchAsync(_fetched, FetchBytes, TimeSpan.FromMilliseconds(200), cancellationToken);
            _letters.Clear();
            _collected.Clear();
            Collect(partition);
            if (_letters.Records.Length > 0)
            {
                await _producer!.AppendAsync(_letters, cancellationToken);
                CrashPoint.Pass(CrashPoint.LetterWritten);
                Written();
            }

            next = _fetched.Positions.Count > 0 ? _fetched.Positions[0].NextOffset : next;
        }
    }

    private void Collect(TopicPartition partition)
    {
        foreach (ref readonly var record in _fetched.Records)
        {
            if (_waiting.TryGetValue((partition.Topic, partition.Partition, record.Offset), out var error))
            {
                policy.Write(_fetched, record, error, _letters);
                _collected.Add((partition.Topic, partition.Partition, record.Offset));
            }
        }
    }

    private void Written()
    {
        foreach (var place in _collected)
        {
            _waiting.Remove(place);
            _written.Add(place);
        }
    }
}
