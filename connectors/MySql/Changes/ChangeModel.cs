using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <summary>What the writing of changes depends on, of a connector's configuration and of the task.</summary>
internal sealed record ChangeModel
{
    /// <summary>Which connector the user named; it names schemas and the source block's connector.</summary>
    public ServerFlavor Flavor { get; init; }

    /// <summary>The value of <c>topic.prefix</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The topic of schema changes.</summary>
    public required string SchemaChangeTopic { get; init; }

    /// <summary>The topic of heartbeats.</summary>
    public required string HeartbeatTopic { get; init; }

    /// <summary>The topic of transactions.</summary>
    public required string TransactionTopic { get; init; }

    /// <summary>The connector's name, for headers.</summary>
    public required string ConnectorName { get; init; }

    /// <summary>The task's number, for headers.</summary>
    public int TaskId { get; init; }

    /// <summary>Whether rows carry the headers that name connector, task and run.</summary>
    public bool ExtendedHeaders { get; init; } = true;

    /// <summary>Whether a delete is followed by a record without a value.</summary>
    public bool Tombstones { get; init; } = true;

    /// <summary>Whether updates that change nothing captured are left out.</summary>
    public bool SkipsUnchanged { get; init; }

    /// <summary>Whether changes carry a transaction block, and transactions have a topic.</summary>
    public bool TransactionMetadata { get; init; }

    /// <summary>Whether schema change records carry comments.</summary>
    public bool SchemaComments { get; init; }

    /// <summary>Operations that are not written.</summary>
    public IReadOnlySet<RowOperation> SkippedOperations { get; init; } = new HashSet<RowOperation> { RowOperation.Truncate };

    /// <summary>How long there may be no heartbeat; zero for no heartbeats.</summary>
    public TimeSpan HeartbeatInterval { get; init; }
}
