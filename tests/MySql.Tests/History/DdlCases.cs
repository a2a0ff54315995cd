using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Tests.Rig;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Statements by topic; each topic runs in a database of its own. A statement ends with a semicolon at the end of a line.</summary>
internal static partial class DdlCases
{
    private const string Routines = "routines and temporary tables";

    /// <summary>Topics in which the server makes of a statement what only the binlog shows.</summary>
    public static IReadOnlySet<string> OnlyInBinlog { get; } = new HashSet<string> { "primary keys that the server makes", Routines };

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
        .. MySql.Concat(MySqlChanges).Select(entry => (SourceServers.MySql, entry.Name, entry.Script)),
    ];

    /// <summary>
    /// Runs one of their statements. One that does not wait may meet the server's own threads at the table, which gather its statistics and clear away old
    /// versions of its rows; it is run again then.
    /// </summary>
    public static async Task ExecuteAsync(MySqlConnection session, string sql)
    {
        for (var left = 50; ; left--)
        {
            try
            {
                await session.ExecuteAsync(sql, TestContext.Current.CancellationToken);
                return;
            }
            catch (ConnectException e) when (left > 0 && MySqlServerException.Of(e) is { Failure: ServerFailure.LockConflict })
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
