using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The records of the transaction topic, as Debezium names them.</summary>
internal static class TransactionSchemas
{
    private static readonly RecordSchema Collection = SchemaBuilder.Struct("event.collection").Version(1).Nullable()
        .Field("data_collection", RecordSchema.String)
        .Field("event_count", RecordSchema.Int64)
        .Build();

    private static readonly RecordSchema Key = SchemaBuilder.Struct("io.debezium.connector.common.TransactionMetadataKey").Version(1)
        .Field("id", RecordSchema.String)
        .Build();

    private static readonly RecordSchema Value = SchemaBuilder.Struct("io.debezium.connector.common.TransactionMetadataValue").Version(1)
        .Field("status", RecordSchema.String)
        .Field("id", RecordSchema.String)
        .Field("event_count", RecordSchema.Int64.WithNullable(true))
        .Field("data_collections", SchemaBuilder.Array(Collection).Nullable())
        .Field("ts_ms", RecordSchema.Int64)
        .Build();

    /// <summary>The stream of a topic.</summary>
    public static RecordStream Stream(string topic) => new(topic, Key, Value);
}
