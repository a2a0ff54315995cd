using ConnectRuntime.Connectors;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>What a sink task is given.</summary>
internal sealed class SinkContext(TaskSettings settings, SinkSession session) : TaskContext(settings), ISinkContext
{
    /// <inheritdoc/>
    public void Pause(IEnumerable<TopicPartition> partitions) => session.Pause(partitions);

    /// <inheritdoc/>
    public void Resume(IEnumerable<TopicPartition> partitions) => session.Resume(partitions);

    /// <inheritdoc/>
    public void Seek(TopicPartition partition, long offset) => session.Seek(partition, offset);

    /// <inheritdoc/>
    public void RequestFlush() => session.RequestFlush();

    /// <inheritdoc/>
    public ValueTask ReportAsync(IReadOnlyList<SinkFailure> failures, CancellationToken cancellationToken) =>
        session.ReportAsync(failures, cancellationToken);
}
