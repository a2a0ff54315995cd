using System.Globalization;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Positions;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>How far the position is from what the server has purged, and from the end of its binlogs; asked once a minute.</summary>
internal sealed class PurgeWatch(ISourceContext context, ControlConnection control)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _last;

    /// <summary>Publishes the distances if it is time; a server that does not answer, or does not allow it, changes nothing.</summary>
    public async ValueTask WatchAsync(PositionTracker position, CancellationToken cancellationToken)
    {
        if (_last != 0 && context.Clock.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = context.Clock.GetTimestamp();
        try
        {
            var connection = await control.GetAsync(cancellationToken);
            Publish(position, await connection.RowsAsync("SHOW BINARY LOGS", cancellationToken));
        }
        catch (ConnectException exception)
        {
            context.Log.LogDebug(exception, "The list of binlogs could not be read");
        }
    }

    private void Publish(PositionTracker position, List<string?[]> files)
    {
        var at = files.FindIndex(file => file[0] == position.File);
        if (at < 0)
        {
            return;
        }

        var before = files[..at].Sum(Size) + (long)position.Pos;
        context.Metrics.Set("purge_edge_distance_bytes", before);
        context.Metrics.Set("behind_source_bytes", Math.Max(0, files.Sum(Size) - before));
    }

    private static long Size(string?[] file) => long.Parse(file[1]!, CultureInfo.InvariantCulture);
}
