namespace ConnectRuntime.Connectors;

/// <summary>Makes tasks that read from somewhere.</summary>
public interface ISourceConnector : IConnector
{
    /// <summary>A new task, not opened yet.</summary>
    ISourceTask CreateTask();
}

/// <summary>Makes tasks that write to somewhere.</summary>
public interface ISinkConnector : IConnector
{
    /// <summary>A new task, not opened yet.</summary>
    ISinkTask CreateTask();
}
