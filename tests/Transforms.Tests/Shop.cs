using System.Text;
using System.Text.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Tests;

/// <summary>Customers of a shop, with an address and a change envelope.</summary>
internal static class Shop
{
    public static readonly RecordSchema Address = SchemaBuilder.Struct("shop.Address")
        .Field("city", RecordSchema.String)
        .Field("zip.code", RecordSchema.String.WithNullable(true))
        .Nullable()
        .Build();

    public static readonly RecordSchema Value = SchemaBuilder.Struct("shop.customers.Value")
        .Field("id", RecordSchema.Int32)
        .Field("name", RecordSchema.String)
        .Field("email", RecordSchema.String.WithNullable(true))
        .Field("address", Address)
        .Build();

    public static readonly RecordSchema Key = SchemaBuilder.Struct("shop.customers.Key").Field("id", RecordSchema.Int32).Build();

    public static readonly RecordSchema Source = SchemaBuilder.Struct("shop.Source")
        .Field("db", RecordSchema.String)
        .Field("table", RecordSchema.String)
        .Field("ts_ms", RecordSchema.Int64)
        .Build();

    public static readonly RecordSchema Transaction = SchemaBuilder.Struct("event.block").Version(1)
        .Field("id", RecordSchema.String)
        .Field("total_order", RecordSchema.Int64)
        .Build();

    public static readonly RecordStream Flat = new("shop.customers", Key, Value);

    public static readonly RecordStream Envelope = Flat with
    {
        Layout = ValueLayout.Envelope,
        SourceSchema = Source,
        TransactionSchema = Transaction,
    };

    /// <summary>Adds a row; for a delete its values are those before the change.</summary>
    public static RowWriter Add(
        RecordBatch batch, RecordStream stream, int id, string? email = "a@b.ch", RowOperation operation = RowOperation.Create)
    {
        var row = batch.Add(stream, operation);
        row.Key().Set("id", id);
        if (operation is not (RowOperation.Truncate or RowOperation.Message))
        {
            Fill(operation == RowOperation.Delete ? row.Before() : row.After(), id, "new", email);
        }

        if (operation == RowOperation.Update)
        {
            Fill(row.Before(), id, "old", "old@b.ch");
        }

        if (stream.SourceSchema is not null)
        {
            var source = row.Source();
            source.Set("db", "shop");
            source.Set("table", "customers");
            source.Set("ts_ms", 1_700_000_000_000);
            row.Row.ProcessedAt = 1_700_000_000_123_456_789;
        }

        return row;
    }

    public static RowWriter AddTombstone(RecordBatch batch, RecordStream stream, int id)
    {
        var row = batch.Add(stream);
        row.Key().Set("id", id);
        return row;
    }

    /// <summary>The part of a row as JSON, and "none" where it is not there.</summary>
    public static string Json(RecordBatch batch, int row, Func<Row, int> root, Func<RecordStream, RecordSchema?> schema)
    {
        var at = root(batch.Rows[row]);
        if (at < 0)
        {
            return "none";
        }

        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            ValueJson.Write(json, batch, schema(batch.Streams[batch.Rows[row].Stream]), batch.Cells[at]);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    public static string After(RecordBatch batch, int row) => Json(batch, row, r => r.After, s => s.ValueSchema);

    public static string Before(RecordBatch batch, int row) => Json(batch, row, r => r.Before, s => s.ValueSchema);

    public static string KeyOf(RecordBatch batch, int row) => Json(batch, row, r => r.Key, s => s.KeySchema);

    public static string SourceOf(RecordBatch batch, int row) => Json(batch, row, r => r.Source, s => s.SourceSchema);

    public static string[] Headers(RecordBatch batch, int row)
    {
        var found = new List<string>();
        var (start, count) = (batch.Rows[row].HeaderStart, batch.Rows[row].HeaderCount);
        for (var i = start; i < start + count; i++)
        {
            var header = batch.Headers[i];
            var name = Encoding.UTF8.GetString(batch.Arena.Slice(header.NameStart, header.NameLength));
            var value = new ValueReader(batch, null, header.Value);
            found.Add($"{name}={(value.IsNull ? "null" : value.Kind == FieldKind.String ? value.Text : value.Int64)}");
        }

        return [.. found];
    }

    private static void Fill(StructWriter row, int id, string name, string? email)
    {
        row.Set("id", id);
        row.Set("name", name);
        row.Set("email", email);
        var address = row.Struct(3);
        address.Set("city", "Bern");
        address.Set("zip.code", "3000");
    }
}
