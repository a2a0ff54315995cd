using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Makes the Avro schema of a row's schema, as Kafka Connect's Avro converter does.</summary>
/// <remarks>
/// <para>Differences: a decimal's precision is written where it is known; microseconds, nanoseconds, local timestamps and UUIDs
/// get Avro's own logical types; parameters are sorted. So one table gives one text, byte for byte.</para>
/// <para>Two structs of one name and different content: the first keeps the name, each further one gets the next free number
/// behind it (<c>Address2</c>), in the order of the fields; <c>connect.name</c> keeps the name itself, so readers that know it
/// see no difference. Structs without a name are <c>ConnectDefault</c>, <c>ConnectDefault2</c>, … in the same way.</para>
/// <para>A default of a struct is the field's default only, so that the struct stays one type wherever it is used.</para>
/// </remarks>
internal sealed class RecordToAvro
{
    private readonly AvroMappingOptions _options;
    private readonly Dictionary<RecordSchema, AvroNamed> _named = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly AvroRecord? _anything;

    private RecordToAvro(AvroMappingOptions options, bool hasAny)
    {
        _options = options;
        if (hasAny)
        {
            _anything = AnythingSchema.Create();
            _names.UnionWith([ConnectNames.Anything, ConnectNames.MapEntry]);
        }
    }

    /// <summary>The Avro schema.</summary>
    public static AvroSchema Convert(RecordSchema schema, AvroMappingOptions options)
    {
        var plain = SchemaNormal.Of(schema);
        return new RecordToAvro(options, SchemaNormal.HasAny(plain)).Map(plain, schema.Name ?? "value");
    }

    private AvroSchema Map(RecordSchema schema, string path)
    {
        if (schema.Kind == FieldKind.Any)
        {
            return _anything!;
        }

        if (AvroShape.IsUnion(schema))
        {
            return Union(schema, path);
        }

        var type = Base(Required(schema), path);
        var none = AvroPrimitive.Of(AvroType.Null);
        return !schema.IsNullable ? type : new AvroUnion(AvroShape.ValueFirst(schema) ? [type, none] : [none, type]);
    }

    private AvroSchema Base(RecordSchema schema, string path) => schema.Kind switch
    {
        FieldKind.Struct => Record(schema, path),
        FieldKind.Array => new AvroArray(Map(schema.Element!, path + "[]"), Props(schema)),
        FieldKind.Map when AvroShape.IsMap(schema) => new AvroMap(Map(schema.ValueSchema!, path + "{}"), Props(schema)),
        FieldKind.Map => new AvroArray(Entry(schema, path + "{}"), Props(schema)),
        FieldKind.String when _options.EnhancedSchemas && schema.Parameters.ContainsKey(ConnectNames.Enum) => Enum(schema, path),
        FieldKind.Bytes when FixedShape.SizeOf(schema) is { } size => Fixed(schema, size, path),
        FieldKind.Boolean => Scalar(AvroType.Boolean, schema),
        FieldKind.Int8 or FieldKind.Int16 or FieldKind.Int32 => Scalar(AvroType.Int, schema),
        FieldKind.Int64 => Scalar(AvroType.Long, schema),
        FieldKind.Float32 => Scalar(AvroType.Float, schema),
        FieldKind.Float64 => Scalar(AvroType.Double, schema),
        FieldKind.String => Scalar(AvroType.String, schema),
        FieldKind.Bytes => Scalar(AvroType.Bytes, schema),
        _ => throw MappingErrors.Inexpressible(path, $"it is of kind {schema.Kind}", "Avro has no such type"),
    };

    // A named type is one type wherever it is used, so its uses' defaults do not belong to it.
    private RecordSchema Required(RecordSchema schema)
    {
        var named = schema.Kind == FieldKind.Struct
            || (schema.Kind == FieldKind.Bytes && FixedShape.SizeOf(schema) is not null)
            || (schema.Kind == FieldKind.String && _options.EnhancedSchemas && schema.Parameters.ContainsKey(ConnectNames.Enum));
        return named && schema.HasDefault ? new SchemaBuilder(schema).Nullable(false).NoDefault().Build() : schema.WithNullable(false);
    }

    private AvroPrimitive Scalar(AvroType type, RecordSchema schema) =>
        Props(schema) is var props && props.Items.Count == 0 ? AvroPrimitive.Of(type) : new AvroPrimitive(type, props);

    private AvroProps Props(RecordSchema schema) => ConnectAttributes.Of(schema, _options);

