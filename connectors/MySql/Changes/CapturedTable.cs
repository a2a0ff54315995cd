using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>One captured table at one definition: the stream of its changes, and which cells make its key. Immutable; snapshot and stream share it.</summary>
/// <remarks>
/// <code>
/// row     [root][cell 0]…[cell n−1]      a cell per captured column, in the order of the definition
/// key     [root][cell]…                  copies of the row's cells <see cref="KeyCells"/>
/// </code>
/// </remarks>
internal sealed partial class CapturedTable
{
    internal CapturedTable(TableModel model, RecordStream stream, int cellCount, ImmutableArray<int> keyCells)
    {
        Model = model;
        Stream = stream;
        CellCount = cellCount;
        KeyCells = keyCells;
    }

    /// <summary>The definition.</summary>
    public TableModel Model { get; }

    /// <summary>The table's name.</summary>
    public TableId Id => Model.Id;

    /// <summary>Topic, schemas of key and row, and of the source and transaction blocks.</summary>
    public RecordStream Stream { get; }

    /// <summary>Cells of a row: one per captured column.</summary>
    public int CellCount { get; }

    /// <summary>The cells of a row that make its key, in the key's order; empty for a table without key.</summary>
    public ImmutableArray<int> KeyCells { get; }
}
