namespace ConnectRuntime.Runtime.Management;

/// <summary>Whether the worker is ready.</summary>
public enum WorkerHealth
{
    /// <summary>Reading its topics and files.</summary>
    Starting,

    /// <summary>Ready.</summary>
    Healthy,

    /// <summary>Its control loop does not answer or the topic log has failed.</summary>
    Unhealthy,
}
