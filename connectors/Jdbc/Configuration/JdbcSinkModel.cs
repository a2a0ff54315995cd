using ConnectRuntime.Configuration;

namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>The configuration of a JDBC sink as its task uses it.</summary>
internal sealed record JdbcSinkModel
{
    public required InsertMode Insert { get; init; }

    public required PkMode PkMode { get; init; }

    public required IReadOnlyList<string> PkFields { get; init; }

    public required bool Delete { get; init; }

    public required bool Truncate { get; init; }

    public required bool Create { get; init; }

    public required bool Evolve { get; init; }

    public required bool FoldNames { get; init; }

    public required bool NullDefault { get; init; }

    public required IReadOnlySet<string> Whitelist { get; init; }

    public required string ValueColumn { get; init; }

    public required int BatchSize { get; init; }

    public required int Retries { get; init; }

    public required TimeSpan RetryBackoff { get; init; }

    public required bool ExactlyOnce { get; init; }

    public required TableNames Tables { get; init; }

    public bool IsKeyed => PkMode != PkMode.None;

    public static JdbcSinkModel From(ConnectorConfig config) => new()
    {
        Insert = config.Get(JdbcKeys.Insert),
        PkMode = config.Get(JdbcKeys.PkMode),
        PkFields = config.Get(JdbcKeys.PkFields),
        Delete = config.Get(JdbcKeys.Delete),
        Truncate = config.Get(JdbcKeys.Truncate),
        Create = config.Get(JdbcKeys.Evolution) is { } creation ? creation == SchemaEvolution.Basic : config.Get(JdbcKeys.Create),
        Evolve = config.Get(JdbcKeys.Evolution) is { } evolution ? evolution == SchemaEvolution.Basic : config.Get(JdbcKeys.Evolve),
        FoldNames = config.Get(JdbcKeys.Quote) == QuoteIdentifiers.Never,
        NullDefault = config.Get(JdbcKeys.NullDefault),
        Whitelist = config.Get(JdbcKeys.Whitelist).ToHashSet(StringComparer.Ordinal),
        ValueColumn = config.Get(JdbcKeys.ValueColumn),
        BatchSize = config.Get(JdbcKeys.BatchSize),
        Retries = config.Get(JdbcKeys.Retries),
        RetryBackoff = config.Get(JdbcKeys.RetryBackoff),
        ExactlyOnce = config.Get(JdbcKeys.ExactlyOnce),
        Tables = TableNames.From(config),
    };
}
