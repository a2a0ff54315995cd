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
            return Walk(path, RowPart.After, stream.ValueSchema, names, 0);
        }

        return names[0] switch
        {
            EnvelopeSchema.Before => Walk(path, RowPart.Before, stream.ValueSchema, names, 1),
            EnvelopeSchema.After => Walk(path, RowPart.After, stream.ValueSchema, names, 1),
            EnvelopeSchema.Source => Walk(path, RowPart.Source, stream.SourceSchema, names, 1),
            EnvelopeSchema.Transaction => Walk(path, RowPart.Transaction, stream.TransactionSchema, names, 1),
            EnvelopeSchema.Operation => Walk(path, RowPart.Operation, RecordSchema.String, names, 1),
            EnvelopeSchema.Millis => Walk(path, RowPart.Millis, RecordSchema.Int64, names, 1),
            _ => null,
        };
    }

    /// <summary>Finds a path in the key of a stream, or returns null where it leads nowhere.</summary>
    public static FieldPath? InKey(RecordStream stream, string path) => Walk(path, RowPart.Key, stream.KeySchema, Split(path), 0);

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
                throw new ConnectException(ErrorKind.Config, "PTH001", $"Cannot read path '{path}': a name is empty or a backtick has no pair, names are separated by single dots. Write a name that contains a dot in backticks.");
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
                return new ValueReader(batch, Schema, row.ProcessedAt == 0 ? Cell.Null : Cell.Of(row.ProcessedAt / 1_000_000));
            default:
                return new ValueReader(batch, Schema, Find(batch, row) is var cell and >= 0 ? batch.Cells[cell] : Cell.Null);
        }
    }

    private static FieldPath? Walk(string path, RowPart part, RecordSchema? schema, string[] names, int from)
    {
        var ordinals = new int[Math.Max(0, names.Length - from)];
        for (var i = from; i < names.Length; i++)
        {
            if (schema?.Find(names[i]) is not { } field)
            {
                return null;
            }

            ordinals[i - from] = field.Ordinal;
            schema = field.Schema;
        }

        return schema is null ? null : new FieldPath(path, part, schema, ordinals);
    }
}