    private AvroUnion Union(RecordSchema schema, string path)
    {
        var branches = new List<AvroSchema>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (schema.IsNullable)
        {
            branches.Add(AvroPrimitive.Of(AvroType.Null));
        }

        foreach (var field in schema.Fields)
        {
            var branch = Map(Required(field.Schema), $"{path}.{field.Name}");
            if (branch is AvroUnion || !seen.Add(branch is AvroNamed named ? named.Name.Full : AvroPrimitive.NameOf(branch.Type)))
            {
                throw MappingErrors.Inexpressible(path, $"branch '{field.Name}' of its union is a union or of a type that another branch has", "branches must differ in type or name");
            }

            branches.Add(branch);
        }

        return new AvroUnion(branches);
    }

    private AvroNamed Record(RecordSchema schema, string path)
    {
        if (_named.TryGetValue(schema, out var known))
        {
            return known;
        }

        var docs = _options.ConnectMetaData;
        var record = new AvroRecord(
            Name(schema.Name ?? ConnectNames.Default, path),
            docs ? schema.Parameters.GetValueOrDefault(ConnectNames.RecordDoc) : null,
            props: Props(schema));
        _named.Add(schema, record);
        var fields = new List<AvroField>(schema.Fields.Count);
        foreach (var field in schema.Fields)
        {
            var doc = docs ? schema.Parameters.GetValueOrDefault(ConnectNames.FieldDoc + field.Name) : null;
            var name = FieldName(field.Name, path);
            var twin = fields.FindIndex(other => other.Name == name);
            if (twin >= 0)
            {
                throw MappingErrors.SameName(schema.Fields[twin].Name, field.Name, path);
            }

            fields.Add(Field(name, field.Schema, $"{path}.{field.Name}") with { Doc = doc });
        }

        record.SetFields(fields);
        return record;
    }

    private AvroField Field(string name, RecordSchema schema, string path) => new(name, Map(schema, path))
    {
        Default = AvroDefault.Write(schema, schema.Default) ?? (schema.IsNullable && schema.Kind != FieldKind.Any ? "null" : null),
    };

    private AvroNamed Entry(RecordSchema schema, string path)
    {
        var key = Required(schema);
        if (_named.TryGetValue(key, out var known))
        {
            return known;
        }

        var name = Name(schema.Name ?? ConnectNames.MapEntry, path);
        var marked = name.Full != ConnectNames.MapEntry;
        var record = new AvroRecord(name, props: AvroProps.Of(
            marked ? [KeyValuePair.Create(ConnectNames.InternalType, JsonText.Of(ConnectNames.MapEntryType))] : []));
        _named.Add(key, record);
        record.SetFields([Field("key", schema.KeySchema!, path + ".key"), Field("value", schema.ValueSchema!, path + ".value")]);
        return record;
    }

    private AvroNamed Enum(RecordSchema schema, string path)
    {
        if (!_named.TryGetValue(schema, out var known))
        {
            var name = Name(schema.Parameters[ConnectNames.Enum], path);
            known = new AvroEnum(
                name,
                EnumShape.Symbols(schema),
                schema.Parameters.GetValueOrDefault(ConnectNames.EnumDefault + name.Simple),
                schema.Parameters.GetValueOrDefault(ConnectNames.EnumDoc + name.Simple),
                props: Props(schema));
            _named.Add(schema, known);
        }

        return known;
    }

    private AvroNamed Fixed(RecordSchema schema, int size, string path)
    {
        if (!_named.TryGetValue(schema, out var known))
        {
            var own = schema.Logical.Kind == LogicalKind.Decimal ? null : schema.Name;
            known = new AvroFixed(Name(own ?? ConnectNames.Default, path), size, props: Props(schema));
            _named.Add(schema, known);
        }

        return known;
    }

    private AvroName Name(string full, string path)
    {
        if (_options.ScrubInvalidNames)
        {
            full = NameScrubber.ScrubFull(full);
        }
        else if (!full.Split('.').All(part => AvroName.IsValidPart(part)))
        {
            throw MappingErrors.BadName(full, path);
        }

        var free = full;
        for (var i = 2; !_names.Add(free) || AvroPrimitive.IsName(free); i++)
        {
            free = full + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return AvroName.Of(free, null);
    }

    private string FieldName(string name, string path)
    {
        if (!_options.ScrubInvalidNames && !AvroName.IsValidPart(name))
        {
            throw MappingErrors.BadName(name, path);
        }

        return NameScrubber.Scrub(name);
    }
}
