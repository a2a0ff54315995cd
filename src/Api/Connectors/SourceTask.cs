using System.Globalization;
using ConnectRuntime.Records;

namespace ConnectRuntime.Connectors;

/// <summary>A source task that needs no word when a position is durable. The base for a simple source.</summary>
/// <remarks>
/// Only <see cref="ReadAsync"/> must be there. A source whose place is one number gives it to
/// <c>batch.AddCommitPoint(new(0, next))</c> and finds it again by <see cref="StoredPosition"/>; others override <see cref="Render"/>.
/// </remarks>
public abstract class SourceTask : ISourceTask
{
    private const string OffsetStart = "{\"position\":";

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
    /// <remarks>Renders <see cref="PositionMark.A"/>, as <c>{"partition":0}</c> and <c>{"position":42}</c>.</remarks>
    public virtual SourcePosition Render(PositionMark mark) =>
        new(PartitionText(mark.Partition), string.Create(CultureInfo.InvariantCulture, $"{OffsetStart}{mark.A}}}"));

    /// <summary>The number of the last commit point that is durable, for a source that does not override <see cref="Render"/>; null for none.</summary>
    /// <param name="partition">The partition of that commit point.</param>
    protected long? StoredPosition(int partition = 0) =>
        Context.Positions.Find(PartitionText(partition)) is { } offset
        && offset.StartsWith(OffsetStart, StringComparison.Ordinal)
        && long.TryParse(offset.AsSpan()[OffsetStart.Length..^1], CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    public virtual ValueTask CommittedAsync(SourcePosition position, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    private static string PartitionText(int partition) => string.Create(CultureInfo.InvariantCulture, $"{{\"partition\":{partition}}}");
}
