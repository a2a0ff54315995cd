using System.Collections.Immutable;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.History;

/// <summary>Columns out of what TABLE_MAP events tell of them.</summary>
internal static class TableMapColumns
{
    /// <summary>The column that FULL metadata gives, with what a column of the same name had that no event tells: default, comment, what kind of bytes it holds.</summary>
    public static ColumnModel ToColumn(TableMapColumn wire, TableMapMetadata metadata, int at, ColumnModel? twin)
    {
        var collation = metadata.Collations.IsDefault ? CollationTable.Binary : metadata.Collations[at];
        var charset = IsMembers(wire.Type) || (HasCharset(wire.Type) && collation != CollationTable.Binary) ? CollationTable.CharsetOf(collation) : null;
        var isTwin = twin is not null && WireMatch.Fits(wire, twin) && IsText(twin) == (charset is not null);
        var column = isTwin ? twin! : new ColumnModel(metadata.Names[at], TypeOf(wire, charset is not null, metadata, at)) { Comment = twin?.Comment };
        column = column with
        {
            Name = metadata.Names[at],
            IsUnsigned = !metadata.Unsigned.IsDefault && IsNumber(column.Type) && metadata.Unsigned[at],
            IsNullable = metadata.Nullable.IsDefault || metadata.Nullable[at],
            IsInvisible = metadata.Visible.IsDefault ? column.IsInvisible : !metadata.Visible[at],
            IsCompressed = wire.IsCompressed,
            Charset = charset,
            Collation = isTwin && charset == twin!.Charset ? twin.Collation : null,
            Members = MembersOf(metadata, at) ?? [],
        };
        if (!isTwin && KeyPolicy.IsHashColumn(column))
        {
            column = column with { IsHidden = true, IsInvisible = true, IsGenerated = true };
        }

        return Sized(column, wire, metadata, at) with { Default = isTwin ? DefaultOf(twin!, column) : DefaultPolicy.Absent(column) };
    }

    /// <summary>The members of ENUM or SET as text; null for another type, or where they are not told.</summary>
    public static ImmutableArray<string>? MembersOf(TableMapMetadata metadata, int at)
    {
        if (metadata.Members.IsDefault || metadata.Members[at] is not { } members)
        {
            return null;
        }

        var charset = !metadata.Collations.IsDefault && MySqlCharset.TryOfCollation(metadata.Collations[at], out var known) ? known : MySqlCharset.OfName("utf8mb4")!;
        return [.. members.Select(member => charset.ToText(member))];
    }

    private static bool HasCharset(ColumnType type) =>
        type is ColumnType.String or ColumnType.VarChar or ColumnType.VarString or (>= ColumnType.TinyBlob and <= ColumnType.Blob);

    private static bool IsMembers(ColumnType type) => type is ColumnType.Enum or ColumnType.Set;

    private static bool IsText(ColumnModel column) => ColumnTypePolicy.IsText(column.Type);

    private static bool IsNumber(SqlType type) => type is (>= SqlType.TinyInt and <= SqlType.BigInt) or SqlType.Decimal or SqlType.Float or SqlType.Double;

    private static ColumnDefault DefaultOf(ColumnModel twin, ColumnModel column) =>
        twin.Default.Kind is DefaultKind.None or DefaultKind.Null ? DefaultPolicy.Absent(column) : twin.Default;

    private static SqlType TypeOf(TableMapColumn wire, bool isText, TableMapMetadata metadata, int at) => wire.Type switch
    {
        ColumnType.Tiny => SqlType.TinyInt,
        ColumnType.Short => SqlType.SmallInt,
        ColumnType.Int24 => SqlType.MediumInt,
        ColumnType.Long => SqlType.Int,
        ColumnType.LongLong => SqlType.BigInt,
        ColumnType.Decimal => SqlType.Decimal,
        ColumnType.Float => SqlType.Float,
        ColumnType.Double => SqlType.Double,
        ColumnType.Bit => SqlType.Bit,
        ColumnType.Year => SqlType.Year,
        ColumnType.Date or ColumnType.NewDate => SqlType.Date,
        ColumnType.Time or ColumnType.Time2 => SqlType.Time,
        ColumnType.DateTime or ColumnType.DateTime2 => SqlType.DateTime,
        ColumnType.Timestamp or ColumnType.Timestamp2 => SqlType.Timestamp,
        ColumnType.VarChar or ColumnType.VarString => isText ? SqlType.VarChar : SqlType.VarBinary,
        ColumnType.String => isText ? SqlType.Char : SqlType.Binary,
        >= ColumnType.TinyBlob and <= ColumnType.Blob => LongType(wire.Meta, isText),
        ColumnType.Enum => SqlType.Enum,
        ColumnType.Set => SqlType.Set,
        ColumnType.Json => SqlType.Json,
        ColumnType.Vector => SqlType.Vector,
        ColumnType.Geometry => Geometry(metadata.GeometryTypes.IsDefault ? 0 : metadata.GeometryTypes[at]),
        _ => SqlType.Unknown,
    };

    private static SqlType LongType(int lengthBytes, bool isText) => lengthBytes switch
    {
        1 => isText ? SqlType.TinyText : SqlType.TinyBlob,
        2 => isText ? SqlType.Text : SqlType.Blob,
        3 => isText ? SqlType.MediumText : SqlType.MediumBlob,
        _ => isText ? SqlType.LongText : SqlType.LongBlob,
    };

    // The server's numbers: 0 any, 1 point, 2 line, 3 polygon, 4 to 6 several of them, 7 a collection.
    private static SqlType Geometry(int type) => type is >= 0 and <= 7 ? (SqlType)((int)SqlType.Geometry + type) : SqlType.Geometry;

    private static ColumnModel Sized(ColumnModel column, TableMapColumn wire, TableMapMetadata metadata, int at) => column.Type switch
    {
        SqlType.Decimal => column with { Length = wire.Meta >> 8, Scale = wire.Meta & 0xFF },
        SqlType.Float or SqlType.Double => column with { Type = wire.Type == ColumnType.Float ? SqlType.Float : SqlType.Double },
        SqlType.Bit => column with { Length = wire.Meta },
        >= SqlType.Geometry and <= SqlType.GeometryCollection when !metadata.GeometryTypes.IsDefault => column with { Type = Geometry(metadata.GeometryTypes[at]) },
        SqlType.Time or SqlType.DateTime or SqlType.Timestamp when wire.Type is ColumnType.Time2 or ColumnType.DateTime2 or ColumnType.Timestamp2 =>
            column with { FractionDigits = wire.Meta },
        SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary => column with { Length = Length(wire) / CharsetWidths.Of(column.Charset) },
        SqlType.Vector when !metadata.Dimensions.IsDefault && metadata.Dimensions[at] > 0 => column with { Length = metadata.Dimensions[at] },
        SqlType.TinyText or SqlType.Text or SqlType.MediumText or SqlType.LongText => column with { Type = LongType(wire.Meta, isText: true) },
        SqlType.TinyBlob or SqlType.Blob or SqlType.MediumBlob or SqlType.LongBlob => column with { Type = LongType(wire.Meta, isText: false) },
        _ => column,
    };

    // MariaDB counts the byte that tells how a compressed value is packed.
    private static int Length(TableMapColumn wire) => wire.Meta - (wire.IsCompressed ? 1 : 0);
}
