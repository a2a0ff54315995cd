namespace ConnectRuntime.Avro.Schemas;

/// <summary>A record: named fields in order.</summary>
public sealed class AvroRecord : AvroNamed
{
    private IReadOnlyList<AvroField>? _fields;

    /// <summary>A record whose fields are set once, with <see cref="SetFields"/>, so that they may refer to it.</summary>
    public AvroRecord(AvroName name, string? doc = null, IReadOnlyList<AvroName>? aliases = null, AvroProps? props = null, bool isError = false)
        : base(AvroType.Record, name, doc, aliases, props) => IsError = isError;

    /// <summary>Whether it was declared as the error of a protocol.</summary>
    public bool IsError { get; }

    /// <summary>The fields.</summary>
    public IReadOnlyList<AvroField> Fields => _fields ?? [];

    /// <summary>The field of a name, or null.</summary>
    public AvroField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Sets the fields, once.</summary>
    public void SetFields(IReadOnlyList<AvroField> fields)
    {
        if (_fields is not null)
        {
            throw new InvalidOperationException($"The fields of '{Name.Full}' are set already.");
        }

        _fields = fields;
    }
}

/// <summary>A field of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its schema.</param>
public sealed record AvroField(string Name, AvroSchema Schema)
{
    /// <summary>What it is, in words.</summary>
    public string? Doc { get; init; }

    /// <summary>The default as JSON text; null for none, which is not the text <c>null</c>.</summary>
    public string? Default { get; init; }

    /// <summary>How records are sorted by it: <c>ascending</c>, <c>descending</c> or <c>ignore</c>.</summary>
    public string Order { get; init; } = "ascending";

    /// <summary>Other names that a reader may know it by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Attributes that the specification does not define.</summary>
    public AvroProps Props { get; init; } = AvroProps.None;
}
