using ConnectRuntime.Connectors;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What the stream has met; published once a batch.</summary>
internal sealed class StreamCounters
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly long[] _told = new long[8];
    private long _lastTold;
    private long _transactions;
    private long _lastSeconds;

    /// <summary>Changed rows by operation.</summary>
    public long[] Rows { get; } = new long[8];

    /// <summary>Changes of rows that were logged as statements and cannot be read.</summary>
    public long Statements { get; set; }

    /// <summary>Transactions that ended with a rollback.</summary>
    public long RolledBack { get; set; }

    /// <summary>Events that could not be handled.</summary>
    public long Errors { get; set; }

    /// <summary>Sessions that were lost.</summary>
    public long Disconnects { get; set; }

    /// <summary>A transaction was read whole.</summary>
    public void Transaction(long seconds)
    {
        _transactions++;
        _lastSeconds = seconds;
    }

    /// <summary>Publishes what is new, a few times a second.</summary>
    public void Publish(ITaskContext context, string file, ulong position)
    {
        if (_lastTold != 0 && context.Clock.GetElapsedTime(_lastTold) < Interval)
        {
            return;
        }

        _lastTold = context.Clock.GetTimestamp();
        var metrics = context.Metrics;
        Add(metrics, 0, "transactions_total", _transactions);
        Add(metrics, 1, "rows_created_total", Rows[(int)Records.RowOperation.Create]);
        Add(metrics, 2, "rows_updated_total", Rows[(int)Records.RowOperation.Update]);
        Add(metrics, 3, "rows_deleted_total", Rows[(int)Records.RowOperation.Delete]);
        Add(metrics, 4, "statement_changes_total", Statements);
        Add(metrics, 5, "rolled_back_transactions_total", RolledBack);
        Add(metrics, 6, "erroneous_events_total", Errors);
        Add(metrics, 7, "disconnects_total", Disconnects);
        metrics.Set("binlog_position_bytes", position);
        if (_lastSeconds > 0)
        {
            metrics.Set("behind_source_milliseconds", Math.Max(0, context.Clock.GetUtcNow().ToUnixTimeMilliseconds() - (_lastSeconds * 1000)));
        }

        metrics.Progress($"{file}:{position}", null);
    }

    private void Add(ITaskMetrics metrics, int index, string name, long total)
    {
        if (total > _told[index])
        {
            metrics.Add(name, total - _told[index]);
            _told[index] = total;
        }
    }
}
