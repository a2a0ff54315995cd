using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Host.Cli;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Transport;

namespace ConnectRuntime.Host.Topics;

/// <summary>The positions of sources as a worker has stored them: in its data folder, or over REST where it runs. Immutable.</summary>
internal sealed class StoredPositions
{
    private readonly Dictionary<(string Connector, string Partition), string> _offsets = [];

    private StoredPositions(string? problem) => Problem = problem;

    /// <summary>Why they could not be read; null where they were, or where no worker has ever been.</summary>
    public string? Problem { get; }

    /// <summary>Reads them; a folder that is not there is not made.</summary>
    public static async Task<StoredPositions> ReadAsync(ConnectorConfig config, Func<IHostedWorker> create, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(config.Get(WorkerConfig.DataDir)))
        {
            return new(null);
        }

        try
        {
            await using var topics = await TopicViews.OpenAsync(config, create, cancellationToken);
            var topic = config.Get(WorkerConfig.OffsetTopic);
            var found = new StoredPositions(null);
            if ((await topics.ListAsync(cancellationToken)).Any(row => row.Name == topic))
            {
                using var lines = new StringWriter();
                await topics.ShowAsync(new RecordQuery(topic), lines, cancellationToken);
                found.Take(lines.ToString());
            }

            return found;
        }
        catch (Exception exception) when (exception is ConnectException or TopicLogException or RemoteException)
        {
            return new(exception.Message);
        }
    }

    /// <summary>Those of a connector; null where they could not be read.</summary>
    public IReadOnlyList<SourcePosition>? Of(string connector) => Problem is null
        ? [.. _offsets.Where(pair => pair.Key.Connector == connector).Select(pair => new SourcePosition(pair.Key.Partition, pair.Value))]
        : null;

    // The key is a JSON text, ["connector",{partition}]; a value that is null takes the position back.
    private void Take(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var record = JsonDocument.Parse(line);
            using var key = JsonDocument.Parse(record.RootElement.GetProperty("key").GetString()!);
            var place = (key.RootElement[0].GetString()!, key.RootElement[1].GetRawText());
            if (record.RootElement.GetProperty("value").GetString() is { } offset)
            {
                _offsets[place] = offset;
            }
            else
            {
                _offsets.Remove(place);
            }
        }
    }
}
