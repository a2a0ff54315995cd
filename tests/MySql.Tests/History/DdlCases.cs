using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements by topic; each topic runs in a database of its own. A statement ends with a semicolon at the end of a line.</summary>
internal static partial class DdlCases
{
    /// <summary>Topics in which the server adds to a statement what only the binlog shows.</summary>
    public static IReadOnlySet<string> OnlyInBinlog { get; } = new HashSet<string> { "primary keys that the server makes" };

    // LOCALTIME has become another name of CURTIME.
    private static string OfNewMariaDb(string script) => script.Replace("LOCALTIME(", "LOCALTIMESTAMP(", StringComparison.Ordinal);

    // VECTOR is reserved in MariaDB from 11.7 on.
    private const string KeywordsAsNames = "keywords as names";

    /// <summary>All topics of all servers.</summary>
    public static IReadOnlyList<(string Server, string Name, string Script)> All { get; } =
    [
        .. Both.Select(entry => (SourceServers.MariaDb, entry.Name, entry.Script)),
        .. Both.Select(entry => (SourceServers.MySql, entry.Name, entry.Script)),
        .. MariaDb.Select(entry => (SourceServers.MariaDb, entry.Name, entry.Script)),
        .. Both.Concat(MariaDb).Where(entry => entry.Name != KeywordsAsNames).Select(entry => (SourceServers.NewMariaDb, entry.Name, OfNewMariaDb(entry.Script))),
        .. NewMariaDb.Select(entry => (SourceServers.NewMariaDb, entry.Name, entry.Script)),
        .. MySql.Select(entry => (SourceServers.MySql, entry.Name, entry.Script)),
    ];
}
