using System.Collections.Concurrent;
using ConnectRuntime.Connectors;

namespace ConnectRuntime.Runtime.Telemetry;

/// <summary>What one task has done and is doing, written by its pipeline and read by anybody.</summary>
/// <remarks>Thread-safe without locks: each figure is read on its own, and may be a moment older than another.</remarks>
internal sealed class TaskProgress(TimeProvider clock) : ITaskMetrics
{
    private readonly ConcurrentDictionary<string, double> _figures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _topics = new(StringComparer.Ordinal);
    private long _rows;
    private long _bytes;
    private long _lastRowTicks;
    private long _lag = -1;
    private volatile string? _detail;
    private volatile string? _progress;
    private volatile bool _isIdle;

    /// <summary>Rows moved since the task was started.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Bytes moved since the task was started.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Records behind the end of a sink's partitions; null where it is not known.</summary>
    public long? Lag => Interlocked.Read(ref _lag) is var lag and >= 0 ? lag : null;

    /// <summary>When the last row was moved.</summary>
    public DateTimeOffset? LastRowAt => Interlocked.Read(ref _lastRowTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>What the task waits for, such as the end of an outage; or what it says of its own progress.</summary>
    public string? Detail => _detail ?? _progress;

    /// <summary>Whether there is nothing to do at the moment, and everything done is durable.</summary>
    public bool IsIdle => _isIdle;

    /// <summary>Figures that the plugin publishes.</summary>
    public IReadOnlyDictionary<string, double> Figures => _figures;

    /// <summary>Topics that a sink task has read.</summary>
    public IReadOnlyCollection<string> Topics => (IReadOnlyCollection<string>)_topics.Keys;

    /// <summary>Notes that a sink task has read a topic.</summary>
    public void Touched(string topic) => _topics.TryAdd(topic, 0);

    /// <summary>Counts rows that have been moved.</summary>
    public void Moved(long rows, long bytes)
    {
        if (rows > 0)
        {
            Interlocked.Add(ref _rows, rows);
            Interlocked.Add(ref _bytes, bytes);
            Interlocked.Exchange(ref _lastRowTicks, clock.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Sets the lag.</summary>
    public void SetLag(long lag) => Interlocked.Exchange(ref _lag, lag);

    /// <summary>Says what the task waits for; null for nothing.</summary>
    public void SetDetail(string? detail) => _detail = detail;

    /// <summary>Says whether there is nothing to do.</summary>
    public void SetIdle(bool idle) => _isIdle = idle;

    /// <inheritdoc/>
    public void Add(string name, long amount) => _figures.AddOrUpdate(name, amount, (_, sum) => sum + amount);

    /// <inheritdoc/>
    public void Set(string name, double value) => _figures[name] = value;

    /// <inheritdoc/>
    public void Progress(string what, double? share) =>
        _progress = share is { } part ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}, {part:P0}") : what;
}
