namespace ConnectRuntime.Records;

/// <summary>Reads one row of a batch.</summary>
/// <remarks>It is a ref struct, so it cannot cross an <c>await</c>; a row of a fetched batch must be decoded first.</remarks>
public readonly ref struct RowReader
{
    private readonly RecordBatch _batch;
    private readonly int _index;

    /// <summary>Reads a row.</summary>
    public RowReader(RecordBatch batch, int index)
    {
        _batch = batch;
        _index = index;
    }

    /// <summary>The row's index in its batch.</summary>
    public int Index => _index;

    /// <summary>The row itself.</summary>
    public ref Row Row => ref _batch.Rows[_index];

    /// <summary>Its stream.</summary>
    public RecordStream Stream => _batch.Streams[Row.Stream];

    /// <summary>The topic it goes to or came from.</summary>
    public string Topic => Stream.Topic;

    /// <summary>What happened at the source.</summary>
    public RowOperation Operation => Row.Operation;

    /// <summary>Where it came from; only in a batch that was fetched.</summary>
    public ref FetchedRow Fetched => ref _batch.Fetched[_index];

    /// <summary>The key; null where there is none.</summary>
    public ValueReader Key => Root(Stream.KeySchema, Row.Key);

    /// <summary>The row before the change; null where there is none.</summary>
    public ValueReader Before => Root(Stream.ValueSchema, Row.Before);

    /// <summary>The row after the change, or a plain record's value; null where there is none.</summary>
    public ValueReader After => Root(Stream.ValueSchema, Row.After);

    /// <summary>The source block; null where there is none.</summary>
    public ValueReader Source => Root(Stream.SourceSchema, Row.Source);

    /// <summary>The transaction block; null where there is none.</summary>
    public ValueReader Transaction => Root(Stream.TransactionSchema, Row.Transaction);

    private ValueReader Root(RecordSchema? schema, int root) => new(_batch, schema, root < 0 ? Cell.Null : _batch.Cells[root]);
}

/// <summary>The live rows of a batch, for a plain loop over them.</summary>
public ref struct RowEnumerator(RecordBatch batch)
{
    private int _index = -1;

    /// <summary>The row that the loop is at.</summary>
    public readonly RowReader Current => new(batch, _index);

    /// <summary>Goes to the next live row.</summary>
    public bool MoveNext()
    {
        while (++_index < batch.RowCount)
        {
            if (batch.Rows[_index].IsLive)
            {
                return true;
            }
        }

        return false;
    }
}

/// <content>The plain loop.</content>
public sealed partial class RecordBatch
{
    /// <summary>Decodes what was fetched and goes through all live rows.</summary>
    public RowEnumerator GetEnumerator()
    {
        Decode();
        return new RowEnumerator(this);
    }
}
