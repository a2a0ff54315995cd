using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Makes the schema of rows from an Avro schema, as Kafka Connect's Avro converter does.</summary>
/// <remarks>
/// A union of null and one type is that type, nullable. A union of several is a struct with a nullable field for each branch,
/// called as its type or, for a named type, as its name. An enum is text with its symbols as parameters, a fixed is bytes with
/// its size as one. A schema that <see cref="RecordToAvro"/> made gives the schema that it was made from.
/// </remarks>
internal sealed class AvroToRecord
{
    private readonly Dictionary<AvroRecord, RecordSchema?> _records = [];

    /// <summary>The rows' schema.</summary>
    public static RecordSchema Convert(AvroSchema schema) => new AvroToRecord().Map(schema, null, "$");

    private RecordSchema Map(AvroSchema schema, AvroField? field, string path)
    {
        if (schema is not AvroUnion union)
        {
            return Type(schema, false, field?.Default, path);
        }

        var others = union.Branches.Where(branch => branch.Type != AvroType.Null).ToList();
        var nullable = others.Count < union.Branches.Count;
        if (others.Count == 1)
        {
            // Only a default of the first branch is allowed; that of null says no more than nullable does.
            return Type(others[0], nullable, union.Branches[0].Type == AvroType.Null ? null : field?.Default, path);
        }

        return others.Count == 0
            ? throw MappingErrors.Unreadable(path, "it is a union with nothing but null", "a value needs a type")
            : Union(others, nullable, path);
    }

    private RecordSchema Union(List<AvroSchema> branches, bool nullable, string path)
    {
        var builder = SchemaBuilder.Struct(ConnectNames.Union).Nullable(nullable);
        var simple = branches.Select(Label).ToList();
        var names = simple.Distinct(StringComparer.Ordinal).Count() == simple.Count
            ? simple
            : [.. branches.Select(branch => branch is AvroNamed named ? named.Name.Full : AvroPrimitive.NameOf(branch.Type))];
        for (var i = 0; i < branches.Count; i++)
        {
            builder.Field(names[i], Type(branches[i], true, null, $"{path}.{names[i]}"));
        }

        return builder.Build();
    }

    private static string Label(AvroSchema branch) =>
        branch is AvroRecord or AvroEnum ? ((AvroNamed)branch).Name.Simple : AvroPrimitive.NameOf(branch.Type);

    private RecordSchema Type(AvroSchema schema, bool nullable, string? fieldDefault, string path)
    {
        if (AnythingSchema.Is(schema))
        {
            return RecordSchema.Any;
        }

        if (schema is AvroRecord record)
        {
            return Use(Record(record, path), nullable, fieldDefault);
        }

        var builder = Start(schema, path);
        AttributeReader.Apply(builder, schema);
        return Use(builder.Build(), nullable, fieldDefault, schema.Props.Raw(ConnectNames.DefaultValue), schema is AvroNamed);
    }

    private static RecordSchema Use(
        RecordSchema type,
        bool nullable,
        string? fieldDefault,
        string? ownDefault = null,
        bool isNamed = true)
    {
        var json = fieldDefault ?? ownDefault;
        var value = json is null ? null : AvroDefault.Read(type, JsonText.Parse(json));
        if (value is null)
        {
            return type.WithNullable(nullable);
        }

        var builder = new SchemaBuilder(type).Nullable(nullable).Default(value);
        return (ownDefault is null && !isNamed ? builder.Parameter(ConnectNames.FieldDefault, "true") : builder).Build();
    }

    private SchemaBuilder Start(AvroSchema schema, string path)
    {
        switch (schema)
        {
            case AvroArray { Items: AvroRecord entry } when IsMapEntry(entry):
                return MapOf(entry, path);
            case AvroArray array:
                return SchemaBuilder.Array(Map(array.Items, null, path + "[]"));
            case AvroMap map:
                return SchemaBuilder.Map(Map(map.Values, null, path + "{}"));
            case AvroEnum symbols:
                return EnumOf(symbols);
            case AvroFixed block:
                return LogicalReader.Start(schema, FieldKind.Bytes)
                    .Parameter(ConnectNames.FixedSize, block.Size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return schema.Type switch
        {
            AvroType.Boolean => SchemaBuilder.Of(FieldKind.Boolean),
            AvroType.Int => LogicalReader.Start(schema, schema.Props.Text(ConnectNames.Type) switch
            {
                "int8" => FieldKind.Int8,
                "int16" => FieldKind.Int16,
                _ => FieldKind.Int32,
            }),
            AvroType.Long => LogicalReader.Start(schema, FieldKind.Int64),
            AvroType.Float => SchemaBuilder.Of(FieldKind.Float32),
            AvroType.Double => SchemaBuilder.Of(FieldKind.Float64),
            AvroType.Bytes => LogicalReader.Start(schema, FieldKind.Bytes),
            AvroType.String => LogicalReader.Start(schema, FieldKind.String),
            _ => throw MappingErrors.Unreadable(path, $"it is {AvroPrimitive.NameOf(schema.Type)} by itself", "null stands only beside another type in a union"),
        };
    }

    private RecordSchema Record(AvroRecord record, string path)
    {
        if (_records.TryGetValue(record, out var known))
        {
            return known ?? throw MappingErrors.Recursive(record.Name.Full, path);
        }

        _records.Add(record, null);
        var builder = SchemaBuilder.Struct();
        if (record.Doc is not null)
        {
            builder.Parameter(ConnectNames.RecordDoc, record.Doc);
        }

        foreach (var field in record.Fields)
        {
            if (field.Doc is not null)
            {
                builder.Parameter(ConnectNames.FieldDoc + field.Name, field.Doc);
            }

            builder.Field(field.Name, Map(field.Schema, field, $"{path}.{field.Name}"));
        }

        AttributeReader.Apply(builder, record);
        var schema = builder.Build();
        _records[record] = schema;
        return schema;
    }

    private SchemaBuilder MapOf(AvroRecord entry, string path)
    {
        if (!_records.TryAdd(entry, null) && _records[entry] is null)
        {
            throw MappingErrors.Recursive(entry.Name.Full, path);
        }

        var (key, value) = (entry.Find("key")!, entry.Find("value")!);
        var builder = SchemaBuilder.Map(Map(value.Schema, value, path + "{}.value"), Map(key.Schema, key, path + "{}.key"));
        _records.Remove(entry);
        return builder;
    }

    private static bool IsMapEntry(AvroRecord record) =>
        (record.Name.Full == ConnectNames.MapEntry || record.Props.Text(ConnectNames.InternalType) == ConnectNames.MapEntryType)
        && record.Fields.Count == 2 && record.Fields[0].Name == "key" && record.Fields[1].Name == "value";

    private static SchemaBuilder EnumOf(AvroEnum symbols)
    {
        var builder = SchemaBuilder.Of(FieldKind.String)
            .Parameter(ConnectNames.Enum, symbols.Name.Full)
            .Parameter(ConnectNames.Allowed, string.Join(',', symbols.Symbols));
        foreach (var symbol in symbols.Symbols)
        {
            builder.Parameter(ConnectNames.EnumSymbol + symbol, symbol);
        }

        if (symbols.Doc is not null)
        {
            builder.Parameter(ConnectNames.EnumDoc + symbols.Name.Simple, symbols.Doc);
        }

        return symbols.Default is null ? builder : builder.Parameter(ConnectNames.EnumDefault + symbols.Name.Simple, symbols.Default);
    }
}
