using System.Runtime.CompilerServices;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Errors;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Storage;

/// <summary>The schema registry's records in the topic <c>_schemas</c>.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TopicSchemaLog(ITopicLog log) : ISchemaLog, IAsyncDisposable
{
    private const int FetchBytes = 1024 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly EncodedBatch _batch = new();
    private ITopicProducer? _producer;

    /// <inheritdoc/>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _producer ??= await log.CreateProducerAsync(new ProducerOptions("connect-schemas"), cancellationToken);
            _batch.Clear();
            var keySlice = _batch.Write(key.Span);
            var valueSlice = value is { } bytes ? _batch.Write(bytes.Span) : Slice.Null;
            _batch.AddRecord(_batch.AddTopic(InternalTopics.Schemas), 0, -1, keySlice, valueSlice);
            await _producer.AppendAsync(_batch, cancellationToken);
        }
        catch (TopicLogException exception)
        {
            throw new ConnectException(ErrorMapping.KindOf(exception), "REG100", $"Cannot store a schema: {exception.Message}", exception);
        }
        finally
        {
            _writing.Release();
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
}
