using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Changes;

/// <summary>A place between two rows that were written, to which a transaction may be taken back.</summary>
/// <param name="Row">How many rows were written before it, in all batches.</param>
/// <param name="Counts">What the transaction held by table; empty where nobody counts.</param>
internal readonly record struct ChangePlace(long Row, ImmutableArray<TableCount> Counts)
{
    /// <summary>Before rows of which some were written for an earlier session.</summary>
    public static ChangePlace Lost { get; } = new(-1, []);
}
