using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>What is read beside a view: the definitions of all tables, where they are wanted, and facts about those of captured databases.</summary>
/// <param name="Catalog">The definitions; null where the schema history has them.</param>
/// <param name="Facts">The facts.</param>
internal sealed record ViewDefinitions(CatalogModel? Catalog, IReadOnlyDictionary<TableId, TableFacts> Facts);

/// <summary>Reads them.</summary>
/// <param name="source">Which databases are captured.</param>
/// <param name="withCatalog">Whether definitions are wanted.</param>
internal sealed class DefinitionReader(MySqlSourceModel source, bool withCatalog)
{
    /// <summary>Reads them as a connection sees them.</summary>
    public async Task<ViewDefinitions> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var catalog = withCatalog ? await new CatalogReader(connection).ReadAsync(CatalogScope.For(source.Filter), cancellationToken) : null;
        var databases = await connection.RowsAsync("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA", cancellationToken);
        var captured = databases.Select(row => row[0]!).Where(source.Filter.Captures).ToList();
        return new ViewDefinitions(catalog, await TableFactsReader.ReadAsync(connection, captured, cancellationToken));
    }

    /// <summary>
    /// What held between two readings; null where a captured database was altered. Tables of other databases that were altered are left out: the server is
    /// asked for one of them if it is ever renamed into a captured database.
    /// </summary>
    public ViewDefinitions? Agree(ViewDefinitions before, ViewDefinitions after)
    {
        var isSame = before.Facts.Count == after.Facts.Count
            && before.Facts.All(fact => after.Facts.TryGetValue(fact.Key, out var other) && IsSame(fact.Value, other));
        return !isSame ? null
            : before.Catalog is not { } old || after.Catalog is not { } now ? after
            : CatalogEquality.Agree(old, now, source.Filter.Captures) is { } catalog ? after with { Catalog = catalog }
            : null;
    }

    /// <summary>The captured tables, for locks.</summary>
    public async Task<IReadOnlyList<TableId>> ListAsync(MySqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await TableFactsReader.ListAsync(connection, cancellationToken)).Where(source.Filter.Captures)];

    // The number of rows moves all the time.
    private static bool IsSame(TableFacts a, TableFacts b) =>
        a.Created == b.Created && a.Engine == b.Engine && a.PrimaryKey.AsSpan().SequenceEqual(b.PrimaryKey.AsSpan());
}
