namespace ConnectRuntime.Avro.Mapping;

/// <summary>How schemas become Avro schemas; the names and defaults of the options are Confluent's.</summary>
public sealed record AvroMappingOptions
{
    /// <summary>Confluent's defaults.</summary>
    public static readonly AvroMappingOptions Default = new();

    /// <summary><c>connect.meta.data</c>: whether names, versions, parameters, documentation and defaults travel as attributes.</summary>
    public bool ConnectMetaData { get; init; } = true;

    /// <summary><c>enhanced.avro.schema.support</c>: whether text that came from an Avro enum is written as that enum again.</summary>
    public bool EnhancedSchemas { get; init; }

    /// <summary><c>scrub.invalid.names</c>: whether names that Avro does not allow are rewritten; otherwise they are an error.</summary>
    public bool ScrubInvalidNames { get; init; }
}
