using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>Drives a source task as the runtime does: reads batches, and commits the last commit point of each.</summary>
public sealed class SourceRun : IAsyncDisposable
{
    private readonly ISourceTask _task;
    private readonly RecordBatch _batch;

    private SourceRun(ISourceTask task, FakeSourceContext context, int maxRows)
    {
        _task = task;
        Context = context;
        _batch = new RecordBatch(maxRows);
    }

    /// <summary>What the task was given.</summary>
    public FakeSourceContext Context { get; }

    /// <summary>Whether what was read is committed at once.</summary>
    public bool Commits { get; set; } = true;

    /// <summary>Whether the task has said that nothing more will come.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Commit points of the batch read last.</summary>
    public IReadOnlyList<SourcePosition> LastPositions { get; private set; } = [];

    /// <summary>Opens a task.</summary>
    public static async Task<SourceRun> OpenAsync(ISourceTask task, FakeSourceContext context, int maxRows = 1000)
    {
        await task.OpenAsync(context, CancellationToken.None);
        return new SourceRun(task, context, maxRows);
    }

    /// <summary>Reads one batch.</summary>
    public async Task<List<ReadRow>> ReadAsync(CancellationToken cancellationToken = default)
    {
        _batch.Clear();
        IsFinished = await _task.ReadAsync(_batch, cancellationToken) == ReadResult.Finished;
        List<ReadRow> rows = [.. ReadRow.Of(_batch)];
        LastPositions = [.. _batch.CommitPoints.ToArray().Where(point => (point.Flags & CommitFlags.Commit) != 0).Select(point => _task.Render(point.Mark))];
        if (Commits)
        {
            foreach (var position in LastPositions)
            {
                Context.Stored.Put(position);
                await _task.CommittedAsync(position, cancellationToken);
            }
        }

        return rows;
    }

    /// <summary>Reads until <paramref name="count"/> rows are there, or nothing came for a while.</summary>
    /// <param name="count">How many rows to stop at.</param>
    /// <param name="patience">Batches without rows in a row after which to give up.</param>
    public async Task<List<ReadRow>> ReadAsync(int count, int patience = 5)
    {
        var rows = new List<ReadRow>();
        for (var empty = 0; rows.Count < count && empty < patience && !IsFinished;)
        {
            var more = await ReadAsync();
            empty = more.Count == 0 ? empty + 1 : 0;
            rows.AddRange(more);
        }

        return rows;
    }

    /// <summary>Reads until nothing comes any more.</summary>
    public Task<List<ReadRow>> DrainAsync(int patience = 3) => ReadAsync(int.MaxValue, patience);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _task.DisposeAsync();
}
