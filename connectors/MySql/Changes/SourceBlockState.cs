using System.Text;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The source block of the event that is being written: its cells, of which every row gets a copy with its own number.</summary>
/// <remarks>
/// Owner: one <see cref="ChangeWriter"/>; its thread. Texts lie in the batch's arena once for as long as they stay the same, so
/// a row costs 18 cells and no bytes, and rows of one number share their cells.
/// </remarks>
internal sealed class SourceBlockState(ServerFlavor flavor, string version, string name)
{
    private readonly byte[] _version = Encoding.UTF8.GetBytes(version);
    private readonly byte[] _connector = Encoding.UTF8.GetBytes(ChangeSchemas.ConnectorName(flavor));
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly KeptText _gtid = new();
    private readonly KeptText _query = new();
    private readonly KeptText _snapshot = new();
    private readonly Cell[] _cells = new Cell[SourceField.Count];
    private RecordBatch _batch = null!;
    private string? _file;
    private TableId? _table;
    private int _root = -1;
    private int _rootRow;

    /// <summary>Puts what stays into another batch: all but the table, of an event that goes on in it too.</summary>
    public void BeginBatch(RecordBatch batch)
    {
        _batch = batch;
        _cells[SourceField.Version] = Text(_version);
        _cells[SourceField.Connector] = Text(_connector);
        _cells[SourceField.Name] = Text(_name);
        _cells[SourceField.File] = _file is null ? Cell.Null : batch.AddText(_file);
        _gtid.BeginBatch(batch);
        _query.BeginBatch(batch);
        _snapshot.BeginBatch(batch);
        TakeTexts();
        (_table, _root) = (null, -1);
    }

    /// <summary>Takes over an event's origin.</summary>
    public void BeginEvent(in ChangeOrigin origin)
    {
        _root = -1;
        _cells[SourceField.Millis] = Cell.Of(origin.TimeMicros / 1000);
        _cells[SourceField.Micros] = Cell.Of(origin.TimeMicros);
        _cells[SourceField.Nanos] = Cell.Of(origin.TimeMicros * 1000);
        _cells[SourceField.ServerId] = Cell.Of(origin.ServerId);
        _cells[SourceField.Position] = Cell.Of(origin.Position);
        _cells[SourceField.Thread] = origin.Thread is { } thread ? Cell.Of(thread) : Cell.Null;
        _gtid.Set(_batch, origin.Gtid);
        _query.Set(_batch, origin.Query);
        _snapshot.Set(_batch, origin.Snapshot.Text());
        TakeTexts();
        if (_file != origin.File)
        {
            _file = origin.File;
            _cells[SourceField.File] = _batch.AddText(_file);
        }
    }

    /// <summary>Names the table of the rows that follow.</summary>
    public void SetTable(TableId table)
    {
        if (_table != table)
        {
            SetNames(table.Database, table.Table);
            _table = table;
        }
    }

    /// <summary>Names what a statement touches: a database, and a table, several joined by commas, or none.</summary>
    public void SetNames(string database, string? tables)
    {
        (_table, _root) = (null, -1);
        _cells[SourceField.Database] = _batch.AddText(database);
        _cells[SourceField.Table] = tables is null ? Cell.Null : _batch.AddText(tables);
    }

    /// <summary>The block for a row of the event.</summary>
    /// <returns>Its root cell.</returns>
    public int Root(int row)
    {
        if (_root < 0 || _rootRow != row)
        {
            _cells[SourceField.Row] = Cell.Of(row);
            _root = _batch.AddStruct(_cells);
            _rootRow = row;
        }

        return _root;
    }

    /// <summary>A block of its own for a row that stands at another place of the snapshot than its run.</summary>
    /// <returns>Its root cell.</returns>
    public int Root(int row, SnapshotMarker marker)
    {
        _root = -1;
        var root = Root(row);
        _root = -1;
        _batch.Cells[root + 1 + SourceField.Snapshot] = marker == SnapshotMarker.None ? Cell.Null : Text(marker.Text());
        return root;
    }

    private Cell Text(ReadOnlySpan<byte> text) => Cell.Text(_batch.AddBytes(text), text.Length);

    private void TakeTexts()
    {
        _cells[SourceField.Gtid] = _gtid.Cell;
        _cells[SourceField.Query] = _query.Cell;
        _cells[SourceField.Snapshot] = _snapshot.Cell;
    }
}
