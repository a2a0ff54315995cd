using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The optional metadata at the end of a TABLE_MAP event (<c>binlog_row_metadata</c>), turned into lists over all columns.</summary>
/// <remarks>
/// <code>
/// (type u8 | length lenenc | value)*, in any order
///    1 unsigned          a bit per numeric column, YEAR is one; highest bit first
///    2 character sets    most used collation lenenc, (index among text columns lenenc, collation lenenc)* of the others
///    3 character sets    collation lenenc per text column
///    4 names             (length lenenc, UTF-8) per column
///    5 SET members       (count lenenc, (length lenenc, bytes)*) per SET column;   6 the same per ENUM column
///    7 geometry types    lenenc per geometry column
///    8 primary key       index lenenc*                                             9 (index lenenc, length of prefix lenenc)*
///   10, 11               as 2 and 3 for ENUM and SET columns
///   12 visible           a bit per column, highest bit first                       13 dimensions lenenc per VECTOR column
/// </code>
/// Text columns are CHAR, VARCHAR, TEXT and their binary kin; in MySQL vectors too, in MariaDB geometries. Other types are passed over.
/// Page: "Table_map_event", "Optional metadata fields", in MySQL's source documentation.
/// </remarks>
internal static class TableMapMetadataReader
{
    /// <summary>Reads what follows the nullable bitmap; null for nothing.</summary>
    public static TableMapMetadata? Read(
        ImmutableArray<TableMapColumn> columns, ReadOnlySpan<byte> nullable, ReadOnlySpan<byte> bytes, bool isMariaDb)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        Func<TableMapColumn, bool> isText = isMariaDb ? IsMariaDbText : IsMySqlText;
        var found = new TableMapMetadata { Nullable = Bits(columns, nullable) };
        var reader = new EventBodyReader(bytes, TableMapReader.Name);
        while (reader.Remaining > 0)
        {
            var type = reader.ReadByte();
            found = ReadOne(found, columns, isText, type, new EventBodyReader(reader.ReadLengthEncodedBytes(), TableMapReader.Name));
        }

