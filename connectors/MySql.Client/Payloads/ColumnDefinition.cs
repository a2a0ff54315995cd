using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>What the server says about a column of a result.</summary>
/// <param name="Database">Database of the table.</param>
/// <param name="Table">Alias of the table.</param>
/// <param name="OriginalTable">Name of the table; empty for an expression.</param>
/// <param name="Name">Alias of the column.</param>
/// <param name="OriginalName">Name of the column; empty for an expression.</param>
/// <param name="Collation">Number of the collation of its values: one of utf8mb4, which all text is sent in, or 63 for bytes.</param>
/// <param name="Length">Most bytes that a value has.</param>
/// <param name="Type">The type.</param>
/// <param name="Flags">What else it is.</param>
/// <param name="Decimals">Digits after the point; 31 or 39 where they vary.</param>
/// <param name="ExtendedType">MariaDB's name of a type that the protocol has no number for, such as <c>uuid</c> or <c>inet6</c>; else empty.</param>
/// <param name="ExtendedFormat">MariaDB's name of what a text holds, such as <c>json</c>; else empty.</param>
/// <remarks>
/// <code>
/// catalog, database, table, original table, name, original name: lenenc | [MariaDB: (kind u8, text lenenc)* in lenenc] |
/// 0x0C | collation u16 | length u32 | type u8 | flags u16 | decimals u8 | 0 0
/// </code>
/// Page: "Protocol::ColumnDefinition41" in MySQL's source documentation, "Result Set Packets" in MariaDB's.
/// </remarks>
public sealed record ColumnDefinition(
    string Database,
    string Table,
    string OriginalTable,
    string Name,
    string OriginalName,
    int Collation,
    uint Length,
    ColumnType Type,
    ColumnFlags Flags,
    byte Decimals,
    string ExtendedType,
    string ExtendedFormat)
{
    /// <summary>Marks values in a binary row that come after their length.</summary>
    internal const int VariableWidth = -1;

    /// <summary>Bytes of a value in a binary row; <see cref="VariableWidth"/> where its length comes first.</summary>
    internal int Width { get; } = Type switch
    {
        ColumnType.Null => 0,
        ColumnType.Tiny => 1,
        ColumnType.Short or ColumnType.Year => 2,
        ColumnType.Long or ColumnType.Int24 or ColumnType.Float => 4,
        ColumnType.LongLong or ColumnType.Double => 8,
        _ => VariableWidth,
    };

    /// <summary>Whether values are integers in a binary row.</summary>
    public bool IsInteger => Width > 0 && Type is not (ColumnType.Float or ColumnType.Double);

    /// <summary>Whether values are bytes or text, of whatever meaning.</summary>
    public bool IsText { get; } = Type is not (ColumnType.Null or ColumnType.Tiny or ColumnType.Short or ColumnType.Year or ColumnType.Long or ColumnType.Int24
        or ColumnType.Float or ColumnType.LongLong or ColumnType.Double or ColumnType.Date or ColumnType.DateTime or ColumnType.Timestamp or ColumnType.Time);

    /// <summary>Whether values are a date, with or without a time of the day.</summary>
    public bool IsDate => Type is ColumnType.Date or ColumnType.DateTime or ColumnType.Timestamp;

    internal static ColumnDefinition Read(ReadOnlySpan<byte> payload, bool isExtended)
    {
        var reader = new WireReader(payload);
        reader.ReadLengthEncodedBytes(); // catalog: always "def"
        var database = reader.ReadLengthEncodedText();
        var table = reader.ReadLengthEncodedText();
        var originalTable = reader.ReadLengthEncodedText();
        var name = reader.ReadLengthEncodedText();
        var originalName = reader.ReadLengthEncodedText();
        string type = "", format = "";
        if (isExtended)
        {
            var extended = new WireReader(reader.ReadLengthEncodedBytes());
            while (!extended.IsAtEnd)
            {
                var kind = extended.ReadByte();
                var text = extended.ReadLengthEncodedText();
                type = kind == 0 ? text : type;
                format = kind == 1 ? text : format;
            }
        }

        reader.ReadLengthEncoded(); // length of the fixed fields: 0x0C
        return new ColumnDefinition(
            database,
            table,
            originalTable,
            name,
            originalName,
            Collation: reader.ReadUInt16(),
            Length: reader.ReadUInt32(),
            Type: (ColumnType)reader.ReadByte(),
            Flags: (ColumnFlags)reader.ReadUInt16(),
            Decimals: reader.ReadByte(),
            type,
            format);
    }
}
