using System.IO.Compression;
using System.Text;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Avro.Reading;
using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Files;

/// <summary>Reads an Avro object container file, block by block. Not thread-safe; for tools and tests.</summary>
/// <remarks>Codecs: null and deflate.</remarks>
public sealed class ContainerReader
{
    private const int MaxHeaderEntry = 64 * 1024 * 1024;
    private readonly Stream _input;
    private readonly Dictionary<string, byte[]> _metadata = new(StringComparer.Ordinal);
    private readonly byte[] _sync = new byte[16];
    private DecodePlan? _plan;
    private long _offset;

    private ContainerReader(Stream input) => _input = input;

    /// <summary>All entries of the header.</summary>
    public IReadOnlyDictionary<string, byte[]> Metadata => _metadata;

    /// <summary>The codec of the blocks.</summary>
    public string Codec => _metadata.TryGetValue("avro.codec", out var codec) ? Encoding.UTF8.GetString(codec) : ContainerOptions.NullCodec;

    /// <summary>The schema of the values.</summary>
    public AvroSchema Avro { get; private set; } = AvroPrimitive.Of(AvroType.Null);

    /// <summary>The rows' schema of the values.</summary>
    public RecordSchema Schema { get; private set; } = RecordSchema.Any;

    /// <summary>Reads the header.</summary>
    public static async ValueTask<ContainerReader> OpenAsync(Stream input, CancellationToken cancellationToken)
    {
        var reader = new ContainerReader(input);
        await reader.ReadHeaderAsync(cancellationToken);
        return reader;
    }

    /// <summary>Reads the next block: how many values it holds, and their bytes; null at the end.</summary>
    public async ValueTask<(long Count, byte[] Data)?> ReadBlockAsync(CancellationToken cancellationToken)
    {
        if (await ReadLongAsync(cancellationToken, atEnd: true) is not { } count)
        {
            return null;
        }

        var size = await ReadLongAsync(cancellationToken);
        if (count < 0 || size is null or < 0 or > int.MaxValue)
        {
            throw FileErrors.Corrupt(_offset, $"a block has {count} values in {size} bytes", "both are 0 or more");
        }

        var data = await ReadBytesAsync((int)size, cancellationToken);
        var sync = await ReadBytesAsync(_sync.Length, cancellationToken);
        return sync.AsSpan().SequenceEqual(_sync)
            ? (count, Unpack(data))
            : throw FileErrors.Corrupt(_offset, "a block does not end with the file's sync marker", "it must");
    }

    /// <summary>Adds the rows of the next block to a batch.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, RecordStream stream, CancellationToken cancellationToken)
    {
        if (await ReadBlockAsync(cancellationToken) is not { } block)
        {
            return false;
        }

        var start = batch.AddBytes(block.Data);
        var at = start;
        for (var i = 0L; i < block.Count; i++)
        {
            at = Decode(batch, stream, start, at, start + block.Data.Length);
        }

        return at == start + block.Data.Length
            ? true
            : throw FileErrors.Corrupt(_offset, $"a block has bytes behind its {block.Count} values", "none may follow");
    }

    private int Decode(RecordBatch batch, RecordStream stream, int start, int at, int end)
    {
        var row = batch.Add(stream);
        row.Row.After = batch.AddCells(1);
        var run = new DecodeRun(batch, start, end);
        return RowDecoding.Read(ref run, _plan!, row.Row.After, at);
    }

    private byte[] Unpack(byte[] data)
    {
        if (Codec == ContainerOptions.NullCodec)
        {
            return data;
        }

        try
        {
            using var deflate = new DeflateStream(new MemoryStream(data), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            deflate.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw FileErrors.Corrupt(_offset, "a block is not deflated data", "it must be", e);
        }
    }

    private async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var magic = await ReadBytesAsync(4, cancellationToken);
        if (!magic.AsSpan().SequenceEqual("Obj\u0001"u8))
        {
            throw FileErrors.Corrupt(0, "its first four bytes are others", "'Obj' and 1 are required");
        }

        while (await ReadLongAsync(cancellationToken) is { } entries and not 0)
        {
            if (entries < 0)
            {
                await ReadLongAsync(cancellationToken);
            }

            for (var left = Math.Abs(entries); left > 0; left--)
            {
                var name = Encoding.UTF8.GetString(await ReadEntryAsync(cancellationToken));
                _metadata[name] = await ReadEntryAsync(cancellationToken);
            }
        }

        (await ReadBytesAsync(_sync.Length, cancellationToken)).CopyTo(_sync, 0);
        if (!_metadata.TryGetValue("avro.schema", out var schema) || Codec is not (ContainerOptions.NullCodec or ContainerOptions.DeflateCodec))
        {
            throw FileErrors.Corrupt(_offset, $"its header has {(schema is null ? "no schema" : $"codec '{Codec}'")}", "a schema and codec null or deflate are required");
        }

        Avro = AvroSchema.Parse(Encoding.UTF8.GetString(schema));
        Schema = AvroToRecord.Convert(Avro);
        _plan = DecodeCompiler.Compile(Avro, Schema, string.Empty);
    }

    private async ValueTask<byte[]> ReadEntryAsync(CancellationToken cancellationToken) =>
        await ReadLongAsync(cancellationToken) is { } length and >= 0 and <= MaxHeaderEntry
            ? await ReadBytesAsync((int)length, cancellationToken)
            : throw FileErrors.Corrupt(_offset, "an entry of its header has no valid length", "0 or more bytes are required");

    private async ValueTask<byte[]> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        // A damaged length must not cost its memory before the file has shown that many bytes.
        using var bytes = new MemoryStream();
        var part = new byte[Math.Min(count, 1 << 20)];
        while (bytes.Length < count)
        {
            var read = await _input.ReadAsync(part.AsMemory(0, (int)Math.Min(part.Length, count - bytes.Length)), cancellationToken);
            if (read == 0)
            {
                throw FileErrors.Corrupt(_offset + bytes.Length, "it ends", $"{count - bytes.Length} more bytes are required");
            }

            bytes.Write(part, 0, read);
        }

        _offset += count;
        return bytes.ToArray();
    }

    private async ValueTask<long?> ReadLongAsync(CancellationToken cancellationToken, bool atEnd = false)
    {
        var bits = 0UL;
        var one = new byte[1];
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (await _input.ReadAsync(one, cancellationToken) == 0)
            {
                return atEnd && shift == 0 ? null : throw FileErrors.Corrupt(_offset, "it ends", "a number is required");
            }

            _offset++;
            bits |= (ulong)(one[0] & 0x7F) << shift;
            if (one[0] < 0x80)
            {
                return (long)(bits >> 1) ^ -(long)(bits & 1);
            }
        }

        throw FileErrors.Corrupt(_offset, "a number has more than ten bytes", "at most ten are allowed");
    }
}
