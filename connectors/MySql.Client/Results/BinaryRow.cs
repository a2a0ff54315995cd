using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Packets;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>A row of a prepared statement, read cell by cell out of its packet; valid until the next row is asked for.</summary>
/// <remarks>
/// <code>
/// 0x00 | null bitmap ⌈(n + 9) / 8⌉, from bit 2 | values: integers and floats of their width, dates and times after a length u8, all else after a length lenenc
/// </code>
/// Page: "Binary Protocol Resultset Row" in MySQL's source documentation.
/// </remarks>
public ref struct BinaryRow
{
    private const int FirstBit = 2;

    private readonly IReadOnlyList<ColumnDefinition> _columns;
    private readonly ReadOnlySpan<byte> _nulls;
    private WireReader _values;
    private int _at;

    internal BinaryRow(ReadOnlySpan<byte> payload, IReadOnlyList<ColumnDefinition> columns)
    {
        _columns = columns;
        _values = new WireReader(payload);
        _values.ReadByte();
        _nulls = _values.ReadBytes((columns.Count + 7 + FirstBit) / 8);
        _at = -1;
    }

    /// <summary>The current column.</summary>
    public readonly ColumnDefinition Column => _columns[_at];

    /// <summary>Whether the current cell is NULL.</summary>
    public bool IsNull { get; private set; }

    /// <summary>The bytes of the current cell: little-endian numbers, the parts of a date or time, or the text; empty for NULL.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes to the next cell; false after the last.</summary>
    public bool MoveNext()
    {
        if (++_at >= _columns.Count)
        {
            return false;
        }

        var bit = _at + FirstBit;
        IsNull = (_nulls[bit / 8] & (1 << (bit % 8))) != 0;
        Value = IsNull ? default : Read(_columns[_at].Type);
        return true;
    }

    /// <summary>The current cell as an integer, from whatever integer type it has.</summary>
    public readonly long ToInt64()
    {
        var isUnsigned = (Column.Flags & ColumnFlags.Unsigned) != 0;
        return Value.Length switch
        {
            1 => isUnsigned ? Value[0] : (sbyte)Value[0],
            2 => isUnsigned ? BinaryPrimitives.ReadUInt16LittleEndian(Value) : BinaryPrimitives.ReadInt16LittleEndian(Value),
            4 => isUnsigned ? BinaryPrimitives.ReadUInt32LittleEndian(Value) : BinaryPrimitives.ReadInt32LittleEndian(Value),
            8 => BinaryPrimitives.ReadInt64LittleEndian(Value),
            var length => throw MySqlErrors.Malformed($"an integer has {length} bytes"),
        };
    }

    private ReadOnlySpan<byte> Read(ColumnType type) => type switch
    {
        ColumnType.Tiny => _values.ReadBytes(1),
        ColumnType.Short or ColumnType.Year => _values.ReadBytes(2),
        ColumnType.Long or ColumnType.Int24 or ColumnType.Float => _values.ReadBytes(4),
        ColumnType.LongLong or ColumnType.Double => _values.ReadBytes(8),
        ColumnType.Date or ColumnType.DateTime or ColumnType.Timestamp or ColumnType.Time => _values.ReadBytes(_values.ReadByte()),
        ColumnType.Null => default,
        _ => _values.ReadLengthEncodedBytes(),
    };
}
