using System.Numerics;
using ConnectRuntime.Connectors;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>Fills a batch as if it had been fetched and decoded.</summary>
/// <remarks>
/// Values: null, <see cref="Unavailable"/>, bool, integers, float, double, string, byte[], <see cref="BigInteger"/> (the unscaled
/// value of a decimal), and object?[] for structs, arrays and the pairs of maps.
/// </remarks>
internal sealed class BatchBuilder : IBatchDecoder
{
    public static readonly object Unavailable = new();

    private readonly Dictionary<TopicPartition, int> _partitions = [];

    public BatchBuilder(Guid? topicId = null)
    {
        TopicId = topicId ?? TopicIds.First;
        Batch = new RecordBatch(100_000);
        Batch.Adopt(new byte[64 * 1024], 0, this);
    }

    public Guid TopicId { get; }

    public RecordBatch Batch { get; }

    public void Decode(RecordBatch batch, Projection? projection)
    {
        // The cells are there already.
    }

    public BatchBuilder Upsert(RecordStream stream, long offset, object? key, params object?[] after) =>
        Add(stream, offset, RowOperation.None, key, null, after);

    public BatchBuilder Tombstone(RecordStream stream, long offset, object? key) => Add(stream, offset, RowOperation.None, key, null, null);

    public BatchBuilder Add(
        RecordStream stream, long offset, RowOperation operation, object? key, object?[]? before, object? after, int partition = 0)
    {
        var name = new TopicPartition(stream.Topic, partition);
        if (!_partitions.TryGetValue(name, out var index))
        {
            _partitions[name] = index = Batch.AddPartition(new BatchPartition(name, TopicId));
        }

        var fetched = new FetchedRow { Partition = index, Offset = offset, RawKey = new(0, -1), RawValue = new(0, -1), KeySchemaId = -1, ValueSchemaId = -1 };
        Batch.AddFetched(Batch.AddStream(stream), fetched, 0);
        var row = Batch.RowCount - 1;
        Batch.Rows[row].Operation = operation;
        var keyRoot = key is null ? -1 : Root(stream.KeySchema!, key);
        var beforeRoot = before is null ? -1 : Root(stream.ValueSchema!, before);
        var afterRoot = after is null ? -1 : Root(stream.ValueSchema!, after);
        ref var added = ref Batch.Rows[row];
        (added.Key, added.Before, added.After) = (keyRoot, beforeRoot, afterRoot);
        return this;
    }

    private int Root(RecordSchema schema, object? value)
    {
        // A plain value comes as the only one of the parameters.
        var plain = schema.Kind is not (FieldKind.Struct or FieldKind.Array or FieldKind.Map) && value is object?[] ? ((object?[])value)[0] : value;
        var cell = Cell(schema, plain);
        return Batch.AddRoot(cell);
    }

    private Cell Cell(RecordSchema schema, object? value) => value switch
    {
        null => Records.Cell.Null,
        _ when ReferenceEquals(value, Unavailable) => Records.Cell.Unavailable,
        bool flag => Records.Cell.Of(flag),
        sbyte or short or int or long => Records.Cell.OfInteger(schema.Kind, Convert.ToInt64(value, null)),
        float number => Records.Cell.Of(number),
        double number => schema.Kind == FieldKind.Float32 ? Records.Cell.Of((float)number) : Records.Cell.Of(number),
        string text => Batch.AddText(text),
        byte[] bytes when schema.Kind == FieldKind.String => Records.Cell.Text(Batch.AddBytes(bytes), bytes.Length),
        byte[] bytes => Records.Cell.Bytes(Batch.AddBytes(bytes), bytes.Length),
        BigInteger unscaled => Cell(schema, unscaled.ToByteArray(isBigEndian: true)),
        object?[] parts => Nested(schema, parts),
        _ => throw new ArgumentException($"No cell for {value.GetType()}.", nameof(value)),
    };

    private Cell Nested(RecordSchema schema, object?[] parts)
    {
        var first = Batch.AddCells(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            var child = schema.Kind switch
            {
                FieldKind.Struct => schema.Fields[i].Schema,
                FieldKind.Array => schema.Element!,
                _ => i % 2 == 0 ? schema.KeySchema! : schema.ValueSchema!,
            };
            var cell = Cell(child, parts[i]);
            Batch.Cells[first + i] = cell;
        }

        return schema.Kind switch
        {
            FieldKind.Struct => Records.Cell.Struct(first, parts.Length),
            FieldKind.Array => Records.Cell.Array(first, parts.Length),
            _ => Records.Cell.Map(first, parts.Length / 2),
        };
    }
}
