using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Snapshot.Tables;

/// <summary>What is worth knowing about a table before it is read, beside its definition.</summary>
/// <param name="Engine">The storage engine; null for a table that cannot be opened.</param>
/// <param name="Rows">How many rows the server believes it has.</param>
/// <param name="Created">When it was made, as the server prints it: another table that takes its name has another time.</param>
internal sealed record TableFacts(string? Engine, long Rows, string? Created)
{
    /// <summary>The parts of the primary key in order; empty for none.</summary>
    public ImmutableArray<KeyPart> PrimaryKey { get; init; } = [];

    /// <summary>Whether a view covers its rows.</summary>
    public bool IsTransactional => Engine is "InnoDB" or "ROCKSDB" or "TokuDB" or "ndbcluster";

    /// <summary>Whether its rows lie in the order of the primary key, so that reading them in that order costs nothing.</summary>
    public bool IsClustered => Engine is "InnoDB" or "ROCKSDB";
}

/// <summary>A part of a key.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsPrefix">Whether the key has the column's beginning only.</param>
/// <param name="IsDescending">Whether the key runs from large to small.</param>
internal readonly record struct KeyPart(string Column, bool IsPrefix, bool IsDescending);
