using ConnectRuntime.Jdbc.Apply;

namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>What is done with the rows of a stage.</summary>
internal enum StageAction : byte
{
    /// <summary>Rows whose keys the stage holds are deleted.</summary>
    Delete,

    /// <summary>Every row is inserted.</summary>
    Insert,

    /// <summary>Rows are inserted, or replace the columns of the row with their key.</summary>
    Upsert,

    /// <summary>Rows replace the columns of the row with their key, if there is one.</summary>
    Update,
}

/// <summary>A temporary table of one session that rows of one column list go through on their way to a table.</summary>
/// <remarks>Owner: the task. The flags are touched only by whoever has the session.</remarks>
/// <param name="id">Never given twice in a session.</param>
/// <param name="table">Where the rows go.</param>
/// <param name="action">What is done with them.</param>
/// <param name="columns">The columns, those of the key first.</param>
/// <param name="keyCount">How many of them are the key.</param>
/// <param name="cast">Columns that pass as text and are cast.</param>
/// <param name="hasExactKeys">Whether keys are equal exactly if their bytes are.</param>
internal sealed class StageState(
    int id,
    TableState table,
    StageAction action,
    IReadOnlyList<ColumnModel> columns,
    int keyCount,
    IReadOnlySet<ColumnModel> cast,
    bool hasExactKeys)
{
    public TableState Table { get; } = table;

    public StageAction Action { get; } = action;

    public IReadOnlyList<ColumnModel> Columns { get; } = columns;

    public int KeyCount { get; } = keyCount;

    public IReadOnlySet<ColumnModel> Cast { get; } = cast;

    public bool HasExactKeys { get; } = hasExactKeys;

    /// <summary>Name of the temporary table.</summary>
    public string Name { get; } = $"__connect_stage_{id}";

    /// <summary>The statements of the dialect, made when they are first needed.</summary>
    public StageStatements? Statements { get; set; }

    /// <summary>Whether the temporary table is there.</summary>
    public bool IsCreated { get; set; }

    /// <summary>Whether rows may be left in it.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Rows of this stage in each of the two chunks, see <see cref="ChunkState.Number"/>.</summary>
    public RowChain[] Chains { get; } = [RowChain.Empty, RowChain.Empty];

    /// <summary>Whether this stage writes every column that the other one writes.</summary>
    public bool Covers(StageState other) => ReferenceEquals(this, other) || other.Columns.All(column => Columns.Contains(column));
}

/// <summary>The statements for a stage.</summary>
internal sealed record StageStatements(string Create, string Empty, string Load, string Merge);
