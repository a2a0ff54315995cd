using System.Globalization;
using System.Text;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The headers that name connector, task and run on every change; written once per batch and shared by its rows.</summary>
/// <remarks>
/// Owner: one <see cref="ChangeWriter"/>; its thread.
/// <code>
/// headers of a batch   [logical name][task][connector][run]…[own][logical name][task][connector][run]…
///                       shared by rows without one of their own
/// </code>
/// </remarks>
internal sealed class ContextHeaders
{
    private const int Count = 4;

    private static readonly byte[][] Names =
    [
        "__debezium.context.connectorLogicalName"u8.ToArray(),
        "__debezium.context.taskId"u8.ToArray(),
        "__debezium.context.connectorName"u8.ToArray(),
        "__debezium.context.runId"u8.ToArray(),
    ];

    private readonly byte[][] _values;
    private readonly (Cell Name, Cell Value)[] _cells = new (Cell, Cell)[Count];
    private readonly bool _enabled;
    private int _first = -1;
    private bool _written;

    public ContextHeaders(MySqlSourceModel model, ITaskContext task, Guid run)
    {
        _enabled = model.ExtendedHeaders;
        _values =
        [
            Encoding.UTF8.GetBytes(model.Prefix),
            Encoding.UTF8.GetBytes(task.TaskId.ToString(CultureInfo.InvariantCulture)),
            Encoding.UTF8.GetBytes(model.ConnectorName),
            Encoding.UTF8.GetBytes(run.ToString()),
        ];
    }

    /// <summary>Forgets the batch before.</summary>
    public void BeginBatch() => (_first, _written) = (-1, false);

    /// <summary>Gives a row of the batch the headers.</summary>
    public void Share(RecordBatch batch, ref Row row, int index)
    {
        if (!_enabled)
        {
            return;
        }

        if (_first < 0)
        {
            Begin(batch, index);
            return;
        }

        row.HeaderStart = _first;
        row.HeaderCount = Count;
    }

    /// <summary>Gives a row of the batch one header of its own and, behind it, these.</summary>
    public void Append(RecordBatch batch, int index, Cell name, Cell value)
    {
        batch.AddHeader(index, name, value);
        if (!_enabled)
        {
            return;
        }

        Write(batch);
        foreach (var (contextName, contextValue) in _cells)
        {
            batch.AddHeader(index, contextName, contextValue);
        }
    }

    private void Begin(RecordBatch batch, int index)
    {
        Write(batch);
        foreach (var (name, value) in _cells)
        {
            batch.AddHeader(index, name, value);
        }

        _first = batch.Rows[index].HeaderStart;
    }

    private void Write(RecordBatch batch)
    {
        if (_written)
        {
            return;
        }

        _written = true;
        for (var i = 0; i < Count; i++)
        {
            _cells[i] = (
                Cell.Text(batch.AddBytes(Names[i]), Names[i].Length),
                Cell.Text(batch.AddBytes(_values[i]), _values[i].Length));
        }
    }
}
