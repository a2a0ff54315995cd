using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>A row of a prepared statement, read cell by cell out of its packet; valid until the next row is asked for.</summary>
/// <remarks>
/// <code>
/// 0x00 | null bitmap ⌈(n + 9) / 8⌉, from bit 2 | values: integers and floats of their width, dates and times after a length u8, all else after a length lenenc
/// </code>
/// A date or time has at most 12 bytes, so that its length reads like any other. Page: "Binary Protocol Resultset Row" in MySQL's source documentation.
/// Nothing is allocated, nothing is copied.
/// </remarks>
public ref struct BinaryRow
{
    private const int NullsAt = 1;
    private const int FirstBit = 2;

    private readonly ReadOnlySpan<ColumnDefinition> _columns;
    private ReadOnlySpan<byte> _value;
    private int _next;
    private int _at;
    private bool _isNull;

    /// <summary>Reads a packet, or a copy of one.</summary>
    /// <param name="payload">The packet.</param>
    /// <param name="columns">The columns of its result.</param>
    public BinaryRow(ReadOnlySpan<byte> payload, ReadOnlyMemory<ColumnDefinition> columns)
    {
        Payload = payload;
        Columns = columns;
        _columns = columns.Span;
        _next = NullsAt + ((_columns.Length + 7 + FirstBit) / 8);
        _at = -1;
        if (payload.Length < _next)
        {
            throw Truncated();
        }
    }

    /// <summary>The whole row, from which another reader can be made.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The columns of its result.</summary>
    public ReadOnlyMemory<ColumnDefinition> Columns { get; }

    /// <summary>The current column.</summary>
    public readonly ColumnDefinition Column => _columns[_at];

    /// <summary>Whether the current cell is NULL.</summary>
    public readonly bool IsNull => _isNull;

    /// <summary>The bytes of the current cell: little-endian numbers, the parts of a date or time, or the text; empty for NULL.</summary>
    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>Goes to the next cell; false after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (++_at >= _columns.Length)
        {
            return false;
        }

        var bit = _at + FirstBit;
        _isNull = (Payload[NullsAt + (bit >> 3)] & (1 << (bit & 7))) != 0;
        if (_isNull)
        {
            _value = default;
            return true;
        }

        var width = _columns[_at].Width;
        if (width < 0)
        {
            width = ReadLength();
        }

        if ((uint)width > (uint)(Payload.Length - _next))
        {
            throw Truncated();
        }

        _value = Payload.Slice(_next, width);
        _next += width;
        return true;
    }

    /// <summary>The current cell as an integer, from whatever integer type it has; of an unsigned one of 8 bytes the bits.</summary>
    public readonly long ToInt64()
    {
        var value = _value;
        var isUnsigned = (Column.Flags & ColumnFlags.Unsigned) != 0;
        return value.Length switch
        {
            1 => isUnsigned ? value[0] : (sbyte)value[0],
            2 => isUnsigned ? BinaryPrimitives.ReadUInt16LittleEndian(value) : BinaryPrimitives.ReadInt16LittleEndian(value),
            4 => isUnsigned ? BinaryPrimitives.ReadUInt32LittleEndian(value) : BinaryPrimitives.ReadInt32LittleEndian(value),
            8 => BinaryPrimitives.ReadInt64LittleEndian(value),
            var length => throw MySqlErrors.Malformed($"an integer has {length} bytes"),
        };
    }

    private int ReadLength()
    {
        if (_next < Payload.Length && Payload[_next] < WireReader.Null)
        {
            return Payload[_next++];
        }

        var rest = Payload[_next..];
        var reader = new WireReader(rest);
        var length = reader.ReadLengthEncoded();
        _next += rest.Length - reader.Remaining;
        return length <= int.MaxValue ? (int)length : throw Truncated();
    }

    private readonly Exception Truncated() => MySqlErrors.Malformed($"a row of {Payload.Length} bytes ends within a value");
}
