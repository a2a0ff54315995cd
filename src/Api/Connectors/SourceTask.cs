using ConnectRuntime.Records;

namespace ConnectRuntime.Connectors;

/// <summary>A source task that needs no word when a position is durable. The base for a simple source.</summary>
public abstract class SourceTask : ISourceTask
{
    /// <summary>What the task was given.</summary>
    protected ISourceContext Context { get; private set; } = null!;

    /// <inheritdoc/>
    public virtual ValueTask OpenAsync(ISourceContext context, CancellationToken cancellationToken)
    {
        Context = context;
        return default;
    }

    /// <inheritdoc/>
    public abstract ValueTask<ReadResult> ReadAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract SourcePosition Render(PositionMark mark);

    /// <inheritdoc/>
    public virtual ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
