using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>A table and its changes, for tests that need an ordinary case.</summary>
internal static class Shop
{
    public const long ProcessedAt = 1_700_000_000_123_456_789;

    public static readonly RecordSchema Row = SchemaBuilder.Struct("shop.inventory.orders.Value")
        .Field("id", RecordSchema.Int64)
        .Field("customer", RecordSchema.Int64)
        .Field("quantity", RecordSchema.Int32)
        .Field("price", RecordSchema.Float64)
        .Field("flag", RecordSchema.Int8.WithNullable(true))
        .Field("name", RecordSchema.String)
        .Field("street", RecordSchema.String.WithNullable(true))
        .Field("city", RecordSchema.String)
        .Build();

    public static readonly RecordSchema Source = SchemaBuilder.Struct("io.debezium.connector.mysql.Source")
        .Field("version", RecordSchema.String)
        .Field("connector", RecordSchema.String)
        .Field("ts_ms", RecordSchema.Int64)
        .Field("db", RecordSchema.String)
        .Field("table", RecordSchema.String.WithNullable(true))
        .Field("pos", RecordSchema.Int64)
        .Build();

    public static readonly RecordSchema Transaction = SchemaBuilder.Struct("event.block").Version(1)
        .Field("id", RecordSchema.String)
        .Field("total_order", RecordSchema.Int64)
        .Field("data_collection_order", RecordSchema.Int64)
        .Build();

    public static readonly RecordSchema Key = SchemaBuilder.Struct("shop.inventory.orders.Key").Field("id", RecordSchema.Int64).Build();

    public static readonly RecordStream Flat = new("orders", Key, Row);

    public static readonly RecordStream Envelope = new("orders", Key, Row, ValueLayout.Envelope) { SourceSchema = Source, TransactionSchema = Transaction };

    public static void Fill(StructWriter row, int i)
    {
        row.Set(0, 1_000_000L + i);
        row.Set(1, i * 7919L * 104729);
        row.Set(2, i % 1000);
        row.Set(3, i / 3.0);
        if (i % 3 != 0)
        {
            row.Set(4, i % 100);
        }

        row.Set(5, $"customer-{i % 1000}");
        row.Set(6, i % 5 == 0 ? null : $"street {i % 100000}");
        row.Set(7, $"city of {i % 1000}");
    }

    public static void Add(RecordBatch batch, RecordStream stream, RowOperation operation, int i)
    {
        var row = batch.Add(stream, operation);
        row.Key().Set(0, 1_000_000L + i);
        if (operation is not (RowOperation.Create or RowOperation.Read or RowOperation.None))
        {
            Fill(row.Before(), i - 1);
        }

        if (operation != RowOperation.Delete)
        {
            Fill(row.After(), i);
        }

        if (stream.SourceSchema is not null)
        {
            var source = row.Source();
            source.Set(0, "3.0");
            source.Set(1, "mysql");
            source.Set(2, 1_700_000_000_000L);
            source.Set(3, "inventory");
            source.Set(4, "orders");
            source.Set(5, 484L + i);
            row.Row.ProcessedAt = ProcessedAt + i;
        }
    }
}
