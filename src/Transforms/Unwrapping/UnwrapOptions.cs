using ConnectRuntime.Configuration;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms.Fields;

namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>The options of <see cref="ExtractNewRecordState"/>.</summary>
internal sealed record UnwrapOptions(DeletePolicy Policy, IReadOnlyList<MetadataField> Fields, IReadOnlyList<MetadataField> Headers)
{
    private const string Paths = "a field of the envelope such as op or source.ts_ms, with :name for another name";

    private static readonly ConfigKey<DeleteTombstoneHandling> s_mode = ConfigKey
        .Enum<DeleteTombstoneHandling>("delete.tombstone.handling.mode").Default(DeleteTombstoneHandling.Tombstone)
        .Doc("Deletes and tombstones: drop both; leave one tombstone for each delete (tombstone, delete-to-tombstone); rewrite a delete "
            + "into its last row with the column __deleted, and drop tombstones (rewrite) or keep them (rewrite-with-tombstone).");

    private static readonly ConfigKey<DeleteHandling> s_oldMode = ConfigKey.Enum<DeleteHandling>("delete.handling.mode")
        .Default(DeleteHandling.Drop).Low()
        .Doc("Older form of delete.tombstone.handling.mode: drop deletes, rewrite them, or leave a tombstone (none).");

    private static readonly ConfigKey<bool> s_dropTombstones = ConfigKey.Bool("drop.tombstones").Default(true).Low()
        .Doc("Older form of delete.tombstone.handling.mode: whether tombstones of the source are dropped.");

    private static readonly ConfigKey<string?> s_route = ConfigKey.String("route.by.field")
        .Must(path => path.Length == 0 || FieldTarget.CanRead(path), "a column's name")
        .Optional().Low().Doc("The column of text that names the topic of each row. Null or blank leaves the topic.");

    private static readonly ConfigKey<IReadOnlyList<MetadataField>> s_fields = ConfigKey.Custom("add.fields", Paths, MetadataField.Parse)
        .AsList().Default().Doc("Fields of the envelope to add to the row. One that a topic does not have is left out.");

    private static readonly ConfigKey<string> s_fieldsPrefix = ConfigKey.Verbatim("add.fields.prefix").Default("__").Low()
        .Doc("What the names of added fields begin with.");

    private static readonly ConfigKey<IReadOnlyList<MetadataField>> s_headers = ConfigKey.Custom("add.headers", Paths, MetadataField.Parse)
        .AsList().Default().Doc("Fields of the envelope to add as headers. One that a topic does not have is left out.");

    private static readonly ConfigKey<string> s_headersPrefix = ConfigKey.Verbatim("add.headers.prefix").Default("__").Low()
        .Doc("What the names of added headers begin with.");

    /// <summary>All options.</summary>
    public static readonly ConfigSpec Spec = ConfigSpec.Of(s_mode, s_fields, s_fieldsPrefix, s_headers, s_headersPrefix, s_route)
        .Group("Older options", s_oldMode, s_dropTombstones)
        .Unsupported("drop.fields.header.name", "Fields that a header lists per row stay in the row; drop them with ReplaceField instead.")
        .Ignored("drop.fields.from.key", "No fields are dropped by a header.")
        .Ignored("drop.fields.keep.schema.compatible", "No fields are dropped by a header.")
        .Ignored("replace.null.with.default", "A null stays null, whatever the field's default.")
        .Rule(CheckModes);

    /// <summary>What the names of added fields begin with.</summary>
    public required string FieldsPrefix { get; init; }

    /// <summary>What the names of added headers begin with.</summary>
    public required string HeadersPrefix { get; init; }

    /// <summary>The column that names the topic, or null.</summary>
    public string? RouteByField { get; init; }

    /// <summary>The options as they were set.</summary>
    public static UnwrapOptions Read(ConnectorConfig config) => new(PolicyOf(config), config.Get(s_fields), config.Get(s_headers))
    {
        FieldsPrefix = config.Get(s_fieldsPrefix),
        HeadersPrefix = config.Get(s_headersPrefix),
        RouteByField = config.Get(s_route) is { Length: > 0 } route ? route : null,
    };

    private static DeletePolicy PolicyOf(ConnectorConfig config) => !config.IsSet(s_mode) && IsOld(config)
        ? new DeletePolicy(config.Get(s_oldMode), !config.Get(s_dropTombstones))
        : DeletePolicy.Of(config.Get(s_mode));

    private static bool IsOld(ConnectorConfig config) => config.IsSet(s_oldMode) || config.IsSet(s_dropTombstones);

    private static void CheckModes(ConnectorConfig config, ConfigProblems problems)
    {
        if (config.IsSet(s_mode) && IsOld(config))
        {
            problems.Warning(
                config.IsSet(s_oldMode) ? s_oldMode : s_dropTombstones,
                $"{s_mode.Name} is set beside it",
                "one of the two forms is required",
                "Leave the older one out: it has no effect");
        }
    }
}
