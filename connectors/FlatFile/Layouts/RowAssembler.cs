using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Makes rows of a batch out of the cells of one file's records.</summary>
internal sealed class RowAssembler(RowTarget target)
{
    private static readonly byte[] FileName = "file.name"u8.ToArray(), FilePath = "file.path"u8.ToArray(), FileOffset = "file.offset"u8.ToArray();
    private readonly byte[] _path = Encoding.UTF8.GetBytes(target.Path);
    private readonly byte[] _name = Encoding.UTF8.GetBytes(Path.GetFileName(target.Path));
    private readonly int[] _keyCells = [.. target.KeyCells];
    private int _stream;
    private Cell _nameCell;
    private Cell _pathCell;

    /// <summary>Whether rows need to know their position.</summary>
    public bool NeedsPosition { get; } = (target.Headers & RowHeaders.FileOffset) != 0;

    /// <summary>Begins to add rows to a batch.</summary>
    public void Begin(RecordBatch batch)
    {
        _stream = batch.AddStream(target.Stream);
        if (target.Headers != RowHeaders.None)
        {
            _nameCell = Cell.Text(batch.AddBytes(_name), _name.Length);
            _pathCell = Cell.Text(batch.AddBytes(_path), _path.Length);
        }
    }

    /// <summary>Adds a row without anything in it.</summary>
    public void Add(RecordBatch batch) => batch.Add(_stream);

    /// <summary>Completes the row that was added last.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="root">The value.</param>
    /// <param name="position">The record's first byte.</param>
    public void Finish(RecordBatch batch, int root, long position)
    {
        var key = _keyCells.Length > 0 ? Key(batch, root) : -1;
        ref var row = ref batch.Rows[^1];
        row.After = target.IsPlain ? root + 1 : root;
        row.Key = key;
        row.Timestamp = target.TimestampCell < 0 ? target.Timestamp : Moment(batch.Cells[root + 1 + target.TimestampCell]);
        if (target.Headers != RowHeaders.None)
        {
            AddHeaders(batch, position);
        }
    }

    /// <summary>Adds a row that has failed: no value, the file's own bytes as the header <c>__connect.errors.raw</c>.</summary>
    public void Fail(RecordBatch batch, byte[]? raw, bool cut, ConnectException error)
    {
        var row = batch.Add(_stream).Index;
        if (raw is not null)
        {
            batch.AddHeader(cut ? ErrorHeaders.RawCut : ErrorHeaders.Raw, Cell.Bytes(batch.AddBytes(raw), raw.Length));
        }

        batch.Fail(row, error);
    }

    private int Key(RecordBatch batch, int root)
    {
        var key = batch.AddStruct(_keyCells.Length);
        var cells = batch.Cells;
        for (var i = 0; i < _keyCells.Length; i++)
        {
            cells[key + 1 + i] = cells[root + 1 + _keyCells[i]];
        }

        return key;
    }

    private long Moment(Cell cell)
    {
        if (cell.IsNull)
        {
            return -1;
        }

        var moment = target.TimestampFactor > 0 ? cell.Int64 * target.TimestampFactor : cell.Int64 / -target.TimestampFactor;
        return Math.Max(moment, -1);
    }

    private void AddHeaders(RecordBatch batch, long position)
    {
        if ((target.Headers & RowHeaders.FileName) != 0)
        {
            batch.AddHeader(FileName, _nameCell);
        }

        if ((target.Headers & RowHeaders.FilePath) != 0)
        {
            batch.AddHeader(FilePath, _pathCell);
        }

        if (NeedsPosition)
        {
            batch.AddHeader(FileOffset, Cell.Of(position));
        }
    }
}
