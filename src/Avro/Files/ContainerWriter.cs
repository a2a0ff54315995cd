using System.Security.Cryptography;
using System.Text;
using ConnectRuntime.Avro.Writing;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Files;

/// <summary>Writes an Avro object container file.</summary>
/// <remarks>
/// <code>
/// "Obj" 01 | map: avro.schema, avro.codec | sync (16) | block … block
/// block: count (long) | size (long) | values, compressed as the codec says | sync
/// </code>
/// Avro specification, "Object Container Files". The header goes out with the first block, or at the end of an empty file.
/// </remarks>
internal sealed class ContainerWriter : IContainerWriter
{
    private readonly ContainerBlock _block;
    private readonly Stream _output;
    private readonly ContainerOptions _options;
    private readonly byte[] _sync = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _frame = new byte[2 * AvroOutput.VarintRoom];
    private readonly string _schema;
    private bool _hasHeader;
    private bool _isFinished;

    public ContainerWriter(WriterSchema schema, bool isEnvelope, Stream output, ContainerOptions options)
    {
        _block = new ContainerBlock(schema.Plan, isEnvelope ? schema.Envelope : null, options.IsDeflated);
        _schema = schema.Avro.ToString();
        _output = output;
        _options = options;
    }

    public long Count { get; private set; }

    public long BytesWritten { get; private set; }

    public ValueTask AppendAsync(RecordBatch batch, int row, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _block.Append(batch, row);
        return AppendedAsync(cancellationToken);
    }

    public ValueTask AppendRawAsync(ReadOnlyMemory<byte> datum, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _block.Append(datum.Span);
        return AppendedAsync(cancellationToken);
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (_isFinished)
        {
            return;
        }

        await WriteHeaderAsync(cancellationToken);
        if (_block.Count > 0)
        {
            await WriteBlockAsync(cancellationToken);
        }

        await _output.FlushAsync(cancellationToken);
        _isFinished = true;
    }

    public ValueTask DisposeAsync()
    {
        _isFinished = true;
        _block.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask AppendedAsync(CancellationToken cancellationToken)
    {
        Count++;
        return _block.Length < _options.BlockBytes ? ValueTask.CompletedTask : WriteBlockAsync(cancellationToken);
    }

    private async ValueTask WriteBlockAsync(CancellationToken cancellationToken)
    {
        await WriteHeaderAsync(cancellationToken);
        var data = _block.Pack();
        var length = AvroOutput.Long(ref _frame[0], 0, _block.Count);
        length = AvroOutput.Long(ref _frame[0], length, data.Length);
        await WriteAsync(_frame.AsMemory(0, length), cancellationToken);
        await WriteAsync(data, cancellationToken);
        await WriteAsync(_sync, cancellationToken);
        _block.Clear();
    }

    private async ValueTask WriteHeaderAsync(CancellationToken cancellationToken)
    {
        if (_hasHeader)
        {
            return;
        }

        using var header = new MemoryStream();
        header.Write("Obj\u0001"u8);
        WriteLong(header, 2);
        WriteText(header, "avro.schema");
        WriteText(header, _schema);
        WriteText(header, "avro.codec");
        WriteText(header, _options.IsDeflated ? ContainerOptions.DeflateCodec : ContainerOptions.NullCodec);
        WriteLong(header, 0);
        header.Write(_sync);
        await WriteAsync(header.ToArray(), cancellationToken);
        _hasHeader = true;
    }

    private static void WriteText(MemoryStream header, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteLong(header, bytes.Length);
        header.Write(bytes);
    }

    private static void WriteLong(MemoryStream header, long value)
    {
        Span<byte> bytes = stackalloc byte[AvroOutput.VarintRoom];
        header.Write(bytes[..AvroOutput.Long(ref bytes[0], 0, value)]);
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(bytes, cancellationToken);
        BytesWritten += bytes.Length;
    }
}
