using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Storage;

/// <summary>The schema registry's records in the topic <c>_schemas</c>.</summary>
/// <remarks>Thread-safe. Records that come while others are written go out together, so that many schemas at once share a flush.</remarks>
internal sealed class TopicSchemaLog(ITopicLog log) : ISchemaLog, IAsyncDisposable
{
    private const int FetchBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly EncodedBatch _batch = new();
    private List<Waiting> _waiting = [];
    private ITopicProducer? _producer;
    private bool _isWriting;

    /// <inheritdoc/>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken)
    {
        var record = new Waiting(key, value, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        bool isFirst;
        lock (_gate)
        {
            _waiting.Add(record);
            isFirst = !_isWriting;
            _isWriting = true;
        }

        if (isFirst)
        {
            _ = WriteAllAsync();
        }

        try
        {
            await record.Done.Task.WaitAsync(cancellationToken);
        }
        catch (TopicLogException exception)
        {
            throw new ConnectException(ErrorMapping.KindOf(exception), "REG100", $"Cannot store a schema: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SchemaLogRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CompactedTopic.CreateAsync(log, InternalTopics.Schemas, cancellationToken);
        await foreach (var (key, value) in CompactedTopic.ReadAllAsync(log, InternalTopics.Schemas, FetchBytes, cancellationToken))
        {
            yield return new SchemaLogRecord(key, value is null ? null : (ReadOnlyMemory<byte>)value);
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

    // One at a time: who finds nobody writing begins it, and it ends when nothing waits.
    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<Waiting> records;
            lock (_gate)
            {
                (records, _waiting) = (_waiting, []);
                if (records.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
            }

            try
            {
                await WriteAsync(records);
                records.ForEach(static record => record.Done.SetResult());
            }
            catch (Exception exception)
            {
                records.ForEach(record => record.Done.SetException(exception));
            }
        }
    }

    private async Task WriteAsync(List<Waiting> records)
    {
        _producer ??= await log.CreateProducerAsync(new ProducerOptions("connect-schemas"), CancellationToken.None);
        _batch.Clear();
        var topic = _batch.AddTopic(InternalTopics.Schemas);
        foreach (var record in records)
        {
            var key = _batch.Write(record.Key.Span);
            _batch.AddRecord(topic, 0, -1, key, record.Value is { } bytes ? _batch.Write(bytes.Span) : Slice.Null);
        }

        await _producer.AppendAsync(_batch, CancellationToken.None);
    }

    private sealed record Waiting(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value, TaskCompletionSource Done);
}
