using System.Globalization;
using System.Numerics;
using System.Text;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Values.Defaults;

/// <summary>A column's default as the default of its schema.</summary>
/// <remarks>
/// Literals only. CURRENT_TIMESTAMP becomes the epoch, as Debezium has it, but for a TIMESTAMP that may be NULL; other expressions and computed
/// columns have none. A literal that the schema cannot hold is left out.
/// </remarks>
internal static class DefaultReader
{
    /// <summary>The default in the shape of <see cref="ConnectRuntime.Records.RecordSchema"/>, or null for none.</summary>
    public static object? Read(ColumnModel column, ValueKind kind, ConversionModel conversion)
    {
        if (column.IsGenerated || column.Default.Kind is DefaultKind.None or DefaultKind.Null or DefaultKind.Expression)
        {
            return null;
        }

        if (column.Default.Kind == DefaultKind.Now)
        {
            return column.IsNullable && kind == ValueKind.Zoned ? null : TemporalDefault.Epoch(kind);
        }

        var text = column.Default.Text ?? "";
        return column.Default.Kind == DefaultKind.Hex ? OfBytes(column, kind, Hex(text)) : OfText(column, kind, text, conversion);
    }

    private static object? OfText(ColumnModel column, ValueKind kind, string text, ConversionModel conversion) => kind switch
    {
        ValueKind.Text or ValueKind.Json or ValueKind.Enum or ValueKind.Set or ValueKind.Inet4 or ValueKind.Inet6 => text,
        ValueKind.Uuid => Guid.TryParse(text, out var uuid) ? uuid.ToString("D") : text,
        ValueKind.Integer => NumericDefault.Integer(text),
        ValueKind.Boolean => NumericDefault.Integer(text) is { } number ? number != 0 : null,
        ValueKind.UnsignedDecimal => NumericDefault.Unscaled(text, 0) is { } unscaled ? Bytes(unscaled) : null,
        ValueKind.Decimal => NumericDefault.Unscaled(text, Math.Max(column.Scale, 0)) is { } unscaled ? Bytes(unscaled) : null,
        ValueKind.DecimalDouble or ValueKind.Float64 => NumericDefault.Float(text),
        ValueKind.Float32 => NumericDefault.Float(text) is { } number ? (double)(float)number : null,
        ValueKind.DecimalText => NumericDefault.Text(text, Math.Max(column.Scale, 0)),
        ValueKind.Bit => NumericDefault.Integer(text) is { } number ? number != 0 : null,
        ValueKind.Bits => NumericDefault.Integer(text) is { } number ? Little(BigEndian(number), column.Length) : null,
        ValueKind.Year => NumericDefault.Year(text),
        ValueKind.Bytes or ValueKind.Base64 or ValueKind.Base64UrlSafe or ValueKind.Hex => Binary(column, kind, Encoding.UTF8.GetBytes(text)),
        ValueKind.Geometry or ValueKind.Point or ValueKind.Vector => null,
        _ => TemporalDefault.Read(column, kind, text, conversion),
    };

    private static object? OfBytes(ColumnModel column, ValueKind kind, byte[] bytes) => kind switch
    {
        ValueKind.Bit => bytes.Any(b => b != 0),
        ValueKind.Boolean => bytes.Any(b => b != 0),
        ValueKind.Bits => Little(bytes, column.Length),
        ValueKind.Integer => unchecked((long)(ulong)(Unsigned(bytes) & ulong.MaxValue)),
        ValueKind.UnsignedDecimal => Bytes(Unsigned(bytes)),
        ValueKind.Decimal => Bytes(Unsigned(bytes) * BigInteger.Pow(10, Math.Max(column.Scale, 0))),
        ValueKind.DecimalDouble or ValueKind.Float32 or ValueKind.Float64 => (double)Unsigned(bytes),
        ValueKind.DecimalText => NumericDefault.Text(Unsigned(bytes).ToString(CultureInfo.InvariantCulture), Math.Max(column.Scale, 0)),
        ValueKind.Text or ValueKind.Enum or ValueKind.Set or ValueKind.Json =>
            (MySqlCharset.OfName(column.Charset ?? "utf8mb4") is { } charset ? charset.ToText(bytes) : null),
        ValueKind.Bytes or ValueKind.Base64 or ValueKind.Base64UrlSafe or ValueKind.Hex => Binary(column, kind, bytes),
        _ => null,
    };

    private static object Binary(ColumnModel column, ValueKind kind, byte[] bytes)
    {
        if (column.IsPadded() && bytes.Length < column.Length)
        {
            Array.Resize(ref bytes, column.Length);
        }

        return kind switch
        {
            ValueKind.Base64 => Convert.ToBase64String(bytes),
            ValueKind.Base64UrlSafe => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'),
            ValueKind.Hex => Convert.ToHexStringLower(bytes),
            _ => bytes,
        };
    }

    private static byte[] Little(byte[] big, int bits)
    {
        var little = new byte[(bits + 7) / 8];
        for (var i = 0; i < Math.Min(little.Length, big.Length); i++)
        {
            little[i] = big[^(i + 1)];
        }

        return little;
    }

    private static byte[] BigEndian(long number)
    {
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Bytes(BigInteger unscaled) => unscaled.ToByteArray(isUnsigned: false, isBigEndian: true);

    private static BigInteger Unsigned(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Hex(string digits) => Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
}
