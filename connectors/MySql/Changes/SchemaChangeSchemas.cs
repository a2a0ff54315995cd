using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The records of the schema change topic, as Debezium's connectors name them.</summary>
internal static class SchemaChangeSchemas
{
    private static readonly RecordSchema OptionalText = RecordSchema.String.WithNullable(true);
    private static readonly RecordSchema OptionalInt = RecordSchema.Int32.WithNullable(true);
    private static readonly RecordSchema OptionalFlag = RecordSchema.Boolean.WithNullable(true);
    private static readonly RecordSchema OptionalTexts = SchemaBuilder.Array(RecordSchema.String).Nullable().Build();

    private static readonly RecordSchema Column = SchemaBuilder.Struct("io.debezium.connector.schema.Column").Version(1)
        .Field("name", RecordSchema.String)
        .Field("jdbcType", RecordSchema.Int32)
        .Field("nativeType", OptionalInt)
        .Field("typeName", RecordSchema.String)
        .Field("typeExpression", OptionalText)
        .Field("charsetName", OptionalText)
        .Field("length", OptionalInt)
        .Field("scale", OptionalInt)
        .Field("position", RecordSchema.Int32)
        .Field("optional", OptionalFlag)
        .Field("autoIncremented", OptionalFlag)
        .Field("generated", OptionalFlag)
        .Field("comment", OptionalText)
        .Field("defaultValueExpression", OptionalText)
        .Field("enumValues", OptionalTexts)
        .Build();

    private static readonly RecordSchema Table = SchemaBuilder.Struct("io.debezium.connector.schema.Table").Version(1).Nullable()
        .Field("defaultCharsetName", OptionalText)
        .Field("primaryKeyColumnNames", OptionalTexts)
        .Field("columns", SchemaBuilder.Array(Column))
        .Field("comment", OptionalText)
        .Build();

    private static readonly RecordSchema Change = SchemaBuilder.Struct("io.debezium.connector.schema.Change").Version(1)
        .Field("type", RecordSchema.String)
        .Field("id", RecordSchema.String)
        .Field("table", Table)
        .Build();

    /// <summary>The stream of a topic.</summary>
    public static RecordStream Stream(string topic, ServerFlavor flavor)
    {
        var space = $"io.debezium.connector.{ChangeSchemas.ConnectorName(flavor)}";
        return new RecordStream(
            topic,
            SchemaBuilder.Struct($"{space}.SchemaChangeKey").Version(1).Field("databaseName", RecordSchema.String).Build(),
            SchemaBuilder.Struct($"{space}.SchemaChangeValue").Version(1)
                .Field("source", ChangeSchemas.Source(flavor))
                .Field("ts_ms", RecordSchema.Int64)
                .Field("databaseName", OptionalText)
                .Field("schemaName", OptionalText)
                .Field("ddl", OptionalText)
                .Field("tableChanges", SchemaBuilder.Array(Change))
                .Build());
    }
}
