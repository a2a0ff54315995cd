using System.Buffers;
using System.IO.Compression;
using ConnectRuntime.Avro.Writing;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Files;

/// <summary>The data of one block of an object container file, before and after compression. It keeps its memory.</summary>
internal sealed class ContainerBlock(EncodePlan plan, EnvelopePlan? envelope, bool isDeflated) : IDisposable
{
    private const string Name = "file";
    private readonly MemoryStream _packed = new();
    private byte[] _data = new byte[16 * 1024];

    /// <summary>Values in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in the block.</summary>
    public int Length { get; private set; }

    public void Append(RecordBatch batch, int index)
    {
        ref readonly var row = ref batch.Rows[index];
        var isEnvelope = envelope is not null && batch.Streams[row.Stream].Layout == ValueLayout.Envelope;
        if (!isEnvelope && row.After < 0)
        {
            EncodeErrors.Null("value", Name);
        }

        int written;
        while ((written = Encode(batch, in row, isEnvelope)) == IRecordEncoder.TooSmall)
        {
            Grow(_data.Length);
        }

        Length += written;
        Count++;
    }

    public void Append(ReadOnlySpan<byte> datum)
    {
        while (!datum.TryCopyTo(_data.AsSpan(Length)))
        {
            Grow(datum.Length);
        }

        Length += datum.Length;
        Count++;
    }

    /// <summary>The data as it is stored. Valid until the next value.</summary>
    public ReadOnlyMemory<byte> Pack()
    {
        if (!isDeflated)
        {
            return _data.AsMemory(0, Length);
        }

        _packed.SetLength(0);
        using (var deflate = new DeflateStream(_packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(_data.AsSpan(0, Length));
        }

        return _packed.GetBuffer().AsMemory(0, (int)_packed.Length);
    }

    public void Clear() => (Count, Length) = (0, 0);

    public void Dispose() => _packed.Dispose();

    private int Encode(RecordBatch batch, in Row row, bool isEnvelope)
    {
        var run = new EncodeRun(batch, _data.AsSpan(Length), 0, Name);
        return isEnvelope ? EnvelopeEncoding.Write(ref run, envelope!, in row, 0) : RowEncoding.Root(ref run, plan, row.After, 0);
    }

    private void Grow(int more) => Array.Resize(ref _data, (int)Math.Min(Array.MaxLength, (long)_data.Length + more));
}
