using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>A server and our catalog side by side: the same statements go to both, and what the server says afterwards is what the catalog must say.</summary>
/// <remarks>Statements are applied as they are sent, or as the server wrote them into its binlog.</remarks>
internal sealed class DdlOracle : IAsyncDisposable
{
    private readonly MySqlConnection _reader;
    private readonly SchemaHistory _history;
    private readonly bool _usesBinlog;
    private ServerBinlog? _binlog;

    private DdlOracle(MySqlConnection session, MySqlConnection reader, SchemaHistory history, string database, bool usesBinlog)
    {
        (Session, _reader, _history, Database, _usesBinlog) = (session, reader, history, database, usesBinlog);
        Context = new DdlContext { Server = session.Server, Database = database, ServerCollation = 0 };
    }

    /// <summary>The connection that runs the statements.</summary>
    public MySqlConnection Session { get; }

    /// <summary>The database in which they run.</summary>
    public string Database { get; }

    /// <summary>What the session has set; to be kept in step by who sets something.</summary>
    public DdlContext Context { get; set; }

    /// <summary>What the server logs of rows after each statement, against the catalog; null for no such look. Needs the binlog.</summary>
    public RowShapes? Shapes { get; set; }

    /// <summary>The catalog.</summary>
    public TableCatalog Catalog => _history.Catalog;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begins in a database of its own.</summary>
    public static async Task<DdlOracle> StartAsync(SourceServers servers, string name, bool usesBinlog = false) =>
        await StartAsync(await servers.GetAsync(name), usesBinlog);

