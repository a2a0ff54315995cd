using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The body of a TABLE_MAP event, turned into a model. Off the data path: <see cref="TableMapCache"/> keeps models.</summary>
/// <remarks>
/// <code>
/// table id 6 (or 4) | flags u16 | database length u8, name, 0 | table length u8, name, 0 | columns lenenc | type u8 each
///   | length of type data lenenc | type data | nullable ⌈n/8⌉, bit i % 8 of byte i / 8 | optional metadata, see <see cref="TableMapMetadataReader"/>
///
/// type data   none     integers, NULL, YEAR, DATE, and TIME, DATETIME, TIMESTAMP without a fraction
///             u8       FLOAT, DOUBLE: bytes;  BLOB, GEOMETRY, JSON, VECTOR: bytes of the length;  TIME2, DATETIME2, TIMESTAMP2: digits
///             u16      VARCHAR: most bytes
///             u8 u8    BIT: bits % 8, bytes;  DECIMAL: precision, scale
///             u8 u8    STRING: type and length, see <see cref="String"/>
/// </code>
/// Page: "Table_map_event" in MySQL's source documentation.
/// </remarks>
internal static class TableMapReader
{
    public const string Name = "TABLE_MAP";

    private const byte CompressedBlob = 140;
    private const byte CompressedVarChar = 141;

    /// <summary>Reads a body from its first name on.</summary>
    public static TableMapModel Read(ReadOnlySpan<byte> definition, bool isMariaDb)
    {
        var reader = new EventBodyReader(definition, Name);
        var id = new TableId(
            Encoding.UTF8.GetString(reader.ReadShortBytesAndZero()), Encoding.UTF8.GetString(reader.ReadShortBytesAndZero()));
        var types = reader.ReadBytes(reader.ReadCount());
        var data = new EventBodyReader(reader.ReadLengthEncodedBytes(), Name);
        var columns = ImmutableArray.CreateBuilder<TableMapColumn>(types.Length);
        foreach (var type in types)
        {
            columns.Add(Column(type, ref data));
        }

        if (data.Remaining > 0)
        {
            throw reader.Malformed($"{data.Remaining} bytes follow the type data of {id}");
        }

        var nullable = reader.ReadBytes((types.Length + 7) / 8);
        var shape = columns.MoveToImmutable();
        return new TableMapModel(id, shape) { Metadata = TableMapMetadataReader.Read(shape, nullable, reader.ReadToEnd(), isMariaDb) };
    }

    private static TableMapColumn Column(byte type, ref EventBodyReader data) => type switch
    {
        CompressedBlob => new(ColumnType.Blob, data.ReadByte(), IsCompressed: true),
        CompressedVarChar => new(ColumnType.VarChar, data.ReadUInt16(), IsCompressed: true),
        _ => Column((ColumnType)type, ref data),
    };

    private static TableMapColumn Column(ColumnType type, ref EventBodyReader data)
    {
        switch (type)
        {
            case ColumnType.Tiny or ColumnType.Short or ColumnType.Int24 or ColumnType.Long or ColumnType.LongLong or ColumnType.Year
                or ColumnType.Null or ColumnType.Date or ColumnType.NewDate or ColumnType.Time or ColumnType.DateTime or ColumnType.Timestamp:
                return new(type, 0, false);
            case ColumnType.Float or ColumnType.Double or ColumnType.Timestamp2 or ColumnType.DateTime2 or ColumnType.Time2
                or ColumnType.TinyBlob or ColumnType.Blob or ColumnType.MediumBlob or ColumnType.LongBlob
                or ColumnType.Geometry or ColumnType.Json or ColumnType.Vector:
                return new(type, data.ReadByte(), false);
            case ColumnType.VarChar or ColumnType.VarString:
                return new(type, data.ReadUInt16(), false);
            case ColumnType.Bit:
                return new(type, data.ReadByte() + (8 * data.ReadByte()), false);
            case ColumnType.Decimal:
                return new(type, (data.ReadByte() << 8) | data.ReadByte(), false);
            case ColumnType.String or ColumnType.Enum or ColumnType.Set:
                return String(data.ReadByte(), data.ReadByte());
            default:
                throw data.Malformed($"a column has the type {(byte)type}, which is not known here");
        }
    }

    // The first byte is the type, the second the length in bytes; a length above 255 hides its upper two bits, inverted, in bits 4 and 5 of the type,
    // which are ones in every type that can stand there.
    private static TableMapColumn String(byte type, byte length) => (type & 0x30) != 0x30
        ? new((ColumnType)(type | 0x30), length | (((type & 0x30) ^ 0x30) << 4), false)
        : new((ColumnType)type, length, false);
}
