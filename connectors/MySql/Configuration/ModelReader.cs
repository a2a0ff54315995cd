using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Rules;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>Makes the parts of a <see cref="MySqlSourceModel"/> from options.</summary>
internal static class ModelReader
{
    public static SnapshotModel Snapshot(ConnectorConfig config) => new()
    {
        Mode = SnapshotModes.Of(config),
        Locking = SnapshotModes.LockingOf(config),
        LockTimeout = config.Get(SnapshotKeys.LockTimeout),
        SelectOverrides = Overrides(config),
        Tables = config.Get(SnapshotKeys.Tables),
        Delay = config.Get(SnapshotKeys.Delay),
        StreamingDelay = config.Get(SnapshotKeys.StreamingDelay),
        Order = config.Get(SnapshotKeys.Order),
    };

    public static ConversionModel Conversion(ConnectorConfig config) => new()
    {
        Decimal = config.Get(TypeKeys.Decimal),
        Time = config.Get(TypeKeys.Time),
        UnsignedBigint = config.Get(TypeKeys.UnsignedBigint),
        Binary = config.Get(TypeKeys.Binary) switch
        {
            "base64" => BinaryMode.Base64,
            "base64-url-safe" => BinaryMode.Base64UrlSafe,
            "hex" => BinaryMode.Hex,
            _ => BinaryMode.Bytes,
        },
        AdjustsYears = config.Get(TypeKeys.AdjustYears),
        OnFailure = Reaction(config.Get(TypeKeys.OnConversionFailure)),
    };

    public static TableFilter Filter(ConnectorConfig config) => new()
    {
        IncludeDatabases = config.Get(CaptureKeys.IncludeDatabases),
        ExcludeDatabases = config.Get(CaptureKeys.ExcludeDatabases),
        IncludeTables = config.Get(CaptureKeys.IncludeTables),
        ExcludeTables = config.Get(CaptureKeys.ExcludeTables),
        IncludeColumns = config.Get(CaptureKeys.IncludeColumns),
        ExcludeColumns = config.Get(CaptureKeys.ExcludeColumns),
        IgnoresBuiltin = config.Get(CaptureKeys.IgnoreBuiltin),
    };

    public static GtidFilter Gtids(ConnectorConfig config) => new()
    {
        Include = config.Get(CaptureKeys.GtidIncludes),
        Exclude = config.Get(CaptureKeys.GtidExcludes),
        FiltersRows = config.Get(CaptureKeys.GtidRows),
    };

    public static ColumnRules Rules(ConnectorConfig config, ServerFlavor flavor) => new(
        [
            .. config.Get(TypeKeys.Masks).Select(option => (ColumnRules.ReadNumber(ColumnRuleKind.Mask, option.Key)!, RegexList.Parse(option.Value))),
            .. config.Get(TypeKeys.Truncations).Select(option => (ColumnRules.ReadNumber(ColumnRuleKind.Truncate, option.Key)!, RegexList.Parse(option.Value))),
            .. config.Get(TypeKeys.Hashes).Select(option => (ColumnRules.ReadHash(option.Key)!, RegexList.Parse(option.Value))),
        ],
        config.Get(TypeKeys.PropagatedColumns) ?? RegexList.Empty,
        config.Get(TypeKeys.PropagatedTypes) ?? RegexList.Empty,
        flavor);

    public static IReadOnlySet<RowOperation> Operations(ConnectorConfig config) =>
        config.Get(CaptureKeys.SkippedOperations).Where(word => word != "none").Select(word => RowOperations.FromCode((byte)word[0])!.Value).ToHashSet();

    public static FailureMode Reaction(string word) => word switch
    {
        "warn" => FailureMode.Warn,
        "skip" or "ignore" => FailureMode.Skip,
        _ => FailureMode.Fail,
    };

    private static Dictionary<TableId, string> Overrides(ConnectorConfig config)
    {
        var listed = config.Get(SnapshotKeys.Overrides).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return config.Get(SnapshotKeys.OverrideStatements).Where(option => listed.Contains(option.Key))
            .ToDictionary(option => MySqlSourceModel.ReadTable(option.Key.ToLowerInvariant())!.Value, option => option.Value);
    }
}
