using System.Text;
using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>Values of a schema, extremes and empty ones among them.</summary>
internal sealed class RandomCells(Random random, RecordBatch batch)
{
    public int Root(RecordSchema schema)
    {
        var root = batch.AddCells(1);
        var cell = Cell(schema, 3);
        batch.Cells[root] = cell;
        return root;
    }

    public Cell Cell(RecordSchema schema, int depth)
    {
        if (schema.IsNullable && random.Next(4) == 0)
        {
            return Records.Cell.Null;
        }

        return schema.Kind switch
        {
            FieldKind.Any => Self(depth),
            FieldKind.Struct => Struct(schema, depth),
            FieldKind.Array => Items(schema.Element!, null, depth),
            FieldKind.Map => Items(schema.KeySchema!, schema.ValueSchema!, depth),
            FieldKind.Bytes when FixedShape.SizeOf(schema) is { } size => Bytes(size),
            _ => Scalar(schema.Kind),
        };
    }

    private Cell Scalar(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => Records.Cell.Of(random.Next(2) == 0),
        FieldKind.Int8 => Records.Cell.OfInteger(kind, random.Next(sbyte.MinValue, sbyte.MaxValue + 1)),
        FieldKind.Int16 => Records.Cell.OfInteger(kind, random.Next(short.MinValue, short.MaxValue + 1)),
        FieldKind.Int32 => Records.Cell.OfInteger(kind, (int)Number()),
        FieldKind.Int64 => Records.Cell.Of(Number()),
        FieldKind.Float32 => Records.Cell.Of(random.Next(9) == 0 ? float.NaN : random.NextSingle() * 1e9f),
        FieldKind.Float64 => Records.Cell.Of(random.Next(9) == 0 ? double.NegativeInfinity : random.NextDouble() - 0.5),
        FieldKind.String => batch.AddText(Text()),
        _ => Bytes(random.Next(random.Next(9) == 0 ? 300 : 20)),
    };

    private Cell Self(int depth) => random.Next(depth > 0 ? 12 : 10) switch
    {
        0 => Records.Cell.Null,
        10 => Items(RecordSchema.Any, null, depth),
        11 => Items(RecordSchema.Any, RecordSchema.Any, depth),
        var i => Scalar((FieldKind)i),
    };

    private Cell Struct(RecordSchema schema, int depth)
    {
        var first = batch.AddCells(schema.CellCount);
        foreach (var field in schema.Fields)
        {
            var cell = Cell(field.Schema, depth - 1);
            batch.Cells[first + field.Ordinal] = cell;
        }

        return Records.Cell.Struct(first, schema.CellCount);
    }

    private Cell Items(RecordSchema item, RecordSchema? value, int depth)
    {
        var count = random.Next(random.Next(9) == 0 ? 70 : 4);
        var width = value is null ? 1 : 2;
        var first = batch.AddCells(count * width);
        for (var i = 0; i < count * width; i++)
        {
            // Readers that make a dictionary of a map would lose a key that comes twice.
            var isKey = width == 2 && i % 2 == 0 && item.Kind == FieldKind.String && !item.IsNullable;
            var cell = isKey ? batch.AddText($"{i}{Text()}") : Cell(width == 2 && i % 2 == 1 ? value! : item, depth - 1);
            batch.Cells[first + i] = cell;
        }

        return value is null ? Records.Cell.Array(first, count) : Records.Cell.Map(first, count);
    }

    private Cell Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return Records.Cell.Bytes(batch.AddBytes(bytes), count);
    }

    // All lengths of varint are as likely.
    private long Number() => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    private string Text()
    {
        var text = new StringBuilder();
        for (var i = random.Next(random.Next(9) == 0 ? 200 : 20); i > 0; i--)
        {
            text.Append(new Rune(random.Next(5) == 0 ? random.Next(0xE000, 0x10FFFF) : random.Next(32, 127)));
        }

        return text.ToString();
    }
}
