using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements by topic; each topic runs in a database of its own. A statement ends with a semicolon at the end of a line.</summary>
internal static partial class DdlCases
{
    /// <summary>Topics in which the server adds to a statement what only the binlog shows.</summary>
    public static IReadOnlySet<string> OnlyInBinlog { get; } = new HashSet<string> { "primary keys that the server makes" };

    /// <summary>All topics of both servers.</summary>
    public static IReadOnlyList<(string Server, string Name, string Script)> All { get; } =
    [
        .. Both.Select(entry => (SourceServers.MariaDb, entry.Name, entry.Script)),
        .. Both.Select(entry => (SourceServers.MySql, entry.Name, entry.Script)),
        .. MariaDb.Select(entry => (SourceServers.MariaDb, entry.Name, entry.Script)),
        .. MySql.Select(entry => (SourceServers.MySql, entry.Name, entry.Script)),
    ];
}
