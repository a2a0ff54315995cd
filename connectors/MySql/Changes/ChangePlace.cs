using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Changes;

/// <summary>A place between two rows that were written, to which a transaction may be taken back.</summary>
/// <param name="Row">How many rows were written before it, in all batches.</param>
/// <param name="Counts">What the transaction held by table; empty where nobody counts.</param>
/// <param name="IsWhole">Whether all rows behind it are written after it; false where a restart passes over some of them.</param>
internal readonly record struct ChangePlace(long Row, ImmutableArray<TableCount> Counts, bool IsWhole = true);
