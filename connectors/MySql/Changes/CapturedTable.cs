using System.Collections.Immutable;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>One captured table at one definition: the plans of its columns, the stream of its changes, and which cells make its key.</summary>
/// <remarks>
/// Immutable; snapshot and stream share it. Equal definitions have equal streams, as all schemas are interned.
/// <code>
/// row     [root][cell 0]…[cell n−1]      a cell per column with a plan, in the order of the definition
/// key     [root][cell]…                  copies of the row's cells <see cref="KeyCells"/>, made before <see cref="Rules"/> are applied
/// </code>
/// A column of the key that the filter leaves out has a plan and a cell, and no field in the row's schema.
/// </remarks>
internal sealed class CapturedTable
{
    internal CapturedTable(TableModel model, RecordStream stream, ImmutableArray<ColumnPlan?> columns, int cellCount, ImmutableArray<int> keyCells)
    {
        Model = model;
        Stream = stream;
        Columns = columns;
        CellCount = cellCount;
        KeyCells = keyCells;
        Rules = RowRules.For(columns);
    }

    /// <summary>The definition.</summary>
    public TableModel Model { get; }

    /// <summary>The table's name.</summary>
    public TableId Id => Model.Id;

    /// <summary>Topic, schemas of key and row, and of the source and transaction blocks.</summary>
    public RecordStream Stream { get; }

    /// <summary>The plans by the columns of <see cref="Model"/>; null for a column that is not read.</summary>
    public ImmutableArray<ColumnPlan?> Columns { get; }

    /// <summary>Cells of a row: one per column with a plan.</summary>
    public int CellCount { get; }

    /// <summary>The cells of a row that make its key, in the key's order; empty for a table without key.</summary>
    public ImmutableArray<int> KeyCells { get; }

    /// <summary>The cell of a row that says until when it was valid; −1 for a table without old rows, see <see cref="TableModel.RowEnd"/>.</summary>
    public int RowEndCell { get; init; } = -1;

    /// <summary>What is done with a row's cells before it is written; null for nothing.</summary>
    public RowRules? Rules { get; }

    /// <summary>Compiles a table.</summary>
    /// <returns>Null where the table is not captured.</returns>
    /// <exception cref="Errors.ConnectException">Config: its topic is another table's, or two of its columns have fields of one name.</exception>
    public static CapturedTable? For(TableModel table, MySqlSourceModel source) =>
        source.Filter.Captures(table.Id) ? new CapturedTableBuilder(table, source).Build() : null;
}
