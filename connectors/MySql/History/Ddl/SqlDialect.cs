using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>What decides how the characters of a statement become tokens: the server, and the two bits of its sql_mode that matter.</summary>
/// <param name="Server">The server; executable comments name the versions that they are code for.</param>
/// <param name="AnsiQuotes">Whether <c>"x"</c> is a name and not a string.</param>
/// <param name="NoBackslashEscapes">Whether a backslash in a string stands for itself.</param>
internal readonly record struct SqlDialect(ServerVersion Server, bool AnsiQuotes, bool NoBackslashEscapes)
{
    // MariaDB takes no part in MySQL's numbers since they went separate ways.
    private const int FirstForeign = 50700;
    private const int LastForeign = 99999;

    /// <summary>Whether the content of an executable comment is code.</summary>
    /// <param name="isMariaDbOnly">Whether it begins <c>/*M!</c>.</param>
    /// <param name="version">The number after the exclamation mark; 0 for none.</param>
    public bool Executes(bool isMariaDbOnly, int version)
    {
        var own = (Server.Major * 10000) + (Server.Minor * 100) + Server.Patch;
        if (!Server.IsMariaDb)
        {
            return !isMariaDbOnly && version <= own;
        }

        return version <= own && (isMariaDbOnly || version is < FirstForeign or > LastForeign);
    }
}
