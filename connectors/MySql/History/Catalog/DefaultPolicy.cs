using System.Numerics;
using System.Text;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What the server keeps of a literal that is a column's default: the column's value, however it was spelled.</summary>
/// <remarks>A literal that the rules here do not cover stays as it is written.</remarks>
internal static class DefaultPolicy
{
    /// <summary>What a column without the clause has.</summary>
    public static ColumnDefault Absent(ColumnModel column) =>
        column.IsNullable && !column.IsGenerated && !column.IsAutoIncrement ? new ColumnDefault(DefaultKind.Null) : ColumnDefault.None;

    /// <summary>Whether values of a type are bytes.</summary>
    public static bool IsBytes(SqlType type) => type is >= SqlType.Binary and <= SqlType.LongBlob;

    /// <summary>The default of a column with this literal.</summary>
    public static ColumnDefault Resolve(SqlLiteral literal, ColumnModel column)
    {
        if (literal.Kind == SqlLiteralKind.Null)
        {
            return new ColumnDefault(DefaultKind.Null);
        }

        return column.Type switch
        {
            SqlType.Bit => Bits(literal, column.Length),
            SqlType.Enum => Literal(MemberDefaults.Enum(TextOf(literal, column.Charset), literal.Kind, column.Members)),
            SqlType.Set => Literal(MemberDefaults.Set(TextOf(literal, column.Charset), literal.Kind, column.Members)),
            SqlType.Char => Literal(TextOf(literal, column.Charset).TrimEnd(' ')),
            SqlType.Year => Literal(TemporalDefaults.Year(NumberOf(literal), literal.Kind == SqlLiteralKind.Text)),
            SqlType.Date => Literal(TemporalDefaults.Date(NumberOf(literal))),
            SqlType.Time => Literal(TemporalDefaults.Time(NumberOf(literal), column.FractionDigits)),
            SqlType.DateTime or SqlType.Timestamp => Literal(TemporalDefaults.DateTime(NumberOf(literal), column.FractionDigits)),
            SqlType.Uuid or SqlType.Inet4 or SqlType.Inet6 => Literal(AddressDefaults.Print(literal, column.Type)),
            SqlType.Decimal => Literal(NumericDefaults.Decimal(NumberOf(literal), column.Scale)),
            SqlType.Float or SqlType.Double => Literal(NumericDefaults.Float(NumberOf(literal), column)),
            >= SqlType.TinyInt and <= SqlType.BigInt => Literal(NumericDefaults.Integer(NumberOf(literal), literal.Kind == SqlLiteralKind.Text)),
            var type when IsBytes(type) => Bytes(literal, column),
            _ => Literal(TextOf(literal, column.Charset)),
        };
    }

    private static ColumnDefault Literal(string text) => new(DefaultKind.Literal, text);

    private static ColumnDefault Hex(byte[] bytes) => new(DefaultKind.Hex, Convert.ToHexString(bytes));

    // BINARY(n) is filled up with zeros.
    private static ColumnDefault Bytes(SqlLiteral literal, ColumnModel column)
    {
        var bytes = literal.Bytes ?? Encoding.UTF8.GetBytes(literal.Text!);
        if (column.Type == SqlType.Binary && bytes.Length < column.Length)
        {
            Array.Resize(ref bytes, column.Length);
        }

        return Hex(bytes);
    }

    private static ColumnDefault Bits(SqlLiteral literal, int length)
    {
        var bytes = literal.Bytes;
        if (bytes is null)
        {
            if (literal.Kind == SqlLiteralKind.Number && BigInteger.TryParse(NumericDefaults.Decimal(literal.Text!, 0), out var number) && number.Sign >= 0)
            {
                bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            }
            else
            {
                bytes = Encoding.UTF8.GetBytes(literal.Text!);
            }
        }

        var wide = new byte[(Math.Max(length, 1) + 7) / 8];
        var shown = bytes.AsSpan(Math.Max(bytes.Length - wide.Length, 0));
        shown.CopyTo(wide.AsSpan(wide.Length - shown.Length));
        return Hex(wide);
    }

    private static string TextOf(SqlLiteral literal, string? charset)
    {
        if (literal.Bytes is not { } bytes)
        {
            // After an introducer the client's bytes are read in that set; clients write UTF-8.
            return literal.Kind == SqlLiteralKind.Number ? NumericDefaults.Printed(literal.Text!)
                : literal.Introducer is { } set && !Ascii.IsValid(literal.Text) ? MySqlCharset.OfName(set)!.ToText(Encoding.UTF8.GetBytes(literal.Text!))
                : literal.Text!;
        }

        return (literal.Introducer ?? charset) is { } name && MySqlCharset.OfName(name) is { } known
            ? known.ToText(Aligned(bytes, name))
            : Encoding.UTF8.GetString(bytes);
    }

    // A character of a wide set whose first bytes are left out begins with zeros.
    private static byte[] Aligned(byte[] bytes, string charset)
    {
        var width = charset == "utf32" ? 4 : CharsetWidths.IsWide(charset) ? 2 : 1;
        return bytes.Length % width == 0 ? bytes : [.. new byte[width - (bytes.Length % width)], .. bytes];
    }

    // Bytes are a number where a number belongs.
    private static string NumberOf(SqlLiteral literal) => literal.Bytes is { } bytes
        ? new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : literal.Text!;
}
