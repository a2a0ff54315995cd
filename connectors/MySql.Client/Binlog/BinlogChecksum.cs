namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>How events are protected. From the format description event on, that event says which; what comes before it follows the server's setting.</summary>
public enum BinlogChecksum : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>The last four bytes of an event are its CRC-32.</summary>
    Crc32 = 1,
}
