using System.Collections.ObjectModel;

namespace ConnectRuntime.Records;

/// <summary>The immutable type of a value: its kind, whether it may be null, its name with version and parameters, and its parts.</summary>
/// <remarks>
/// <para>Equal schemas are the same instance (made by <see cref="SchemaBuilder"/> only), so plans are cached per instance and
/// equality is a comparison of references. A schema does not contain itself.</para>
/// <para>A default is a <see cref="bool"/>, a <see cref="long"/> for any integer kind, a <see cref="double"/> for any float kind, a
/// <see cref="string"/>, an array of <see cref="byte"/>, an <c>IReadOnlyList&lt;object?&gt;</c> for arrays and structs, or an
/// <c>IReadOnlyDictionary&lt;string, object?&gt;</c> for maps.</para>
/// </remarks>
public sealed class RecordSchema
{
    // Stands before the schemas below, whose constructor reads it.
    private static readonly ReadOnlyDictionary<string, string> NoParameters = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A required value of each scalar kind, for the usual case of a plain field.</summary>
    public static readonly RecordSchema Boolean = SchemaBuilder.Of(FieldKind.Boolean).Build(),
        Int8 = SchemaBuilder.Of(FieldKind.Int8).Build(),
        Int16 = SchemaBuilder.Of(FieldKind.Int16).Build(),
        Int32 = SchemaBuilder.Of(FieldKind.Int32).Build(),
        Int64 = SchemaBuilder.Of(FieldKind.Int64).Build(),
        Float32 = SchemaBuilder.Of(FieldKind.Float32).Build(),
        Float64 = SchemaBuilder.Of(FieldKind.Float64).Build(),
        String = SchemaBuilder.Of(FieldKind.String).Build(),
        Bytes = SchemaBuilder.Of(FieldKind.Bytes).Build(),
        Any = SchemaBuilder.Of(FieldKind.Any).Nullable().Build();

    // Of fewer fields a search is as fast and takes no memory; ten thousand tables have forty thousand schemas.
    private const int IndexedFields = 9;

    private readonly Dictionary<string, int>? _index;

    internal RecordSchema(SchemaBuilder builder)
    {
        Kind = builder.Kind;
        IsNullable = builder.IsNullable;
        Name = builder.SchemaName;
        Version = builder.SchemaVersion;
        Doc = builder.Documentation;
        HasDefault = builder.HasDefault;
        Default = builder.DefaultValue;
        Fields = [.. builder.Fields];
        Element = builder.Element;
        KeySchema = builder.MapKey;
        ValueSchema = builder.MapValue;
        Parameters = builder.Parameters.Count == 0
            ? NoParameters
            : new ReadOnlyDictionary<string, string>(new SortedDictionary<string, string>(builder.Parameters, StringComparer.Ordinal));
        Logical = LogicalType.Of(Name, Kind, Parameters);
        foreach (var field in Fields)
        {
            CellCount = Math.Max(CellCount, field.Ordinal + 1);
        }

        if (Fields.Count >= IndexedFields)
        {
            _index = new Dictionary<string, int>(Fields.Count, StringComparer.Ordinal);
            for (var i = 0; i < Fields.Count; i++)
            {
                _index.Add(Fields[i].Name, i);
            }
        }
    }

    /// <summary>The physical kind.</summary>
    public FieldKind Kind { get; }

    /// <summary>Whether a value may be null.</summary>
    public bool IsNullable { get; }

    /// <summary>The full name of a struct, or the name of the logical type; null for none.</summary>
    public string? Name { get; }

    /// <summary>The version of <see cref="Name"/>, if it has one.</summary>
    public int? Version { get; }

    /// <summary>What the value is, in words; null for nothing to say.</summary>
    public string? Doc { get; }

    /// <summary>Parameters of the name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>What <see cref="Name"/> and <see cref="Parameters"/> mean.</summary>
    public LogicalType Logical { get; }

    /// <summary>Whether there is a default, which may be null.</summary>
    public bool HasDefault { get; }

    /// <summary>The default, see the remarks for its shape.</summary>
    public object? Default { get; }

    /// <summary>The fields of a struct, in the order they are written; empty otherwise.</summary>
    public IReadOnlyList<RecordField> Fields { get; }

    /// <summary>The schema of an array's elements; null otherwise.</summary>
    public RecordSchema? Element { get; }

    /// <summary>The schema of a map's keys; null otherwise.</summary>
    public RecordSchema? KeySchema { get; }

    /// <summary>The schema of a map's values; null otherwise.</summary>
    public RecordSchema? ValueSchema { get; }

    /// <summary>How many cells a struct has at least: the highest ordinal and one.</summary>
    public int CellCount { get; }

    /// <summary>The index in <see cref="Fields"/> of a name, or −1.</summary>
    public int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The field of a name, or null.</summary>
    public RecordField? Find(string name) => IndexOf(name) is var index and >= 0 ? Fields[index] : null;

    /// <summary>The same schema, nullable or not.</summary>
    public RecordSchema WithNullable(bool nullable) =>
        nullable == IsNullable ? this : new SchemaBuilder(this).Nullable(nullable).Build();

    /// <summary>The same schema under another name.</summary>
    public RecordSchema WithName(string? name) => name == Name ? this : new SchemaBuilder(this).Name(name).Build();

    /// <summary>The same struct with other fields.</summary>
    public RecordSchema WithFields(IEnumerable<RecordField> fields) => new SchemaBuilder(this).ReplaceFields(fields).Build();

    /// <summary>The kind and name, for messages.</summary>
    public override string ToString() => (Name is null ? Kind.ToString() : $"{Kind} {Name}") + (IsNullable ? "?" : string.Empty);
}
