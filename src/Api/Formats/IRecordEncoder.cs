using ConnectRuntime.Records;

namespace ConnectRuntime.Formats;

/// <summary>Writes one part of a row of one stream as bytes.</summary>
public interface IRecordEncoder
{
    /// <summary>What <see cref="Encode"/> returns where the destination is too small.</summary>
    const int TooSmall = -1;

    /// <summary>What <see cref="Encode"/> returns where the row has no such part: no key, or a tombstone's value.</summary>
    const int Absent = -2;

    /// <summary>Writes the part straight into <paramref name="destination"/>, without allocating.</summary>
    /// <returns>Bytes written, or <see cref="TooSmall"/> (call again with more room), or <see cref="Absent"/>.</returns>
    /// <exception cref="Errors.ConnectException">Data: the row does not fit its schema; names the field.</exception>
    int Encode(RecordBatch batch, in Row row, Span<byte> destination);
}
