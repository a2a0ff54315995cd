using System.Globalization;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Changes;

/// <summary>A column's type as schema change records describe it.</summary>
/// <param name="Name">The name as declared, in capitals, without what stands in parentheses.</param>
/// <param name="JdbcType">The type's number in Java's <c>java.sql.Types</c>.</param>
/// <param name="Length">The number in parentheses: characters, bytes, bits, digits, or digits of a second's fraction; null for none.</param>
/// <param name="Scale">Digits after the point; null for none.</param>
internal readonly record struct DeclaredType(string Name, int JdbcType, int? Length, int? Scale)
{
    private const int NationalChar = -15;
    private const int NationalVarChar = -9;
    private const int Bit = -7;
    private const int BigInt = -5;
    private const int VarBinary = -3;
    private const int Binary = -2;
    private const int Char = 1;
    private const int Numeric = 2;
    private const int Decimal = 3;
    private const int Integer = 4;
    private const int SmallInt = 5;
    private const int Float = 6;
    private const int Real = 7;
    private const int Double = 8;
    private const int VarChar = 12;
    private const int Boolean = 16;
    private const int Date = 91;
    private const int Time = 92;
    private const int Timestamp = 93;
    private const int Other = 1111;
    private const int TimestampWithZone = 2014;
    private const int Blob = 2004;

    /// <summary>Describes a column.</summary>
    public static DeclaredType Of(ColumnModel column, ServerFlavor flavor)
    {
        var name = column.DeclaredType?.ToUpperInvariant() ?? NameOf(column, flavor);
        return new DeclaredType(name, NumberOf(column.Type, name), LengthOf(column), ScaleOf(column));
    }

    /// <summary>A column's default as text; null for none, and for an expression, which only the server can compute.</summary>
    public static string? DefaultOf(ColumnModel column) => column.Default.Kind switch
    {
        DefaultKind.Hex when column.Type == SqlType.Bit => BinaryDigits(column.Default.Text!),
        DefaultKind.Literal or DefaultKind.Hex => column.Default.Text,
        DefaultKind.Now => "1970-01-01 00:00:00",
        _ => null,
    };

    /// <summary>A value of an ENUM or SET as SQL.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string BinaryDigits(string hex) =>
        Convert.ToString(long.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 2);

    private static int? LengthOf(ColumnModel column) => column.Type switch
    {
        SqlType.Enum => 1,
        SqlType.Set => Math.Max(0, (2 * column.Members.Length) - 1),
        SqlType.Time or SqlType.DateTime or SqlType.Timestamp => column.FractionDigits > 0 ? column.FractionDigits : null,
        SqlType.Decimal => column.Precision(),
        SqlType.Bit => Math.Max(column.Length, 1),
        _ => column.Length < 0 ? null : column.Length,
    };

    private static int? ScaleOf(ColumnModel column) => column.Scale >= 0 ? column.Scale : column.Type == SqlType.Decimal ? 0 : null;

    private static string NameOf(ColumnModel column, ServerFlavor flavor)
    {
        var name = column.Type == SqlType.GeometryCollection && flavor == ServerFlavor.MySql ? "GEOMCOLLECTION" : column.Type.ToString().ToUpperInvariant();
        return column switch
        {
            { IsZerofill: true } => name + " UNSIGNED ZEROFILL",
            { IsUnsigned: true } => name + " UNSIGNED",
            _ => name,
        };
    }

    private static int NumberOf(SqlType type, string name) => type switch
    {
        SqlType.TinyInt => name is "BOOL" or "BOOLEAN" ? Boolean : SmallInt,
        SqlType.SmallInt => SmallInt,
        SqlType.MediumInt or SqlType.Int or SqlType.Year => Integer,
        SqlType.BigInt => BigInt,
        SqlType.Decimal => name.StartsWith("NUMERIC", StringComparison.Ordinal) ? Numeric : Decimal,
        SqlType.Float => Float,
        SqlType.Double => name.StartsWith("REAL", StringComparison.Ordinal) ? Real : Double,
        SqlType.Bit => Bit,
        SqlType.Date => Date,
        SqlType.Time => Time,
        SqlType.DateTime => Timestamp,
        SqlType.Timestamp => TimestampWithZone,
        SqlType.Char when IsNational(name) => NationalChar,
        SqlType.Char or SqlType.Enum or SqlType.Set => Char,
        SqlType.VarChar when IsNational(name) => NationalVarChar,
        SqlType.VarChar or SqlType.TinyText or SqlType.Text or SqlType.MediumText or SqlType.LongText => VarChar,
        SqlType.Binary => Binary,
        SqlType.VarBinary => VarBinary,
        SqlType.TinyBlob or SqlType.Blob or SqlType.MediumBlob or SqlType.LongBlob => Blob,
        _ => Other,
    };

    private static bool IsNational(string name) => name.StartsWith('N');
}
