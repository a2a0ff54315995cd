using System.Buffers.Binary;

namespace ConnectRuntime.Transport.Embedded.Format;

/// <summary>The batch of one record that ends a transaction in a partition.</summary>
/// <remarks>
/// Key: version 2 bytes, type 2 bytes (0 abort, 1 commit). Value: version 2 bytes, coordinator epoch 4 bytes.
/// See https://kafka.apache.org/documentation/#controlbatch.
/// </remarks>
internal static class ControlBatch
{
    public const int Size = BatchHeader.Size + RecordSize + 1;
    private const int RecordSize = 4 + 4 + 1 + 6 + 1;
    private const int TypePosition = BatchHeader.Size + 1 + 4 + 2;

    /// <summary>Writes a marker of <see cref="Size"/> bytes.</summary>
    public static void Write(Span<byte> batch, long producerId, short epoch, bool commit, long timestamp)
    {
        batch[..Size].Clear();
        var at = Varint.Write(batch, BatchHeader.Size, RecordSize);
        at += 3;
        at = Varint.Write(batch, at, 4);
        BinaryPrimitives.WriteInt16BigEndian(batch[(at + 2)..], (short)(commit ? 1 : 0));
        at = Varint.Write(batch, at + 4, 6);
        batch[at + 6] = 0;
        BatchHeader.Write(batch[..Size], BatchHeader.Transactional | BatchHeader.Control, 1, timestamp, timestamp, producerId, epoch);
    }

    /// <summary>Whether a marker says commit.</summary>
    public static bool IsCommit(ReadOnlySpan<byte> batch) =>
        BinaryPrimitives.ReadInt16BigEndian(batch[TypePosition..]) == 1;
}
