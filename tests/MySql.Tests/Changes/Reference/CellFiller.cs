using System.Text.Json.Nodes;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Changes.Reference;

/// <summary>Writes values of the JSON converter as the cells of a row, as a decoder of the binlog would.</summary>
internal static class CellFiller
{
    /// <summary>Adds a row of so many cells with the fields that the JSON has; the others stay null.</summary>
    /// <returns>Its root, or −1 for no image.</returns>
    public static int Row(RecordBatch batch, RecordSchema schema, int cellCount, JsonNode? values)
    {
        if (values is null)
        {
            return -1;
        }

        var root = batch.AddStruct(cellCount);
        foreach (var field in schema.Fields)
        {
            var cell = Cell(batch, field.Schema, values[field.Name]);
            batch.Cells[root + 1 + field.Ordinal] = cell;
        }

        return root;
    }

    private static Cell Cell(RecordBatch batch, RecordSchema schema, JsonNode? value)
    {
        if (value is null)
        {
            return Records.Cell.Null;
        }

        switch (schema.Kind)
        {
            case FieldKind.Boolean: return Records.Cell.Of((bool)value);
            case FieldKind.String: return batch.AddText((string)value!);
            case FieldKind.Bytes:
                var bytes = Convert.FromBase64String((string)value!);
                return Records.Cell.Bytes(batch.AddBytes(bytes), bytes.Length);
            case FieldKind.Float32: return Records.Cell.Of((float)value);
            case FieldKind.Float64: return Records.Cell.Of((double)value);
            default: return Records.Cell.OfInteger(schema.Kind, (long)value);
        }
    }
}
