namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>Why the server ended a binlog dump.</summary>
public enum DumpFailure
{
    /// <summary>Another error.</summary>
    None,

    /// <summary>What was asked for is no longer, or not, in the server's binlogs.</summary>
    Purged,

    /// <summary>A binlog of the server's list cannot be opened, most likely because somebody has deleted the file.</summary>
    FileMissing,

    /// <summary>Another replica has our server id or UUID.</summary>
    DuplicateReplica,

    /// <summary>An event is larger than the server's max_allowed_packet.</summary>
    EventTooLarge,

    /// <summary>The position is past the end of its file, or not at the beginning of an event.</summary>
    BadPosition,

    /// <summary>The binlog is damaged.</summary>
    Damaged,

    /// <summary>We have transactions that the server has not: it is another server, or it lost some.</summary>
    ServerBehind,

    /// <summary>The server does not write a binlog or has no GTIDs.</summary>
    NotEnabled,

    /// <summary>Something else.</summary>
    Other,
}
