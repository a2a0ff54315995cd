using System.Buffers.Binary;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes a key, or the value of a flat stream: header and datum.</summary>
/// <remarks>
/// <code>
/// 0    1         5
/// | 00 | id (BE) | datum …      a value of plain bytes is written as it is, without a length
/// </code>
/// Confluent's wire format. Immutable, for any number of threads.
/// </remarks>
internal sealed class PartEncoder(EncodePlan plan, bool isRawBytes, RecordPart part, int schemaId, string topic) : IRecordEncoder
{
    public int Encode(RecordBatch batch, in Row row, Span<byte> destination)
    {
        var root = part == RecordPart.Key ? row.Key : row.After;
        if (root < 0)
        {
            return IRecordEncoder.Absent;
        }

        if (!WireHeader.TryWrite(destination, schemaId))
        {
            return IRecordEncoder.TooSmall;
        }

        return isRawBytes ? EncodeRaw(batch, root, destination) : Encode(batch, root, destination);
    }

    private int Encode(RecordBatch batch, int root, Span<byte> destination)
    {
        var run = new EncodeRun(batch, destination, WireHeader.Length, topic);
        return RowEncoding.Root(ref run, plan, root, WireHeader.Length);
    }

    private int EncodeRaw(RecordBatch batch, int root, Span<byte> destination)
    {
        var cell = batch.Cells[root];
        if (cell.Kind != FieldKind.Bytes && cell.HasValue)
        {
            EncodeErrors.Kind(plan.Steps[0].Path, topic, cell.Kind, FieldKind.Bytes);
        }

        if (cell.IsNull)
        {
            EncodeErrors.Null(plan.Steps[0].Path, topic);
        }

        var bytes = cell.HasValue ? batch[cell] : AvroPlaceholder.Utf8;
        return bytes.TryCopyTo(destination[WireHeader.Length..]) ? WireHeader.Length + bytes.Length : IRecordEncoder.TooSmall;
    }
}

/// <summary>The five bytes before a datum that name its schema.</summary>
internal static class WireHeader
{
    public const int Length = 5;

    public static bool TryWrite(Span<byte> destination, int schemaId)
    {
        if (destination.Length < Length)
        {
            return false;
        }

        destination[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], schemaId);
        return true;
    }

    /// <summary>The schema id, or −1 where the bytes name none.</summary>
    public static int Read(ReadOnlySpan<byte> encoded) =>
        encoded.Length >= Length && encoded[0] == 0 && BinaryPrimitives.ReadInt32BigEndian(encoded[1..]) is var id and >= 0 ? id : -1;
}
