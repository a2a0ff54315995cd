namespace ConnectRuntime.MySql.Tables;

/// <summary>The types of columns that MySQL and MariaDB know; synonyms such as INTEGER or BOOL are resolved.</summary>
internal enum SqlType : byte
{
    /// <summary>A type that is not known here; its bytes are passed on as they are.</summary>
    Unknown,
    TinyInt,
    SmallInt,
    MediumInt,
    Int,
    BigInt,
    Decimal,
    Float,
    Double,
    Bit,
    Year,
    Date,
    Time,
    DateTime,
    Timestamp,
    Char,
    VarChar,
    TinyText,
    Text,
    MediumText,
    LongText,
    Binary,
    VarBinary,
    TinyBlob,
    Blob,
    MediumBlob,
    LongBlob,
    Enum,
    Set,

    /// <summary>MySQL's JSON; MariaDB's is LONGTEXT, see <see cref="ColumnModel.IsJson"/>.</summary>
    Json,
    Geometry,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
    Vector,

    /// <summary>MariaDB.</summary>
    Uuid,

    /// <summary>MariaDB.</summary>
    Inet4,

    /// <summary>MariaDB.</summary>
    Inet6,
}
