namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>Types of columns and parameters on the wire. Page: "enum_field_types" in MySQL's source documentation.</summary>
public enum ColumnType : byte
{
    /// <summary>DECIMAL before 5.0.</summary>
    OldDecimal = 0,

    /// <summary>TINYINT.</summary>
    Tiny = 1,

    /// <summary>SMALLINT.</summary>
    Short = 2,

    /// <summary>INT.</summary>
    Long = 3,

    /// <summary>FLOAT.</summary>
    Float = 4,

    /// <summary>DOUBLE.</summary>
    Double = 5,

    /// <summary>NULL without a type.</summary>
    Null = 6,

    /// <summary>TIMESTAMP.</summary>
    Timestamp = 7,

    /// <summary>BIGINT.</summary>
    LongLong = 8,

    /// <summary>MEDIUMINT.</summary>
    Int24 = 9,

    /// <summary>DATE.</summary>
    Date = 10,

    /// <summary>TIME.</summary>
    Time = 11,

    /// <summary>DATETIME.</summary>
    DateTime = 12,

    /// <summary>YEAR.</summary>
    Year = 13,

    /// <summary>DATE in a table's file.</summary>
    NewDate = 14,

    /// <summary>VARCHAR or VARBINARY.</summary>
    VarChar = 15,

    /// <summary>BIT.</summary>
    Bit = 16,

    /// <summary>TIMESTAMP with a fraction; in the binlog and in tables' files.</summary>
    Timestamp2 = 17,

    /// <summary>DATETIME with a fraction; in the binlog and in tables' files.</summary>
    DateTime2 = 18,

    /// <summary>TIME with a fraction; in the binlog and in tables' files.</summary>
    Time2 = 19,

    /// <summary>VECTOR of MySQL 9.</summary>
    Vector = 242,

    /// <summary>JSON of MySQL.</summary>
    Json = 245,

    /// <summary>DECIMAL.</summary>
    Decimal = 246,

    /// <summary>ENUM.</summary>
    Enum = 247,

    /// <summary>SET.</summary>
    Set = 248,

    /// <summary>TINYBLOB or TINYTEXT.</summary>
    TinyBlob = 249,

    /// <summary>MEDIUMBLOB or MEDIUMTEXT.</summary>
    MediumBlob = 250,

    /// <summary>LONGBLOB or LONGTEXT.</summary>
    LongBlob = 251,

    /// <summary>BLOB or TEXT.</summary>
    Blob = 252,

    /// <summary>VARCHAR or VARBINARY in a result.</summary>
    VarString = 253,

    /// <summary>CHAR or BINARY.</summary>
    String = 254,

    /// <summary>GEOMETRY and what derives from it.</summary>
    Geometry = 255,
}
