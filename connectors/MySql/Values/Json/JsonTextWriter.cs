using System.Buffers;
using System.Buffers.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes one JSON text straight into a batch's arena. Nothing else may add to the arena until <see cref="End"/>.</summary>
internal ref struct JsonTextWriter
{
    private const int LeastSpace = 256;
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly RecordBatch _batch;
    private readonly int _start;
    private Span<byte> _free;
    private int _used;

    public JsonTextWriter(RecordBatch batch)
    {
        _batch = batch;
        _start = batch.ArenaLength;
        _free = batch.Reserve(LeastSpace);
    }

    /// <summary>The text as a cell.</summary>
    public Cell End()
    {
        _batch.Advance(_used);
        _used = 0;
        _free = default;
        return Cell.Text(_start, _batch.ArenaLength - _start);
    }

    /// <summary>Writes one ASCII character.</summary>
    public void Write(byte character)
    {
        Ensure(1);
        _free[_used++] = character;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_free[_used..]);
        _used += bytes.Length;
    }

    /// <summary>Writes an integer.</summary>
    public void Write(long value)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(value, _free[_used..], out var written);
        _used += written;
    }

    /// <summary>Writes an integer.</summary>
    public void Write(ulong value)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(value, _free[_used..], out var written);
        _used += written;
    }

    /// <summary>Writes UTF-8 between quotes, with what JSON wants to be escaped escaped as the server does it.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> utf8)
    {
        Write((byte)'"');
        while (true)
        {
            var clean = utf8.IndexOfAny(Escaped);
            if (clean < 0)
            {
                break;
            }

            Write(utf8[..clean]);
            WriteEscape(utf8[clean]);
            utf8 = utf8[(clean + 1)..];
        }

        Write(utf8);
        Write((byte)'"');
    }

    /// <summary>Space for <paramref name="count"/> bytes, which <see cref="Advance"/> then counts.</summary>
    public Span<byte> Reserve(int count)
    {
        Ensure(count);
        return _free[_used..];
    }

    /// <summary>Counts bytes that were written into what <see cref="Reserve"/> gave.</summary>
    public void Advance(int count) => _used += count;

    private void WriteEscape(byte character)
    {
        Ensure(LongestEscape);
        var to = _free[_used..];
        to[0] = (byte)'\\';
        to[1] = character switch
        {
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            (byte)'"' or (byte)'\\' => character,
            _ => (byte)'u',
        };
        if (to[1] != 'u')
        {
            _used += 2;
            return;
        }

        to[2] = to[3] = (byte)'0';
        to[4] = (byte)('0' + (character >> 4));
        to[5] = "0123456789abcdef"u8[character & 15];
        _used += LongestEscape;
    }

    private void Ensure(int count)
    {
        if (_free.Length - _used < count)
        {
            _batch.Advance(_used);
            _used = 0;
            _free = _batch.Reserve(Math.Max(count, LeastSpace));
        }
    }
}
