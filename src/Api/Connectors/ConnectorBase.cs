using ConnectRuntime.Configuration;

namespace ConnectRuntime.Connectors;

/// <summary>A connector with nothing to check and tasks that are alike.</summary>
public abstract class ConnectorBase : IConnector
{
    /// <inheritdoc/>
    public virtual ConfigSpec Config => ConfigSpec.Empty;

    /// <inheritdoc/>
    public virtual ValueTask CheckAsync(
        ConnectorContext context, ICollection<CheckResult> results, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    /// <remarks>One task for a source; as many as allowed for a sink, which share the partitions.</remarks>
    public virtual ValueTask<IReadOnlyList<TaskPlan>> PlanAsync(
        ConnectorContext context, int maxTasks, CancellationToken cancellationToken) =>
        new([.. Enumerable.Repeat(TaskPlan.Default, this is ISinkConnector ? maxTasks : 1)]);
}

/// <summary>A source connector of one task type, with nothing to check and one task.</summary>
/// <typeparam name="TTask">The task.</typeparam>
public abstract class SourceConnector<TTask> : ConnectorBase, ISourceConnector
    where TTask : ISourceTask, new()
{
    /// <inheritdoc/>
    public virtual ISourceTask CreateTask() => new TTask();
}

/// <summary>A sink connector of one task type, with nothing to check and tasks that share the partitions.</summary>
/// <typeparam name="TTask">The task.</typeparam>
public abstract class SinkConnector<TTask> : ConnectorBase, ISinkConnector
    where TTask : ISinkTask, new()
{
    /// <inheritdoc/>
    public virtual ISinkTask CreateTask() => new TTask();
}
