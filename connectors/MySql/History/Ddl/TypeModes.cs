namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The bits of sql_mode that change what a type's name means.</summary>
[Flags]
internal enum TypeModes : byte
{
    None = 0,

    /// <summary>REAL is FLOAT.</summary>
    RealAsFloat = 1,

    /// <summary>MariaDB: DATE is DATETIME, BLOB is LONGBLOB.</summary>
    Oracle = 2,

    /// <summary>MariaDB: TIMESTAMP is DATETIME.</summary>
    MaxDb = 4,
}
