using ConnectRuntime.Errors;

namespace ConnectRuntime.Records;

/// <summary>Describes a <see cref="RecordSchema"/>; <see cref="Build"/> gives the one instance of all schemas that are equal to it.</summary>
/// <example>
/// <code>
/// var order = SchemaBuilder.Struct("shop.Order")
///     .Field("id", RecordSchema.Int64)
///     .Field("note", SchemaBuilder.Of(FieldKind.String).Nullable())
///     .Field("total", SchemaBuilder.Decimal(precision: 12, scale: 2))
///     .Build();
/// </code>
/// </example>
public sealed class SchemaBuilder
{
    private SchemaBuilder(FieldKind kind) => Kind = kind;

    /// <summary>Starts from a schema that exists.</summary>
    public SchemaBuilder(RecordSchema schema)
    {
        Kind = schema.Kind;
        IsNullable = schema.IsNullable;
        SchemaName = schema.Name;
        SchemaVersion = schema.Version;
        Documentation = schema.Doc;
        HasDefault = schema.HasDefault;
        DefaultValue = schema.Default;
        Fields.AddRange(schema.Fields);
        Element = schema.Element;
        MapKey = schema.KeySchema;
        MapValue = schema.ValueSchema;
        foreach (var (name, value) in schema.Parameters)
        {
            Parameters[name] = value;
        }
    }

    internal FieldKind Kind { get; }

    internal bool IsNullable { get; private set; }

    internal string? SchemaName { get; private set; }

    internal int? SchemaVersion { get; private set; }

    internal string? Documentation { get; private set; }

    internal bool HasDefault { get; private set; }

    internal object? DefaultValue { get; private set; }

    internal List<RecordField> Fields { get; } = [];

    internal Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    internal RecordSchema? Element { get; private init; }

    internal RecordSchema? MapKey { get; private init; }

    internal RecordSchema? MapValue { get; private init; }

    /// <summary>A scalar, or <see cref="FieldKind.Any"/>.</summary>
    public static SchemaBuilder Of(FieldKind kind) => kind is FieldKind.Struct or FieldKind.Array or FieldKind.Map
        ? throw new ArgumentException($"A {kind} has parts: use {nameof(SchemaBuilder)}.{kind}.", nameof(kind))
        : new SchemaBuilder(kind);

    /// <summary>A struct, with its full name if it has one.</summary>
    public static SchemaBuilder Struct(string? name = null) => new SchemaBuilder(FieldKind.Struct).Name(name);

    /// <summary>An array.</summary>
    public static SchemaBuilder Array(RecordSchema element) => new(FieldKind.Array) { Element = element };

    /// <summary>A map; without a key schema its keys are strings.</summary>
    public static SchemaBuilder Map(RecordSchema value, RecordSchema? key = null) =>
        new(FieldKind.Map) { MapKey = key ?? RecordSchema.String, MapValue = value };

    /// <summary>A decimal: bytes holding the unscaled value.</summary>
    /// <param name="precision">Digits in all, 1 or more, or 0 where it is not known.</param>
    /// <param name="scale">Digits after the point.</param>
    public static SchemaBuilder Decimal(int precision, int scale)
    {
        var builder = Of(FieldKind.Bytes).Name(LogicalNames.Decimal).Version(1).Parameter(LogicalNames.DecimalScale, Invariant(scale));
        return precision > 0 ? builder.Parameter(LogicalNames.DecimalPrecision, Invariant(precision)) : builder;
    }

    /// <summary>Days since 1970-01-01.</summary>
    public static SchemaBuilder Date() => Of(FieldKind.Int32).Name(LogicalNames.Date).Version(1);

