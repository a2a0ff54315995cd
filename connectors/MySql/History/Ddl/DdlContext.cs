using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Catalog;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>What a session had set when it ran a statement, as the QUERY event tells.</summary>
internal sealed record DdlContext
{
    /// <summary>The bit of sql_mode for ANSI_QUOTES.</summary>
    public const ulong AnsiQuotes = 4;

    /// <summary>The bit of sql_mode for NO_BACKSLASH_ESCAPES.</summary>
    public const ulong NoBackslashEscapes = 1 << 20;

    private const uint ExplicitDefaults = 1 << 24;
    private const ulong RealAsFloat = 1;
    private const ulong Oracle = 512;
    private const ulong MaxDb = 4096;

    /// <summary>The server that wrote the event.</summary>
    public required ServerVersion Server { get; init; }

    /// <summary>The current database; empty for none.</summary>
    public string Database { get; init; } = "";

    /// <summary>The sql_mode, status variable 1.</summary>
    public ulong SqlMode { get; init; }

    /// <summary>The server's lower_case_table_names.</summary>
    public int LowerCaseTableNames { get; init; }

    /// <summary>The number of the server's collation, third in status variable 4; 0 if it is not known. Databases that name none get it.</summary>
    public int ServerCollation { get; init; }

    /// <summary>The number of the default collation of utf8mb4, status variable 18; 0 if it is not known.</summary>
    public int Utf8Mb4Collation { get; init; }

    /// <summary>Whether explicit_defaults_for_timestamp is on: status variable 16 of MySQL; of MariaDB the flag in status variable 0.</summary>
    public bool ExplicitDefaultsForTimestamp { get; init; } = true;

    /// <summary>The session's time zone, in which literals of TIMESTAMP are written.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What a QUERY event says.</summary>
    /// <param name="query">The event.</param>
    /// <param name="server">The server that wrote it.</param>
    /// <param name="lowerCaseTableNames">The server's lower_case_table_names.</param>
    /// <param name="explicitDefaults">The server's explicit_defaults_for_timestamp.</param>
    /// <param name="systemZone">The server's own time zone; UTC if it is not given.</param>
    public static DdlContext Of(QueryEvent query, ServerVersion server, int lowerCaseTableNames, bool explicitDefaults, TimeZoneInfo? systemZone = null)
    {
        var variables = query.Variables;
        return new DdlContext
        {
            Server = server,
            Database = query.Database,
            SqlMode = variables.SqlMode ?? 0,
            LowerCaseTableNames = lowerCaseTableNames,
            ServerCollation = variables.ServerCollation,
            Utf8Mb4Collation = variables.DefaultUtf8Mb4Collation,
            TimeZone = SessionZone.Find(query.ToTimeZone(), systemZone ?? TimeZoneInfo.Utc),
            ExplicitDefaultsForTimestamp = variables.ExplicitDefaultsForTimestamp
                ?? (WritesExplicitDefaults(server) && variables.Flags is { } flags ? (flags & ExplicitDefaults) != 0 : explicitDefaults),
        };
    }

    /// <summary>How the characters of the statement are read.</summary>
    public SqlDialect Dialect => new(Server, (SqlMode & AnsiQuotes) != 0, (SqlMode & NoBackslashEscapes) != 0);

    /// <summary>What the mode makes of some types.</summary>
    public TypeModes TypeModes =>
        ((SqlMode & RealAsFloat) != 0 ? TypeModes.RealAsFloat : 0)
        | (Server.IsMariaDb && (SqlMode & Oracle) != 0 ? TypeModes.Oracle : 0)
        | (Server.IsMariaDb && (SqlMode & MaxDb) != 0 ? TypeModes.MaxDb : 0);

    // MariaDB writes the flag since a session can set the variable: 10.10, and late versions of the series before it.
    private static bool WritesExplicitDefaults(ServerVersion server) => server.IsMariaDb && (server.Major, server.Minor) switch
    {
        (10, 5) => server.Patch >= 17,
        (10, 6) => server.Patch >= 9,
        (10, 7) => server.Patch >= 5,
        (10, 8) => server.Patch >= 4,
        (10, 9) => server.Patch >= 2,
        _ => true,
    };

    /// <summary>What character set clauses mean.</summary>
    public CharsetPolicy Charsets => new(Server, Utf8Mb4Collation == 0 ? null : CharsetNames.CollationOf(Utf8Mb4Collation));
}
