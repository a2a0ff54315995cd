using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectRuntime.MySql.Client.Sql;

namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>A column, and how its values are spelt.</summary>
internal sealed record TruthColumn(string Name, string Type, string Declaration, bool IsNullable, int Digits)
{
    private const string Any = "?";

    private string Quoted => SqlText.Quote(Name);

    private string IsReal => $"YEAR({Quoted}) > 0 AND MONTH({Quoted}) > 0 AND DAY({Quoted}) > 0 AND DAY({Quoted}) <= DAY(LAST_DAY(CONCAT(LEFT({Quoted}, 7), '-01')))";

    /// <summary>What is asked.</summary>
    public string Sql => Type switch
    {
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" => $"HEX(CONVERT({Quoted} USING utf8mb4))",
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "vector" => $"HEX({Quoted})",
        "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geometrycollection" or "geomcollection" =>
            $"HEX({Quoted})",
        "float" or "double" => $"{Quoted} + 0e0",
        "year" or "bit" => $"CAST({Quoted} + 0 AS CHAR)",
        "date" => $"IF({IsReal}, DATEDIFF({Quoted}, '1970-01-01'), IF({Quoted} IS NULL, NULL, '?'))",
        "datetime" => $"IF({IsReal}, CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', {Quoted}){(Digits <= 3 ? " DIV 1000" : "")} AS CHAR), IF({Quoted} IS NULL, NULL, '?'))",
        "timestamp" => $"IF(YEAR({Quoted}) > 0, CONCAT(REPLACE({Quoted}, ' ', 'T'), 'Z'), IF({Quoted} IS NULL, NULL, '?'))",
        "time" => $"CAST(CAST(TRUNCATE(TIME_TO_SEC({Quoted}), 0) * 1000000 + IF({Quoted} < '00:00:00', -1, 1) * MICROSECOND({Quoted}) AS SIGNED) AS CHAR)",
        "json" => Quoted,
        _ => $"CAST({Quoted} AS CHAR)",
    };

    /// <summary>A value of the server.</summary>
    public string OfServer(string? text) => text is null ? "N" : text == Any ? (IsNullable ? "N" : Any) : Type switch
    {
        "float" => ((float)double.Parse(text, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        "double" => double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        "decimal" or "int" or "bigint" or "smallint" or "mediumint" or "tinyint" when Declaration.Contains("zerofill", StringComparison.Ordinal) => Unpadded(text),
        "json" => Hex(Dense(text)),
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" => text.ToUpperInvariant(),
        _ => text,
    };

    /// <summary>A value of a record.</summary>
    public string OfRecord(string json)
    {
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return "N";
        }

        switch (Type)
        {
            case "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "enum" or "set" or "json":
                return Hex(value.GetString()!);
            case "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob":
                return value.GetString()!.ToUpperInvariant();
            case "float":
                return ((float)value.GetDouble()).ToString(CultureInfo.InvariantCulture);
            case "double":
                return value.GetDouble().ToString(CultureInfo.InvariantCulture);
            case "bigint" when Declaration.Contains("unsigned", StringComparison.Ordinal):
                return unchecked((ulong)value.GetInt64()).ToString(CultureInfo.InvariantCulture);
            case "bit":
                return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? "1" : "0") : Bits(value.GetBytesFromBase64());
            case "date" or "datetime" or "timestamp" when !IsNullable && IsEpoch(value):
                return Any;
            case "vector":
                return string.Concat(value.EnumerateArray().Select(number => Hex(number)));
            case "decimal":
                return Declaration.Contains("zerofill", StringComparison.Ordinal) ? Unpadded(value.GetString()!) : value.GetString()!;
            default:
                return value.ValueKind == JsonValueKind.Object ? Geometry(value) : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }

    private static bool IsEpoch(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.StartsWith("1970-01-01T00:00:00", StringComparison.Ordinal) : value.GetInt64() == 0;

    private static string Unpadded(string text) => text.TrimStart('0') is var rest && (rest.Length == 0 || rest[0] == '.') ? "0" + rest : rest;

    private static string Bits(byte[] little)
    {
        Span<byte> all = stackalloc byte[8];
        little.CopyTo(all);
        return BinaryPrimitives.ReadUInt64LittleEndian(all).ToString(CultureInfo.InvariantCulture);
    }

    private static string Hex(JsonElement number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)number.GetDouble());
        return Convert.ToHexString(bytes);
    }

    private static string Geometry(JsonElement value)
    {
        Span<byte> srid = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(srid, value.GetProperty("srid") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0);
        return Convert.ToHexString(srid) + Convert.ToHexString(value.GetProperty("wkb").GetBytesFromBase64());
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    // Without the blanks between the parts of a document.
    private static string Dense(string text)
    {
        var dense = new StringBuilder(text.Length);
        var isText = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (isText && text[i] == '\\')
            {
                dense.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                isText = !isText;
            }
            else if (!isText && text[i] == ' ')
            {
                continue;
            }

            dense.Append(text[i]);
        }

        return dense.ToString();
    }
}
