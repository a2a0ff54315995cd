namespace ConnectRuntime.Records;

/// <summary>Writes the parts of one row that was just added to a batch.</summary>
/// <remarks>Use it before the next row is added. It is a ref struct, so it cannot cross an <c>await</c>.</remarks>
public readonly ref struct RowWriter
{
    private readonly RecordBatch _batch;
    private readonly int _row;

    internal RowWriter(RecordBatch batch, int row)
    {
        _batch = batch;
        _row = row;
    }

    /// <summary>The row's index in its batch.</summary>
    public int Index => _row;

    /// <summary>The row itself, for its timestamp, partition and roots.</summary>
    public ref Row Row => ref _batch.Rows[_row];

    private RecordStream Stream => _batch.Streams[Row.Stream];

    /// <summary>Begins the key, where it is a struct.</summary>
    public StructWriter Key() => Begin(Stream.KeySchema, out Row.Key);

    /// <summary>Begins the row before the change.</summary>
    public StructWriter Before() => Begin(Stream.ValueSchema, out Row.Before);

    /// <summary>Begins the row after the change, or a plain record's value.</summary>
    public StructWriter After() => Begin(Stream.ValueSchema, out Row.After);

    /// <summary>Begins the source block.</summary>
    public StructWriter Source() => Begin(Stream.SourceSchema, out Row.Source);

    /// <summary>Begins the transaction block.</summary>
    public StructWriter Transaction() => Begin(Stream.TransactionSchema, out Row.Transaction);

    /// <summary>Sets a key that is plain text.</summary>
    public void SetKey(string text) => Row.Key = _batch.AddRoot(_batch.AddText(text));

    /// <summary>Sets a key of any kind.</summary>
    public void SetKey(Cell cell) => Row.Key = _batch.AddRoot(cell);

    /// <summary>Sets a plain value of any kind.</summary>
    public void SetValue(Cell cell) => Row.After = _batch.AddRoot(cell);

    /// <summary>Adds a header of text.</summary>
    public void AddHeader(string name, string value)
    {
        var cell = _batch.AddText(value);
        _batch.AddHeader(_row, _batch.AddText(name), cell);
    }

    private StructWriter Begin(RecordSchema? schema, out int root)
    {
        if (schema is not { Kind: FieldKind.Struct })
        {
            throw new InvalidOperationException($"This part of stream '{Stream.Topic}' is {schema?.ToString() ?? "absent"}, not a struct.");
        }

        root = _batch.AddStruct(schema.CellCount);
        return new StructWriter(_batch, schema, root + 1);
    }
}
