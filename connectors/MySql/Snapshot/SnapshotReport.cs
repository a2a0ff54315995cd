using System.Globalization;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Tables;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Snapshot;

/// <summary>What a snapshot tells about its progress: figures with every batch, words about once a second.</summary>
internal sealed class SnapshotReport(ISourceContext context)
{
    private const int ManyRows = 100_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _begin = context.Clock.GetTimestamp();
    private long _lastTime;
    private long _lastRows;
    private double _rate;

    /// <summary>A batch was filled.</summary>
    /// <param name="plan">The tables.</param>
    /// <param name="done">How many of them are read.</param>
    /// <param name="rows">Rows written since the snapshot began.</param>
    /// <param name="added">Rows written in this batch.</param>
    /// <param name="table">Rows of the current table.</param>
    public void Advance(SnapshotPlan plan, int done, long rows, long added, long table)
    {
        context.Metrics.Add("snapshot_rows_total", added);
        context.Metrics.Set("snapshot_tables_remaining", plan.Tables.Length - done);
        context.Metrics.Set("snapshot_duration_seconds", Seconds(_begin));
        if (_lastTime == 0)
        {
            (_lastTime, _lastRows) = (_begin, rows - added);
            context.Metrics.Set("snapshot_running", 1);
            context.Metrics.Set("snapshot_tables", plan.Tables.Length);
        }

        var elapsed = context.Clock.GetElapsedTime(_lastTime);
        if (elapsed >= Pause)
        {
            _rate = (rows - _lastRows) / elapsed.TotalSeconds;
            (_lastTime, _lastRows) = (context.Clock.GetTimestamp(), rows);
            context.Metrics.Set("snapshot_rows_per_second", _rate);
            Tell(plan, done, rows, table);
        }
    }

    /// <summary>All tables are read.</summary>
    public void Complete(SnapshotPlan plan, long rows)
    {
        context.Metrics.Set("snapshot_running", 0);
        context.Metrics.Set("snapshot_completed", 1);
        context.Metrics.Set("snapshot_tables_remaining", 0);
        context.Metrics.Progress("snapshot complete", 1);
        context.Log.LogInformation(
            "The snapshot is complete: {Rows} rows of {Tables} tables in {Seconds:0.0} s.", rows, plan.Tables.Length, Seconds(_begin));
    }

    /// <summary>A table's rows were all read.</summary>
    public void TableRead(TableId id, long rows) => context.Log.Log(
        rows < ManyRows ? LogLevel.Debug : LogLevel.Information, "The snapshot has read table {Table}: {Rows} rows.", id, rows);

    private void Tell(SnapshotPlan plan, int done, long rows, long table)
    {
        // The server's estimates of tables that are read are replaced by what was found.
        var estimate = plan.Tables.Skip(done).Sum(t => t.Rows);
        var left = Math.Max(estimate - table, 0);
        var share = done == plan.Tables.Length ? 1 : rows + left == 0 ? 0 : Math.Min((double)rows / (rows + left), 0.999);
        var what = done < plan.Tables.Length ? plan.Tables[done].Id.ToString() : "the last table";
        context.Metrics.Progress(
            string.Create(
                CultureInfo.InvariantCulture,
                $"snapshot: table {Math.Min(done + 1, plan.Tables.Length)} of {plan.Tables.Length}, {what}; {rows:N0} rows of about {rows + left:N0}, {_rate:N0} rows/s"),
            share);
    }

    private double Seconds(long since) => Math.Round(context.Clock.GetElapsedTime(since).TotalSeconds, 1);
}
