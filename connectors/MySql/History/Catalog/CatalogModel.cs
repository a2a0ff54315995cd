using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>What information_schema says at one moment.</summary>
internal sealed record CatalogModel
{
    /// <summary>The databases.</summary>
    public ImmutableArray<DatabaseModel> Databases { get; init; } = [];

    /// <summary>The tables by name; views are none.</summary>
    public ImmutableArray<TableModel> Tables { get; init; } = [];

    /// <summary>MariaDB's sequences, whose counters come through the binlog like rows.</summary>
    public ImmutableArray<TableId> Sequences { get; init; } = [];
}
