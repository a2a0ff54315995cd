using ConnectRuntime.Records;

namespace ConnectRuntime.Formats;

/// <summary>Writes a file of values of one schema. Not thread-safe.</summary>
public interface IContainerWriter : IAsyncDisposable
{
    /// <summary>Values written so far.</summary>
    long Count { get; }

    /// <summary>Bytes that have gone to the output so far.</summary>
    long BytesWritten { get; }

    /// <summary>Appends a row's value.</summary>
    ValueTask AppendAsync(RecordBatch batch, int row, CancellationToken cancellationToken);

    /// <summary>Appends a datum that is encoded already, without its schema id.</summary>
    ValueTask AppendRawAsync(ReadOnlyMemory<byte> datum, CancellationToken cancellationToken);

    /// <summary>Ends the file; nothing may be appended after it.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);
}
