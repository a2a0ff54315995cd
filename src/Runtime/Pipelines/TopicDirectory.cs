using System.Collections.Concurrent;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>Topics that sources write to: made on first use, with the partitions that the connector's options name.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TopicDirectory(ITopicLog log, int partitions, short replicationFactor, Action<string> used)
{
    private readonly ConcurrentDictionary<string, int> _partitions = new(StringComparer.Ordinal);

    /// <summary>How many partitions a topic has; it is made if it is not there.</summary>
    public async ValueTask<int> RequireAsync(string topic, CancellationToken cancellationToken)
    {
        if (_partitions.TryGetValue(topic, out var known))
        {
            return known;
        }

        var info = await log.CreateTopicAsync(new TopicSpec(topic, partitions, replicationFactor), cancellationToken);
        used(topic);
        return _partitions[topic] = info.PartitionCount;
    }

    /// <summary>Makes again what somebody deleted, with the partitions it had, because records in flight are meant for those.</summary>
    /// <returns>Whether anything was missing.</returns>
    public async ValueTask<bool> RestoreAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var restored = false;
        foreach (var topic in topics)
        {
            if (await log.FindTopicAsync(topic, cancellationToken) is null)
            {
                await log.CreateTopicAsync(new TopicSpec(topic, _partitions.GetValueOrDefault(topic, 1), replicationFactor), cancellationToken);
                restored = true;
            }
        }

        return restored;
    }
}