    /// <summary>The same on a server of one's own.</summary>
    public static async Task<DdlOracle> StartAsync(MySqlFamilyServer server, bool usesBinlog)
    {
        var database = await server.CreateDatabaseAsync();
        var session = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), Cancel);
        var reader = await MySqlConnection.ConnectAsync(SourceServers.Config(server), Cancel);
        var history = await SchemaHistory.OpenAsync(new Testing.Connectors.MemoryTaskStore(), 0, Cancel);
        history.Reset(await new CatalogReader(reader).ReadAsync(new CatalogScope { Databases = [database] }, Cancel));
        var oracle = new DdlOracle(session, reader, history, database, usesBinlog);
        if (usesBinlog)
        {
            oracle._binlog = await ServerBinlog.AtEndAsync(server);
        }

        return oracle;
    }

    /// <summary>Runs a statement on the server; null if the server refuses it, or what applying it to the catalog gave.</summary>
    public async Task<DdlOutcome?> TryRunAsync(string sql)
    {
        await FollowSessionAsync();
        try
        {
            await DdlCases.ExecuteAsync(Session, sql);
        }
        catch (ConnectException e) when (Client.Errors.MySqlServerException.Of(e) is not null)
        {
            LastRefusal = e.Message;
            return null;
        }

        if (!_usesBinlog)
        {
            return _history.Apply(sql, Context);
        }

        var outcome = DdlOutcome.None;
        foreach (var logged in (await _binlog!.ReadAsync()).Where(plain => plain.Type == BinlogEventType.Query))
        {
            var query = QueryEvent.Read(logged.Body);
            if (query.Classify() == QueryKind.Other)
            {
                var next = _history.Apply(query.ToSql(), DdlContext.Of(query, Session.Server, 0, explicitDefaults: true));
                outcome = next with { Reread = outcome.Reread.AddRange(next.Reread), Problem = outcome.Problem ?? next.Problem };
            }
        }

        return outcome;
    }

    /// <summary>Why the server refused the last statement that it did.</summary>
    public string LastRefusal { get; private set; } = "";

    /// <summary>What differs between the catalog and the server, line by line; empty for nothing. Afterwards the catalog is as the server says.</summary>
    public async Task<string> DifferenceAsync()
    {
        var scope = new CatalogScope { Databases = [Database] };
        var server = (await new CatalogReader(_reader).ReadAsync(scope, Cancel)).Tables.ToDictionary(table => table.Id);
        var text = new StringBuilder();
        foreach (var id in server.Keys.Union(Catalog.Tables.Where(id => id.Database == Database)).ToList())
        {
            var expected = server.GetValueOrDefault(id);
            var actual = Catalog.Find(id);
            if (Compare(Comparable(expected), Comparable(actual)) is { Length: > 0 } difference)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{id}\n{difference}");
            }

            // What is compared next is the next statement alone.
            _ = expected is null ? Catalog.Remove(id) : Catalog.Put(Declared(expected, actual)) is null;
        }

        return text.ToString();
    }

    /// <summary>Runs statements that the server must accept, and tells all that it refuses and all after which the catalog differs.</summary>
    public async Task RunAsync(string script)
    {
        var problems = new StringBuilder();
        foreach (var sql in script.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (await TryRunAsync(sql) is not { } outcome)
            {
                problems.AppendLine(CultureInfo.InvariantCulture, $"REFUSED {LastRefusal}\n  {sql}");
                continue;
            }

            if (outcome.Problem is not null)
            {
                problems.AppendLine(CultureInfo.InvariantCulture, $"UNREADABLE {outcome.Problem}\n  {sql}");
            }

            await RereadAsync(outcome);
            if (Shapes is not null && await Shapes.CompareAsync(this, _binlog!) is { Length: > 0 } shapes)
            {
                problems.AppendLine(CultureInfo.InvariantCulture, $"OTHER ROWS {shapes}  {sql}");
            }

            if (await DifferenceAsync() is { Length: > 0 } difference)
            {
                problems.AppendLine(CultureInfo.InvariantCulture, $"DIFFERENT {difference}  {sql}");
            }
        }

        Assert.True(problems.Length == 0, $"\n{problems}");
    }

    // No server tells how a type was spelled, and which keys it made by itself.
    private static TableModel Declared(TableModel table, TableModel? known) => known is null ? table : table with
    {
        Columns =
        [
            .. table.Columns.Select(column => column with
            {
                DeclaredType = known.IndexOf(column.Name) is >= 0 and var at ? known.Columns[at].DeclaredType : null,
            }),
        ],
        OtherKeys = [.. table.OtherKeys.Select(key => key with { IsImplied = known.OtherKeys.Any(other => other.IsImplied && other.Name == key.Name) })],
    };

    // Which collation a character set has by default is a setting of MariaDB from 11.5 on, which is not followed; it changes no value.
    private TableModel? Comparable(TableModel? table) => table is null || !Session.Server.IsMariaDb || !Session.Server.IsAtLeast(11, 5) ? table : table with
    {
        Collation = null,
        Columns = [.. table.Columns.Select(column => column with { Collation = null })],
    };

    private static string Compare(TableModel? expected, TableModel? actual)
    {
        var left = expected is null ? ["no table"] : ModelText.Print(expected, actual).Split('\n');
        var right = actual is null ? ["no table"] : ModelText.Print(actual, expected).Split('\n');
        return string.Concat(left.Except(right).Select(line => $"  server:  {line}\n").Concat(right.Except(left).Select(line => $"  catalog: {line}\n")))
            + (left.Order().SequenceEqual(right.Order()) && !left.SequenceEqual(right) ? "  another order\n" : "");
    }

    /// <summary>Does what the source does with tables whose definition a statement does not tell.</summary>
    public async Task RereadAsync(DdlOutcome outcome)
    {
        foreach (var id in outcome.Reread)
        {
            if (await new CatalogReader(_reader).ReadAsync(id, Cancel) is { } table)
            {
                _history.Put(table);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await _reader.DisposeAsync();
    }

    // What a QUERY event says of the session.
    private async Task FollowSessionAsync()
    {
        var utf8Mb4 = Session.Server.IsMariaDb ? "NULL" : "@@default_collation_for_utf8mb4";
        var (collations, collation) = Session.Server.IsMariaDb
            ? ("COLLATION_CHARACTER_SET_APPLICABILITY", "FULL_COLLATION_NAME")
            : ("COLLATIONS", "COLLATION_NAME");
        var row = (await Session.RowsAsync($"""
            SELECT @@sql_mode, IFNULL(DATABASE(), ''), @@explicit_defaults_for_timestamp,
            (SELECT ID FROM information_schema.{collations} WHERE {collation} = @@collation_server),
            (SELECT ID FROM information_schema.COLLATIONS WHERE COLLATION_NAME = {utf8Mb4})
            """, Cancel))[0];
        Context = new DdlContext
        {
            Server = Session.Server,
            Database = row[1]!,
            SqlMode = SqlModes.Bits(row[0]!),
            ExplicitDefaultsForTimestamp = row[2] == "1",
            ServerCollation = int.Parse(row[3]!, CultureInfo.InvariantCulture),
            Utf8Mb4Collation = int.Parse(row[4] ?? "0", CultureInfo.InvariantCulture),
        };
    }
}
