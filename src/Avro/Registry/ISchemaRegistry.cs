namespace ConnectRuntime.Avro.Registry;

/// <summary>Keeps schemas under subjects with versions, and under ids that are the same in all subjects.</summary>
/// <remarks>Thread-safe. Failures: Transient where the registry is away, Data where it refuses a schema.</remarks>
public interface ISchemaRegistry
{
    /// <summary>Registers an Avro schema; one that the subject has already keeps its id.</summary>
    /// <returns>Its id.</returns>
    ValueTask<int> RegisterAsync(string subject, string schemaText, CancellationToken cancellationToken);

    /// <summary>The version of a subject that has this Avro schema, or null.</summary>
    ValueTask<RegisteredSchema?> FindAsync(string subject, string schemaText, CancellationToken cancellationToken);

    /// <summary>The schema of an id, or null.</summary>
    ValueTask<RegisteredSchema?> GetByIdAsync(int id, CancellationToken cancellationToken);

    /// <summary>A version of a subject, or null; −1 is the latest.</summary>
    ValueTask<RegisteredSchema?> GetVersionAsync(string subject, int version, CancellationToken cancellationToken);

    /// <summary>All subjects with a version that is not deleted, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> GetSubjectsAsync(CancellationToken cancellationToken);

    /// <summary>The versions of a subject that are not deleted, ascending; empty for none.</summary>
    ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, CancellationToken cancellationToken);
}

/// <summary>One version of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="Id">The schema's id.</param>
/// <param name="Text">The schema as it is stored.</param>
public sealed record RegisteredSchema(string Subject, int Version, int Id, string Text)
{
    /// <summary>The <see cref="Type"/> of Avro schemas.</summary>
    public const string Avro = "AVRO";

    /// <summary><c>AVRO</c>, <c>JSON</c> or <c>PROTOBUF</c>.</summary>
    public string Type { get; init; } = Avro;

    /// <summary>Other schemas that the text refers to by name.</summary>
    public IReadOnlyList<SchemaReference> References { get; init; } = [];

    /// <summary>Whether it is deleted softly: gone from lists, still there for data that names its id.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>A schema that another one refers to.</summary>
/// <param name="Name">The name that the text uses.</param>
/// <param name="Subject">Where it is registered.</param>
/// <param name="Version">Its version there.</param>
public sealed record SchemaReference(string Name, string Subject, int Version);
