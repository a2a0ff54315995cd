using ConnectRuntime.Transport;

namespace ConnectRuntime.Testing.Transport;

/// <summary>An assignment listener that notes what it hears, and does what a test asks of it meanwhile.</summary>
public sealed class RecordingListener : IAssignmentListener
{
    /// <summary>What came, with the group's offset.</summary>
    public List<AssignedPartition> Assigned { get; } = [];

    /// <summary>What went.</summary>
    public List<TopicPartition> Revoked { get; } = [];

    /// <summary>What is gone.</summary>
    public List<TopicPartition> Lost { get; } = [];

    /// <summary>Done for each partition that comes.</summary>
    public Action<ITopicConsumer, AssignedPartition>? OnAssigned { get; set; }

    /// <summary>Done before partitions go.</summary>
    public Func<ITopicConsumer, IReadOnlyList<TopicPartition>, ValueTask>? OnRevoked { get; set; }

    /// <inheritdoc/>
    public ValueTask AssignedAsync(
        ITopicConsumer consumer, IReadOnlyList<AssignedPartition> partitions, CancellationToken cancellationToken)
    {
        Assigned.AddRange(partitions);
        foreach (var partition in partitions)
        {
            OnAssigned?.Invoke(consumer, partition);
        }

        return default;
    }

    /// <inheritdoc/>
    public async ValueTask RevokedAsync(
        ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        Revoked.AddRange(partitions);
        if (OnRevoked is not null)
        {
            await OnRevoked(consumer, partitions);
        }
    }

    /// <inheritdoc/>
    public ValueTask LostAsync(ITopicConsumer consumer, IReadOnlyList<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        Lost.AddRange(partitions);
        return default;
    }
}
