namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>Flags of a binlog event's head. Page: "Binlog Event Flag" in MySQL's source documentation.</summary>
[Flags]
public enum BinlogEventFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The file was not closed in order; of a format description.</summary>
    InUse = 1,

    /// <summary>The statement uses temporary tables.</summary>
    ThreadSpecific = 4,

    /// <summary>The statement needs no current database.</summary>
    SuppressUse = 8,

    /// <summary>The server made it up for this stream; it is in no file.</summary>
    Artificial = 0x20,

    /// <summary>It came out of a relay log.</summary>
    Relay = 0x40,

    /// <summary>Who does not know the type may pass over it.</summary>
    Ignorable = 0x80,
}
