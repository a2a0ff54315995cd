using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>A small shop: the streams and rows that tests of records work on.</summary>
internal static class Shop
{
    public static readonly RecordSchema Key = SchemaBuilder.Struct("shop.Order.Key").Field("id", RecordSchema.Int64).Build();

    public static readonly RecordSchema Address = SchemaBuilder.Struct("shop.Address")
        .Field("city", RecordSchema.String)
        .Field("zip.code", RecordSchema.String)
        .Nullable()
        .Build();

    public static readonly RecordSchema Value = SchemaBuilder.Struct("shop.Order.Value")
        .Field("id", RecordSchema.Int64)
        .Field("note", RecordSchema.String.WithNullable(true))
        .Field("total", SchemaBuilder.Decimal(12, 2))
        .Field("address", Address)
        .Build();

    public static readonly RecordSchema Source = SchemaBuilder.Struct("shop.Source")
        .Field("db", RecordSchema.String)
        .Field("ts_ms", RecordSchema.Int64)
        .Build();

    public static readonly RecordSchema Transaction = SchemaBuilder.Struct("event.block").Version(1)
        .Field("id", RecordSchema.String)
        .Field("total_order", RecordSchema.Int64)
        .Field("data_collection_order", RecordSchema.Int64)
        .Build();

    public static RecordStream Orders(ValueLayout layout = ValueLayout.Flat) => new("shop.orders", Key, Value, layout)
    {
        SourceSchema = Source,
        TransactionSchema = Transaction,
    };

    /// <summary>Adds an order with its key.</summary>
    public static RowWriter AddOrder(
        RecordBatch batch, RecordStream stream, long id, string? note = null, RowOperation operation = RowOperation.Create)
    {
        var row = batch.Add(stream, operation);
        row.Key().Set("id", id);
        var after = row.After();
        after.Set(0, id);
        after.Set(1, note);
        after.Set(2, "\x04\xD2"u8);
        return row;
    }
}
