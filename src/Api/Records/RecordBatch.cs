using System.Diagnostics;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.Formats;

namespace ConnectRuntime.Records;

/// <summary>Rows in source order over one arena: the unit that is read, transformed, encoded, written and acknowledged.</summary>
/// <remarks>
/// <para>Owner: exactly one stage at a time; a task may use it only until the call it was given in returns. Not thread-safe.
/// It keeps its arrays when it is cleared, so a warm batch allocates nothing. Debug builds overwrite what was cleared, so a
/// stage that kept a slice reads rubbish instead of somebody else's row.</para>
/// <para>Bound: <see cref="IsFull"/> from <see cref="MaxBytes"/> on; one row may be larger than that.</para>
/// <code>
/// arena    |text|bytes|text|…                          String and Bytes cells point in here
/// cells    [root][child][child]…[root][child]…          Struct, Array and Map cells point to ranges of cells
/// rows     [stream, key, before, after, source, …]…     root cells by index
/// streams  [topic, schemas]…                            rows point to one
/// commits  [row count, mark, flags]…
/// </code>
/// <para>A batch that was fetched from topics holds the fetched bytes as its arena, and <see cref="Fetched"/> runs beside
/// <see cref="Rows"/>; <see cref="Decode(Projection?)"/> makes the cells.</para>
/// </remarks>
public sealed partial class RecordBatch
{
    /// <summary>A batch is full from this size on: 16 MiB.</summary>
    public const int DefaultMaxBytes = 16 * 1024 * 1024;

    private const int KeepUpTo = 32 * 1024 * 1024;
    private const int CellSize = 16;
    private const int LongText = 4096;

    private byte[] _arena;
    private int _arenaLength;
    private Cell[] _cells;
    private int _cellCount;
    private Row[] _rows;
    private int _rowCount;
    private CommitPoint[] _commits = new CommitPoint[16];
    private int _commitCount;

    /// <summary>An empty batch that grows as it is used.</summary>
    /// <param name="maxRows">Rows that make it full. Stages that hand on fewer at a time wait for each other more often: half as many cost a source on two cores a tenth.</param>
    /// <param name="maxBytes">Bytes that make it full.</param>
    public RecordBatch(int maxRows = 8192, int maxBytes = DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        MaxRows = maxRows;
        MaxBytes = maxBytes;
        _arena = new byte[Math.Min(64 * 1024, maxBytes)];
        _cells = new Cell[1024];
        _rows = new Row[Math.Min(256, maxRows)];
    }

    /// <summary>How many rows make it full.</summary>
    public int MaxRows { get; }

    /// <summary>How many bytes make it full.</summary>
    public int MaxBytes { get; }

    /// <summary>Rows in the batch, dropped and failed ones included.</summary>
    public int RowCount => _rowCount;

    /// <summary>Whether nothing is in it, not even a commit point.</summary>
    public bool IsEmpty => _rowCount == 0 && _commitCount == 0;

    /// <summary>Whether a source should return it now.</summary>
    public bool IsFull => _rowCount >= MaxRows || Bytes >= MaxBytes;

    /// <summary>Bytes in use: arena, cells and rows.</summary>
    public long Bytes => _arenaLength + ((long)CellSize * _cellCount) + (72L * _rowCount);

    /// <summary>All rows, in source order. Valid until the next row is added.</summary>
    public Span<Row> Rows => _rows.AsSpan(0, _rowCount);

    /// <summary>All cells. Valid until the next cell is added.</summary>
    public Span<Cell> Cells => _cells.AsSpan(0, _cellCount);

    /// <summary>All commit points, in order.</summary>
    public ReadOnlySpan<CommitPoint> CommitPoints => _commits.AsSpan(0, _commitCount);

    /// <summary>The arena's bytes in use. Valid until more are added.</summary>
    public ReadOnlySpan<byte> Arena => _arena.AsSpan(0, _arenaLength);

    /// <summary>The bytes of a text or bytes cell.</summary>
    public ReadOnlySpan<byte> this[Cell cell] => _arena.AsSpan(cell.Start, cell.Length);

    /// <summary>Changes whenever something is taken out of the batch: what was noted of its cells and bytes holds while this stays the same.</summary>
    public int Generation { get; private set; }

    /// <summary>
    /// For a format: what it notes from row to row of this batch while it encodes them, null at first. It stays when the batch is
    /// cleared, and belongs to whoever owns the batch.
    /// </summary>
    public object? EncoderNotes { get; set; }

    /// <summary>Adds a row.</summary>
    /// <returns>A writer for its parts, which must not outlive the next row.</returns>
    public RowWriter Add(RecordStream stream, RowOperation operation = RowOperation.None) => Add(AddStream(stream), operation);

    /// <summary>Adds a row of the stream at an index.</summary>
    public RowWriter Add(int stream, RowOperation operation = RowOperation.None)
    {
        if (_rowCount == _rows.Length)
        {
            System.Array.Resize(ref _rows, _rowCount * 2);
        }

        ref var row = ref _rows[_rowCount];
        row.Begin(stream, operation);
        row.HeaderStart = _headerCount;
        return new RowWriter(this, _rowCount++);
    }

    /// <summary>Cells in use; the next cell gets this index.</summary>
    public int CellCount => _cellCount;

