using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>A column that a stream's records ask for.</summary>
internal sealed record WantedColumn(string Name, ValueOrigin Origin, int Ordinal, RecordSchema Schema, bool IsKey);

/// <summary>Finds the columns that a stream's records ask for, those of the key first.</summary>
internal static class WantedColumns
{
    private static readonly string[] KafkaNames = ["__connect_topic", "__connect_partition", "__connect_offset"];

    public static List<WantedColumn> Of(RecordStream stream, JdbcSinkModel model)
    {
        var key = model.PkMode switch
        {
            PkMode.Kafka => Kafka(model),
            PkMode.RecordKey => FromKey(stream, model),
            PkMode.RecordValue => FromValue(stream, model),
            _ => [],
        };
        return [.. key, .. Values(stream, model, key.Select(column => column.Name).ToHashSet(StringComparer.Ordinal))];
    }

    /// <summary>What must be decoded; null for everything.</summary>
    public static Projection? Projection(JdbcSinkModel model) => model.Whitelist.Count == 0 || (model.PkMode == PkMode.RecordValue && model.PkFields.Count == 0)
        ? null
        : new Projection(model.Whitelist.Concat(model.PkFields), key: model.PkMode == PkMode.RecordKey);

    private static List<WantedColumn> Kafka(JdbcSinkModel model)
    {
        var names = model.PkFields.Count == 3 ? model.PkFields : KafkaNames;
        return
        [
            new(Fold(names[0], model), ValueOrigin.Topic, 0, RecordSchema.String, true),
            new(Fold(names[1], model), ValueOrigin.Partition, 0, RecordSchema.Int32, true),
            new(Fold(names[2], model), ValueOrigin.Offset, 0, RecordSchema.Int64, true),
        ];
    }

    private static List<WantedColumn> FromKey(RecordStream stream, JdbcSinkModel model)
    {
        switch (stream.KeySchema)
        {
            case null:
                throw JdbcErrors.BadKey(stream.Topic, "the records have no key, pk.mode=record_key needs one");
            case { Kind: FieldKind.Struct } schema:
                return Fields(schema, ValueOrigin.KeyField, stream, model);
            case { Kind: FieldKind.Array or FieldKind.Map or FieldKind.Any } schema:
                throw JdbcErrors.BadKey(stream.Topic, $"the key is {schema.Kind}, a plain value or a struct is required");
            case var schema:
                return model.PkFields.Count == 1
                    ? [new(Fold(model.PkFields[0], model), ValueOrigin.Key, 0, schema, true)]
                    : throw JdbcErrors.BadKey(stream.Topic, $"the key is a plain {schema.Kind}, and pk.fields has {model.PkFields.Count} names where one is required");
        }
    }

    private static List<WantedColumn> FromValue(RecordStream stream, JdbcSinkModel model) => stream.ValueSchema switch
    {
        { Kind: FieldKind.Struct } schema => Fields(schema, ValueOrigin.ValueField, stream, model),
        null => [],
        _ => throw JdbcErrors.BadKey(stream.Topic, "the value is no struct, pk.mode=record_value needs one"),
    };

    private static List<WantedColumn> Fields(RecordSchema schema, ValueOrigin origin, RecordStream stream, JdbcSinkModel model)
    {
        var names = model.PkFields.Count > 0 ? model.PkFields : [.. schema.Fields.Select(field => field.Name)];
        return
        [
            .. names.Select(name => schema.Find(name) is { } field
                ? new WantedColumn(Fold(field.Name, model), origin, field.Ordinal, field.Schema, true)
                : throw JdbcErrors.BadKey(stream.Topic, $"it has no field '{name}', but {string.Join(", ", schema.Fields.Select(one => one.Name))}")),
        ];
    }

    private static IEnumerable<WantedColumn> Values(RecordStream stream, JdbcSinkModel model, HashSet<string> taken) => stream.ValueSchema switch
    {
        null => [],
        { Kind: FieldKind.Any } => throw JdbcErrors.NoSchema(stream.Topic),
        { Kind: FieldKind.Struct } schema => schema.Fields
            .Where(field => model.Whitelist.Count == 0 || model.Whitelist.Contains(field.Name))
            .Select(field => new WantedColumn(Fold(field.Name, model), ValueOrigin.ValueField, field.Ordinal, field.Schema, false))
            .Where(column => !taken.Contains(column.Name)),
        var schema => [new(Fold(model.ValueColumn, model), ValueOrigin.Value, 0, schema, false)],
    };

    private static string Fold(string name, JdbcSinkModel model) => model.FoldNames ? name.ToLowerInvariant() : name;
}
