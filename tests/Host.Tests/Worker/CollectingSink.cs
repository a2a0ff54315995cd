using System.Collections.Concurrent;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Host.Tests.Worker;

/// <summary>A sink into memory, by the name of the connector.</summary>
[Plugin("collecting", Summary = "Collects.")]
public sealed class CollectingSink : SinkConnector<CollectingSinkTask>
{
    /// <summary>The ids that came, in order.</summary>
    public static readonly ConcurrentDictionary<string, ConcurrentQueue<long>> Collected = new();

    /// <inheritdoc/>
    public override ConfigSpec Config => ConfigSpec.Empty;
}

/// <summary>The task of <see cref="CollectingSink"/>.</summary>
public sealed class CollectingSinkTask : SinkTask
{
    /// <inheritdoc/>
    protected override ValueTask<IReadOnlyList<SinkFailure>> Write(RecordBatch batch, CancellationToken cancellationToken)
    {
        var target = CollectingSink.Collected.GetOrAdd(Context.ConnectorName, _ => new ConcurrentQueue<long>());
        foreach (var row in batch)
        {
            target.Enqueue(row.After["id"].Int64);
        }

        return new([]);
    }
}
