using System.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <summary>Reads one value: a cell with its schema.</summary>
/// <remarks>It makes a string only when asked for one; <see cref="Utf8"/> reads the bytes in place.</remarks>
public readonly ref struct ValueReader
{
    private readonly RecordBatch _batch;
    private readonly Cell _cell;

    /// <summary>Reads a cell of a batch.</summary>
    public ValueReader(RecordBatch batch, RecordSchema? schema, Cell cell)
    {
        _batch = batch;
        _cell = cell;
        Schema = schema;
    }

    /// <summary>The value's schema; null inside data that describes itself.</summary>
    public RecordSchema? Schema { get; }

    /// <summary>The cell.</summary>
    public Cell Cell => _cell;

    /// <summary>The kind of the value itself.</summary>
    public FieldKind Kind => _cell.Kind;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => _cell.State == CellState.Null;

    /// <summary>Whether the source does not know it.</summary>
    public bool IsUnavailable => _cell.State == CellState.Unavailable;

    /// <summary>An integer of any size.</summary>
    public long Int64 => Expect(_cell.Kind is >= FieldKind.Int8 and <= FieldKind.Int64, "an integer").Int64;

    /// <summary>A boolean.</summary>
    public bool Boolean => Expect(_cell.Kind == FieldKind.Boolean, "a boolean").Boolean;

    /// <summary>A float of either size.</summary>
    public double Float64 => _cell.Kind == FieldKind.Float32 && _cell.HasValue
        ? _cell.Float32
        : Expect(_cell.Kind == FieldKind.Float64, "a float").Float64;

    /// <summary>The bytes of text or bytes.</summary>
    public ReadOnlySpan<byte> Utf8 => _batch[Expect(_cell.Kind is FieldKind.String or FieldKind.Bytes, "text or bytes")];

    /// <summary>Text as a string; null for a null.</summary>
    public string? Text => IsNull ? null : Encoding.UTF8.GetString(_batch[Expect(_cell.Kind == FieldKind.String, "text")]);

    /// <summary>Fields of a struct, elements of an array, pairs of a map.</summary>
    public int Count => _cell.Kind switch
    {
        FieldKind.Struct when Schema is { Kind: FieldKind.Struct } => Schema.Fields.Count,
        FieldKind.Struct or FieldKind.Array or FieldKind.Map => _cell.Count,
        _ => 0,
    };

    /// <summary>A field of a struct by name.</summary>
    /// <exception cref="ConnectException">Data: the struct has no such field.</exception>
    public ValueReader this[string field]
    {
        get
        {
            Expect(_cell.Kind == FieldKind.Struct && Schema is { Kind: FieldKind.Struct }, "a struct with a schema");
            var found = Schema!.Find(field) ?? throw Unknown(field);
            return Child(found.Schema, found.Ordinal);
        }
    }

    /// <summary>A field of a struct or an element of an array, by index; null behind the last and inside a null.</summary>
    /// <exception cref="ConnectException">Data: the value is neither.</exception>
    public ValueReader this[int index]
    {
        get
        {
            if (_cell.HasValue)
            {
                Expect(_cell.Kind is FieldKind.Struct or FieldKind.Array, "a struct or an array");
            }

            return _cell.Kind == FieldKind.Struct && Schema is { Kind: FieldKind.Struct }
                ? Child(Schema.Fields[index].Schema, Schema.Fields[index].Ordinal)
                : Child(Schema?.Element, index);
        }
    }

    /// <summary>The key of a map's pair.</summary>
    /// <exception cref="ConnectException">Data: the value is no map.</exception>
    public ValueReader MapKey(int pair) => Pair(Schema?.KeySchema, 2 * pair);

    /// <summary>The value of a map's pair.</summary>
    /// <exception cref="ConnectException">Data: the value is no map.</exception>
    public ValueReader MapValue(int pair) => Pair(Schema?.ValueSchema, (2 * pair) + 1);

    /// <summary>Writes the value as JSON.</summary>
    public void WriteTo(System.Text.Json.Utf8JsonWriter json) => ValueJson.Write(json, _batch, Schema, _cell);

    /// <summary>The value as a line of JSON.</summary>
    public string ToJson()
    {
        using var text = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(text))
        {
            WriteTo(json);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private ValueReader Pair(RecordSchema? schema, int ordinal)
    {
        Expect(_cell.Kind == FieldKind.Map, "a map");
        return Child(schema, ordinal);
    }

    // Rows written before a field was added have fewer cells: such a field is null.
    private ValueReader Child(RecordSchema? schema, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        var cells = _cell.Kind == FieldKind.Map ? 2 * _cell.Count : _cell.Count;
        return new ValueReader(_batch, schema, ordinal < cells ? _batch.Cells[_cell.First + ordinal] : Cell.Null);
    }

    private ConnectException Unknown(string field)
    {
        var fields = string.Join(", ", Schema!.Fields.Select(known => known.Name));
        return new ConnectException(
            ErrorKind.Data, "ROW004", $"Cannot read field '{field}': {Schema} has no such field. Its fields are {fields}.");
    }

    private Cell Expect(bool condition, string wanted) => condition && _cell.HasValue ? _cell : throw Unexpected(wanted);

    private ConnectException Unexpected(string wanted)
    {
        var found = _cell.HasValue ? _cell.Kind.ToString() : _cell.State.ToString();
        return new ConnectException(
            ErrorKind.Data,
            "ROW005",
            $"Cannot read a value as {wanted}: it is {found} of schema {Schema}. Check for null first, or read it as what it is.");
    }
}
