using ConnectRuntime.Connectors;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>The two chunks of a task: one is filled while the other one is on its way to the server.</summary>
/// <remarks>
/// The session belongs to the chunk in flight until <see cref="DrainAsync"/> has returned. The work runs on the thread pool,
/// so that the server is fed while the next batch is decoded.
/// </remarks>
internal sealed class WriterState(ISqlSession session, JdbcSinkModel model, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly ChunkApplier _applier = new(session, model, clock);
    private readonly List<SinkFailure> _refused = [];
    private Task _flight = Task.CompletedTask;
    private ChunkState _spare = new(1);

    /// <summary>The chunk that is filled.</summary>
    public ChunkState Chunk { get; private set; } = new(0);

    /// <summary>Whether the session is free.</summary>
    public bool IsIdle => _flight.IsCompletedSuccessfully;

    /// <summary>Rows applied since the last call of <see cref="TakeRefused"/>, and those made needless.</summary>
    public long Applied { get; set; }

    /// <summary>Sends the chunk off, when the one before it has been applied.</summary>
    public async ValueTask SubmitAsync(IReadOnlyList<PartitionState> partitions, CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        if (Chunk.Count == 0)
        {
            return;
        }

        (Chunk, _spare) = (_spare, Chunk);
        var chunk = _spare;
        _flight = Task.Run(() => ApplyAsync(chunk, partitions), CancellationToken.None);
    }

    /// <summary>Waits until the session is free.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken) => await _flight.WaitAsync(cancellationToken);

    /// <summary>The rows that the server has refused, once. Only while the session is free.</summary>
    public IReadOnlyList<SinkFailure> TakeRefused()
    {
        if (_refused.Count == 0)
        {
            return [];
        }

        SinkFailure[] taken = [.. _refused];
        _refused.Clear();
        return taken;
    }

    /// <summary>Throws away what is kept back and what the transaction holds.</summary>
    public async ValueTask DiscardAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        await session.RollbackAsync(cancellationToken);
        Chunk.Clear();
        _refused.Clear();
        Applied = 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        try
        {
            await _flight;
        }
        catch (Exception error) when (error is SqlFailure or OperationCanceledException)
        {
            // Whoever awaited it has been told.
        }

        _lifetime.Dispose();
    }

    private async Task ApplyAsync(ChunkState chunk, IReadOnlyList<PartitionState> partitions)
    {
        await _applier.ApplyAsync(chunk, _refused, partitions, _lifetime.Token);
        Applied += chunk.Count;
        chunk.Clear();
    }
}
