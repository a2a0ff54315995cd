using ConnectRuntime.Formats;

namespace ConnectRuntime.Records;

/// <content>What a batch that was fetched from topics has beside its rows.</content>
public sealed partial class RecordBatch
{
    private readonly List<BatchPartition> _partitions = [];
    private FetchedRow[] _fetched = [];
    private RawHeader[] _rawHeaders = [];
    private int _rawHeaderCount;
    private IBatchDecoder? _decoder;

    /// <summary>Whether the batch was fetched, so that <see cref="Fetched"/> runs beside <see cref="Rows"/>.</summary>
    public bool HasFetched { get; private set; }

    /// <summary>Where each row came from, by the index of the row; empty for a batch that a source filled.</summary>
    public Span<FetchedRow> Fetched => HasFetched ? _fetched.AsSpan(0, _rowCount) : default;

    /// <summary>
    /// Whether the fetched bytes still are what the rows hold: no transform has changed a schema, a layout or a row of the batch. A
    /// sink that passes bytes through asks for this first.
    /// </summary>
    public bool HasOriginalBytes { get; private set; }

    /// <summary>The partitions that fetched rows point to by index.</summary>
    public IReadOnlyList<BatchPartition> Partitions => _partitions;

    /// <summary>All headers as they were fetched; a fetched row has a range of them.</summary>
    public ReadOnlySpan<RawHeader> RawHeaders => _rawHeaders.AsSpan(0, _rawHeaderCount);

    /// <summary>The bytes of a range; empty for null.</summary>
    public ReadOnlySpan<byte> this[RawRange range] => range.IsNull ? default : _arena.AsSpan(range.Start, range.Length);

    /// <summary>
    /// Makes cells of the fetched bytes of all live rows that have none yet: of all columns, or of those that
    /// <paramref name="projection"/> names. Rows that cannot be decoded are marked failed. Does nothing in a batch that a source filled.
    /// </summary>
    /// <remarks>Text and bytes cells point into the fetched bytes; nothing is copied.</remarks>
    public void Decode(Projection? projection = null) => _decoder?.Decode(this, projection);

    /// <summary>For the runtime: makes this an empty batch over fetched bytes, which then are its arena.</summary>
    /// <returns>The arena it had, for the next fetch.</returns>
    public byte[] Adopt(byte[] fetched, int length, IBatchDecoder decoder)
    {
        Clear();
        var previous = _arena;
        _arena = fetched;
        _arenaLength = length;
        _decoder = decoder;
        HasFetched = true;
        HasOriginalBytes = true;
        return previous;
    }

    /// <summary>For the runtime: says that the rows are no longer what was fetched.</summary>
    public void MarkTransformed() => HasOriginalBytes = false;

    /// <summary>For the runtime: adds a partition that rows came from.</summary>
    /// <returns>Its index.</returns>
    public int AddPartition(BatchPartition partition)
    {
        _partitions.Add(partition);
        return _partitions.Count - 1;
    }

    /// <summary>For the runtime: adds a fetched row, not decoded yet.</summary>
    public void AddFetched(int stream, in FetchedRow fetched, long timestamp)
    {
        Add(stream);
        _rows[_rowCount - 1].Timestamp = timestamp;
        if (_fetched.Length < _rows.Length)
        {
            System.Array.Resize(ref _fetched, _rows.Length);
        }

        _fetched[_rowCount - 1] = fetched;
    }

    /// <summary>For the runtime: adds a header as it was fetched.</summary>
    /// <returns>Its index.</returns>
    public int AddRawHeader(RawHeader header)
    {
        if (_rawHeaderCount == _rawHeaders.Length)
        {
            System.Array.Resize(ref _rawHeaders, Math.Max(16, _rawHeaderCount * 2));
        }

        _rawHeaders[_rawHeaderCount] = header;
        return _rawHeaderCount++;
    }

    private void ClearFetched()
    {
        _partitions.Clear();
        _rawHeaderCount = 0;
        _decoder = null;
        HasFetched = false;
        HasOriginalBytes = false;
    }
}
