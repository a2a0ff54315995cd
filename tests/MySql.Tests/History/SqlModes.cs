namespace ConnectRuntime.MySql.Tests.History;

/// <summary>The bits of sql_mode that matter here, by name. Page: "Q_SQL_MODE_CODE" in the servers' documentation of QUERY events.</summary>
internal static class SqlModes
{
    private static readonly Dictionary<string, ulong> Known = new(StringComparer.Ordinal)
    {
        ["REAL_AS_FLOAT"] = 1, ["ANSI_QUOTES"] = 4, ["ORACLE"] = 512, ["MAXDB"] = 4096, ["NO_BACKSLASH_ESCAPES"] = 1 << 20,
    };

    /// <summary>The bits of a list of names.</summary>
    public static ulong Bits(string modes) => modes.Split(',').Aggregate(0UL, (bits, mode) => bits | Known.GetValueOrDefault(mode));
}
