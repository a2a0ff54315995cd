using System.Collections.Concurrent;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>The positions of a connector, in memory; shared by the tasks of a test and kept over their restarts.</summary>
public sealed class MemoryPositions : ISourcePositions
{
    private readonly ConcurrentDictionary<string, string> _offsets = new(StringComparer.Ordinal);

    /// <summary>Partitions that were forgotten, in order.</summary>
    public ConcurrentQueue<string> Forgotten { get; } = new();

    /// <inheritdoc/>
    public string? Find(string partition) => _offsets.GetValueOrDefault(partition);

    /// <inheritdoc/>
    public IReadOnlyList<SourcePosition> List() => [.. _offsets.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new SourcePosition(o.Key, o.Value))];

    /// <inheritdoc/>
    public ValueTask ForgetAsync(string partition, CancellationToken cancellationToken)
    {
        _offsets.TryRemove(partition, out _);
        Forgotten.Enqueue(partition);
        return default;
    }

    /// <summary>Stores a position, as a commit does.</summary>
    public void Put(SourcePosition position) => _offsets[position.Partition] = position.Offset;

    /// <summary>The same positions, from here on on their own.</summary>
    public MemoryPositions Copy()
    {
        var copy = new MemoryPositions();
        foreach (var position in List())
        {
            copy.Put(position);
        }

        return copy;
    }
}
