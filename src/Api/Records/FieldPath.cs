using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <summary>Which part of a row a path begins in.</summary>
public enum RowPart : byte
{
    /// <summary>The key.</summary>
    Key,

    /// <summary>The row before the change.</summary>
    Before,

    /// <summary>The row after the change, or a plain value.</summary>
    After,

    /// <summary>The source block.</summary>
    Source,

    /// <summary>The transaction block.</summary>
    Transaction,

    /// <summary>The operation's letter.</summary>
    Operation,

    /// <summary>The processing time in milliseconds.</summary>
    Millis,

    /// <summary>The processing time in microseconds.</summary>
    Micros,

    /// <summary>The processing time in nanoseconds.</summary>
    Nanos,
}

/// <summary>A path into the value as it will be written, found once per stream and read per row.</summary>
/// <remarks>
/// On a stream with an envelope <c>after.id</c>, <c>before.id</c>, <c>source.ts_ms</c> and <c>op</c> resolve on the row without
/// an envelope being built; on a flat stream <c>id</c> or <c>address.city</c> do. Names are separated by dots; a name that
/// contains one is written in backticks.
/// </remarks>
public sealed class FieldPath
{
    private readonly int[] _ordinals;

    private FieldPath(string text, RowPart part, RecordSchema schema, int[] ordinals)
    {
        Text = text;
        Part = part;
        Schema = schema;
        _ordinals = ordinals;
    }

    /// <summary>The path as it was given.</summary>
    public string Text { get; }

    /// <summary>The part it begins in.</summary>
    public RowPart Part { get; }

    /// <summary>The schema of what it leads to.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Finds a path in the value of a stream, or returns null where it leads nowhere.</summary>
    public static FieldPath? InValue(RecordStream stream, string path)
    {
        var names = Split(path);
        if (stream.Layout == ValueLayout.Flat)
        {
            return Walk(path, RowPart.After, stream.ValueSchema, names);
        }

        return PartOf(names[0]) is { } part ? Walk(path, part, SchemaOf(stream, part), names.AsSpan(1)) : null;
    }

    /// <summary>Finds names in one part of a stream's rows, whatever its layout, or returns null where they lead nowhere.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="part">The part that the first name is looked up in.</param>
    /// <param name="names">The names from there on; none for the part itself.</param>
    public static FieldPath? InPart(RecordStream stream, RowPart part, params ReadOnlySpan<string> names) =>
        Walk(string.Join('.', names), part, SchemaOf(stream, part), names);

    /// <summary>The part of an envelope that a field of it is, or null for any other name.</summary>
    public static RowPart? PartOf(string name) => name switch
    {
        EnvelopeSchema.Before => RowPart.Before,
        EnvelopeSchema.After => RowPart.After,
        EnvelopeSchema.Source => RowPart.Source,
        EnvelopeSchema.Transaction => RowPart.Transaction,
        EnvelopeSchema.Operation => RowPart.Operation,
        EnvelopeSchema.Millis => RowPart.Millis,
        EnvelopeSchema.Micros => RowPart.Micros,
        EnvelopeSchema.Nanos => RowPart.Nanos,
        _ => null,
    };

    /// <summary>Finds a path in the key of a stream, or returns null where it leads nowhere.</summary>
    public static FieldPath? InKey(RecordStream stream, string path) => Walk(path, RowPart.Key, stream.KeySchema, Split(path));

    /// <summary>Splits a path into names.</summary>
    /// <exception cref="ConnectException">Config: a backtick without its pair, or an empty name.</exception>
    public static string[] Split(string path)
    {
        var names = new List<string>();
        for (var at = 0; at <= path.Length;)
        {
            var quoted = at < path.Length && path[at] == '`';
            var end = quoted ? path.IndexOf('`', at + 1) : path.IndexOf('.', at);
            var name = quoted ? (end < 0 ? string.Empty : path[(at + 1)..end]) : path[at..(end < 0 ? path.Length : end)];
            at = end < 0 ? path.Length + 1 : quoted ? end + 2 : end + 1;
            if (name.Length == 0 || (quoted && at <= path.Length && path[at - 1] != '.'))
            {
                throw Unreadable(path);
            }

            names.Add(name);
        }

        return [.. names];
    }

    /// <summary>The index of the cell that the path leads to in a row, or −1 where something on the way is absent or null.</summary>
    public int Find(RecordBatch batch, in Row row)
    {
        var at = Part switch
        {
            RowPart.Key => row.Key,
            RowPart.Before => row.Before,
            RowPart.After => row.After,
            RowPart.Source => row.Source,
            RowPart.Transaction => row.Transaction,
            _ => -1,
        };
        foreach (var ordinal in _ordinals)
        {
            if (at < 0)
            {
                return -1;
            }

            var parent = batch.Cells[at];
            at = parent.Kind == FieldKind.Struct && ordinal < parent.Count ? parent.First + ordinal : -1;
        }

        return at;
    }

    /// <summary>The value that the path leads to; null where something on the way is.</summary>
    public ValueReader Read(RecordBatch batch, in Row row)
    {
        switch (Part)
        {
            case RowPart.Operation:
                Span<byte> letter = [row.Operation.Code()];
                return new ValueReader(batch, Schema, Cell.Text(batch.AddBytes(letter), 1));
            case RowPart.Millis:
                return Time(batch, row, 1_000_000);
            case RowPart.Micros:
                return Time(batch, row, 1_000);
            case RowPart.Nanos:
                return Time(batch, row, 1);
            default:
                return new ValueReader(batch, Schema, Find(batch, row) is var cell and >= 0 ? batch.Cells[cell] : Cell.Null);
        }
    }

    private static RecordSchema? SchemaOf(RecordStream stream, RowPart part) => part switch
    {
        RowPart.Key => stream.KeySchema,
        RowPart.Before or RowPart.After => stream.ValueSchema,
        RowPart.Source => stream.SourceSchema,
        RowPart.Transaction => stream.TransactionSchema,
        RowPart.Operation => RecordSchema.String,
        _ => EnvelopeSchema.OptionalInt64,
    };

    private static FieldPath? Walk(string path, RowPart part, RecordSchema? schema, ReadOnlySpan<string> names)
    {
        var ordinals = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (schema?.Find(names[i]) is not { } field)
            {
                return null;
            }

            ordinals[i] = field.Ordinal;
            schema = field.Schema;
        }

        return schema is null ? null : new FieldPath(path, part, schema, ordinals);
    }

    private static ConnectException Unreadable(string path) => new(
        ErrorKind.Config,
        "PTH001",
        $"Cannot read path '{path}': a name is empty or a backtick has no pair, names are separated by single dots. "
        + "Write a name that contains a dot in backticks.");

    private ValueReader Time(RecordBatch batch, in Row row, long nanos) =>
        new(batch, Schema, row.ProcessedAt == 0 ? Cell.Null : Cell.Of(row.ProcessedAt / nanos));
}
