using ConnectRuntime.Avro.Mapping;
using ConnectRuntime.Configuration;

namespace ConnectRuntime.Avro;

/// <summary>What can be set about Avro; names and defaults are those of Confluent's converter.</summary>
public sealed record AvroFormatOptions
{
    /// <summary>Whether a schema that is new is registered, or refused.</summary>
    public static readonly ConfigKey<bool> AutoRegisterKey = ConfigKey.Bool("auto.register.schemas").Default(true)
        .Doc("Whether a schema that the registry does not hold is registered; otherwise its rows are refused.");

    /// <summary>The subject of keys.</summary>
    public static readonly ConfigKey<SubjectNameStrategy> KeySubjectKey = Strategy("key.subject.name.strategy", "keys");

    /// <summary>The subject of values.</summary>
    public static readonly ConfigKey<SubjectNameStrategy> ValueSubjectKey = Strategy("value.subject.name.strategy", "values");

    /// <summary>Whether names, versions, parameters and documentation travel in the schema.</summary>
    public static readonly ConfigKey<bool> MetaDataKey = ConfigKey.Bool("connect.meta.data").Default(true)
        .Doc("Whether names, versions, parameters, documentation and defaults are kept in the schema as connect.* attributes.");

    /// <summary>Whether enums stay enums.</summary>
    public static readonly ConfigKey<bool> EnhancedKey = ConfigKey.Bool("enhanced.avro.schema.support").Default(false)
        .Doc("Whether text that came from an Avro enum is written as that enum again.");

    /// <summary>Whether names are made valid.</summary>
    public static readonly ConfigKey<bool> ScrubKey = ConfigKey.Bool("scrub.invalid.names").Default(false)
        .Doc("Whether names that Avro does not allow are rewritten (a-b as a_b, é as _C3_A9, 1a as x1a); otherwise they are an error.");

    /// <summary>All options.</summary>
    public static readonly ConfigSpec Spec = ConfigSpec.Of(AutoRegisterKey, KeySubjectKey, ValueSubjectKey, MetaDataKey, EnhancedKey, ScrubKey);

    /// <summary>Confluent's defaults.</summary>
    public static readonly AvroFormatOptions Default = new();

    /// <summary><c>auto.register.schemas</c>.</summary>
    public bool AutoRegister { get; init; } = true;

    /// <summary><c>key.subject.name.strategy</c>.</summary>
    public SubjectNameStrategy KeySubject { get; init; }

    /// <summary><c>value.subject.name.strategy</c>.</summary>
    public SubjectNameStrategy ValueSubject { get; init; }

    /// <summary>How schemas are mapped.</summary>
    public AvroMappingOptions Mapping { get; init; } = AvroMappingOptions.Default;

    /// <summary>The options of a configuration that <see cref="Spec"/> is part of.</summary>
    public static AvroFormatOptions From(ConnectorConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new AvroFormatOptions
        {
            AutoRegister = config.Get(AutoRegisterKey),
            KeySubject = config.Get(KeySubjectKey),
            ValueSubject = config.Get(ValueSubjectKey),
            Mapping = new AvroMappingOptions
            {
                ConnectMetaData = config.Get(MetaDataKey),
                EnhancedSchemas = config.Get(EnhancedKey),
                ScrubInvalidNames = config.Get(ScrubKey),
            },
        };
    }

    private static ConfigKey<SubjectNameStrategy> Strategy(string name, string part) => ConfigKey
        .Custom(name, "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy", SubjectNames.Parse, SubjectNames.Format, ConfigType.Class)
        .Default(SubjectNameStrategy.TopicName)
        .Doc($"Under which subject schemas of {part} are registered.");
}
