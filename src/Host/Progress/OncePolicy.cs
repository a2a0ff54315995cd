using System.Text.RegularExpressions;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Progress;

/// <summary>What <c>--once</c> thinks of the worker.</summary>
/// <param name="IsDone">Whether everything there is has been moved and committed.</param>
/// <param name="Failure">Why it never will be, or null.</param>
internal readonly record struct OnceVerdict(bool IsDone, string? Failure)
{
    /// <summary>There is work left.</summary>
    public static readonly OnceVerdict Busy = new(false, null);
}

/// <summary>Decides when a worker that runs with <c>--once</c> may end.</summary>
/// <remarks>
/// Done means, for a whole second: every task runs and is idle, no row is moved, and the group of every sink has committed the
/// end of every partition it reads. The last is asked of the log and not of the sinks: a sink that has not found its topic yet
/// has no lag. Paused and stopped connectors are left out. Not thread-safe.
/// </remarks>
internal sealed class OncePolicy(IConnectorManager connectors, ITopicLog log, TimeProvider clock)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private long? _quietSince;
    private long _rows = -1;

    /// <summary>Judges one look at the connectors.</summary>
    public async ValueTask<OnceVerdict> JudgeAsync(IReadOnlyList<ConnectorStatus> statuses, CancellationToken cancellationToken)
    {
        var active = statuses.Where(one => one.Connector.State is not (ConnectorState.Paused or ConnectorState.Stopped)).ToList();
        foreach (var status in active)
        {
            if (status.Tasks.Append(status.Connector).FirstOrDefault(part => part.State == ConnectorState.Failed) is { } failed)
            {
                var what = failed.Id < 0 ? $"Connector {status.Name}" : $"Task {failed.Id} of connector {status.Name}";
                return new OnceVerdict(false, $"{what} failed: {failed.Trace ?? failed.Detail}");
            }
        }

        var rows = active.Sum(status => status.Tasks.Sum(task => task.Rows));
        var isQuiet = rows == _rows && active.TrueForAll(IsIdle) && await AreCaughtUpAsync(active, cancellationToken);
        _rows = rows;
        _quietSince = isQuiet ? _quietSince ?? clock.GetTimestamp() : null;
        return new OnceVerdict(_quietSince is { } since && clock.GetElapsedTime(since) >= Settle, null);
    }

    private static bool IsIdle(ConnectorStatus status) =>
        status.Connector.State == ConnectorState.Running
        && status.Tasks.All(task => task.State == ConnectorState.Running && task.IsIdle);

    private async ValueTask<bool> AreCaughtUpAsync(List<ConnectorStatus> active, CancellationToken cancellationToken)
    {
        var sinks = active.Where(status => status.Type == ConnectorType.Sink).ToList();
        if (sinks.Count == 0)
        {
            return true;
        }

        var topics = await log.ListTopicsAsync(cancellationToken);
        foreach (var sink in sinks)
        {
            var reads = Subscription(connectors.Get(sink.Name).Config);
            var committed = await log.GetGroupOffsetsAsync($"connect-{sink.Name}", cancellationToken);
            foreach (var topic in topics.Where(topic => reads(topic.Name)))
            {
                if (!await IsAtEndAsync(topic, committed, cancellationToken))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async ValueTask<bool> IsAtEndAsync(
        TopicInfo topic, IReadOnlyDictionary<TopicPartition, long> committed, CancellationToken cancellationToken)
    {
        for (var number = 0; number < topic.PartitionCount; number++)
        {
            var partition = new TopicPartition(topic.Name, number);
            var range = await log.GetOffsetsAsync(partition, cancellationToken);
            if (range.End > range.Begin && committed.GetValueOrDefault(partition, -1) < range.End)
            {
                return false;
            }
        }

        return true;
    }

    private static Func<string, bool> Subscription(IReadOnlyDictionary<string, string> config)
    {
        if (config.GetValueOrDefault(CommonConfig.TopicsRegex.Name) is { Length: > 0 } pattern)
        {
            var regex = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return topic => !topic.StartsWith("__", StringComparison.Ordinal) && regex.IsMatch(topic);
        }

        var named = (config.GetValueOrDefault(CommonConfig.Topics.Name) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return topic => named.Contains(topic, StringComparer.Ordinal);
    }
}
