namespace ConnectRuntime.Avro.Schemas;

/// <summary>An Avro schema as its author wrote it: types, names, documentation and all other attributes.</summary>
/// <remarks>
/// Immutable once it is built. A record may contain itself, so walks must remember names. Two schemas are the same content
/// when <see cref="ToString"/> gives the same text.
/// </remarks>
public abstract class AvroSchema
{
    private protected AvroSchema(AvroType type, AvroProps? props)
    {
        Type = type;
        Props = props ?? AvroProps.None;
    }

    /// <summary>Which of Avro's types this is.</summary>
    public AvroType Type { get; }

    /// <summary>Attributes that the specification does not define, and those of logical types.</summary>
    public AvroProps Props { get; }

    /// <summary>Reads a schema from its JSON text.</summary>
    /// <exception cref="Errors.ConnectException">Data: it is not JSON or not a schema; names the place.</exception>
    public static AvroSchema Parse(string json) => AvroParser.Parse(json);

    /// <summary>The schema's JSON text without white space, as Java's <c>toString(false)</c> prints it.</summary>
    public override string ToString() => AvroPrinter.Print(this);
}

/// <summary>A schema that has a name, so that it can be referred to.</summary>
public abstract class AvroNamed : AvroSchema
{
    private protected AvroNamed(AvroType type, AvroName name, string? doc, IReadOnlyList<AvroName>? aliases, AvroProps? props)
        : base(type, props)
    {
        Name = name;
        Doc = doc;
        Aliases = aliases ?? [];
    }

    /// <summary>The name.</summary>
    public AvroName Name { get; }

    /// <summary>What it is, in words; null for nothing to say.</summary>
    public string? Doc { get; }

    /// <summary>Other names that a reader may know it by.</summary>
    public IReadOnlyList<AvroName> Aliases { get; }
}
