using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Host.Tests.Fakes;

/// <summary>A format whose bytes never name a schema.</summary>
internal sealed class PlainFormat : IRecordFormat
{
    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public int ReadSchemaId(ReadOnlySpan<byte> encoded) => -1;

    /// <inheritdoc/>
    public ValueTask<IRecordEncoder> CreateEncoderAsync(RecordStream stream, RecordPart part, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<IRecordDecoder> CreateDecoderAsync(string topic, RecordPart part, int schemaId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IContainerWriter CreateContainerWriter(RecordSchema schema, Stream output, IReadOnlyDictionary<string, string> options) =>
        throw new NotSupportedException();
}
