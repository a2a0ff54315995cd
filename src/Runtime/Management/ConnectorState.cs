namespace ConnectRuntime.Runtime.Management;

/// <summary>What a connector or a task is doing, in Kafka Connect's words.</summary>
public enum ConnectorState
{
    /// <summary>Not started yet.</summary>
    Unassigned,

    /// <summary>At work, or trying again after an outage; <see cref="TaskStatus.Detail"/> says which.</summary>
    Running,

    /// <summary>Keeps its tasks and moves nothing.</summary>
    Paused,

    /// <summary>Has no tasks; its offsets may be altered.</summary>
    Stopped,

    /// <summary>Ended with an error; started again by itself at <see cref="TaskStatus.NextStart"/>.</summary>
    Failed,

    /// <summary>Being stopped in order to be started again.</summary>
    Restarting,
}

/// <summary>What the user wants a connector to do.</summary>
public enum TargetState
{
    /// <summary>Run.</summary>
    Started,

    /// <summary>Keep tasks and move nothing.</summary>
    Paused,

    /// <summary>Have no tasks.</summary>
    Stopped,
}

/// <summary>Which way a connector moves data.</summary>
public enum ConnectorType
{
    /// <summary>Its class cannot be loaded here.</summary>
    Unknown,

    /// <summary>Into topics.</summary>
    Source,

    /// <summary>Out of topics.</summary>
    Sink,
}
