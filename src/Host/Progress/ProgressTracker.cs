using System.Globalization;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Progress;

/// <summary>Makes lines of progress out of one look at the connectors after the other.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ProgressTracker(TimeProvider clock)
{
    private readonly Dictionary<string, (long Rows, long At)> _before = new(StringComparer.Ordinal);

    /// <summary>A line for each connector.</summary>
    public IReadOnlyList<string> Lines(IReadOnlyList<ConnectorStatus> statuses)
    {
        var all = statuses.Select(ConnectorProgress.Of).ToList();
        var width = all.Select(one => one.Name.Length).Append(10).Max();
        return [.. all.Select(one => Line(one, width))];
    }

    private string Line(ConnectorProgress progress, int width)
    {
        var rate = RateOf(progress);
        var state = progress.State.ToString().ToUpperInvariant();
        var type = progress.Type.ToString().ToLowerInvariant();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Name.PadRight(width)}  {type,-6}  {state,-10}  {progress.Rows,13:N0} rows  {rate,9:N0} rows/s");
        line += progress.Lag is { } lag ? string.Create(CultureInfo.InvariantCulture, $"  lag {lag:N0}") : "";
        return progress.Detail is null ? line : $"{line}  {progress.Detail}";
    }

    // A restarted task counts from 0 again: that is no negative rate.
    private double RateOf(ConnectorProgress progress)
    {
        var now = clock.GetTimestamp();
        var known = _before.TryGetValue(progress.Name, out var before);
        _before[progress.Name] = (progress.Rows, now);
        var seconds = known ? clock.GetElapsedTime(before.At, now).TotalSeconds : 0;
        return seconds > 0 ? Math.Max(0, progress.Rows - before.Rows) / seconds : 0;
    }
}
