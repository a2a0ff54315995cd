using System.Runtime.CompilerServices;
using System.Text;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Storage;

/// <summary>An internal topic of one partition, read once into a table of the latest value per key and written through.</summary>
/// <remarks>Thread-safe. The worker is the only writer, so the table is the truth after <see cref="OpenAsync"/>.</remarks>
internal sealed class CompactedTopic : IAsyncDisposable
{
    private const int FetchBytes = 1024 * 1024;

    private readonly SortedDictionary<string, byte[]> _latest = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly EncodedBatch _batch = new();
    private readonly ITopicProducer _producer;
    private readonly string _name;

    private CompactedTopic(string name, ITopicProducer producer)
    {
        _name = name;
        _producer = producer;
    }

    /// <summary>Makes the topic if it is not there, and reads it to its end.</summary>
    public static async Task<CompactedTopic> OpenAsync(ITopicLog log, string name, CancellationToken cancellationToken)
    {
        await CreateAsync(log, name, cancellationToken);
        var topic = new CompactedTopic(name, await log.CreateProducerAsync(new ProducerOptions($"connect-{name}"), cancellationToken));
        await foreach (var (key, value) in ReadAllAsync(log, name, FetchBytes, cancellationToken))
        {
            topic.Take(Encoding.UTF8.GetString(key), value);
        }

        return topic;
    }

    /// <summary>Makes an internal topic if it is not there.</summary>
    public static async Task CreateAsync(ITopicLog log, string name, CancellationToken cancellationToken)
    {
        var config = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        await log.CreateTopicAsync(new TopicSpec(name, 1) { Config = config }, cancellationToken);
    }

    /// <summary>Reads a topic of one partition from its beginning to the end it has now.</summary>
    public static async IAsyncEnumerable<(byte[] Key, byte[]? Value)> ReadAllAsync(
        ITopicLog log, string name, int fetchBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = new TopicPartition(name, 0);
        var end = (await log.GetOffsetsAsync(partition, cancellationToken)).Stable;
        await using var consumer = await log.CreateConsumerAsync(new ConsumerOptions($"connect-{name}"), cancellationToken);
        consumer.Assign(new Dictionary<TopicPartition, long> { [partition] = -1 });
        var fetched = new FetchedBatch();
        for (long next = 0; next < end;)
        {
            await consumer.FetchAsync(fetched, fetchBytes, TimeSpan.FromMilliseconds(100), cancellationToken);
            for (var i = 0; i < fetched.Records.Length; i++)
            {
                yield return Copy(fetched, i);
            }

            next = fetched.Positions.Count > 0 ? fetched.Positions[0].NextOffset : next;
        }
    }

    private static (byte[] Key, byte[]? Value) Copy(FetchedBatch fetched, int index)
    {
        var record = fetched.Records[index];
        return (fetched[record.Key].ToArray(), record.Value.IsNull ? null : fetched[record.Value].ToArray());
    }

    /// <summary>The latest value of a key, or null.</summary>
    public byte[]? Find(string key)
    {
        lock (_latest)
        {
            return _latest.GetValueOrDefault(key);
        }
    }

    /// <summary>Keys with a prefix and their values, in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]>> List(string prefix)
    {
        lock (_latest)
        {
            return [.. _latest.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))];
        }
    }

    /// <summary>Writes a value, or with null a tombstone. Durable when it returns.</summary>
    public Task PutAsync(string key, byte[]? value, CancellationToken cancellationToken) =>
        PutAsync([new(key, value)], cancellationToken);

    /// <summary>Writes several values at once.</summary>
    public async Task PutAsync(IReadOnlyList<KeyValuePair<string, byte[]?>> values, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _batch.Clear();
            foreach (var (key, value) in values)
            {
                Write(_batch, key, value);
            }

            await _producer.AppendAsync(_batch, cancellationToken);
            foreach (var (key, value) in values)
            {
                Take(key, value);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Adds a record to a batch that somebody else appends; <see cref="Take"/> is to be called once that is durable.</summary>
    public void Write(EncodedBatch batch, string key, byte[]? value)
    {
        var keySlice = batch.Write(Encoding.UTF8.GetBytes(key));
        batch.AddRecord(batch.AddTopic(_name), 0, -1, keySlice, value is null ? Slice.Null : batch.Write(value));
    }

    /// <summary>Takes a value that was written by <see cref="Write"/> into the table.</summary>
    public void Take(string key, byte[]? value)
    {
        lock (_latest)
        {
            if (value is null)
            {
                _latest.Remove(key);
            }
            else
            {
                _latest[key] = value;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _producer.DisposeAsync();
        _writing.Dispose();
    }
}
