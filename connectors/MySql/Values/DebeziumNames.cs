namespace ConnectRuntime.MySql.Values;

/// <summary>Names of Debezium's schemas and parameters that the contract of plugins has no constant for.</summary>
internal static class DebeziumNames
{
    public const string IsoDate = "io.debezium.time.IsoDate";
    public const string IsoTime = "io.debezium.time.IsoTime";
    public const string IsoTimestamp = "io.debezium.time.IsoTimestamp";

    /// <summary>Parameter of enums and sets: their values, joined by commas.</summary>
    public const string Allowed = "allowed";

    /// <summary>Parameter of bit strings: how many bits.</summary>
    public const string Length = "length";
}
