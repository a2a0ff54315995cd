namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>What a column is beyond its type. Page: "Column Definition Flags" in MySQL's source documentation.</summary>
[Flags]
public enum ColumnFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No nulls.</summary>
    NotNull = 1,

    /// <summary>Part of the primary key.</summary>
    PrimaryKey = 2,

    /// <summary>Part of a unique key.</summary>
    UniqueKey = 4,

    /// <summary>Part of a key.</summary>
    MultipleKey = 8,

    /// <summary>A blob or text.</summary>
    Blob = 0x10,

    /// <summary>No negative numbers.</summary>
    Unsigned = 0x20,

    /// <summary>Filled with zeros on the left.</summary>
    ZeroFill = 0x40,

    /// <summary>Compared as bytes.</summary>
    Binary = 0x80,

    /// <summary>An ENUM, sent as text.</summary>
    Enum = 0x100,

    /// <summary>Numbered by the server.</summary>
    AutoIncrement = 0x200,

    /// <summary>A TIMESTAMP.</summary>
    Timestamp = 0x400,

    /// <summary>A SET, sent as text.</summary>
    Set = 0x800,

    /// <summary>Has no default.</summary>
    NoDefault = 0x1000,
}
