namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>How a binlog dump is asked for.</summary>
public sealed record BinlogDumpConfig
{
    /// <summary>Our number among the replicas of the server; unique, not zero unless <see cref="NonBlocking"/>.</summary>
    public required uint ServerId { get; init; }

    /// <summary>Our UUID among the replicas of the server; unique.</summary>
    public Guid Uuid { get; init; } = Guid.NewGuid();

    /// <summary>How often the server says that it is there while nothing happens.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(48);

    /// <summary>How long the server may be silent once the stream has begun; a few heartbeats. Zero for ever.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the server may be silent before the first event or heartbeat, as it may have to search its binlogs for a GTID. Zero for ever.</summary>
    public TimeSpan SearchTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the server waits while we read nothing before it ends the dump; zero for its own default of 60 s.</summary>
    public TimeSpan ServerWriteTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the dump ends where the binlog does, instead of waiting for more.</summary>
    public bool NonBlocking { get; init; }

    /// <summary>Whether MariaDB sends the text of statements that made rows.</summary>
    public bool AnnotateRows { get; init; } = true;

    /// <summary>Whether MariaDB refuses a start whose GTIDs it does not have exactly.</summary>
    public bool GtidStrictMode { get; init; }

    /// <summary>The name we show in SHOW REPLICAS; empty to stay out of that list.</summary>
    public string ReportHost { get; init; } = "";

    /// <summary>The port we show there.</summary>
    public ushort ReportPort { get; init; }
}
