namespace ConnectRuntime.FlatFile.Columns;

/// <summary>What the text of a column is read as; also the opcode of the row plan.</summary>
internal enum ColumnType : byte
{
    /// <summary>Text as it is.</summary>
    String,

    /// <summary>A whole number of 8, 16, 32 or 64 bits.</summary>
    Integer,

    /// <summary>A number of 32 bits.</summary>
    Float32,

    /// <summary>A number of 64 bits.</summary>
    Float64,

    /// <summary>A word for true or false.</summary>
    Boolean,

    /// <summary>An exact decimal number.</summary>
    Decimal,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>Bytes as hexadecimal or Base64 text.</summary>
    Bytes,
}
