namespace ConnectRuntime.MySql.Values;

/// <summary>Why a value has no place in the schema of its column.</summary>
internal enum Misfit : byte
{
    /// <summary>A day that no calendar has, such as 31 February; found is yyyymmdd.</summary>
    NoSuchDay,

    /// <summary>A time beyond the day where the schema is a time of day; found is in microseconds.</summary>
    NotInDay,

    /// <summary>A moment that nanoseconds since 1970 in 64 bits do not reach; found is yyyymmdd.</summary>
    BeyondNanoseconds,

    /// <summary>Parts of a date or time that no server writes; found is the packed value.</summary>
    NoSuchTime,

    /// <summary>A number of an ENUM's or bits of a SET's value that its definition does not have.</summary>
    NoSuchMember,

    /// <summary>A JSON document, geometry or vector that cannot be read; found is its length.</summary>
    NotReadable,

    /// <summary>A value of a MariaDB type that has too many bytes; found is their number.</summary>
    TooLong,
}
