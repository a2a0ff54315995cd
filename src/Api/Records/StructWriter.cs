using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <summary>Writes the fields of one struct by index or by name; a field that is not written is null.</summary>
/// <remarks>
/// It checks each value against its field, so a wrong type is an error here and not a mangled value downstream. A hot loop
/// that has checked its types once may fill <see cref="RecordBatch.Cells"/> itself.
/// </remarks>
public readonly ref struct StructWriter
{
    private readonly RecordBatch _batch;
    private readonly RecordSchema _schema;
    private readonly int _first;

    internal StructWriter(RecordBatch batch, RecordSchema schema, int first)
    {
        _batch = batch;
        _schema = schema;
        _first = first;
    }

    /// <summary>The struct's schema.</summary>
    public RecordSchema Schema => _schema;

    /// <summary>Writes an integer, or a boolean as 0 or 1; the field's kind gives the range.</summary>
    public void Set(int field, long value)
    {
        var kind = _schema.Fields[field].Schema.Kind;
        var fits = kind switch
        {
            FieldKind.Int64 or FieldKind.Any => true,
            FieldKind.Int32 => value == (int)value,
            FieldKind.Int16 => value == (short)value,
            FieldKind.Int8 => value == (sbyte)value,
            FieldKind.Boolean => value is 0 or 1,
            _ => throw Mismatch(field, "an integer"),
        };
        if (!fits)
        {
            throw TooLarge(field, value);
        }

        Put(field, Cell.OfInteger(kind == FieldKind.Any ? FieldKind.Int64 : kind, value));
    }

    /// <summary>Writes a boolean.</summary>
    public void Set(int field, bool value) =>
        Put(field, Is(field, FieldKind.Boolean) ? Cell.Of(value) : throw Mismatch(field, "a boolean"));

    /// <summary>Writes a number, as 32 or 64 bits as the field says; 32 bits may round it.</summary>
    public void Set(int field, double value) => Put(field, _schema.Fields[field].Schema.Kind switch
    {
        FieldKind.Float64 or FieldKind.Any => Cell.Of(value),
        FieldKind.Float32 => float.IsFinite((float)value) || !double.IsFinite(value) ? Cell.Of((float)value) : throw TooLarge(field, value),
        _ => throw Mismatch(field, "a float"),
    });

    /// <summary>Writes text.</summary>
    public void Set(int field, ReadOnlySpan<char> value) =>
        Put(field, Is(field, FieldKind.String) ? _batch.AddText(value) : throw Mismatch(field, "text"));

    /// <summary>Writes text, or null.</summary>
    public void Set(int field, string? value)
    {
        if (value is null)
        {
            SetNull(field);
            return;
        }

        Set(field, value.AsSpan());
    }

    /// <summary>Writes text that is valid UTF-8 already, or bytes.</summary>
    public void Set(int field, ReadOnlySpan<byte> value)
    {
        var start = _batch.AddBytes(value);
        Put(field, _schema.Fields[field].Schema.Kind switch
        {
            FieldKind.String => Cell.Text(start, value.Length),
            FieldKind.Bytes or FieldKind.Any => Cell.Bytes(start, value.Length),
            _ => throw Mismatch(field, "text or bytes"),
        });
    }

    /// <summary>Writes null.</summary>
    public void SetNull(int field) => Put(field, Cell.Null);

    /// <summary>Writes that the source does not know the value.</summary>
    public void SetUnavailable(int field) => Put(field, Cell.Unavailable);

    /// <summary>Writes a cell as it is.</summary>
    public void Set(int field, Cell cell) => Put(field, cell);

    /// <summary>Writes an integer by name.</summary>
    public void Set(string field, long value) => Set(Index(field), value);

    /// <summary>Writes a boolean by name.</summary>
    public void Set(string field, bool value) => Set(Index(field), value);

    /// <summary>Writes a number by name.</summary>
    public void Set(string field, double value) => Set(Index(field), value);

    /// <summary>Writes text, or null, by name.</summary>
    public void Set(string field, string? value) => Set(Index(field), value);

    /// <summary>Begins a nested struct.</summary>
    public StructWriter Struct(int field)
    {
        var schema = _schema.Fields[field].Schema;
        if (schema.Kind != FieldKind.Struct)
        {
            throw Mismatch(field, "a struct");
        }

        var first = _batch.AddCells(schema.CellCount);
        Put(field, Cell.Struct(first, schema.CellCount));
        return new StructWriter(_batch, schema, first);
    }

    /// <summary>Begins an array or, with two cells a pair, a map.</summary>
    /// <returns>The index of the first of its cells, to be filled in <see cref="RecordBatch.Cells"/>.</returns>
    public int Collection(int field, int count)
    {
        var kind = _schema.Fields[field].Schema.Kind;
        var first = _batch.AddCells(kind == FieldKind.Map ? 2 * count : count);
        Put(field, kind switch
        {
            FieldKind.Array => Cell.Array(first, count),
            FieldKind.Map => Cell.Map(first, count),
            _ => throw Mismatch(field, "an array or a map"),
        });
        return first;
    }

    private bool Is(int field, FieldKind kind) =>
        _schema.Fields[field].Schema.Kind is var actual && (actual == kind || actual == FieldKind.Any);

    private void Put(int field, Cell cell) => _batch.Cells[_first + _schema.Fields[field].Ordinal] = cell;

    private int Index(string field) => _schema.IndexOf(field) is var index and >= 0
        ? index
        : throw Unknown(field);

    private ConnectException Unknown(string field)
    {
        var fields = string.Join(", ", _schema.Fields.Select(known => known.Name));
        return new ConnectException(
            ErrorKind.Data, "ROW002", $"Cannot write field '{field}': {_schema} has no such field. Its fields are {fields}.");
    }

    private ConnectException TooLarge(int field, object value)
    {
        var (name, kind) = (_schema.Fields[field].Name, _schema.Fields[field].Schema.Kind);
        return new ConnectException(
            ErrorKind.Data,
            "ROW001",
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Cannot write field '{name}': {value} does not fit into {kind}. Declare a wider kind in the schema."));
    }

    private ConnectException Mismatch(int field, string given)
    {
        var (name, schema) = (_schema.Fields[field].Name, _schema.Fields[field].Schema);
        return new ConnectException(
            ErrorKind.Data,
            "ROW003",
            $"Cannot write field '{name}': {given} was given, the schema says {schema}. Convert the value or change the schema.");
    }
}