    /// <summary>A time of day.</summary>
    public static SchemaBuilder Time(TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => Of(FieldKind.Int32).Name(LogicalNames.Time).Version(1),
        TimeUnit.Micros => Of(FieldKind.Int64).Name(LogicalNames.TimeMicros),
        TimeUnit.Nanos => Of(FieldKind.Int64).Name(LogicalNames.TimeNanos),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    /// <summary>A moment.</summary>
    public static SchemaBuilder Timestamp(TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => Of(FieldKind.Int64).Name(LogicalNames.Timestamp).Version(1),
        TimeUnit.Micros => Of(FieldKind.Int64).Name(LogicalNames.TimestampMicros),
        TimeUnit.Nanos => Of(FieldKind.Int64).Name(LogicalNames.TimestampNanos),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    /// <summary>A UUID as text.</summary>
    public static SchemaBuilder Uuid() => Of(FieldKind.String).Name(LogicalNames.Uuid);

    /// <summary>Lets the value be null.</summary>
    public SchemaBuilder Nullable(bool nullable = true)
    {
        IsNullable = nullable;
        return this;
    }

    /// <summary>Names the struct or the logical type.</summary>
    public SchemaBuilder Name(string? name)
    {
        SchemaName = name;
        return this;
    }

    /// <summary>The version of the name.</summary>
    public SchemaBuilder Version(int? version)
    {
        SchemaVersion = version;
        return this;
    }

    /// <summary>What the value is, in words.</summary>
    public SchemaBuilder Doc(string? doc)
    {
        Documentation = doc;
        return this;
    }

    /// <summary>A parameter of the name.</summary>
    public SchemaBuilder Parameter(string name, string value)
    {
        Parameters[name] = value;
        return this;
    }

    /// <summary>The default, in the shape that <see cref="RecordSchema"/> describes; it is copied.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public SchemaBuilder Default(object? value)
    {
        HasDefault = true;
        DefaultValue = SchemaDefault.Normalise(value);
        return this;
    }

    /// <summary>Takes the default away.</summary>
    public SchemaBuilder NoDefault()
    {
        HasDefault = false;
        DefaultValue = null;
        return this;
    }

    /// <summary>Adds a field behind the others.</summary>
    /// <param name="name">Unique in the struct.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="ordinal">The cell that holds it; without one, the next free cell.</param>
    public SchemaBuilder Field(string name, RecordSchema schema, int? ordinal = null)
    {
        var place = ordinal ?? (Fields.Count == 0 ? 0 : Fields.Max(field => field.Ordinal) + 1);
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(ordinal));
        Fields.Add(new RecordField(name, schema, place));
        return this;
    }

    /// <summary>Adds a field behind the others.</summary>
    public SchemaBuilder Field(string name, SchemaBuilder schema) => Field(name, schema.Build());

    /// <summary>Sets all fields of the struct. A default that lists values of the fields is kept only where it still fits.</summary>
    public SchemaBuilder ReplaceFields(IEnumerable<RecordField> fields)
    {
        RecordField[] replacement = [.. fields];
        if (DefaultValue is not null && !SamePlaces(replacement))
        {
            NoDefault();
        }

        Fields.Clear();
        Fields.AddRange(replacement);
        return this;
    }

    /// <summary>The one instance of this schema.</summary>
    /// <exception cref="ConnectException">Config: two fields of one name, or fields on something that is not a struct.</exception>
    public RecordSchema Build()
    {
        if (Kind != FieldKind.Struct && Fields.Count > 0)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "SCH001",
                $"Cannot build schema {SchemaName ?? Kind.ToString()}: it has fields, and only a struct may. "
                + "Make it a struct or leave the fields out.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            if (!names.Add(field.Name))
            {
                throw new ConnectException(
                    ErrorKind.Config,
                    "SCH002",
                    $"Cannot build schema {SchemaName ?? "without a name"}: two fields are called '{field.Name}', names must differ. "
                    + "Rename or drop one of them.");
            }
        }

        return SchemaInterner.Intern(new RecordSchema(this));
    }

    private bool SamePlaces(RecordField[] others) =>
        Fields.Count == others.Length
        && Fields.Zip(others).All(pair => pair.First.Name == pair.Second.Name || pair.First.Ordinal == pair.Second.Ordinal);

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
