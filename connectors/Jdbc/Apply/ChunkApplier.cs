using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Applies chunks within the transaction, and finds by halves the rows that the server refuses.</summary>
/// <remarks>
/// Deletes go before writes; within a stage rows go in source order. A chunk that fails as a whole for what is in it is
/// applied in halves, down to single rows, each in its place in the source's order; so what only the order makes
/// impossible, such as a child before its parent, succeeds, and the rest are the bad rows.
/// </remarks>
internal sealed class ChunkApplier(ISqlSession session, JdbcSinkModel model, TimeProvider clock)
{
    /// <summary>Applies a chunk.</summary>
    /// <param name="chunk">The rows.</param>
    /// <param name="refused">Receives the rows that the server refuses.</param>
    /// <param name="partitions">The task's partitions by index.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async ValueTask ApplyAsync(
        ChunkState chunk, ICollection<SinkFailure> refused, IReadOnlyList<PartitionState> partitions, CancellationToken cancellationToken)
    {
        var pending = new Stack<RowRange>();
        pending.Push(new RowRange(0, chunk.Count));
        while (pending.TryPop(out var range))
        {
            if (await TryAsync(chunk, range, cancellationToken) is not { } failure)
            {
                continue;
            }

            if (range.Count == 1)
            {
                refused.Add(Refusal(chunk, range.Start, failure, partitions));
                continue;
            }

            // The second half is applied after everything that is left of the first one.
            var middle = range.Start + (range.Count / 2);
            pending.Push(new RowRange(middle, range.End));
            pending.Push(new RowRange(range.Start, middle));
        }
    }

    private static SinkFailure Refusal(ChunkState chunk, int index, SqlFailure failure, IReadOnlyList<PartitionState> partitions)
    {
        ref readonly var row = ref chunk[index];
        var reason = JdbcErrors.Refused(chunk.Stages[row.Stage].Table.Name, failure.State, failure.Message);
        return new SinkFailure(partitions[row.Partition].Partition, row.Offset, reason);
    }

    // What precedes in the transaction stays; without a transaction one begins here and is given up on a failure.
    private async ValueTask<SqlFailure?> TryAsync(ChunkState chunk, RowRange range, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var isFirst = !session.InTransaction;
            await (isFirst ? session.BeginAsync(cancellationToken) : session.SaveAsync(cancellationToken));
            try
            {
                await ApplyRangeAsync(chunk, range, cancellationToken);
                if (!isFirst)
                {
                    await session.ReleaseAsync(cancellationToken);
                }

                return null;
            }
            catch (SqlFailure failure) when (failure.Kind == SqlFailureKind.Data || MayRepeat(failure, attempt, isFirst))
            {
                await (isFirst ? session.RollbackAsync(cancellationToken) : session.RestoreAsync(cancellationToken));
                if (failure.Kind == SqlFailureKind.Data)
                {
                    return failure;
                }
            }

            var longest = Math.Min(model.RetryBackoff.TotalMilliseconds, 20 << Math.Min(attempt, 10));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest), clock, cancellationToken);
        }
    }

    // Locks of earlier chunks stay with the transaction, and may be what the other session waits for.
    private bool MayRepeat(SqlFailure failure, int attempt, bool isFirst) =>
        failure.Kind == SqlFailureKind.Conflict && attempt < (isFirst ? model.Retries : Math.Min(model.Retries, 1));

    private async ValueTask ApplyRangeAsync(ChunkState chunk, RowRange range, CancellationToken cancellationToken)
    {
        foreach (var stage in chunk.Stages)
        {
            if (stage.Action == StageAction.Delete && chunk.HasLive(stage, range))
            {
                await session.ApplyAsync(stage, chunk, range, cancellationToken);
            }
        }

        foreach (var stage in chunk.Stages)
        {
            if (stage.Action != StageAction.Delete && chunk.HasLive(stage, range))
            {
                await session.ApplyAsync(stage, chunk, range, cancellationToken);
            }
        }
    }
}
