using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>Compares values of two batches field by field; the schemas say the same, but may lay their cells out differently.</summary>
internal static class CellComparison
{
    public static void Same(RecordBatch a, RecordSchema? schemaA, Cell x, RecordBatch b, RecordSchema? schemaB, Cell y, string path = "$")
    {
        Assert.True(x.State == y.State, $"{path}: {x.State} and {y.State}");
        if (!x.HasValue)
        {
            return;
        }

        var widened = schemaA is null or { Kind: FieldKind.Any } && x.Kind is FieldKind.Int8 or FieldKind.Int16;
        Assert.True(widened || x.Kind == y.Kind, $"{path}: {x.Kind} and {y.Kind}");
        switch (x.Kind)
        {
            case FieldKind.Struct:
                for (var i = 0; i < schemaA!.Fields.Count; i++)
                {
                    var (f, g) = (schemaA.Fields[i], schemaB!.Fields[i]);
                    Same(a, f.Schema, a.Cells[x.First + f.Ordinal], b, g.Schema, b.Cells[y.First + g.Ordinal], $"{path}.{f.Name}");
                }

                break;
            case FieldKind.Array or FieldKind.Map:
                Assert.True(x.Count == y.Count, $"{path}: {x.Count} and {y.Count} items");
                var width = x.Kind == FieldKind.Map ? 2 : 1;
                for (var i = 0; i < x.Count * width; i++)
                {
                    Same(a, Inner(schemaA, width, i), a.Cells[x.First + i], b, Inner(schemaB, width, i), b.Cells[y.First + i], $"{path}[{i}]");
                }

                break;
            case FieldKind.String or FieldKind.Bytes when schemaA is { Logical.Kind: LogicalKind.Decimal } && FixedShape.SizeOf(schemaA) is not null:
                Assert.True(Number(a[x]) == Number(b[y]), $"{path}: numbers differ");
                break;
            case FieldKind.String or FieldKind.Bytes:
                Assert.True(a[x].SequenceEqual(b[y]), $"{path}: bytes differ");
                break;
            default:
                Assert.True(x.Int64 == y.Int64, $"{path}: {x.Int64} and {y.Int64}");
                break;
        }
    }

    private static RecordSchema? Inner(RecordSchema? schema, int width, int index) =>
        width == 1 ? schema?.Element : index % 2 == 0 ? schema?.KeySchema : schema?.ValueSchema;

    private static System.Numerics.BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: false, isBigEndian: true);
}
