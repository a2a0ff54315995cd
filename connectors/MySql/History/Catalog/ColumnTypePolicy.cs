using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What the server makes of a column's type as it is written: bytes for text of the binary set, the text type that a length needs, the numbers left out.</summary>
/// <param name="server">The server.</param>
/// <param name="charsets">What character set clauses mean.</param>
internal sealed class ColumnTypePolicy(ServerVersion server, CharsetPolicy charsets)
{
    private const int LongestVarchar = 65535;
    private const int MostDigits = 65;

    /// <summary>The column with all that its type says; the rest is as in a column that says nothing else.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="table">The table's character set.</param>
    public ColumnModel Resolve(string name, TypeClause type, CharsetModel table)
    {
        var column = type.Type switch
        {
            SqlType.Json => Json(name, type),
            >= SqlType.Char and <= SqlType.LongText or SqlType.Enum or SqlType.Set => Text(name, type, charsets.Resolve(type.Charset, table)),
            >= SqlType.Binary and <= SqlType.LongBlob => Bytes(name, type.Type, type.Size),
            _ => Other(name, type),
        };
        return column with
        {
            IsUnsigned = type.IsUnsigned,
            IsZerofill = type.IsZerofill,
            IsCompressed = type.IsCompressed,
            DeclaredType = type.Declared.Length > 0 ? type.Declared : null,
        };
    }

    /// <summary>Whether a type has a character set.</summary>
    public static bool IsText(SqlType type) => type is (>= SqlType.Char and <= SqlType.LongText) or SqlType.Enum or SqlType.Set;

    // MariaDB's JSON is a name for LONGTEXT with a binary collation and a check.
    private ColumnModel Json(string name, TypeClause type)
    {
        if (!server.IsMariaDb)
        {
            return new ColumnModel(name, SqlType.Json) { IsJson = true };
        }

        var charset = charsets.Resolve(type.Charset, new CharsetModel("utf8mb4", "utf8mb4_bin"));
        return new ColumnModel(name, SqlType.LongText) { IsJson = true, Charset = charset.Charset, Collation = charset.Collation };
    }

    private ColumnModel Text(string name, TypeClause type, CharsetModel charset)
    {
        if (type.Type is SqlType.Enum or SqlType.Set)
        {
            var members = type.Members.Select(member => Member(member, charset.Charset)).ToImmutableArray();
            return new ColumnModel(name, type.Type) { Charset = charset.Charset, Collation = charset.Collation, Members = members };
        }

        if (charset.Charset == CharsetNames.Binary)
        {
            return Bytes(name, AsBytes(type.Type), type.Size);
        }

        var (kind, length) = Fit(type.Type, type.Size, CharsetWidths.Of(charset.Charset));
        return new ColumnModel(name, kind) { Length = length, Charset = charset.Charset, Collation = charset.Collation };
    }

    private ColumnModel Bytes(string name, SqlType type, long size)
    {
        var (kind, length) = Fit(AsText(type), size, 1);
        return new ColumnModel(name, AsBytes(kind)) { Length = length };
    }

    // TEXT(n) is the smallest of the four that holds n characters, on MySQL TEXT(0) too; a VARCHAR that is too long becomes one of them where the mode is not strict.
    private (SqlType Type, int Length) Fit(SqlType type, long size, int width)
    {
        var bytes = Math.Max(size, 0) * width;
        return type switch
        {
            SqlType.Char when size <= 255 => (type, size < 0 ? 1 : (int)size),
            SqlType.Char or SqlType.VarChar when bytes <= LongestVarchar => (SqlType.VarChar, (int)Math.Max(size, 0)),
            SqlType.Char or SqlType.VarChar => (Smallest(bytes), -1),
            SqlType.Text when size > 0 || (size == 0 && !server.IsMariaDb) => (Smallest(bytes), -1),
            _ => (type, -1),
        };
    }

    private static SqlType Smallest(long bytes) => bytes switch
    {
        < 1 << 8 => SqlType.TinyText,
        < 1 << 16 => SqlType.Text,
        < 1 << 24 => SqlType.MediumText,
        _ => SqlType.LongText,
    };

    private static SqlType AsBytes(SqlType text) => text switch
    {
        SqlType.Char => SqlType.Binary,
        SqlType.VarChar => SqlType.VarBinary,
        SqlType.TinyText => SqlType.TinyBlob,
        SqlType.Text => SqlType.Blob,
        SqlType.MediumText => SqlType.MediumBlob,
        SqlType.LongText => SqlType.LongBlob,
        _ => text,
    };

    private static SqlType AsText(SqlType bytes) => bytes switch
    {
        SqlType.Binary => SqlType.Char,
        SqlType.VarBinary => SqlType.VarChar,
        SqlType.TinyBlob => SqlType.TinyText,
        SqlType.Blob => SqlType.Text,
        SqlType.MediumBlob => SqlType.MediumText,
        SqlType.LongBlob => SqlType.LongText,
        _ => bytes,
    };

    private ColumnModel Other(string name, TypeClause type)
    {
        var column = new ColumnModel(name, type.Type);
        var size = (int)Math.Min(type.Size, int.MaxValue);
        var scale = Math.Min(type.Scale, MostDigits);
        return type.Type switch
        {
            SqlType.TinyInt or SqlType.SmallInt or SqlType.MediumInt or SqlType.Int or SqlType.BigInt =>
                column with { Length = DisplayWidths.Of(type, server) },
            SqlType.Decimal => column with { Length = size > 0 ? size : 10, Scale = Math.Max(scale, 0) },
            SqlType.Float when type.Scale < 0 => column with { Type = size > 24 ? SqlType.Double : SqlType.Float },
            SqlType.Float or SqlType.Double when type.Scale >= 0 => column with { Length = size, Scale = scale },
            SqlType.Bit => column with { Length = Math.Clamp(size, 1, 64) },
            SqlType.Year => column with { Length = DisplayWidths.OfYear(type, server) },
            SqlType.Time or SqlType.DateTime or SqlType.Timestamp => column with { FractionDigits = Math.Clamp(size, 0, 6) },
            SqlType.Vector => column with { Length = size > 0 ? size : 2048 },
            _ => column,
        };
    }

    // The server drops spaces at the end, but for members of bytes.
    private static string Member(SqlLiteral literal, string? charset)
    {
        var text = literal.Text ?? BytesAsText(literal.Bytes ?? [], literal.Introducer ?? charset);
        return charset == CharsetNames.Binary ? text : text.TrimEnd(' ');
    }

    private static string BytesAsText(byte[] bytes, string? charset) =>
        charset is not null && MySqlCharset.OfName(charset) is { } known ? known.ToText(bytes) : Encoding.UTF8.GetString(bytes);
}
