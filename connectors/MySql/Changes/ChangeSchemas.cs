using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The schemas of the blocks that every change carries, as Debezium's connectors of each flavor name them.</summary>
internal static class ChangeSchemas
{
    private static readonly RecordSchema OptionalText = RecordSchema.String.WithNullable(true);
    private static readonly RecordSchema OptionalInt64 = RecordSchema.Int64.WithNullable(true);

    /// <summary>The transaction block.</summary>
    public static readonly RecordSchema Transaction = SchemaBuilder.Struct("event.block").Version(1).Nullable()
        .Field("id", RecordSchema.String)
        .Field("total_order", RecordSchema.Int64)
        .Field("data_collection_order", RecordSchema.Int64)
        .Build();

    /// <summary>The source block.</summary>
    public static RecordSchema Source(ServerFlavor flavor) =>
        SchemaBuilder.Struct($"io.debezium.connector.{ConnectorName(flavor)}.Source").Version(1)
            .Field("version", RecordSchema.String)
            .Field("connector", RecordSchema.String)
            .Field("name", RecordSchema.String)
            .Field("ts_ms", RecordSchema.Int64)
            .Field("snapshot", SchemaBuilder.Of(FieldKind.String).Name(LogicalNames.DebeziumEnum).Version(1)
                .Parameter("allowed", SnapshotMarkers.Allowed).Nullable().Default("false"))
            .Field("db", RecordSchema.String)
            .Field("sequence", OptionalText)
            .Field("ts_us", OptionalInt64)
            .Field("ts_ns", OptionalInt64)
            .Field("table", OptionalText)
            .Field("server_id", RecordSchema.Int64)
            .Field("gtid", OptionalText)
            .Field("file", RecordSchema.String)
            .Field("pos", RecordSchema.Int64)
            .Field("row", RecordSchema.Int32)
            .Field("thread", OptionalInt64)
            .Field("query", OptionalText)
            .Build();

    /// <summary>The name of a flavor's connector in schemas and source blocks.</summary>
    public static string ConnectorName(ServerFlavor flavor) => flavor == ServerFlavor.MariaDb ? "mariadb" : "mysql";
}
