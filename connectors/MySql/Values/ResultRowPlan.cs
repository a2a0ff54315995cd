using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>How the rows of a SELECT become the cells that the binlog gives for the same values.</summary>
/// <remarks>Immutable but for the report of its conversions; the batch's thread.</remarks>
internal sealed class ResultRowPlan
{
    private readonly TableId _table;
    private readonly ResultColumn[] _columns;

    private ResultRowPlan(TableId table, ResultColumn[] columns)
    {
        _table = table;
        _columns = columns;
        SelectList = string.Join(", ", columns.Select(column => column.Expression(SqlText.Quote(column.Plan.Column.Name))));
    }

    /// <summary>Cells of a row: its captured columns, in their order.</summary>
    public int CellCount => _columns.Length;

    /// <summary>What the SELECT has to ask for, in this order; more may follow.</summary>
    public string SelectList { get; }

    /// <summary>Compiles the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns; null for one that is not captured.</param>
    /// <param name="report">Where values go that have no place in their schema.</param>
    public static ResultRowPlan For(TableId table, IReadOnlyList<ColumnPlan?> columns, ConversionReport report) =>
        new(table, [.. columns.OfType<ColumnPlan>().Select(plan => new ResultColumn(table, plan, report))]);

    /// <summary>Reads the captured columns of a row, whose reader is left behind the last of them.</summary>
    /// <param name="row">The row, before its first cell.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The cell of the first captured column; <see cref="CellCount"/> cells are there.</param>
    /// <exception cref="Errors.ConnectException">Data: a value that the server does not send for the column, or a value that its schema cannot hold where the options make that a failure.</exception>
    public void Decode(ref BinaryRow row, RecordBatch batch, int first)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            if (!row.MoveNext())
            {
                throw ValueErrors.ShortResult(_table, i, _columns.Length);
            }

            if (!column.Plan.IsRead)
            {
                continue;
            }

            // A converter may add cells of its own, which moves all of them.
            var cell = row.IsNull ? column.Target.Missing(batch) : column.Convert(row, batch);
            batch.Cells[first + i] = cell;
        }
    }
}
