namespace ConnectRuntime.MySql.Snapshot.Keys;

/// <summary>How the value of a key's column is written in a statement, so that the column is compared in its own order.</summary>
internal enum KeyKind : byte
{
    /// <summary>Digits, as the server prints them.</summary>
    Number,

    /// <summary>A date or time between quotes.</summary>
    Temporal,

    /// <summary>Text of the column's character set in hexadecimal; the column's own collation compares.</summary>
    Text,

    /// <summary>Bytes in hexadecimal.</summary>
    Bytes,

    /// <summary>Bits, as an unsigned number.</summary>
    Bits,

    /// <summary>MariaDB's UUID or address between quotes.</summary>
    Name,
}
