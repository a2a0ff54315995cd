using System.Collections.Frozen;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The words that name types. Those of several words are the parser's.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<string, SqlType> Types = new Dictionary<string, SqlType>
    {
        ["TINYINT"] = SqlType.TinyInt, ["INT1"] = SqlType.TinyInt, ["BOOL"] = SqlType.TinyInt, ["BOOLEAN"] = SqlType.TinyInt,
        ["SMALLINT"] = SqlType.SmallInt, ["INT2"] = SqlType.SmallInt,
        ["MEDIUMINT"] = SqlType.MediumInt, ["INT3"] = SqlType.MediumInt, ["MIDDLEINT"] = SqlType.MediumInt,
        ["INT"] = SqlType.Int, ["INTEGER"] = SqlType.Int, ["INT4"] = SqlType.Int,
        ["BIGINT"] = SqlType.BigInt, ["INT8"] = SqlType.BigInt, ["SERIAL"] = SqlType.BigInt,
        ["DECIMAL"] = SqlType.Decimal, ["DEC"] = SqlType.Decimal, ["NUMERIC"] = SqlType.Decimal, ["FIXED"] = SqlType.Decimal, ["NUMBER"] = SqlType.Decimal,
        ["FLOAT"] = SqlType.Float, ["FLOAT4"] = SqlType.Float,
        ["DOUBLE"] = SqlType.Double, ["FLOAT8"] = SqlType.Double, ["REAL"] = SqlType.Double,
        ["BIT"] = SqlType.Bit, ["YEAR"] = SqlType.Year, ["DATE"] = SqlType.Date, ["TIME"] = SqlType.Time,
        ["DATETIME"] = SqlType.DateTime, ["TIMESTAMP"] = SqlType.Timestamp,
        ["CHAR"] = SqlType.Char, ["CHARACTER"] = SqlType.Char, ["NCHAR"] = SqlType.Char,
        ["VARCHAR"] = SqlType.VarChar, ["VARCHARACTER"] = SqlType.VarChar, ["NVARCHAR"] = SqlType.VarChar, ["VARCHAR2"] = SqlType.VarChar,
        ["TINYTEXT"] = SqlType.TinyText, ["TEXT"] = SqlType.Text, ["MEDIUMTEXT"] = SqlType.MediumText, ["LONGTEXT"] = SqlType.LongText,
        ["LONG"] = SqlType.MediumText, ["CLOB"] = SqlType.LongText, ["XMLTYPE"] = SqlType.LongText,
        ["BINARY"] = SqlType.Binary, ["VARBINARY"] = SqlType.VarBinary, ["RAW"] = SqlType.VarBinary,
        ["TINYBLOB"] = SqlType.TinyBlob, ["BLOB"] = SqlType.Blob, ["MEDIUMBLOB"] = SqlType.MediumBlob, ["LONGBLOB"] = SqlType.LongBlob,
        ["ENUM"] = SqlType.Enum, ["SET"] = SqlType.Set, ["JSON"] = SqlType.Json, ["VECTOR"] = SqlType.Vector,
        ["GEOMETRY"] = SqlType.Geometry, ["POINT"] = SqlType.Point, ["LINESTRING"] = SqlType.LineString, ["POLYGON"] = SqlType.Polygon,
        ["MULTIPOINT"] = SqlType.MultiPoint, ["MULTILINESTRING"] = SqlType.MultiLineString, ["MULTIPOLYGON"] = SqlType.MultiPolygon,
        ["GEOMETRYCOLLECTION"] = SqlType.GeometryCollection, ["GEOMCOLLECTION"] = SqlType.GeometryCollection,
        ["UUID"] = SqlType.Uuid, ["INET4"] = SqlType.Inet4, ["INET6"] = SqlType.Inet6,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a word; null for a word that names none.</summary>
    public static SqlType? Find(string word) => Types.TryGetValue(word, out var type) ? type : null;
}
