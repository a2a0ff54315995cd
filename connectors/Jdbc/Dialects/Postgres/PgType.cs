namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Numbers of PostgreSQL's own types, from <c>pg_type.dat</c>; they are the same on every server.</summary>
internal static class PgType
{
    public const uint Bool = 16,
        Bytea = 17,
        Int8 = 20,
        Int2 = 21,
        Int4 = 23,
        Text = 25,
        Json = 114,
        Float4 = 700,
        Float8 = 701,
        BpChar = 1042,
        VarChar = 1043,
        Date = 1082,
        Time = 1083,
        Timestamp = 1114,
        TimestampTz = 1184,
        Interval = 1186,
        Bit = 1560,
        VarBit = 1562,
        Numeric = 1700,
        Uuid = 2950,
        Jsonb = 3802;

    /// <summary>Whether a type's binary form is its text.</summary>
    public static bool IsText(uint type) => type is Text or VarChar or BpChar;
}