        return found;
    }

    private static TableMapMetadata ReadOne(
        TableMapMetadata found, ImmutableArray<TableMapColumn> columns, Func<TableMapColumn, bool> isText, byte type, EventBodyReader value) => type switch
    {
        1 => found with { Unsigned = HighBits(columns, IsNumeric, ref value) },
        2 => found with { Collations = DefaultCollations(columns, found.Collations, isText, ref value) },
        3 => found with { Collations = Numbers(columns, Start(columns, found.Collations, 0), isText, ref value) },
        4 => found with { Names = Names(columns, ref value) },
        5 => found with { Members = Members(columns, found.Members, ColumnType.Set, ref value) },
        6 => found with { Members = Members(columns, found.Members, ColumnType.Enum, ref value) },
        7 => found with { GeometryTypes = Numbers(columns, Start(columns, default, -1), IsGeometry, ref value) },
        8 => found with { PrimaryKey = PrimaryKey(columns, hasPrefixes: false, ref value) },
        9 => found with { PrimaryKey = PrimaryKey(columns, hasPrefixes: true, ref value) },
        10 => found with { Collations = DefaultCollations(columns, found.Collations, HasMembers, ref value) },
        11 => found with { Collations = Numbers(columns, Start(columns, found.Collations, 0), HasMembers, ref value) },
        12 => found with { Visible = HighBits(columns, static _ => true, ref value) },
        13 => found with { Dimensions = Numbers(columns, Start(columns, default, 0), IsVector, ref value) },
        _ => found,
    };

    private static bool IsNumeric(TableMapColumn column) => column.Type is ColumnType.Tiny or ColumnType.Short or ColumnType.Int24 or ColumnType.Long
        or ColumnType.LongLong or ColumnType.Decimal or ColumnType.Float or ColumnType.Double or ColumnType.Year;

    private static bool IsText(TableMapColumn column) => column.Type is ColumnType.String or ColumnType.VarString or ColumnType.VarChar
        or (>= ColumnType.TinyBlob and <= ColumnType.Blob);

    private static bool IsMySqlText(TableMapColumn column) => IsText(column) || IsVector(column);

    private static bool IsMariaDbText(TableMapColumn column) => IsText(column) || IsGeometry(column);

    private static bool HasMembers(TableMapColumn column) => column.Type is ColumnType.Enum or ColumnType.Set;

    private static bool IsGeometry(TableMapColumn column) => column.Type == ColumnType.Geometry;

    private static bool IsVector(TableMapColumn column) => column.Type == ColumnType.Vector;

    private static ImmutableArray<bool> Bits(ImmutableArray<TableMapColumn> columns, ReadOnlySpan<byte> bytes)
    {
        var bits = ImmutableArray.CreateBuilder<bool>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            bits.Add((bytes[i / 8] >> (i % 8) & 1) != 0);
        }

        return bits.MoveToImmutable();
    }

    private static ImmutableArray<bool> HighBits(ImmutableArray<TableMapColumn> columns, Func<TableMapColumn, bool> has, ref EventBodyReader value)
    {
        var bits = ImmutableArray.CreateBuilder<bool>(columns.Length);
        var at = 0;
        var current = 0;
        foreach (var column in columns)
        {
            if (!has(column))
            {
                bits.Add(false);
                continue;
            }

            current = at % 8 == 0 ? value.ReadByte() : current;
            bits.Add((current & (0x80 >> (at++ % 8))) != 0);
        }

        return bits.MoveToImmutable();
    }

    private static ImmutableArray<int> Start(ImmutableArray<TableMapColumn> columns, ImmutableArray<int> known, int none) =>
        known.IsDefault ? [.. Enumerable.Repeat(none, columns.Length)] : known;

    private static ImmutableArray<int> Numbers(
        ImmutableArray<TableMapColumn> columns, ImmutableArray<int> known, Func<TableMapColumn, bool> has, ref EventBodyReader value)
    {
        var numbers = known.ToBuilder();
        for (var i = 0; i < columns.Length; i++)
        {
            if (has(columns[i]))
            {
                numbers[i] = Number(ref value);
            }
        }

        return numbers.MoveToImmutable();
    }

    private static ImmutableArray<int> DefaultCollations(
        ImmutableArray<TableMapColumn> columns, ImmutableArray<int> known, Func<TableMapColumn, bool> has, ref EventBodyReader value)
    {
        var numbers = Start(columns, known, 0).ToBuilder();
        var usual = Number(ref value);
        var places = new List<int>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (has(columns[i]))
            {
                places.Add(i);
                numbers[i] = usual;
            }
        }

        while (value.Remaining > 0)
        {
            var index = Number(ref value);
            numbers[index < places.Count ? places[index] : throw value.Malformed($"a character set is that of text column {index} of {places.Count}")] =
                Number(ref value);
        }

        return numbers.MoveToImmutable();
    }

    private static ImmutableArray<string> Names(ImmutableArray<TableMapColumn> columns, ref EventBodyReader value)
    {
        var names = ImmutableArray.CreateBuilder<string>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            names.Add(Encoding.UTF8.GetString(value.ReadLengthEncodedBytes()));
        }

        return names.MoveToImmutable();
    }

    private static ImmutableArray<ImmutableArray<byte[]>?> Members(
        ImmutableArray<TableMapColumn> columns, ImmutableArray<ImmutableArray<byte[]>?> known, ColumnType type, ref EventBodyReader value)
    {
        var lists = known.IsDefault
            ? ImmutableArray.CreateRange(Enumerable.Repeat<ImmutableArray<byte[]>?>(null, columns.Length)).ToBuilder() : known.ToBuilder();
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Type != type)
            {
                continue;
            }

            var members = new byte[value.ReadCount()][];
            foreach (ref var member in members.AsSpan())
            {
                member = value.ReadLengthEncodedBytes().ToArray();
            }

            lists[i] = [.. members];
        }

        return lists.MoveToImmutable();
    }

    private static ImmutableArray<int> PrimaryKey(ImmutableArray<TableMapColumn> columns, bool hasPrefixes, ref EventBodyReader value)
    {
        var key = ImmutableArray.CreateBuilder<int>();
        while (value.Remaining > 0)
        {
            var index = Number(ref value);
            key.Add(index < columns.Length ? index : throw value.Malformed($"the primary key has column {index} of {columns.Length}"));
            if (hasPrefixes)
            {
                value.ReadLengthEncoded();
            }
        }

        return key.ToImmutable();
    }

    private static int Number(ref EventBodyReader value) =>
        value.ReadLengthEncoded() is <= int.MaxValue and var number ? (int)number : throw value.Malformed("a number of its metadata has more than 31 bits");
}
