using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>A stage with the encoder of the rows that go through it.</summary>
internal sealed record StageRoute(StageState Stage, IRowEncoder Encoder);

/// <summary>The way of a stream's rows into their table. Mutable only in its cache of <see cref="PartialRoutes"/>.</summary>
internal sealed class StreamPlan
{
    /// <summary>The table; null where it does not exist and there is nothing but deletes.</summary>
    public TableState? Table { get; init; }

    /// <summary>Rows with a value; null for a stream of tombstones.</summary>
    public StageRoute? Write { get; init; }

    /// <summary>Deletes by the record's key.</summary>
    public StageRoute? DeleteByKey { get; init; }

    /// <summary>Deletes by fields of the row before the change.</summary>
    public StageRoute? DeleteByBefore { get; init; }

    /// <summary>Where the key's fields are in a value: cells of before and after that differ tell of a changed key.</summary>
    public IReadOnlyList<int> KeyOrdinals { get; init; } = [];

    /// <summary>The columns of <see cref="Write"/>.</summary>
    public IReadOnlyList<ColumnBinding> Bindings { get; init; } = [];

    /// <summary>Rows of which some columns are unavailable.</summary>
    public PartialRoutes Partial { get; init; } = null!;

    /// <summary>Whether rows are found by their keys.</summary>
    public bool IsKeyed { get; init; }
}