    /// <summary>Arena bytes in use; the next byte gets this place.</summary>
    public int ArenaLength => _arenaLength;

    /// <summary>Adds <paramref name="count"/> cells, all null.</summary>
    /// <returns>The index of the first.</returns>
    public int AddCells(int count)
    {
        var first = TakeCells(count);
        _cells.AsSpan(first, count).Clear();
        return first;
    }

    /// <summary>Adds a root cell and the cells of a struct under it.</summary>
    /// <returns>The index of the root; its children follow it.</returns>
    public int AddStruct(int count)
    {
        var root = AddCells(count + 1);
        _cells[root] = Cell.Struct(root + 1, count);
        return root;
    }

    /// <summary>Adds a root cell and the cells of a struct under it, which hold what lay there before: every one must be set.</summary>
    /// <returns>The index of the root; its children follow it.</returns>
    public int TakeStruct(int count)
    {
        var root = TakeCells(count + 1);
        _cells[root] = Cell.Struct(root + 1, count);
        return root;
    }

    /// <summary>Adds a root cell and a copy of the cells of a struct under it.</summary>
    /// <returns>The index of the root; its children follow it.</returns>
    public int AddStruct(ReadOnlySpan<Cell> children)
    {
        var root = TakeCells(children.Length + 1);
        _cells[root] = Cell.Struct(root + 1, children.Length);
        children.CopyTo(_cells.AsSpan(root + 1));
        return root;
    }

    /// <summary>Adds a root cell.</summary>
    /// <returns>Its index.</returns>
    public int AddRoot(Cell cell)
    {
        var root = AddCells(1);
        _cells[root] = cell;
        return root;
    }

    /// <summary>Copies bytes into the arena.</summary>
    /// <returns>The place of the first.</returns>
    public int AddBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return Advance(bytes.Length);
    }

    /// <summary>Copies text into the arena as UTF-8; unpaired surrogates become U+FFFD.</summary>
    public Cell AddText(ReadOnlySpan<char> text)
    {
        // Three bytes a character is the most; a long text is counted first rather than make the arena three times as large.
        var most = text.Length <= LongText ? 3 * text.Length : Encoding.UTF8.GetByteCount(text);
        var written = Encoding.UTF8.GetBytes(text, Reserve(most));
        return Cell.Text(Advance(written), written);
    }

    /// <summary>Free arena space of at least <paramref name="count"/> bytes; valid until the next call that adds bytes.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_arena.Length - _arenaLength < count)
        {
            GrowArena(count);
        }

        return _arena.AsSpan(_arenaLength);
    }

    /// <summary>Counts bytes written at the start of what <see cref="Reserve"/> gave.</summary>
    /// <returns>The place of the first.</returns>
    public int Advance(int count)
    {
        Debug.Assert(count >= 0 && _arenaLength + count <= _arena.Length, "More bytes than were reserved.");
        var start = _arenaLength;
        _arenaLength += count;
        return start;
    }

    /// <summary>Adds a commit point behind the rows that are there.</summary>
    public void AddCommitPoint(PositionMark mark, CommitFlags flags = CommitFlags.Commit)
    {
        if (_commitCount == _commits.Length)
        {
            System.Array.Resize(ref _commits, _commitCount * 2);
        }

        _commits[_commitCount++] = new CommitPoint(_rowCount, mark, flags);
    }

    /// <summary>Marks a row as one that cannot be handled; what was inserted behind it is given up. The first reason counts.</summary>
    public void Fail(int row, ConnectException error)
    {
        ref var failed = ref Rows[row];
        if ((failed.Flags & RowFlags.Failed) == 0)
        {
            failed.Flags |= RowFlags.Failed;
            (_failures ??= []).Add(new RowFailure(row, error));
            _insertions?.RemoveAll(insertion => insertion.After == row);
        }
    }

    /// <summary>Rows that could not be decoded or handled so far.</summary>
    public IReadOnlyList<RowFailure> Failures => _failures ?? (IReadOnlyList<RowFailure>)[];

    /// <summary>Empties the batch and keeps its memory, but for an arena or a table of cells that one large row made huge.</summary>
    public void Clear()
    {
        Poison();
        Generation++;
        _arenaLength = 0;
        _cellCount = 0;
        _rowCount = 0;
        _headerCount = 0;
        _commitCount = 0;
        _streams.Clear();
        _streamIndex?.Clear();
        _insertions?.Clear();
        _failures?.Clear();
        ClearFetched();
        var keep = Math.Max(KeepUpTo, 2L * MaxBytes);
        if (_arena.Length > keep)
        {
            _arena = new byte[64 * 1024];
        }

        if ((long)_cells.Length * CellSize > keep)
        {
            _cells = new Cell[1024];
        }
    }

    private int TakeCells(int count)
    {
        var first = _cellCount;
        if (first + count > _cells.Length)
        {
            System.Array.Resize(ref _cells, Math.Max(first + count, _cells.Length * 2));
        }

        _cellCount = first + count;
        return first;
    }

    [Conditional("DEBUG")]
    private void Poison()
    {
        _arena.AsSpan(0, _arenaLength).Fill(0xDD);
        _cells.AsSpan(0, _cellCount).Fill(Cell.Text(int.MaxValue, int.MaxValue));
        _rows.AsSpan(0, _rowCount).Fill(Row.Of(int.MaxValue, RowOperation.Message));
    }
}
