namespace ConnectRuntime.Avro.Registry;

/// <summary>Where a registry keeps its records: one partition of a compacted topic, <c>_schemas</c> by custom.</summary>
public interface ISchemaLog
{
    /// <summary>Appends a record; it is durable when this returns. A null value deletes what the key had.</summary>
    /// <exception cref="Errors.ConnectException">Transient: it could not be made durable; it may be there or not.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken);

    /// <summary>All records from the start to the end there is now, in order.</summary>
    IAsyncEnumerable<SchemaLogRecord> ReadAllAsync(CancellationToken cancellationToken);
}

/// <summary>A record of a schema log; both parts are JSON.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null, or nothing at all, for a deletion.</param>
public readonly record struct SchemaLogRecord(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value);
